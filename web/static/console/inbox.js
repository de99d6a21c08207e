/**
 * The inbox: keeps the server's list up to date without moving what the person is on.
 * @module
 */
import { byId, el, write } from './dom.js';
import { follow, serverNow } from './news.js';
import { showNumbers } from './numbers.js';

/**
 * @typedef {{id: number, conversation: string, short: string, urgency: string,
 *   urgency_label: string, status: string, held: string, snippet: string, reason: string,
 *   desk: string, since: string, age: string, new: boolean, newer: string}} Row
 */

const list = byId('rows');

/**
 * Returns one line, the same as the macro `row` in parts.html.
 * @param {Row} row
 */
function line(row) {
  const over = row.status === 'resolved' ? ' row--over' : '';
  return el('li', { class: `row row--${row.urgency}${over}`, 'data-id': String(row.id) },
    el('div', { class: 'row__main' },
      el('p', { class: 'row__top' },
        el('span', { class: `chip chip--${row.urgency}` }, row.urgency_label),
        el('a', { class: 'row__link', href: `${list.dataset.pages}${row.conversation}` }, `Chat ${row.short}`),
        row.new ? el('span', { class: 'chip chip--new' }, 'New message') : null,
        row.newer ? el('span', { class: 'chip chip--plain' }, row.newer) : null),
      el('p', { class: 'row__snippet' }, row.snippet),
      el('p', { class: 'row__reason' },
        row.desk ? el('span', { class: 'row__desk' }, row.desk) : null,
        el('span', {}, row.reason))),
    el('div', { class: 'row__side' },
      el('time', { class: 'row__age', datetime: row.since }, age(row.since)),
      el('span', { class: `row__held row__held--${row.status}` }, row.held)));
}

/**
 * Returns how long ago a time was, in the words of `age` in words.py.
 * @param {string} since
 */
function age(since) {
  const minutes = Math.max(0, Math.floor((serverNow() - Date.parse(since)) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return days === 1 ? '1 day' : `${days} days`;
}

/** @param {{rows: Row[], numbers: import('./numbers.js').Numbers}} answer */
function show(answer) {
  const focused = document.activeElement?.closest('.row')?.getAttribute('data-id');
  const known = new Set([...list.children].map((row) => row.getAttribute('data-id')));
  list.replaceChildren(...answer.rows.map(line));
  if (focused) links().find((a) => a.closest('.row')?.getAttribute('data-id') === focused)?.focus();
  byId('empty').hidden = answer.rows.length > 0;
  showNumbers(answer.numbers);
  const { waiting, emergencies } = answer.numbers;
  const alarming = emergencies ? `, ${emergencies} marked as emergency` : '';
  write(byId('summary'), waiting ? `${waiting} waiting${alarming}` : 'Nobody is waiting');
  const fresh = answer.rows.filter((row) => !known.has(String(row.id)));
  if (fresh.length) {
    const loud = fresh.some((row) => row.urgency === 'emergency');
    write(byId('spoken'), loud ? 'New in the list: an emergency.' : `New in the list: ${fresh.length}.`);
  }
}

/** @returns {HTMLElement[]} */
function links() {
  return [...list.querySelectorAll('.row__link')].map((link) => /** @type {HTMLElement} */ (link));
}

list.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = links();
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  all[at + step]?.focus();
  event.preventDefault();
});

setInterval(() => {
  for (const time of list.querySelectorAll('.row__age')) write(time, age(time.getAttribute('datetime') ?? ''));
}, 15_000);

follow(() => list.dataset.news ?? '', show);
