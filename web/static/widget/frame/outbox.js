/**
 * Messages on their way. One is sent at a time, in order. One that got no answer waits here with its
 * id and is sent again under the same id, so that it is neither lost nor doubled.
 */

import { freshId } from "./api.js";

/**
 * @typedef {object} Entry
 * @property {string} id the client_message_id
 * @property {string} text what the patient sees of it
 * @property {string} [choice] what was clicked, where it was not typed
 * @property {"sending" | "sent" | "failed" | "refused"} status
 */

const FIRST_WAIT = 1500;
const LONGEST_WAIT = 15_000;

export class Outbox {
  /**
   * @param {(entry: Entry) => Promise<void>} deliver
   * @param {(entry: Entry, error?: any) => void} changed called at every change of a status
   */
  constructor(deliver, changed) {
    this.deliver = deliver;
    this.changed = changed;
    /** @type {Entry[]} */
    this.entries = [];
    this.busy = false;
    this.misses = 0;
    this.timer = 0;
    window.addEventListener("online", () => this.retry());
  }

  /** @param {{text: string, choice?: string}} message @returns {Entry} */
  add(message) {
    /** @type {Entry} */
    const entry = { ...message, id: freshId(), status: "sending" };
    this.entries.push(entry);
    this.changed(entry);
    this.run();
    return entry;
  }

  /** Send what is waiting, now. */
  retry() {
    if (this.busy || !this.entries.length) return;
    for (const entry of this.entries) this.mark(entry, "sending");
    this.run();
  }

  /** The server has it, as news of the conversation show: it is not sent again. @param {string} id */
  arrived(id) {
    this.entries = this.entries.filter((entry) => entry.id !== id);
  }

  /** Forget what is waiting. */
  clear() {
    clearTimeout(this.timer);
    this.entries = [];
  }

  async run() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    while (this.entries.length) {
      const entry = this.entries[0];
      try {
        await this.deliver(entry);
        this.misses = 0;
        this.drop(entry);
        this.mark(entry, "sent");
      } catch (/** @type {any} */ error) {
        if (!this.entries.includes(entry)) continue; // cleared meanwhile
        if (error.passing) {
          this.misses += 1;
          for (const waiting of this.entries) this.mark(waiting, "failed", error);
          const wait = Math.min(FIRST_WAIT * 2 ** (this.misses - 1), LONGEST_WAIT);
          this.timer = window.setTimeout(() => this.retry(), Math.max(wait, (error.wait || 0) * 1000));
          break;
        }
        this.drop(entry);
        this.mark(entry, "refused", error);
      }
    }
    this.busy = false;
  }

  /** @param {Entry} entry */
  drop(entry) {
    this.entries = this.entries.filter((one) => one !== entry);
  }

  /** @param {Entry} entry @param {Entry["status"]} status @param {any} [error] */
  mark(entry, status, error) {
    entry.status = status;
    this.changed(entry, error);
  }
}
