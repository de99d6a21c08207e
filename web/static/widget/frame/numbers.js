/** Telephone numbers: links to call, and the clinic's numbers made tappable wherever they are said. */

import { el, icon } from "./dom.js";
import { word } from "./words.js";

/** @typedef {{label: string, number: string}} Numbered */

/** @param {string} number @returns {string} what the phone dials */
export function tel(number) {
  return `tel:${number.replace(/[^\d+*#]/g, "")}`;
}

/**
 * @param {string} text
 * @param {Numbered[]} known
 * @returns {DocumentFragment} the text, where each known label that stands alone is a link
 */
export function linked(text, known) {
  const piece = document.createDocumentFragment();
  const labels = known.filter(({ label, number }) => label && number);
  let rest = text;
  while (rest) {
    const next = firstOf(rest, labels);
    if (!next) break;
    piece.append(rest.slice(0, next.at), el("a", { href: tel(next.number), class: "number" }, next.label));
    rest = rest.slice(next.at + next.label.length);
  }
  piece.append(rest);
  return piece;
}

/** @param {string} text @param {Numbered[]} known */
function firstOf(text, known) {
  const found = known.flatMap(({ label, number }) => {
    for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
      const around = text.charAt(at - 1) + text.charAt(at + label.length);
      if (!/[\p{L}\p{N}]/u.test(around)) return [{ at, label, number }];
    }
    return [];
  });
  return found.sort((a, b) => a.at - b.at || b.label.length - a.label.length)[0];
}

/** @param {string} number @returns {string} what the phone writes a text message to */
function sms(number) {
  return tel(number).replace("tel:", "sms:");
}

/** @param {string} words @returns {string} */
function begun(words) {
  return words[0].toUpperCase() + words.slice(1);
}

/**
 * @param {string} label as in "911", or words that say how, as in "call or text 988"
 * @param {string} number
 * @param {string} kind a style
 * @returns {HTMLAnchorElement}
 */
export function callLink(label, number, kind) {
  const says = /\bcall\b/i.test(label) ? begun(label) : word("call", { label });
  return el("a", { class: kind, href: tel(number) }, icon("phone"), el("span", {}, says));
}

/**
 * @param {string} label where it says "call or text", each way gets a link of its own
 * @param {string} number
 * @param {string} kind a style
 * @returns {HTMLAnchorElement[]}
 */
export function callLinks(label, number, kind) {
  if (!/\bcall or text\b/i.test(label)) return [callLink(label, number, kind)];
  const says = begun(label.replace(/\bcall or text\b/i, "text"));
  return [
    callLink(label.replace(/\bcall or text\b/i, "call"), number, kind),
    el("a", { class: "call", href: sms(number) }, icon("send"), el("span", {}, says)),
  ];
}
