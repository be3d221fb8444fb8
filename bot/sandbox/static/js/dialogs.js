// Small dialogs and notices: a question before something dangerous, a toast, words for the screen reader.

import { h, iconButton } from "./dom.js";
import { plainText, textObject } from "./mrkdwn.js";
import { said } from "./said.js";
import { t } from "./words.js";

/** Ask Slack's confirm object; true when confirmed. Esc and the deny button are a no. */
export function ask(confirm) {
  return new Promise((resolve) => {
    const settle = (yes) => { resolve(yes); dialog.close(); };
    const title = plainText(confirm.title ?? { text: "" });
    const dialog = h("dialog", { class: "dialog dialog--small", role: "dialog", "aria-modal": "true", "aria-label": title },
      h("h2", { class: "dialog__title" }, title),
      h("div", { class: "dialog__body rich" }, textObject(confirm.text)),
      h("div", { class: "dialog__foot" },
        h("button", { type: "button", class: "button", onclick: () => settle(false) }, confirm.deny ? plainText(confirm.deny) : t("cancel")),
        h("button", { type: "button", class: `button button--${confirm.style === "danger" ? "danger-full" : "primary"}`, autofocus: true, onclick: () => settle(true) }, confirm.confirm ? plainText(confirm.confirm) : t("yes"))));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Ask for a text; null when it is left as it was. */
export function askText(title, text) {
  return new Promise((resolve) => {
    const field = h("textarea", { class: "input", rows: "5", "aria-label": title }, text);
    const dialog = h("dialog", { class: "dialog dialog--small", role: "dialog", "aria-modal": "true", "aria-label": title },
      h("h2", { class: "dialog__title" }, title),
      h("div", { class: "dialog__body" }, field),
      h("div", { class: "dialog__foot" },
        h("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("cancel")),
        h("button", { type: "button", class: "button button--primary", onclick: () => { resolve(field.value); dialog.close(); } }, t("save"))));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(null); });
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  });
}

/** A short notice that goes away by itself; errors stay until closed. */
export function toast(text, kind = "info") {
  const host = topHost();
  let shelf = host.querySelector(":scope > .toasts");
  if (!shelf) host.append((shelf = h("div", { class: "toasts", popover: "manual" })));
  const note = h("div", { class: `toast toast--${kind}`, role: kind === "info" ? "status" : "alert" }, h("span", { class: "toast__text" }, said(text)), iconButton("close", t("close"), () => gone()));
  const gone = () => { note.remove(); if (!shelf.children.length) shelf.remove(); };
  shelf.append(note);
  if (shelf.matches(":popover-open")) shelf.hidePopover();
  shelf.showPopover();
  setTimeout(gone, kind === "info" ? 3500 : 9000);
}

const topHost = () => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;

/** Say something to a screen reader without moving the focus. */
export function announce(text, urgent = false) {
  const region = document.getElementById(urgent ? "live-assertive" : "live-polite");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = text; });
}
