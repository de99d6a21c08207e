/**
 * The fixed words of the chat's own controls. What is said on health matters comes from the server,
 * where it is reviewed; here are names of buttons and notes on sending.
 */

/** @type {Record<string, {dir: "ltr" | "rtl", words: Record<string, string>}>} */
const LANGUAGES = {
  en: {
    dir: "ltr",
    words: {
      bot: "Automatic assistant",
      bot_said: "Automatic assistant said:",
      you_said: "You said:",
      staff_said: "{name}, clinic staff, said:",
      staff_by: "{name}, clinic staff",
      staff_unnamed: "A member of staff",
      note_said: "Note:",
      status_bot: "Automatic assistant",
      status_waiting: "Waiting for staff",
      status_staff: "Staff are answering: {name}",
      status_resolved: "Automatic assistant",
      about: "About: {title}",
      source: "Source: ",
      clinic_article: "a clinic’s article",
      patient_account: "one patient’s account",
      reviewed: "Reviewed by the clinic on {date}",
      draft: "Draft: not yet reviewed by a clinician",
      related: "Related questions",
      choices: "Possible questions",
      helpful: "Helpful",
      not_helpful: "Not helpful",
      rated_up: "Thank you for telling us.",
      rated_down: "Thank you. What was the matter?",
      rated_reason: "Thank you. This helps us to do better.",
      wrong: "It is wrong",
      unclear: "It is unclear",
      incomplete: "Something is missing",
      other: "Something else",
      ask_staff: "Ask our staff",
      talk_to_staff: "Talk to staff",
      leave_contact: "Leave contact",
      change_contact: "Change contact",
      topics: "See topics",
      call: "Call {label}",
      sending: "Sending",
      not_sent: "Not sent.",
      retry: "Retry",
      refused: "This could not be sent.",
      edit: "Edit",
      not_saved: "Answered, but not saved: our staff cannot see this message.",
      offline: "We cannot reach the clinic’s server right now. Your messages stay here.",
      online: "We are connected again.",
      empty: "Please write your question first.",
      too_long: "This is {count} characters long. Please shorten it to {most}.",
      count: "{count} of {most} characters",
      private: "Please leave out private details, such as phone numbers, birth dates or ID numbers. You can still send this.",
      private_held: "Not sent yet: this seems to hold private details. Press Send once more to send it as it is.",
      send_anyway: "Send anyway",
      edit_first: "Edit it first",
      consent: "I agree that this chat is stored, so that the clinic can answer me.",
      consent_first: "Please tick the box above first.",
      contact_title: "How can we reach you?",
      contact_why: "Only if you like. You can also wait for the answer here.",
      email: "E-mail",
      phone: "Phone",
      contact_send: "Send to staff",
      contact_skip: "No, thanks",
      contact_none: "Please fill in an e-mail address or a phone number.",
      contact_bad_email: "This does not look like an e-mail address.",
      contact_bad_phone: "This does not look like a phone number.",
      contact_failed: "This did not reach us. Please try again.",
      contact_saved: "Saved. Our staff can reach you now.",
      restart_title: "Start over?",
      restart_why: "This chat leaves your screen, and answers to it cannot reach you here. The clinic keeps its copy: to delete that too, press “Delete my chat” at the top instead.",
      restart_yes: "Start over",
      restart_no: "Keep this chat",
      delete_title: "Delete this chat?",
      delete_why: "It goes from the clinic’s records and from this screen, for good. A question that waits for staff goes too.",
      delete_yes: "Delete my chat",
      delete_no: "Keep it",
      delete_failed: "This is not deleted: we cannot reach our records right now. Please try again.",
      deleted: "Your chat is deleted: {date}, {time}. Number of this receipt: {reference}. It says nothing about you.",
      deleted_none: "Your chat is deleted. There was nothing of it left on our server.",
      newer: "New messages",
      lost: "This chat has ended. What you write now starts a new one.",
    },
  },
};

let locale = "en-US";

/**
 * Use the words of a language, as in "en" or "en-GB". One we do not have changes nothing.
 * @param {string} wanted
 */
export function setLocale(wanted) {
  const language = LANGUAGES[wanted.split("-")[0].toLowerCase()];
  if (!language) {
    console.info(`ClinicChat: there are no words for "${wanted}" yet; English stays. See docs/embedding.md.`);
    return;
  }
  locale = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = language.dir;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [values]
 * @returns {string} the words, with `{name}` filled in
 */
export function word(name, values = {}) {
  const language = LANGUAGES[locale.split("-")[0].toLowerCase()];
  return language.words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** @param {string} day as in "2026-03-12", or a moment @returns {string} as in "March 12, 2026" */
export function toldDate(day) {
  const date = new Date(day.length > 10 ? day : `${day}T12:00:00`);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}

/** @param {string} moment @returns {string} as in "3:42 PM" */
export function toldTime(moment) {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "";
  return date.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
}
