/**
 * What the browser keeps between pages: which conversation this is, how far it was read, and whether
 * the patient agreed to it and left contact. Never what was said. Where storage is forbidden, memory does until the page closes.
 */

/**
 * @typedef {{id?: string, token?: string, consent?: boolean, read?: number, contact?: boolean}} Kept
 * `read`: the last message seen; `contact`: a phone number or e-mail was left, which one is not kept
 */

export class Store {
  /** @param {string} site @param {() => Storage} [storage] */
  constructor(site, storage = () => window.localStorage) {
    this.key = `clinicchat:${site}`;
    this.storage = storage;
    /** @type {Kept} */
    this.memory = {};
  }

  /** @returns {Kept} */
  read() {
    try {
      const text = this.storage().getItem(this.key);
      const kept = text ? JSON.parse(text) : {};
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return this.memory;
    }
  }

  /** @param {Kept} changed */
  write(changed) {
    this.memory = { ...this.read(), ...changed };
    try {
      this.storage().setItem(this.key, JSON.stringify(this.memory));
    } catch {
      // full or forbidden: memory has it
    }
  }

  /** Forget the conversation; `all` forgets the consent with it. @param {{all?: boolean}} [options] */
  clear({ all = false } = {}) {
    const { consent } = this.read();
    this.memory = {};
    try {
      this.storage().removeItem(this.key);
    } catch {
      // nothing was kept
    }
    if (consent && !all) this.write({ consent });
  }

  /** @param {() => void} heard called when another tab starts, ends or changes the conversation */
  watch(heard) {
    window.addEventListener("storage", (event) => {
      if (event.key === this.key || event.key === null) heard();
    });
  }
}
