/**
 * One message of a conversation, the same as the macro `message` in parts.html.
 * @module
 */
import { el } from './dom.js';

/**
 * @typedef {{title: string, percent: number}} Score
 * @typedef {{outcome: string, label: string, sentence: string, sure: string,
 *   ranking: Score[]}} Question
 * @typedef {{id: number, from: string, who: string, text: string, at: string, at_label: string,
 *   card: boolean, draft: boolean, sources: string[], choices: string[], rated: string,
 *   apart: boolean, flags: string[], why: {questions: Question[]} | null}} Message
 */

/**
 * @param {Message} message
 * @returns {HTMLElement}
 */
export function messageElement(message) {
  return el('li', { class: `said said--${message.from}`, id: `m${message.id}` },
    el('div', { class: 'said__bubble' },
      el('p', { class: 'said__who' },
        el('strong', {}, message.who),
        el('time', { datetime: message.at }, message.at_label)),
      ...message.flags.map((flag) => el('p', { class: 'flag' }, flag)),
      message.card ? el('p', { class: 'flag' }, 'Emergency card shown') : null,
      el('p', { class: 'said__text' }, message.text),
      message.choices.length ? more('Offered', message.choices.join(' · ')) : null,
      ...message.sources.map((source) => more('Source', source)),
      message.draft ? more('Draft', 'No clinician has approved this answer yet.') : null,
      message.rated ? el('p', { class: 'said__rated' }, message.rated) : null),
    message.why ? el('div', { class: 'why' }, ...message.why.questions.flatMap(question)) : null);
}

/**
 * @param {string} label
 * @param {string} text
 */
function more(label, text) {
  return el('p', { class: 'said__more' }, el('strong', {}, label), el('span', {}, text));
}

/** @param {Question} q */
function question(q) {
  const sure = q.sure ? el('span', { class: 'why__sure' }, q.sure) : null;
  const parts = [
    el('p', { class: 'why__line' }, el('span', { class: `chip chip--${q.outcome}` }, q.label), sure),
    el('p', { class: 'why__sentence' }, q.sentence),
  ];
  if (q.ranking.length) parts.push(el('ul', { class: 'why__ranking' }, ...q.ranking.map(score)));
  return parts;
}

/** @param {Score} score */
function score({ title, percent }) {
  const value = String(percent);
  return el('li', {},
    el('span', { title }, title),
    el('meter', { min: '0', max: '100', value, 'aria-label': title }),
    el('span', { class: 'why__percent' }, `${value} %`));
}
