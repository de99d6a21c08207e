/** How often to ask the server for news: often while someone looks, seldom while nobody does. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * @param {{open: boolean, visible: boolean, status: string, idle: number, misses: number}} now
 *   `idle` is the time since the patient last did something, in milliseconds; `misses` counts the
 *   requests in a row that failed
 * @returns {number | null} milliseconds until the next request; null: ask no more until woken
 */
export function pause({ open, visible, status, idle, misses }) {
  const person = status === "waiting" || status === "staff";
  const looking = open && visible;
  if (!looking && !person) return null; // nobody writes to a closed chat that nobody took over
  if (!person && idle > 30 * MINUTE) return null;
  let wait = looking ? 2 * SECOND : 10 * SECOND;
  if (!person && idle > 5 * MINUTE) wait = 10 * SECOND;
  if (person && idle > 120 * MINUTE) wait = MINUTE;
  return misses ? Math.min(wait * 2 ** Math.min(misses, 5), Math.max(wait, 30 * SECOND)) : wait;
}

export class Poller {
  /**
   * @param {() => Promise<void>} ask
   * @param {() => {open: boolean, visible: boolean, status: string}} look
   */
  constructor(ask, look) {
    this.ask = ask;
    this.look = look;
    this.misses = 0;
    this.active = Date.now();
    this.timer = 0;
    this.asking = false;
    document.addEventListener("visibilitychange", () => this.wake());
    window.addEventListener("online", () => this.wake());
  }

  /** The patient did something, or can see the chat again: ask soon. */
  wake() {
    this.active = Date.now();
    this.plan(0);
  }

  /** @param {number} [first] */
  plan(first) {
    clearTimeout(this.timer);
    const wait = pause({ ...this.look(), idle: Date.now() - this.active, misses: this.misses });
    if (wait !== null) this.timer = window.setTimeout(() => this.tick(), first ?? wait);
  }

  stop() {
    clearTimeout(this.timer);
  }

  async tick() {
    if (this.asking) return;
    this.asking = true;
    let wait;
    try {
      await this.ask();
      this.misses = 0;
    } catch (/** @type {any} */ error) {
      this.misses += 1;
      if (error.wait) wait = error.wait * 1000;
    }
    this.asking = false;
    this.plan(wait);
  }
}
