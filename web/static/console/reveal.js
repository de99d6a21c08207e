/**
 * Reading masked messages as they were written: one press, which the server notes.
 * @module
 */
import { byId, write } from './dom.js';

const form = /** @type {HTMLFormElement | null} */ (document.getElementById('reveal'));
/** The form, or for an account without the right the line that says so. */
const offer = form ?? document.getElementById('may-not-reveal');
/** Messages whose words stand on the page as they were written. @type {Set<number>} */
const revealed = new Set();

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  let said = 'Not revealed: no connection. Please try again.';
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
      headers: { Accept: 'application/json' },
    });
    const answer = await response.json();
    if (response.ok) { show(answer.texts); return; }
    said = `Not revealed. ${answer.error?.message ?? 'Please try again.'}`;
  } catch {
    // what is said above
  }
  write(byId('reveal-says'), said);
});

/** @param {Record<string, string>} texts by message id */
function show(texts) {
  for (const [id, text] of Object.entries(texts)) {
    const shown = document.getElementById(`m${id}`)?.querySelector('.said__text');
    if (!shown) continue;
    shown.textContent = text;
    shown.classList.add('said__text--revealed');
    revealed.add(Number(id));
  }
  if (!form) return;
  // The button goes: what was revealed is where the person wants to be.
  if (form.contains(document.activeElement)) byId('main').focus();
  form.hidden = true;
}

/**
 * Offers to reveal when a message has arrived that was masked.
 * @param {{id: number, apart: boolean}[]} messages
 */
export function offerReveal(messages) {
  if (offer && messages.some((message) => message.apart && !revealed.has(message.id))) offer.hidden = false;
}

/** Takes everything off the page that is deleted. */
export function forget() {
  revealed.clear();
  if (offer) offer.hidden = true;
}
