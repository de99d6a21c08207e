/**
 * The numbers in the navigation and in the window's title, on every page.
 * @module
 */
import { follow } from './news.js';
import { write } from './dom.js';

/** @typedef {{waiting: number, mine: number, emergencies: number}} Numbers */

/** @param {Numbers} numbers */
export function showNumbers(numbers) {
  for (const badge of document.querySelectorAll('[data-number]')) {
    const number = numbers[/** @type {'waiting' | 'mine'} */ (badge.getAttribute('data-number'))];
    /** @type {HTMLElement} */ (badge).hidden = !number;
    if (badge.firstElementChild) write(badge.firstElementChild, String(number));
    if (badge.getAttribute('data-number') === 'waiting') {
      badge.classList.toggle('count--alarm', numbers.emergencies > 0);
    }
  }
  const title = document.body.dataset.title ?? '';
  document.title = numbers.waiting ? `(${numbers.waiting}) ${title}` : title;
}

// Pages with news of their own pass the numbers on; the others ask for them here.
if (!document.querySelector('[data-news]')) {
  follow(() => '/staff/queue.json', (answer) => showNumbers(answer.numbers));
}
