// Faces: initials on a colour that stays the same for a person; a mark for the bot.

import { h, icon } from "./dom.js";

const COLOURS = 10;

/** Latin names by their initials, Chinese names by the last characters of the given name. */
function initials(name) {
  const trimmed = (name || "?").trim();
  if (/^\p{Script=Han}/u.test(trimmed)) return [...trimmed].length > 2 ? [...trimmed].slice(-2).join("") : [...trimmed].at(-1);
  return trimmed.split(/\s+/).slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
}

export function avatar(id, name, isBot = false, size = "") {
  const colour = [...String(id ?? "")].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % COLOURS;
  return h("span", { class: `avatar ${isBot ? "avatar--bot" : `avatar--${colour}`} ${size ? `avatar--${size}` : ""}`, "aria-hidden": "true" }, isBot ? icon("check", size ? 14 : 20) : initials(name));
}
