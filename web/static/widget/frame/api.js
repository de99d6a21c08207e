/** The patient API of the server this page came from. The token travels in a header, never in a URL. */

/** @typedef {{intent: string, title: string}} Choice */
/** @typedef {{section: string, title: string, publisher: string, name: string, kind: string}} Source */
/** @typedef {{kind: string, text: string, phone: string, phone_label: string, category: string,
 *             more: {label: string, phone: string}[]}} Card */
/**
 * @typedef {object} Message
 * @property {number | null} id
 * @property {"patient" | "bot" | "staff" | "system"} from
 * @property {string | null} by
 * @property {string} text
 * @property {string} created_at
 * @property {string | null} client_message_id
 * @property {string | null} outcome
 * @property {string | null} title
 * @property {Source[]} sources
 * @property {Choice[]} choices
 * @property {Choice[]} related
 * @property {string[]} offers
 * @property {string | null} reviewed_on
 * @property {boolean} draft
 * @property {Card | null} card
 * @property {"up" | "down" | null} rating
 */
/** @typedef {{status: string, held_by: string | null, emergency: boolean, last_id: number}} State */
/** @typedef {{messages: Message[], conversation: State | null, saved?: boolean}} Exchange */

const PATIENCE = 8_000; // milliseconds until a silent server counts as not reached

/** A request that got no answer (status 0) or was refused. */
export class ApiError extends Error {
  /** @param {number} status @param {any} [body] @param {number} [wait] seconds the server asks for */
  constructor(status, body, wait = 0) {
    super(body?.error?.message || "");
    this.status = status;
    this.code = body?.error?.code || "unreachable";
    this.emergency = body?.emergency || null;
    this.wait = wait;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  constructor(base = "/api/v1") {
    this.base = base;
    /** @type {string | null} */
    this.token = null;
    this.seen = { path: "", etag: "" };
  }

  /** @returns {Promise<{conversation_id: string, token: string}>} */
  start() {
    return this.request("POST", "/conversations", {}, { anonymous: true });
  }

  /** @param {object} message @returns {Promise<Exchange>} */
  send(message) {
    return this.request("POST", "/conversation/messages", message);
  }

  /** @param {number} after @returns {Promise<Exchange | null>} null when nothing is new */
  async news(after) {
    const path = `/conversation/messages?after=${after}`;
    const headers = this.seen.path === path && this.seen.etag ? { "If-None-Match": this.seen.etag } : {};
    return this.request("GET", path, undefined, { headers });
  }

  /** @param {object} body @returns {Promise<Exchange>} */
  handoff(body) {
    return this.request("POST", "/conversation/handoff", body);
  }

  /** @returns {Promise<{reference: string, deleted_at: string}>} */
  remove() {
    return this.request("DELETE", "/conversation");
  }

  /** @param {number} id @param {object} rating */
  rate(id, rating) {
    return this.request("POST", `/messages/${id}/rating`, rating);
  }

  /**
   * @param {string} method @param {string} path @param {object} [body]
   * @param {{anonymous?: boolean, headers?: Record<string, string>}} [options]
   * @returns {Promise<any>}
   */
  async request(method, path, body, { anonymous = false, headers = {} } = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(this.base + path, {
        method,
        signal: stop.signal,
        cache: "no-store",
        credentials: "omit",
        headers: {
          ...headers,
          ...(body ? { "Content-Type": "application/json" } : {}),
          ...(this.token && !anonymous ? { Authorization: `Bearer ${this.token}` } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
      });
      if (response.status === 304) return null;
      const wait = Number(response.headers.get("Retry-After")) || 0;
      if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null), wait);
      const answer = await response.json();
      if (method === "GET") this.seen = { path, etag: response.headers.get("ETag") || "" };
      return answer;
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** @returns {string} a fresh client_message_id; not guessable, though nothing rests on that */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
