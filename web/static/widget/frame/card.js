/** The emergency card, and the banner that stays for the rest of the conversation. */

import { el } from "./dom.js";
import { callLink, callLinks, linked } from "./numbers.js";

/**
 * @param {import("./api.js").Card} card
 * @param {import("./numbers.js").Numbered[]} numbers
 * @param {{past: boolean}} options a card of the past is not called out again
 * @returns {HTMLElement}
 */
export function emergencyCard(card, numbers, { past }) {
  const known = [...ways(card), ...numbers];
  return el("div", { class: `card ${card.kind}`, role: past ? "group" : "alert" },
    el("p", { class: "text" }, linked(card.text, known)),
    el("div", { class: "calls" }, ...ways(card).flatMap(({ label, number }, i) => callLinks(label, number, i ? "call" : "call first"))));
}

/** @param {import("./api.js").Card} card @returns {import("./numbers.js").Numbered[]} */
function ways(card) {
  return [{ label: card.phone_label, number: card.phone }, ...card.more.map(({ label, phone }) => ({ label, number: phone }))];
}

export class Banner {
  /** @param {HTMLElement} place @param {{text: string, number: string, label: string}} emergency */
  constructor(place, emergency) {
    this.place = place;
    this.emergency = emergency;
  }

  /** @param {boolean} wanted @param {import("./api.js").Card | null} [card] the newest one, whose numbers it takes */
  show(wanted, card = null) {
    if (!wanted) this.card = null;
    if (card) this.card = card;
    const shown = wanted ? JSON.stringify(this.card || {}) : "";
    if (shown === this.shown) return;
    this.shown = shown;
    this.place.hidden = !wanted;
    this.place.replaceChildren();
    if (!wanted) return;
    const { text, number, label } = this.emergency;
    const others = this.card ? ways(this.card).filter((way) => way.number !== number) : [];
    this.place.append(el("p", {}, text), el("div", { class: "calls" },
      callLink(label, number, "call first"),
      ...others.slice(0, 1).flatMap((way) => callLinks(way.label, way.number, "call"))));
  }
}
