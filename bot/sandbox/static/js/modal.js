// The stack of modals that the bot has opened for this person; the top one is seen.

import * as api from "./api.js";
import { announce } from "./dialogs.js";
import { drawBlock } from "./blocks.js";
import { h, icon, iconButton, keepingFocus } from "./dom.js";
import { place } from "./messages.js";
import { plainText } from "./mrkdwn.js";
import { closePopup } from "./popup.js";
import { said } from "./said.js";
import { session } from "./session.js";
import { viewSurface } from "./surfaces.js";
import { languageOf, t } from "./words.js";

const surfaces = new Map(); // view id → surface, kept while the view is on the stack
let dialog = null;
let shown = null; // {id, drawn: Map block key → {node, print}, errors}
let giveBack = null;
let submitting = false;

/** Fetch the stack and draw its top. */
export async function refreshViews() {
  const answer = await api.views();
  if (answer?.error || !answer?.stack) return;
  document.body.classList.toggle("is-opening", Boolean(answer.opening));
  showStack(answer.stack);
}

export function forgetViews() {
  surfaces.clear();
  if (dialog?.open) dialog.close();
}

function showStack(stack) {
  const ids = new Set(stack.map((one) => one.id));
  for (const id of surfaces.keys()) if (!ids.has(id)) surfaces.delete(id);
  const top = stack.at(-1);
  if (!top) return hide();
  if (!surfaces.has(top.id)) surfaces.set(top.id, viewSurface(top, forgive));
  const surface = surfaces.get(top.id);
  surface.know(top.state?.values, top.errors);
  if (!dialog) raise();
  draw(top, surface, stack.length);
  return undefined;
}

function raise() {
  giveBack = document.activeElement;
  dialog = h("dialog", { class: "dialog dialog--view", role: "dialog", "aria-modal": "true" });
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  document.body.append(dialog);
  dialog.showModal();
}

function hide() {
  if (!dialog) return;
  closePopup();
  dialog.close();
  dialog.remove();
  dialog = shown = null;
  submitting = false;
  const composer = document.querySelector("#main textarea");
  (giveBack?.isConnected && giveBack !== document.body ? giveBack : composer)?.focus({ preventScroll: true });
}

async function leave({ all = false } = {}) {
  if (!shown || submitting) return;
  await surfaces.get(shown.id)?.flush();
  const answer = await api.closeView(shown.id, all);
  if (answer.error) trouble(answer.error);
  await refreshViews();
}

/** Draw a view: its frame anew when another view came to the top, its blocks only where they changed. */
function draw(entry, surface, depth) {
  const { view } = entry;
  const title = plainText(view.title ?? { text: "" });
  const isNew = shown?.id !== entry.id;
  if (isNew) frame(entry, depth);
  dialog.setAttribute("aria-label", title);
  dialog.lang = languageOf(session.me.locale);
  shown.title.textContent = title;
  foot(view);
  const keys = new Set();
  const kept = new Map();
  const nodes = view.blocks.map((block, index) => {
    for (const part of parts(block)) keys.add(`${block.block_id}/${part.action_id}`);
    const key = block.block_id ?? index;
    const print = JSON.stringify([block, surface.error(block)]);
    const old = shown.drawn.get(key);
    return kept.set(key, old?.print === print ? old : { print, block }).get(key);
  });
  surface.keepOnly(keys);
  keepingFocus(shown.body, () => {
    for (const each of nodes) each.node ??= drawBlock(each.block, surface);
    if (![...kept.keys()].some((key) => shown.drawn.has(key))) shown.body.scrollTop = 0; // another page of the form
    shown.drawn = kept;
    place(shown.body, nodes.map((each) => each.node));
  });
  const errors = JSON.stringify(surface.errors());
  if (errors !== shown.errors && errors !== "{}") showWrong(shown.body.querySelector(".is-wrong"));
  shown.errors = errors;
  if (isNew) startHere();
}

/** The first field that is wrong, with its error, which stands below it. */
function showWrong(field) {
  field?.querySelector("input, textarea, button")?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "nearest" });
}

/** A field that is being changed is not called wrong any more; it stays in place, the keyboard with it. */
function forgive(block) {
  const entry = shown?.drawn.get(block.block_id);
  if (!entry) return;
  entry.print = JSON.stringify([block, null]);
  entry.node.querySelector(".field-error")?.remove();
  entry.node.querySelector(".is-wrong")?.classList.remove("is-wrong");
  entry.node.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
  shown.errors = JSON.stringify(surfaces.get(shown.id).errors());
}

const parts = (block) => [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])].filter((part) => part?.action_id);

function frame(entry, depth) {
  closePopup();
  submitting = false;
  const title = h("h2", { class: "dialog__title" });
  const body = h("div", { class: "dialog__body view" });
  const problem = h("div", { class: "dialog__problem", role: "alert", hidden: true });
  const footer = h("div", { class: "dialog__foot" });
  const form = h("form", { class: "dialog__form", novalidate: true, onsubmit: (event) => { event.preventDefault(); send(); } },
    h("header", { class: "dialog__head" }, h("span", { class: "dialog__app", "aria-hidden": "true" }, icon(depth > 1 ? "back" : "check", 18)), title, iconButton("close", t("close"), () => leave({ all: true }))),
    body, problem, footer);
  dialog.replaceChildren(form);
  shown = { id: entry.id, title, body, footer, problem, drawn: new Map(), errors: "{}", foot: "" };
}

function foot(view) {
  const print = JSON.stringify([view.submit, view.close, view.submit_disabled]);
  if (print === shown.foot) return;
  shown.foot = print;
  shown.footer.replaceChildren(
    h("button", { type: "button", class: "button", onclick: () => leave() }, view.close ? plainText(view.close) : t("cancel")),
    ...(view.submit ? [h("button", { type: "submit", class: "button button--primary-full" }, h("span", { class: "button__text" }, plainText(view.submit)), h("span", { class: "spinner", "aria-hidden": "true" }))] : []));
}

function startHere() {
  const field = shown.body.querySelector("[autofocus]") ?? shown.body.querySelector("input:not([type=file]), textarea, .select");
  (field ?? shown.footer.querySelector("[type=submit]") ?? shown.footer.querySelector("button")).focus({ preventScroll: true });
  shown.body.scrollTop = 0;
}

async function send() {
  const button = shown.footer.querySelector("[type=submit]");
  if (!button || submitting) return;
  submitting = true;
  const { id } = shown;
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
  trouble(null);
  await surfaces.get(id).flush();
  surfaces.get(id).sent();
  const answer = await api.submit(id);
  submitting = false;
  button.removeAttribute("aria-busy");
  button.removeAttribute("aria-disabled");
  if (answer.error) trouble(answer.error);
  await refreshViews();
}

function trouble(text) {
  if (!shown) return;
  shown.problem.textContent = said(text) ?? "";
  shown.problem.hidden = !text;
  if (text) announce(said(text), true);
}
