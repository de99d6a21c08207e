/**
 * One conversation with the clinic: what was said, what is on its way, and who answers now. It knows
 * nothing of the page; it tells what happens by events:
 * `message` {message, past}, `entry` {entry, error}, `state`, `reach` {online}, `fresh`, `lost`, `gone` (another tab deleted it or started over).
 */

import { Api, ApiError, freshId } from "./api.js";
import { Outbox } from "./outbox.js";
import { Poller } from "./pace.js";

/** @type {import("./api.js").State} */
const NEW = { status: "bot", held_by: null, emergency: false, last_id: 0 };

export class Conversation extends EventTarget {
  /** @param {import("./store.js").Store} store @param {Api} [api] */
  constructor(store, api = new Api()) {
    super();
    this.store = store;
    this.api = api;
    this.open = false;
    this.online = true;
    this.begin();
    this.outbox = new Outbox(
      (entry) => this.deliver(entry),
      (entry, error) => this.tell("entry", { entry, error }),
    );
    this.poller = new Poller(
      () => this.listen(),
      () => ({ open: this.open, visible: !document.hidden, status: this.state.status }),
    );
    store.watch(() => this.follow());
  }

  begin() {
    this.state = NEW;
    this.cursor = 0; // what was fetched; an answer to a post does not move it, it may skip others
    /** @type {Set<number>} */
    this.known = new Set();
    this.deleting = false; // while the server is asked to: its refusals are then no news
    this.resuming = false; // true until the past of this browser's conversation is here
    this.api.token = null;
  }

  /** Take up the conversation that this browser has, if any. */
  async resume() {
    const { token } = this.store.read();
    if (!token) return;
    this.api.token = token;
    this.resuming = true;
    await this.poller.tick();
  }

  /** Another tab of this browser started or ended a conversation: this one goes along. */
  follow() {
    const { token = null } = this.store.read();
    if (token === this.api.token) return;
    if (this.api.token) this.tell("gone");
    this.restart();
    this.resume();
  }

  /** @param {{text: string, choice?: string}} message */
  send(message) {
    this.outbox.add(message);
    this.poller.wake();
  }

  /** @param {boolean} open */
  show(open) {
    this.open = open;
    this.poller.wake();
  }

  /** Leave a way to be reached. @param {{email?: string, phone?: string}} contact */
  async leaveContact(contact) {
    await this.ensure();
    this.contactId ||= freshId(); // kept until it is through, so that a second try is the same one
    const exchange = await this.attempt(() => this.api.handoff({ contact, client_message_id: this.contactId }));
    this.contactId = "";
    this.take(exchange);
  }

  /**
   * What stands where an address should be may be a cry for help: the server looks, and refuses it
   * when it is none. The space makes sure that it is never taken for an address.
   * @param {string} words
   */
  async mistake(words) {
    try {
      await this.ensure();
      this.take(await this.api.handoff({ contact: { email: `${words} ` }, client_message_id: freshId() }));
    } catch {
      // no emergency, or no server: the form has said what is wrong
    }
  }

  /** @param {number} id @param {"up" | "down"} rating @param {string} [reason] */
  rate(id, rating, reason) {
    return this.api.rate(id, reason ? { rating, reason } : { rating });
  }

  /** Start over: a new conversation begins with the next message. @param {{all?: boolean}} [options] */
  reset(options) {
    this.store.clear(options);
    this.restart();
  }

  /**
   * Delete the conversation on the server, then here. What is still on its way stays unsent.
   * @returns {Promise<{reference: string, deleted_at: string} | null>} the receipt, null when the
   * server had nothing (any more)
   */
  async remove() {
    this.deleting = true;
    try {
      const receipt = this.api.token ? await this.attempt(() => this.api.remove()) : null;
      this.reset();
      return receipt;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.reset();
      return null;
    } finally {
      this.deleting = false;
    }
  }

  restart() {
    this.outbox.clear();
    this.poller.stop();
    this.begin();
    this.tell("fresh");
    this.tell("state");
  }

  async ensure() {
    if (this.api.token) return;
    const { conversation_id: id, token } = await this.attempt(() => this.api.start());
    this.api.token = token;
    this.store.write({ id, token });
  }

  /** @param {import("./outbox.js").Entry} entry */
  async deliver(entry) {
    const message = entry.choice ? { choice: entry.choice } : { text: entry.text };
    const post = () => this.attempt(() => this.api.send({ client_message_id: entry.id, ...message }));
    try {
      await this.ensure();
      if (this.resuming) await this.listen(); // what was said before comes before this
    } catch (/** @type {any} */ error) {
      if (error.status === 0) throw error;
      // No conversation can be made. The server checks for an emergency even so; let it.
      const exchange = await post().catch(() => Promise.reject(error));
      return this.take(exchange);
    }
    const { token } = this.api;
    try {
      const exchange = await post();
      if (token === this.api.token) this.take(exchange); // else it was deleted meanwhile
    } catch (error) {
      if (token !== this.api.token || !this.ended(error)) throw error;
      await this.ensure();
      this.take(await post());
    }
  }

  async listen() {
    if (!this.api.token) return;
    const { token } = this.api;
    try {
      const news = await this.attempt(() => this.api.news(this.cursor));
      if (token !== this.api.token) return;
      if (news) this.take(news, { past: this.resuming, fetched: true });
      this.resuming = false;
    } catch (error) {
      if (!this.ended(error)) throw error;
    }
  }

  /** @param {any} error @returns {boolean} whether the server does not know this conversation (any more) */
  ended(error) {
    const gone = error instanceof ApiError && [401, 404, 410].includes(error.status);
    if (!gone || !this.api.token || this.deleting) return false;
    if (this.store.read().token !== this.api.token) this.tell("gone"); // while this tab slept
    this.store.clear();
    const had = this.known.size > 0;
    this.begin();
    this.tell("state");
    if (had) this.tell("lost");
    return true;
  }

  /** @param {import("./api.js").Exchange} exchange */
  take({ messages, conversation, saved = true }, { past = false, fetched = false } = {}) {
    for (const message of messages) {
      if (fetched) this.cursor = Math.max(this.cursor, message.id || 0);
      if (message.id && this.known.has(message.id)) continue;
      if (message.id) this.known.add(message.id);
      this.tell("message", { message, past, saved });
      if (message.client_message_id) this.outbox.arrived(message.client_message_id);
    }
    if (messages.some((message) => message.card)) this.state = { ...this.state, emergency: true };
    if (conversation) this.state = { ...conversation, emergency: conversation.emergency || this.state.emergency };
    this.tell("state");
  }

  /** @template T @param {() => Promise<T>} call @returns {Promise<T>} */
  async attempt(call) {
    try {
      const answer = await call();
      this.reach(true);
      return answer;
    } catch (/** @type {any} */ error) {
      this.reach(![0, 502, 504].includes(error.status));
      throw error;
    }
  }

  /** @param {boolean} online */
  reach(online) {
    if (online === this.online) return;
    this.online = online;
    this.tell("reach", { online });
    if (online && !this.outbox.busy) this.outbox.retry();
  }

  /** @param {string} type @param {object} [detail] */
  tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
