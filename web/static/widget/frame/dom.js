/** Making page elements. Text goes in as text: nothing here or elsewhere in the chat reads HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, any>} [given] attributes; `on` holds listeners; false and null are left out
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {any} the element
 */
export function el(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === false || value == null) continue;
    if (name === "on") for (const [type, heard] of Object.entries(value)) node.addEventListener(type, heard);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return node;
}

/** @param {string} name of a symbol in the frame's template @returns {SVGSVGElement} */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  picture.append(use);
  return picture;
}

/** @param {string} text @returns {HTMLElement} words for screen readers only */
export function spoken(text) {
  return el("span", { class: "spoken" }, text);
}

/** @param {string} id @returns {any} the element of the frame's template */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the template has no #${id}`);
  return found;
}

/**
 * @param {string} label
 * @param {() => void} pressed
 * @param {Record<string, any>} [given]
 * @returns {HTMLButtonElement}
 */
export function button(label, pressed, given = {}) {
  return el("button", { type: "button", ...given, on: { click: pressed } }, label);
}
