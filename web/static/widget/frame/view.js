/** The page of the conversation: messages in order, who answers, the banner, and where it is scrolled to. */

import { Banner } from "./card.js";
import { byId, el, spoken } from "./dom.js";
import { linked } from "./numbers.js";
import { entryView, messageView, showFate } from "./message.js";
import { word } from "./words.js";

const NEAR = 80; // pixels from the end that still count as reading the newest message

export class View {
  /**
   * @param {import("./message.js").Ways} ways
   * @param {{text: string, number: string, label: string}} emergency
   * @param {{retry: () => void, edit: (text: string) => void}} sending
   */
  constructor(ways, emergency, sending) {
    this.ways = ways;
    this.emergency = emergency;
    this.sending = sending;
    this.main = byId("scroll");
    this.log = byId("log");
    this.newer = byId("newer");
    this.banner = new Banner(byId("banner"), emergency);
    /** @type {Map<string, HTMLElement>} messages on their way, by client_message_id */
    this.entries = new Map();
    this.alarmed = false; // an emergency card is on the page
    this.newer.addEventListener("click", () => {
      this.toEnd();
      this.main.focus();
    });
    this.main.addEventListener("scroll", () => this.nearEnd() && (this.newer.hidden = true), { passive: true });
  }

  /** What scrolls: the messages, or all of a page that has little room. */
  get scroller() {
    const whole = getComputedStyle(this.main).overflowY === "visible";
    return whole ? /** @type {HTMLElement} */ (document.scrollingElement) : this.main;
  }

  clear() {
    this.log.replaceChildren();
    this.entries.clear();
    this.alarmed = false;
    this.newer.hidden = true;
    this.scroller.scrollTop = 0;
  }

  /** @param {import("./api.js").Message} message @param {{past: boolean, saved: boolean}} options */
  add(message, { past, saved }) {
    const entry = message.client_message_id && this.entries.get(message.client_message_id);
    if (message.from === "patient" && entry) {
      this.settle(message.client_message_id, entry, saved);
      return;
    }
    const near = this.nearEnd();
    const view = messageView(message, this.ways, { past, alarmed: this.alarmed });
    this.alarmed ||= Boolean(message.card);
    if (past) {
      // The past is not news: a screen reader reads it when the patient goes there.
      this.log.setAttribute("aria-live", "off");
      this.log.insertBefore(view, this.log.querySelector("[data-status]"));
      setTimeout(() => this.log.removeAttribute("aria-live"), 300);
      this.toEnd();
      if (message.card) this.banner.show(true, message.card);
      return;
    }
    this.log.append(view);
    if (message.card) this.banner.show(true, message.card); // it takes room: before scrolling
    if (near || message.card) this.toStartOf(view);
    else this.newer.hidden = false;
  }

  /** @param {import("./outbox.js").Entry} entry @param {any} [error] */
  showEntry(entry, error) {
    const ways = {
      retry: this.sending.retry,
      edit: () => this.sending.edit(entry.text),
      help: () => el("span", {}, linked(this.emergency.text, this.ways.numbers)),
    };
    const known = this.entries.get(entry.id);
    if (entry.status === "sent") return known && this.settle(entry.id, known, true);
    if (known) {
      showFate(known, entry, ways, error);
      if (entry.status !== "sending") this.toEnd();
      return undefined;
    }
    const view = entryView(entry, ways, error);
    this.entries.set(entry.id, view);
    this.log.append(view);
    return this.toEnd();
  }

  /** The server has it. @param {string} id @param {HTMLElement} view @param {boolean} saved */
  settle(id, view, saved) {
    this.entries.delete(id);
    delete view.dataset.status;
    const fate = view.querySelector(".fate");
    if (saved) fate?.remove();
    else fate?.replaceChildren(el("p", { class: "why" }, word("not_saved")));
  }

  /** @param {string} text a note of the page itself */
  note(text) {
    this.log.append(el("div", { class: "message system new" }, spoken(`${word("note_said")} `), el("div", { class: "bubble" }, el("p", { class: "text" }, text))));
    this.toEnd();
  }

  /** @param {import("./api.js").State} state @param {boolean} waiting whether an answer is on its way */
  showState({ status, held_by: name, emergency }, waiting) {
    const says = word(`status_${status}`, { name: name || "" }).replace(/[:\s]+$/, "");
    Object.assign(byId("status"), { textContent: says, title: says });
    document.body.dataset.status = status;
    byId("typing").hidden = !waiting || status === "staff";
    this.banner.show(emergency);
  }

  nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.newer.hidden = true;
  }

  /**
   * A sheet takes room from the messages: the newest one, where its beginning was in sight, is still
   * read from there.
   * @param {() => void} change
   */
  yieldRoom(change) {
    const newest = /** @type {HTMLElement | null} */ (this.log.lastElementChild);
    const begun = newest && this.inSight(newest);
    const near = this.nearEnd();
    change();
    if (begun) this.toStartOf(newest);
    else if (near) this.toEnd();
  }

  /** @param {HTMLElement} view @returns {boolean} whether its beginning is in sight */
  inSight(view) {
    const { top, bottom } = this.scroller === this.main ? this.main.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const start = view.getBoundingClientRect().top;
    return start >= top - 1 && start < bottom;
  }

  /** Long answers are read from their first line. @param {HTMLElement} view */
  toStartOf(view) {
    const { main, scroller } = this;
    const whole = scroller !== main;
    // On a page that scrolls as one the banner stays on top, and the text box comes after the end.
    const above = whole ? main.offsetTop - byId("banner").offsetHeight - 12 : -12;
    const below = whole ? scroller.scrollHeight - main.offsetTop - main.offsetHeight : 0;
    const top = view.offsetTop + above;
    const before = view.previousElementSibling;
    const both = before ? /** @type {HTMLElement} */ (before).offsetTop + above : top;
    const fits = view.offsetTop + view.offsetHeight + above + 12 + below - both <= scroller.clientHeight;
    scroller.scrollTop = fits ? scroller.scrollHeight : top;
  }
}
