// Building DOM without ever parsing text as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick: fn`) and children; strings become text, never markup. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "indeterminate") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function fragment(...children) {
  const whole = document.createDocumentFragment();
  whole.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return whole;
}

let lastId = 0;
export const uid = (prefix = "id") => `${prefix}-${(lastId += 1)}`;

const ICONS = {
  hash: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  plus: "M12 5v14M5 12h14",
  send: "M4 4.5 20.5 12 4 19.5 6.5 12zM6.5 12H13",
  close: "M6 6l12 12M18 6 6 18",
  more: "M5 12h.01M5 12h-.01M12 12h.01M12 12h-.01M19 12h.01M19 12h-.01",
  calendar: "M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4",
  reply: "M20 15a3 3 0 0 1-3 3H9l-5 3.5V7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3z",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  fault: "M12 3.5 21.5 20h-19zM12 10v4.5M12 17.200h.01",
  back: "M14.5 5 7.5 12l7 7",
  down: "M6 9.5l6 6 6-6",
  check: "M5 12.5 10 17.5 19.5 7",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  bolt: "M13 3 5 13.5h6L10.5 21 19 10h-6.5z",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5",
  clip: "M19 11.5 12 18.5a4.200 4.200 0 0 1-6-6l7.5-7.5a2.800 2.800 0 0 1 4 4L10 16.5a1.300 1.300 0 0 1-2-2l6.5-6.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  guide: "M12 6.500C9.500 4.700 6.500 4.500 3.500 5v13.500c3-.5 6-.3 8.500 1.500 2.500-1.800 5.500-2 8.500-1.500V5c-3-.5-6-.3-8.500 1.500zM12 6.500V20",
  smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14.5c1 1.300 2.200 2 3.500 2s2.500-.7 3.500-2M9 9.800h.01M15 9.800h.01",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.5a3.300 3.300 0 0 1 0 6.200M18 14.5c2 .8 3.200 2.700 3.5 5.5",
};

/** A decorative line icon; the control around it carries the name. */
export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, class: `icon icon--${name}`, "aria-hidden": "true", focusable: "false" })) svg.setAttribute(key, value);
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, extra = {}) {
  return h("button", { type: "button", "aria-label": label, title: label, onclick, ...extra, class: `icon-button ${extra.class ?? ""}` }, icon(name));
}

/** Whole addresses that a chat client would open, else null: the caller then shows the text. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Put the keyboard back where it was after part of the page was drawn anew. */
export function keepingFocus(container, redraw) {
  const active = document.activeElement;
  const key = container.contains(active) ? active.dataset.focusKey : undefined;
  const caret = key && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  const held = container.contains(active);
  redraw();
  if (!held || container.contains(document.activeElement)) return;
  const again = key && container.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (caret && caret[0] !== null) {
    try { again.setSelectionRange(...caret); } catch { /* number and date inputs have no caret */ }
  }
}
