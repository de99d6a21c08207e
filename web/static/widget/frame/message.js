/** One message on the page: who speaks, the words, what they rest on, and what can be asked next. */

import { emergencyCard } from "./card.js";
import { button, el, icon, spoken } from "./dom.js";
import { callLink, linked } from "./numbers.js";
import { rating } from "./rating.js";
import { toldDate, toldTime, word } from "./words.js";

/**
 * @typedef {object} Ways what a message may set off
 * @property {(choice: import("./api.js").Choice) => void} choose
 * @property {() => void} askStaff
 * @property {() => void} showTopics
 * @property {(id: number, rating: "up" | "down", reason?: string) => Promise<any>} rate
 * @property {import("./numbers.js").Numbered[]} numbers labels that become links
 * @property {import("./numbers.js").Numbered} phone the clinic's
 * @property {string} noneOfThese
 */

/**
 * @param {import("./api.js").Message} message
 * @param {Ways} ways
 * @param {{past?: boolean, alarmed?: boolean}} [options] `past`: it was said before this page was
 *   opened; `alarmed`: an emergency card came before it
 * @returns {HTMLElement}
 */
export function messageView(message, ways, { past = false, alarmed = false } = {}) {
  const { from, by, text, card } = message;
  const name = by || word("staff_unnamed");
  const said = { bot: "bot_said", staff: "staff_said", system: "note_said", patient: "you_said" }[from];
  const view = el("div", { class: `message ${from}${past ? "" : " new"}` }, spoken(`${word(said, { name })} `));
  if (from === "staff") {
    view.append(el("p", { class: "speaker", "aria-hidden": "true" }, `${word("staff_by", { name })} · ${toldTime(message.created_at)}`));
  }
  if (card) view.append(emergencyCard(card, ways.numbers, { past }));
  if (text && text !== card?.text) view.append(bubble(message, ways));
  if (message.choices.length) view.append(choiceList(message.choices, ways));
  const offers = offerList(message.offers, ways);
  if (offers.length) view.append(el("div", { class: "chips" }, ...offers));
  const calm = !card && !alarmed; // an emergency is not the time to ask
  if (from === "bot" && message.id && calm) view.append(rating(message, ways));
  if (message.related.length) view.append(relatedList(message.related, ways));
  return view;
}

/** @param {import("./api.js").Message} message @param {Ways} ways */
function bubble(message, { numbers }) {
  const { from, title, text, sources, reviewed_on: reviewed, draft } = message;
  const words = from === "patient" ? text : linked(text, numbers);
  return el("div", { class: "bubble" },
    title && el("p", { class: "title" }, word("about", { title })),
    el("p", { class: "text" }, words),
    sources.length > 0 && el("div", { class: "sources" }, ...sources.map(sourceLine)),
    reviewed && el("p", { class: "stamp" }, icon("check"), el("span", {}, word("reviewed", { date: toldDate(reviewed) }))),
    draft && el("p", { class: "stamp draft" }, word("draft")),
  );
}

/** @param {import("./api.js").Source} source @returns {HTMLElement} as in "Source: title, publisher, section — kind" */
function sourceLine({ title, publisher, name, kind }) {
  const known = ["clinic_article", "patient_account"].includes(kind);
  const where = [publisher, name].filter(Boolean).join(", ");
  return el("p", { class: "source" }, icon("book"), el("span", {},
    word("source"), el("cite", {}, title), where && `, ${where}`, known && ` — ${word(kind)}`));
}

/** @param {import("./api.js").Choice[]} choices @param {Ways} ways */
function choiceList(choices, ways) {
  const none = { intent: "none", title: ways.noneOfThese };
  const rows = [...choices, none].map((choice) => {
    const row = button(choice.title, () => {
      for (const other of rows) other.setAttribute("aria-pressed", String(other === row));
      ways.choose(choice);
    }, { class: choice === none ? "choice none" : "choice" });
    return row;
  });
  return el("div", { class: "choices", role: "group", "aria-label": word("choices") }, ...rows);
}

/** @param {import("./api.js").Choice[]} related @param {Ways} ways */
function relatedList(related, ways) {
  const rows = related.map((choice) => button(choice.title, () => ways.choose(choice), { class: "chip" }));
  return el("div", { class: "related", role: "group", "aria-label": word("related"), "aria-live": "off" },
    el("p", { class: "quiet", "aria-hidden": "true" }, word("related")), el("div", { class: "chips" }, ...rows));
}

/** @param {string[]} offers @param {Ways} ways */
function offerList(offers, ways) {
  const made = {
    staff: () => button(word("ask_staff"), ways.askStaff, { class: "chip strong" }),
    phone: () => callLink(ways.phone.label, ways.phone.number, "chip"),
    topics: () => button(word("topics"), ways.showTopics, { class: "chip" }),
  };
  return offers.filter((offer) => offer in made).map((offer) => made[offer]());
}

/**
 * A message of the patient that is on its way, or did not get through. `help` is the emergency line;
 * with the server out of reach it stands above the text box instead.
 * @param {import("./outbox.js").Entry} entry
 * @param {{retry: () => void, edit: () => void, help: () => Node}} ways
 * @param {any} [error]
 */
export function entryView(entry, ways, error) {
  const view = el("div", { class: `message patient new ${entry.status}` }, spoken(`${word("you_said")} `),
    el("div", { class: "bubble" }, el("p", { class: "text" }, entry.text)));
  view.append(el("div", { class: "fate" }));
  showFate(view, entry, ways, error);
  return view;
}

/**
 * Show on a message of the patient what became of it.
 * @param {HTMLElement} view
 * @param {import("./outbox.js").Entry} entry
 * @param {{retry: () => void, edit: () => void, help: () => Node}} ways
 * @param {any} [error]
 */
export function showFate(view, entry, { retry, edit, help }, error) {
  const fate = view.querySelector(".fate");
  const was = view.dataset.status;
  view.dataset.status = entry.status;
  if (!fate || (was === entry.status && entry.status === "failed")) return; // said once is enough
  if (entry.status === "sending") {
    if (was !== "failed") return;
    fate.querySelector(".state")?.replaceChildren(word("sending"));
    return;
  }
  const failed = entry.status === "failed";
  fate.replaceChildren(
    el("p", { class: "row" },
      el("span", { class: "state" }, word(failed ? "not_sent" : "refused")),
      failed ? button(word("retry"), retry, { class: "link" }) : button(word("edit"), edit, { class: "link" })),
    el("p", { class: "why" }, error?.message ? `${error.message} ` : "", error?.status ? help() : ""),
  );
}
