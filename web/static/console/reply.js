/**
 * The reply box: sends without leaving the page, and keeps the text when that fails.
 * @module
 */
import { byId, write } from './dom.js';

/** @param {() => void} sent called when a reply has reached the server */
export function watchComposer(sent) {
  const form = /** @type {HTMLFormElement} */ (byId('composer'));
  const text = /** @type {HTMLTextAreaElement} */ (byId('text'));
  const key = /** @type {HTMLInputElement} */ (form.elements.namedItem('key'));
  const button = form.querySelector('button');
  let sending = false;

  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    button?.setAttribute('aria-disabled', 'true');
    const said = text.value;
    const problem = await send(form);
    sending = false;
    button?.removeAttribute('aria-disabled');
    write(byId('problem'), problem ?? '');
    text.toggleAttribute('aria-invalid', Boolean(problem));
    text.focus();
    if (problem) return;
    // The key names this one reply: the same key again would not be sent a second time.
    key.value = newKey();
    if (text.value === said) text.value = '';
    sent();
  });
}

/**
 * Returns what went wrong in words, or null.
 * @param {HTMLFormElement} form
 * @returns {Promise<string | null>}
 */
async function send(form) {
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
      headers: { Accept: 'application/json' },
    });
    if (response.status === 401) return 'Not sent: you are signed out. Sign in in another tab, then send again.';
    const answer = await response.json();
    return response.ok ? null : answer.problem ?? answer.error?.message ?? 'Not sent. Please try again.';
  } catch {
    return 'Not sent: no connection. Your text is kept; please try again.';
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
