/**
 * Asking the server for news: every 2 s while the page is seen, every 10 s while it is not.
 * An unchanged answer costs the server one look-up (ETag, 304).
 * @module
 */
import { byId, write } from './dom.js';

const SEEN = 2000;
const HIDDEN = 10_000;
const PATIENCE = 3; // failures in a row before the person is told

/** Difference between the server's clock and this computer's, in ms. */
let ahead = 0;
let active = false;
for (const name of ['keydown', 'pointerdown', 'wheel', 'touchstart']) {
  addEventListener(name, () => { active = true; }, { passive: true, capture: true });
}

/** Returns the server's time in ms since 1970. */
export function serverNow() {
  return Date.now() + ahead;
}

/**
 * Calls `show` with each changed answer of the address that `address()` returns.
 * @param {() => string} address
 * @param {(answer: any) => void} show
 * @returns {() => void} asks now instead of waiting for the next turn
 */
export function follow(address, show) {
  let tag = '';
  let failures = 0;
  let timer = 0;
  let asking = false;
  let again = false;

  async function ask() {
    clearTimeout(timer);
    if (asking) { again = true; return; }
    asking = true;
    try {
      const response = await fetch(withActive(address()), {
        headers: { Accept: 'application/json', ...(tag ? { 'If-None-Match': tag } : {}) },
        cache: 'no-store',
        redirect: 'error',
      });
      if (response.status === 401) { signedOut(); return; }
      if (response.status !== 304 && !response.ok) throw new Error(String(response.status));
      const date = Date.parse(response.headers.get('Date') ?? '');
      if (date && Math.abs(date - Date.now()) > 2000) ahead = date - Date.now();
      if (response.status !== 304) {
        const answer = await response.json();
        tag = response.headers.get('ETag') ?? '';
        show(answer);
      }
      failures = 0;
      tell('');
    } catch {
      failures += 1;
      if (failures >= PATIENCE) tell('No connection to the server. What you see may be old; trying again.');
    } finally {
      asking = false;
    }
    const wait = (document.hidden ? HIDDEN : SEEN) * Math.min(1 + Math.max(0, failures - PATIENCE), 5);
    timer = setTimeout(ask, again ? 0 : wait);
    again = false;
  }

  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });
  timer = setTimeout(ask, SEEN);
  return ask;
}

/**
 * Adds a sign of life when the person did something since the last time: sessions end when idle.
 * @param {string} address
 */
function withActive(address) {
  if (!active) return address;
  active = false;
  return `${address}${address.includes('?') ? '&' : '?'}active=1`;
}

/** The screen of somebody who has gone must not go on showing patients' words. */
function signedOut() {
  const back = location.pathname + location.search;
  location.assign(`/staff/sign-in?next=${encodeURIComponent(back)}`);
}

/** @param {string} text */
function tell(text) {
  const note = byId('offline');
  note.hidden = !text;
  write(note, text);
}
