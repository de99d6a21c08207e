/** The wiring of the chat: the conversation, the page that shows it, and the page around it. */

import { Bridge } from "./bridge.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { byId } from "./dom.js";
import { tel } from "./numbers.js";
import { Store } from "./store.js";
import { Tray } from "./tray.js";
import { View } from "./view.js";
import { setLocale, toldDate, toldTime, word } from "./words.js";

const boot = JSON.parse(byId("boot").textContent);
const site = (new URLSearchParams(location.search).get("site") || "default").replace(/[^\w.-]/g, "").slice(0, 64);
const emergency = boot.emergency;
const store = new Store(site);
const bridge = new Bridge(boot.origins);
const conversation = new Conversation(store);
let contactAsked = false;
const composer = new Composer(
  (text) => conversation.send({ text }), store, emergency.text,
  () => contactAsked && ["waiting", "staff"].includes(conversation.state.status),
);
const tray = new Tray((change) => view.yieldRoom(change));
const staff = byId("staff");
let unread = 0;
let cards = 0;

/** @param {import("./api.js").Choice} choice */
function choose({ intent, title }) {
  if (!composer.allowed()) return;
  conversation.send({ text: title, choice: intent });
  composer.focus();
}

function askStaff() {
  if (conversation.state.status === "bot" || conversation.state.status === "resolved") {
    choose({ intent: "talk_to_staff", title: word("talk_to_staff") });
  } else askContact(true);
}

/** @param {boolean} focus */
function askContact(focus) {
  contactAsked = true;
  tray.askContact(async (contact) => {
    await conversation.leaveContact(contact);
    store.write({ contact: true });
    nameStaffButton();
    composer.say(word("contact_saved"));
  }, { focus, skipped: () => {}, mistaken: (words) => conversation.mistake(words) });
}

/** What the button to staff does now. */
function nameStaffButton() {
  const person = ["waiting", "staff"].includes(conversation.state.status);
  const contact = store.read().contact ? "change_contact" : "leave_contact";
  staff.querySelector("span").textContent = word(person ? contact : "talk_to_staff");
}

function showTopics() {
  byId("scroll").scrollTop = 0;
  byId("topics").querySelector("button")?.focus();
}

function restart() {
  contactAsked = false;
  conversation.reset();
  composer.fill("");
  composer.focus();
}

async function remove() {
  const receipt = await conversation.remove();
  contactAsked = false;
  composer.fill("");
  const told = receipt && { date: toldDate(receipt.deleted_at), time: toldTime(receipt.deleted_at), reference: receipt.reference };
  view.note(told ? word("deleted", told) : word("deleted_none"));
}

const view = new View({
  choose, askStaff, showTopics,
  rate: (id, rating, reason) => conversation.rate(id, rating, reason),
  numbers: [boot.phone, emergency, { ...emergency }, boot.crisis], // ours too, where the page names another
  phone: boot.phone,
  noneOfThese: boot.none_of_these,
}, emergency, {
  retry: () => conversation.outbox.retry(),
  edit: (text) => { composer.fill(text); composer.focus(); },
});

/** What arrives while nobody looks is counted on the launcher. */
function markRead() {
  const seen = conversation.open && !document.hidden;
  if (seen) {
    if (conversation.state.last_id) store.write({ read: conversation.state.last_id });
    unread = 0;
  }
  if (seen || unread) bridge.tell("unread", { count: unread });
}

conversation.addEventListener("message", (/** @type {any} */ { detail: { message, past, saved } }) => {
  if (!past && message.card) tray.close(); // nothing stands in front of an emergency
  else if (!past && message.from !== "bot") tray.makeRoom();
  view.add(message, { past, saved });
  if (message.from === "staff" || message.from === "system") composer.unsay(word("contact_saved")); // they have reached the patient
  const fresh = !past || (message.id || 0) > (store.read().read || 0);
  if (message.from !== "patient" && fresh && (!conversation.open || document.hidden)) unread += 1;
  if (past) return;
  bridge.tell("message", { from: message.from });
  if (message.card && ++cards) bridge.tell("emergency");
  if (message.outcome === "handoff") {
    bridge.tell("handoff");
    if (!contactAsked && !store.read().contact && conversation.open) askContact(false);
  }
});
conversation.addEventListener("entry", (/** @type {any} */ { detail: { entry, error } }) => {
  view.showEntry(entry, error);
  if (error) bridge.tell("error", { code: error.code });
});
conversation.addEventListener("reach", (/** @type {any} */ { detail: { online } }) => { byId("offline").hidden = online; });
conversation.addEventListener("fresh", () => view.clear());
conversation.addEventListener("gone", () => {
  contactAsked = false;
  composer.fill("");
  tray.close();
});
conversation.addEventListener("lost", () => view.note(word("lost")));
for (const type of ["state", "entry"]) {
  conversation.addEventListener(type, () => {
    const { state, outbox } = conversation;
    view.showState(state, outbox.entries.some((entry) => entry.status === "sending"));
    nameStaffButton();
    byId("delete").hidden = !conversation.api.token;
    markRead();
  });
}

staff.addEventListener("click", askStaff);
byId("topics").addEventListener("click", (/** @type {any} */ { target }) => {
  const topic = target.closest("button[data-intent]");
  if (topic) choose({ intent: topic.dataset.intent, title: topic.textContent.trim() });
});
byId("restart").addEventListener("click", () => (byId("log").childElementCount ? tray.askRestart(restart) : restart()));
byId("delete").addEventListener("click", () => tray.askDelete(remove));
byId("close").addEventListener("click", () => bridge.tell("close"));
document.addEventListener("visibilitychange", markRead);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  if (tray.isOpen) tray.close();
  else bridge.tell("close");
});

bridge.on("init", ({ locale, theme, consent, emergencyNumber }) => {
  if (locale) setLocale(locale);
  if (theme) document.documentElement.dataset.theme = theme;
  if (consent) composer.requireConsent(consent);
  if (emergencyNumber) useNumber(emergencyNumber);
  bridge.tell("ready");
});
bridge.on("open", ({ focus }) => {
  conversation.show(true);
  markRead();
  if (focus) composer.focus({ opening: !byId("log").childElementCount });
});
bridge.on("close", () => conversation.show(false));
bridge.on("ask", ({ text }) => (composer.allowed() ? conversation.send({ text: String(text) }) : composer.fill(String(text))));
bridge.on("locale", ({ locale }) => setLocale(String(locale)));
bridge.on("theme", ({ theme }) => { document.documentElement.dataset.theme = String(theme); });
bridge.on("reset", restart);
bridge.on("forget", () => { conversation.reset({ all: true }); location.reload(); });

/** The page around us knows better which number is dialled where it is read. @param {string} number */
function useNumber(number) {
  const { text, label } = emergency;
  Object.assign(emergency, { number, label: number, text: text.replace(label, number) });
  composer.emergency = emergency.text;
  for (const line of document.querySelectorAll("[data-emergency]")) {
    const link = line.querySelector("a");
    if (link) Object.assign(link, { href: tel(number), textContent: number });
  }
}

if (bridge.alone) {
  byId("close").hidden = true;
  conversation.show(true);
}
conversation.resume();
byId("composer").inert = false; // until here, a text that was sent would have been lost
