/** Thumbs under a message of the bot; a thumb down asks why, and offers a person. */

import { button, el, icon } from "./dom.js";
import { word } from "./words.js";

const REASONS = ["wrong", "unclear", "incomplete", "other"];

/**
 * @param {import("./api.js").Message} message
 * @param {Pick<import("./message.js").Ways, "rate" | "askStaff">} ways
 * @returns {HTMLElement} silent for screen readers until it is used: it comes with every message
 */
export function rating(message, { rate, askStaff }) {
  const id = /** @type {number} */ (message.id);
  const said = el("p", { class: "quiet", role: "status" });
  const more = el("div", { class: "chips" });
  const up = thumb("up", "helpful");
  const down = thumb("down", "not_helpful");

  /** @param {"up" | "down"} which @param {string} thanks @param {string} [reason] */
  async function give(which, thanks, reason) {
    press(which);
    try {
      await rate(id, which, reason);
      said.textContent = word(thanks);
    } catch {
      said.textContent = word("contact_failed");
      press(null);
    }
  }

  /** @param {"up" | "down" | null} which */
  function press(which) {
    up.setAttribute("aria-pressed", String(which === "up"));
    down.setAttribute("aria-pressed", String(which === "down"));
  }

  function askWhy() {
    const reasons = REASONS.map((reason) => button(word(reason), () => {
      more.replaceChildren(staff);
      give("down", "rated_reason", reason);
      staff.focus(); // what was pressed is gone; the next step takes its place
    }, { class: "chip" }));
    const staff = button(word("ask_staff"), askStaff, { class: "chip strong" });
    more.replaceChildren(...reasons, staff);
  }

  up.addEventListener("click", () => {
    more.replaceChildren();
    give("up", "rated_up");
  });
  down.addEventListener("click", () => {
    askWhy();
    give("down", "rated_down");
  });
  press(message.rating);
  return el("div", { class: "rating", "aria-live": "off" }, el("div", { class: "thumbs" }, up, down, said), more);
}

/** @param {string} name @param {string} label @returns {HTMLButtonElement} */
function thumb(name, label) {
  return el("button", { type: "button", class: "thumb", "aria-label": word(label), title: word(label) }, icon(name));
}
