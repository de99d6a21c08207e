/**
 * Talking with the clinic's page that shows this frame. Only pages of the configured origins are
 * heard, and each word to them is addressed to the origin that was heard. What is said in the
 * conversation is never passed on.
 */

export class Bridge {
  /** @param {string[]} origins */
  constructor(origins) {
    this.origins = [...origins, window.location.origin];
    this.origin = "";
    /** @type {Map<string, (data: any) => void>} */
    this.handlers = new Map();
    window.addEventListener("message", (event) => this.hear(event));
  }

  /** Whether this page was opened by itself, not in a frame. */
  get alone() {
    return window.parent === window;
  }

  /** @param {string} type @param {(data: any) => void} handler */
  on(type, handler) {
    this.handlers.set(type, handler);
  }

  /** @param {MessageEvent} event */
  hear(event) {
    if (this.alone || event.source !== window.parent || !this.origins.includes(event.origin)) return;
    if (event.data?.clinicchat !== 1) return;
    this.origin = event.origin;
    this.handlers.get(event.data.type)?.(event.data);
  }

  /** @param {string} type @param {object} [detail] */
  tell(type, detail = {}) {
    if (this.origin) window.parent.postMessage({ clinicchat: 1, type, detail }, this.origin);
  }
}
