/** A small sheet above the text box, one at a time: how to be reached, starting over, deleting. */

import { button, byId, el } from "./dom.js";
import { word } from "./words.js";

const EMAIL = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/;
const PHONE = /^\+?[\d\s().-]{7,24}$/;

export class Tray {
  /** @param {(change: () => void) => void} making what takes room from the messages runs within it */
  constructor(making) {
    this.making = making;
    this.place = byId("tray");
    /** @type {HTMLElement | null} */
    this.opener = null;
  }

  get isOpen() {
    return !this.place.hidden;
  }

  /** @param {string} title @param {HTMLElement} inside */
  show(title, inside) {
    this.opener = /** @type {HTMLElement | null} */ (document.activeElement);
    this.making(() => {
      this.place.replaceChildren(el("h2", { id: "tray-title" }, title), inside);
      this.place.hidden = false;
    });
  }

  close() {
    const held = this.place.contains(document.activeElement);
    this.place.hidden = true;
    this.place.replaceChildren();
    if (held) (this.opener?.isConnected && !this.opener.hidden ? this.opener : byId("text")).focus();
  }

  /** The conversation goes on: a sheet that nobody has touched makes room for it. */
  makeRoom() {
    const begun = [...this.place.querySelectorAll("input")].some((box) => box.value);
    if (this.isOpen && !begun && !this.place.contains(document.activeElement)) this.close();
  }

  /**
   * Ask how the patient can be reached.
   * @param {(contact: {email?: string, phone?: string}) => Promise<void>} send
   * @param {{focus: boolean, skipped: () => void, mistaken: (words: string) => void}} options `mistaken`
   * gets what stands in the form in place of an address
   */
  askContact(send, { focus, skipped, mistaken }) {
    const email = el("input", { id: "email", type: "email", autocomplete: "email", maxlength: 254 });
    const phone = el("input", { id: "phone", type: "tel", autocomplete: "tel", maxlength: 32 });
    const said = el("p", { class: "said", id: "contact-said", role: "alert" });
    const submit = el("button", { class: "primary", type: "submit" }, word("contact_send"));
    const skip = () => {
      this.close();
      skipped();
    };
    const form = el("form", { novalidate: true, "aria-labelledby": "tray-title" },
      el("p", { class: "quiet" }, word("contact_why")),
      el("div", { class: "fields" }, field(word("email"), email), field(word("phone"), phone)), said,
      el("div", { class: "chips" }, submit, button(word("contact_skip"), skip, { class: "chip" })));
    form.addEventListener("submit", async (/** @type {Event} */ event) => {
      event.preventDefault();
      const wrong = faultOf(email.value.trim(), phone.value.trim());
      for (const box of [email, phone]) box.toggleAttribute("aria-invalid", wrong?.box === box.id);
      said.textContent = wrong ? word(wrong.says) : "";
      if (wrong) {
        byId(wrong.box).focus();
        const words = `${email.value} ${phone.value}`.trim();
        return void (words && mistaken(words));
      }
      submit.disabled = true;
      try {
        await send(Object.fromEntries([email, phone].filter((box) => box.value.trim()).map((box) => [box.id, box.value.trim()])));
        this.close();
      } catch (/** @type {any} */ error) {
        said.textContent = error.message || word("contact_failed");
        submit.disabled = false;
      }
    });
    this.show(word("contact_title"), form);
    if (focus) email.focus();
  }

  /** @param {() => void} restart */
  askRestart(restart) {
    const keep = button(word("restart_no"), () => this.close(), { class: "chip" });
    const go = button(word("restart_yes"), () => {
      this.close();
      restart();
    }, { class: "primary" });
    this.show(word("restart_title"), el("div", {}, el("p", { class: "quiet" }, word("restart_why")), el("div", { class: "chips" }, go, keep)));
    keep.focus();
  }

  /** @param {() => Promise<void>} remove */
  askDelete(remove) {
    const said = el("p", { class: "said", role: "alert" });
    const keep = button(word("delete_no"), () => this.close(), { class: "primary" });
    const go = button(word("delete_yes"), async () => {
      go.disabled = true;
      said.textContent = "";
      try {
        await remove();
        this.close();
        byId("text").focus(); // a button that is switched off has lost the focus
      } catch {
        said.textContent = word("delete_failed");
        go.disabled = false;
        go.focus();
      }
    }, { class: "chip danger" });
    this.show(word("delete_title"), el("div", {}, el("p", { class: "quiet" }, word("delete_why")), said, el("div", { class: "chips" }, keep, go)));
    keep.focus();
  }
}

/** @param {string} label @param {HTMLElement} box */
function field(label, box) {
  return el("label", { for: box.id }, el("span", {}, label), box);
}

/** @param {string} email @param {string} phone @returns {{box: string, says: string} | null} */
function faultOf(email, phone) {
  if (!email && !phone) return { box: "email", says: "contact_none" };
  if (email && !EMAIL.test(email)) return { box: "email", says: "contact_bad_email" };
  const digits = phone.replace(/\D/g, "").length;
  if (phone && (!PHONE.test(phone) || digits < 7)) return { box: "phone", says: "contact_bad_phone" };
  return null;
}
