/**
 * The loader. One script tag makes a launcher on the clinic's page and, in an iframe from our own
 * origin, the chat. It holds no patient text: whatever is asked or answered stays in the frame.
 * Options, methods and events are described in docs/embedding.md.
 */
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || typeof window.ClinicChat?.open === "function") return;

  const CLINIC = "%clinic%"; // the server puts in {name, emergency: {number, label}, phone: {number, label}}
  const CSS = "%css%"; // and widget.css
  const ORIGIN = new URL(script.src).origin;
  const SITE = (script.dataset.site || "default").replace(/[^\w.-]/g, "").slice(0, 64);
  const KEY = `clinicchat-page:${SITE}`; // not the frame's own key: on our own pages they share the storage
  const PHONE_SIZED = matchMedia("(max-width: 480px), (max-height: 520px)");
  const READY_WITHIN = 6000; // after that the patient reads a static line with the numbers

  const isText = (value) => typeof value === "string";
  const isFlag = (value) => typeof value === "boolean";
  const isOneOf = (...known) => (value) => known.includes(value);
  const OPTIONS = {
    position: isOneOf("left", "right"),
    locale: isText,
    theme: isOneOf("light", "dark", "auto"),
    launcherLabel: isText,
    hideLauncher: isFlag,
    openOnLoad: isFlag,
    consent: (value) => isFlag(value) || isText(value),
    emergencyNumber: isText,
    zIndex: Number.isInteger,
    nonce: isText,
  };

  const hint = (text) => console.info(`ClinicChat: ${text} See docs/embedding.md.`);

  /** @returns {Record<string, any>} the options that are known and of the right kind */
  function readSettings() {
    const settings = {};
    for (const [name, value] of Object.entries(window.ClinicChatSettings || {})) {
      if (!(name in OPTIONS)) hint(`there is no option "${name}".`);
      else if (value == null) continue;
      else if (!OPTIONS[name](value)) hint(`option "${name}" does not take ${JSON.stringify(value)}.`);
      else settings[name] = value;
    }
    return settings;
  }

  /** A page may forbid storage; then an open chat does not survive a click on a link. */
  function remember(store, value) {
    try {
      if (value === undefined) return window[store].getItem(KEY);
      if (value) window[store].setItem(KEY, value);
      else window[store].removeItem(KEY);
    } catch {}
    return null;
  }

  const SVG = "http://www.w3.org/2000/svg";
  function make(tag, attributes, ...children) {
    const svg = tag === "svg" || tag === "path";
    const node = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  const icon = (name, d) => make("svg", { class: name, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor",
    "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" }, make("path", { d }));

  const settings = readSettings();
  const label = settings.launcherLabel || "Ask a question";
  const name = `Chat with ${CLINIC.name}`;
  const host = make("clinic-chat", {});
  const root = host.attachShadow({ mode: "open" });
  const badge = make("span", { class: "badge", "aria-hidden": "true", hidden: "" });
  const spoken = make("div", { class: "spoken", role: "status" });
  const launcher = make("button", { class: "launcher", type: "button", "aria-label": label,
    "aria-expanded": "false", "aria-controls": "panel" },
    icon("chat", "M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.6A8.4 8.4 0 1 1 21 11.5ZM12 8v7M8.5 11.5h7"),
    icon("down", "m6 9 6 6 6-6"), make("span", { class: "label", "aria-hidden": "true" }, label), badge);
  const panel = make("div", { class: "panel", id: "panel", role: "region", "aria-label": name, hidden: "" });
  const listeners = new Map();
  const waiting = []; // what the frame must be told once it listens
  let frame = null, ready = false, open = false, opener = null, inerted = [], timer = 0;

  function emit(type, detail = {}) {
    window.dispatchEvent(new CustomEvent(`clinicchat:${type}`, { detail }));
    for (const listener of listeners.get(type) || []) {
      try { listener(detail); } catch (error) { console.error(error); }
    }
  }

  function tell(type, detail = {}) {
    if (ready) frame.contentWindow.postMessage({ clinicchat: 1, type, ...detail }, ORIGIN);
    else waiting.push([type, detail]);
  }

  function load() {
    if (frame) return;
    frame = make("iframe", { title: name, src: `${ORIGIN}/widget/frame?site=${encodeURIComponent(SITE)}` });
    frame.addEventListener("load", () => {
      // A page that says the server is away gets no message: its origin is not ours.
      const { locale, theme, consent, emergencyNumber } = settings;
      frame.contentWindow.postMessage({ clinicchat: 1, type: "init", locale, theme, consent, emergencyNumber }, ORIGIN);
      clearTimeout(timer);
      timer = setTimeout(showLost, 1500);
    });
    timer = setTimeout(showLost, READY_WITHIN);
    panel.append(frame);
  }

  const call = (number, text) => make("a", { href: `tel:${number}` }, text);

  /** No answer from the server: say so, with the numbers, and offer to try again. */
  function showLost() {
    if (ready) return;
    const again = make("button", { type: "button" }, "Try again");
    const own = settings.emergencyNumber;
    const { number, label: words } = own ? { number: own, label: own } : CLINIC.emergency;
    const lost = make("div", { class: "lost", role: "alert" },
      make("p", {}, "The chat cannot be reached right now."),
      make("p", { class: "urgent" }, "If this could be an emergency, call ", call(number, words), " now."),
      make("p", {}, "You can call us at ", call(CLINIC.phone.number, CLINIC.phone.label), "."), again);
    again.addEventListener("click", () => {
      frame = null;
      panel.replaceChildren();
      load();
      frame.focus();
    });
    frame.hidden = true;
    panel.querySelector(".lost")?.remove();
    panel.prepend(lost);
    emit("error", { code: "unreachable" });
  }

  /** On a phone the chat fills the screen, so the page behind it rests; elsewhere both can be used. */
  function arrange() {
    const modal = open && PHONE_SIZED.matches;
    host.toggleAttribute("data-modal", modal);
    panel.setAttribute("role", modal ? "dialog" : "region");
    modal ? panel.setAttribute("aria-modal", "true") : panel.removeAttribute("aria-modal");
    for (const node of inerted) node.inert = false;
    inerted = modal ? [...document.body.children].filter((node) => node !== host && !node.inert) : [];
    for (const node of inerted) node.inert = true;
    fit();
  }

  /** An on-screen keyboard shrinks what can be seen; the chat stays above it. */
  function fit() {
    const view = window.visualViewport;
    host.style.setProperty("--high", view ? `${Math.round(view.height * view.scale)}px` : "100%");
  }

  function setOpen(next, { focus = true } = {}) {
    if (next === open) return;
    if (next) opener = document.activeElement;
    open = next;
    load();
    panel.hidden = !open;
    launcher.setAttribute("aria-expanded", String(open));
    arrange();
    remember("sessionStorage", open ? "open" : "");
    remember("localStorage", "used");
    tell(open ? "open" : "close", { focus });
    if (open && focus) frame.focus();
    if (!open && focus) (settings.hideLauncher && opener?.isConnected ? opener : launcher).focus();
    emit(open ? "open" : "close");
  }

  function showUnread(count) {
    badge.textContent = count > 9 ? "9+" : String(count);
    badge.hidden = count === 0;
    spoken.textContent = count ? `${count} new ${count === 1 ? "message" : "messages"} in the clinic chat` : "";
    emit("unread", { count });
  }

  window.addEventListener("message", (event) => {
    if (!frame || event.origin !== ORIGIN || event.source !== frame.contentWindow) return;
    if (event.data?.clinicchat !== 1) return;
    const { type, detail = {} } = event.data;
    if (type === "ready") {
      clearTimeout(timer);
      ready = true;
      frame.hidden = false;
      panel.querySelector(".lost")?.remove();
      if (open) tell("open"); // a frame that was loaded anew does not know
      for (const args of waiting.splice(0)) tell(...args);
    } else if (type === "close") setOpen(false);
    else if (type === "unread") showUnread(Number(detail.count) || 0);
    else if (["message", "handoff", "emergency", "error"].includes(type)) emit(type, detail);
  });

  const api = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!open),
    isOpen: () => open,
    ask: (text) => { setOpen(true); tell("ask", { text: String(text) }); },
    setLocale: (locale) => { settings.locale = locale; tell("locale", { locale }); },
    setTheme: (theme) => { settings.theme = theme; host.dataset.theme = theme; tell("theme", { theme }); },
    reset: () => { load(); tell("reset"); },
    forget: () => { load(); tell("forget"); setOpen(false); remember("localStorage", ""); },
    on: (type, listener) => { listeners.set(type, [...(listeners.get(type) || []), listener]); },
    off: (type, listener) => { listeners.set(type, (listeners.get(type) || []).filter((one) => one !== listener)); },
    push: ([method, ...args]) => (typeof api[method] === "function" ? api[method](...args) : hint(`there is no method "${method}".`)),
  };

  function addStyles() {
    try { // a constructed sheet needs no leave from a strict style-src
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
    } catch {
      const style = make("style", settings.nonce ? { nonce: settings.nonce } : {}, CSS);
      root.append(style);
    }
  }

  function start() {
    addStyles();
    host.dataset.side = settings.position || (getComputedStyle(document.body).direction === "rtl" ? "left" : "right");
    host.dataset.theme = settings.theme || "light";
    host.toggleAttribute("data-bare", Boolean(settings.hideLauncher));
    host.style.setProperty("--z", String(settings.zIndex ?? 2147483000));
    launcher.hidden = Boolean(settings.hideLauncher);
    launcher.addEventListener("click", () => setOpen(!open));
    root.addEventListener("keydown", (event) => event.key === "Escape" && setOpen(false));
    PHONE_SIZED.addEventListener("change", arrange);
    window.visualViewport?.addEventListener("resize", fit);
    root.append(launcher, panel, spoken);
    document.body.append(host);
    const queue = Array.isArray(window.ClinicChat) ? window.ClinicChat : [];
    window.ClinicChat = api;
    queue.forEach(api.push);
    emit("ready");
    if (settings.openOnLoad || remember("sessionStorage") === "open") setOpen(true, { focus: false });
    else if (remember("localStorage")) (window.requestIdleCallback || setTimeout)(load);
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
