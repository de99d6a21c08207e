/** Where the patient writes: the text box, what is wrong with what stands in it, and the consent. */

import { button, byId, el } from "./dom.js";
import { hasPrivateDetail, isOnlyDetails } from "./private.js";
import { word } from "./words.js";

const MOST = 4000;
const COUNT_FROM = 800; // the emergency check reads the first 1,000 characters

export class Composer {
  /**
   * @param {(text: string) => void} send
   * @param {import("./store.js").Store} store
   * @param {string} emergency the emergency line
   * @param {() => boolean} contactAsked whether we asked for a phone number or e-mail ourselves
   */
  constructor(send, store, emergency, contactAsked) {
    this.send = send;
    this.store = store;
    this.emergency = emergency;
    this.contactAsked = contactAsked;
    this.held = ""; // the text with private details that was held back once
    this.sure = byId("sure");
    this.form = byId("composer");
    this.box = byId("text");
    this.hint = byId("hint");
    this.consent = byId("consent");
    this.form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("input", () => this.look());
  }

  submit() {
    const text = this.box.value.trim();
    if (!text) return this.say(word("empty"), { urgent: true });
    if (text.length > MOST) return this.look();
    if (!this.allowed()) return undefined;
    if (text !== this.held && this.isPrivate(text) && isOnlyDetails(text)) return this.hold(text);
    this.send(text);
    return this.fill("");
  }

  /** @param {string} text */
  isPrivate(text) {
    return hasPrivateDetail(text, { contact: this.contactAsked() });
  }

  /** Ask whether bare private details shall go out; pressing Send once more sends them. @param {string} text */
  hold(text) {
    this.held = text;
    this.say(`${word("private_held")} ${this.emergency}`);
    this.sure.replaceChildren(
      button(word("send_anyway"), () => this.submit(), { class: "chip strong" }),
      button(word("edit_first"), () => { this.look(); this.box.focus(); }, { class: "chip" }),
    );
    this.sure.hidden = false;
  }

  /** @param {string} text to stand in the box, unsent */
  fill(text) {
    this.box.value = text;
    this.look();
  }

  /** Say what the patient should know of the text while it is typed. */
  look() {
    const { value } = this.box;
    const within = this.sure.contains(document.activeElement);
    this.held = "";
    this.sure.hidden = true;
    if (within) this.box.focus(); // a button that goes must not take the focus with it
    const count = value.trim().length;
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight + 2, 132)}px`;
    this.box.toggleAttribute("aria-invalid", count > MOST);
    if (count > MOST) this.say(`${word("too_long", { count, most: MOST })} ${this.emergency}`, { urgent: true });
    else if (this.isPrivate(value)) this.say(word("private"));
    else if (count >= COUNT_FROM) this.say(word("count", { count: count - (count % 50), most: MOST }));
    else this.say("");
  }

  /** @param {string} text */
  say(text, { urgent = false } = {}) {
    if (this.hint.textContent !== text) this.hint.textContent = text;
    this.hint.classList.toggle("urgent", urgent);
  }

  /** @param {string} text that holds no more */
  unsay(text) {
    if (this.hint.textContent === text) this.say("");
  }

  /** Ask for consent first. @param {string | true} wanted the clinic's own words, or true for ours */
  requireConsent(wanted) {
    this.box_ = el("input", { type: "checkbox", id: "agree" });
    this.box_.checked = Boolean(this.store.read().consent);
    this.box_.addEventListener("change", () => {
      this.store.write({ consent: this.box_.checked });
      this.say("");
    });
    this.consent.replaceChildren(el("label", { for: "agree" }, this.box_, el("span", {}, wanted === true ? word("consent") : wanted)));
    this.consent.hidden = false;
  }

  /** @returns {boolean} whether a message may leave this browser; says why not */
  allowed() {
    if (!this.box_ || this.box_.checked) return true;
    this.say(word("consent_first"), { urgent: true });
    this.box_.focus();
    return false;
  }

  /**
   * A finger does not need the box in focus, and would get a keyboard over what is to be read. With
   * little room the box would push away the first view when the chat is `opening`.
   */
  focus({ opening = false } = {}) {
    const away = opening ? "(pointer: coarse), (max-height: 430px)" : "(pointer: coarse)";
    if (matchMedia(away).matches) byId("name").focus({ preventScroll: true });
    else this.box.focus();
  }
}
