/**
 * One conversation: appends what is new, shows who answers, sends replies.
 * @module
 */
import { byId, write } from './dom.js';
import { messageElement } from './message.js';
import { follow } from './news.js';
import { showNumbers } from './numbers.js';
import { watchComposer } from './reply.js';
import { forget, offerReveal } from './reveal.js';

/**
 * @typedef {{state: string, status: string, holder: string, holder_id: number | null,
 *   emergency: boolean, alarm: {at: string, words: string, shown: string}, reason: string, desk: string, phone: string, dial: string, email: string,
 *   messages: import('./message.js').Message[], last_id: number, open: boolean,
 *   numbers: import('./numbers.js').Numbers}} Answer
 */

const talk = byId('talk');
const history = byId('history');
let last = Number(talk.dataset.last);

/** @param {Answer} answer */
function show(answer) {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 120;
  for (const message of answer.messages) {
    if (!document.getElementById(`m${message.id}`)) history.append(messageElement(message));
  }
  last = Math.max(last, answer.last_id);
  offerReveal(answer.messages);
  if (answer.state === 'deleted') showDeleted(answer.open);
  showState(answer);
  showAlarm(answer);
  showFacts(answer);
  showNumbers(answer.numbers);
  if (answer.messages.length && atEnd) toEnd();
}

/** @param {Answer} answer */
function showState(answer) {
  talk.dataset.state = answer.state;
  const status = byId('status');
  status.className = `status status--${answer.state}`;
  write(status, answer.status);
  for (const part of document.querySelectorAll('[data-when]')) {
    const states = (part.getAttribute('data-when') ?? '').split(' ');
    const hide = !states.includes(answer.state);
    // A button that disappears under the person's finger must not take the focus with it.
    if (hide && part.contains(document.activeElement)) byId('main').focus();
    /** @type {HTMLElement} */ (part).hidden = hide;
  }
  write(byId('holder'), answer.holder);
  /** @type {HTMLInputElement} */ (byId('instead-of')).value = String(answer.holder_id ?? '');
}

/** @param {Answer} answer */
function showAlarm({ emergency, alarm }) {
  byId('alarm').hidden = !emergency;
  const words = byId('alarm-words');
  write(words, alarm.words);
  if (alarm.at) words.setAttribute('href', alarm.at);
  else words.removeAttribute('href');
  write(byId('alarm-shown'), alarm.shown);
}

/**
 * The patient deleted the conversation: its words leave this screen too.
 * @param {boolean} open whether it still stands in the list
 */
function showDeleted(open) {
  history.replaceChildren();
  /** @type {HTMLTextAreaElement} */ (byId('text')).value = '';
  byId('deleted').hidden = false;
  byId('put-away').hidden = !open;
  forget();
}

/** @param {Answer} answer */
function showFacts(answer) {
  for (const name of /** @type {const} */ (['reason', 'desk', 'phone', 'email'])) {
    const fact = byId(`fact-${name}`);
    fact.hidden = !answer[name];
    const value = fact.querySelector('a') ?? fact.querySelector('dd');
    if (value) write(value, answer[name]);
  }
  byId('fact-phone').querySelector('a')?.setAttribute('href', `tel:${answer.dial}`);
}

function toEnd() {
  scrollTo({ top: document.documentElement.scrollHeight });
}

const ask = follow(() => `${talk.dataset.news}?after=${last}`, show);
watchComposer(() => { ask(); });
// After claiming the address ends in #text, and the browser itself puts the focus there.
if (!location.hash || location.hash === '#text') toEnd();
