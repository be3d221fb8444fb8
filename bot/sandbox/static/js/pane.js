// The middle and the right: a conversation with its messages, the app's Home tab, a thread.

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { composer } from "./composer.js";
import { h, icon, iconButton, keepingFocus } from "./dom.js";
import { drawBlock } from "./blocks.js";
import { MessageList, labelFor, place } from "./messages.js";
import { conversation, go, session, titleOf } from "./session.js";
import { viewSurface } from "./surfaces.js";
import { languageOf, t } from "./words.js";

const main = () => document.getElementById("main");
const side = () => document.getElementById("thread");
let open = null; // {channel, list, composer} or {channel, home, surface, drawn}
let thread = null; // {channel, ts, list}

/** Two answers may overtake one another: gives a test for whether nothing was asked since. */
function asking(pane) {
  const turn = (pane.asked = (pane.asked ?? 0) + 1);
  return () => pane.asked === turn;
}

export function closePanes() {
  open = thread = null;
  main().replaceChildren();
  side().replaceChildren();
  side().hidden = true;
}

/** Show what the route names; only what changed is built anew. */
export async function showConversation() {
  const { channel, home } = session.route;
  const one = conversation(channel);
  if (!one) { open = null; main().replaceChildren(); return; }
  if (open?.channel === channel && Boolean(open.home) === home) return;
  open = { channel, home };
  main().setAttribute("aria-label", titleOf(one));
  if (home) return showHome(one);
  if (one.kind === "app") api.openHome("messages");
  const isChannel = ["channel", "private"].includes(one.kind);
  const name = isChannel ? `#${titleOf(one)}` : titleOf(one);
  const list = new MessageList({ label: labelFor(channel), intro: () => introduction(one, name) });
  const write = composer({ channel, placeholder: t(isChannel ? "messageChannel" : "message", { name }) });
  open = { channel, list, write };
  main().replaceChildren(heading(one), list.scroller, one.is_member === false ? h("p", { class: "not-member" }, t("notMember")) : write.node);
  if (!touch()) write.focus();
  await refreshConversation();
}

function introduction(one, name) {
  const words = one.kind === "app" ? t("noMessages", { name }) : t("beginning", { name });
  return h("div", { class: "intro" }, one.kind === "im" || one.kind === "app" ? avatar(one.peer, titleOf(one), one.kind === "app") : h("span", { class: "intro__mark" }, icon(one.kind === "private" ? "lock" : "hash", 22)), h("div", null, h("strong", null, name), h("p", { class: "muted" }, words), one.topic ? h("p", { class: "muted" }, one.topic) : null));
}

const touch = () => matchMedia("(hover: none)").matches;

function heading(one) {
  const face = one.kind === "app" ? avatar(one.peer, titleOf(one), true, "small") : one.kind === "im" ? avatar(one.peer, titleOf(one), false, "small") : icon(one.kind === "private" ? "lock" : "hash", 18);
  const tabs = one.kind === "app" && session.boot.bot.has_home ? h("div", { role: "tablist", class: "tabs", "aria-label": titleOf(one) }, tab("home", session.route.home), tab("messages", !session.route.home)) : null;
  return h("header", { class: "pane__head" }, iconButton("back", t("back"), () => go({ channel: null }), { class: "only-narrow" }), h("span", { class: "pane__face", "aria-hidden": "true" }, face),
    h("div", { class: "pane__words" }, h("h1", { class: "pane__title" }, titleOf(one)), one.topic ? h("p", { class: "pane__topic" }, one.topic) : null), tabs);
}

function tab(which, here) {
  const node = h("button", { type: "button", role: "tab", "aria-selected": String(here), tabindex: here ? "0" : "-1", class: "tab", onclick: () => go({ home: which === "home", thread: null }) }, t(which));
  node.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    go({ home: which !== "home", thread: null });
    requestAnimationFrame(() => main().querySelector("[role=tab][aria-selected=true]")?.focus());
  });
  return node;
}

export async function refreshConversation() {
  const mine = open;
  if (!mine?.list) return;
  const unread = conversation(mine.channel)?.unread ?? 0;
  const latest = asking(mine);
  const answer = await api.messages(mine.channel);
  if (open !== mine || !latest() || !answer?.messages) return;
  mine.list.show(mine.channel, answer.messages, { unread });
  if (unread && document.visibilityState === "visible") await api.read(mine.channel);
}

/** A Home tab is opened once (the bot hears of it); after that it is only read again. */
async function showHome(one) {
  const mine = open;
  const body = h("div", { class: "home", tabindex: "-1", "aria-busy": "true" }, h("p", { class: "empty" }, t("loading")));
  main().replaceChildren(heading(one), h("div", { class: "scroller" }, body));
  Object.assign(mine, { body, drawn: new Map(), surface: null, viewId: null });
  await api.openHome("home");
  await refreshHome();
}

export async function refreshHome() {
  const mine = open;
  if (!mine?.home) return;
  const latest = asking(mine);
  const answer = await api.home();
  if (open === mine && latest()) drawHome(answer);
}

function drawHome(answer) {
  const view = answer?.view ?? (answer?.blocks ? answer : null);
  open.body.setAttribute("aria-busy", "false");
  if (!view) return open.body.replaceChildren(h("p", { class: "empty" }, answer?.error ?? t("homeEmpty", { name: titleOf(conversation(open.channel)) })));
  if (open.viewId !== view.id) Object.assign(open, { viewId: view.id, surface: viewSurface(view), drawn: new Map() });
  open.surface.know(view.state?.values ?? answer.state?.values, answer.errors);
  open.body.lang = languageOf(session.me.locale);
  const kept = new Map();
  const entries = view.blocks.map((block, index) => {
    const print = JSON.stringify(block);
    const key = block.block_id ?? index;
    const old = open.drawn.get(key);
    return kept.set(key, old?.print === print ? old : { print, block }).get(key);
  });
  open.surface.keepOnly(new Set(view.blocks.flatMap((block) => [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])].filter(Boolean).map((part) => `${block.block_id}/${part.action_id}`))));
  keepingFocus(open.body, () => {
    for (const entry of entries) entry.node ??= drawBlock(entry.block, open.surface);
    open.drawn = kept;
    place(open.body, entries.map((entry) => entry.node));
  });
  return undefined;
}

export async function showThread() {
  const { channel, thread: ts } = session.route;
  const pane = side();
  if (!ts || !conversation(channel)) {
    const wasHere = pane.contains(document.activeElement);
    thread = null;
    pane.hidden = true;
    pane.replaceChildren();
    if (wasHere) open?.write?.focus();
    return;
  }
  if (thread?.channel === channel && thread.ts === ts) return;
  const name = titleOf(conversation(channel));
  const list = new MessageList({ label: t("threadIn", { name }), inThread: true });
  const write = composer({ channel, thread: ts, placeholder: t("reply") });
  thread = { channel, ts, list };
  pane.hidden = false;
  pane.setAttribute("aria-label", t("thread"));
  const close = () => { go({ thread: null }); };
  pane.replaceChildren(h("header", { class: "pane__head" }, iconButton("back", t("back"), close, { class: "only-narrow" }), h("div", { class: "pane__words" }, h("h2", { class: "pane__title" }, t("thread")), h("p", { class: "pane__topic" }, name)), iconButton("close", t("close"), close, { class: "only-wide" })), list.scroller, write.node);
  if (!touch()) write.focus();
  await refreshThread();
}

export async function refreshThread() {
  const mine = thread;
  if (!mine) return;
  const latest = asking(mine);
  const answer = await api.messages(mine.channel, mine.ts);
  if (thread !== mine || !latest() || !answer?.messages) return;
  mine.list.show(mine.channel, answer.messages);
  const seen = answer.messages.at(-1)?.ts;
  if (seen !== mine.seen && document.visibilityState === "visible") { mine.seen = seen; await api.read(mine.channel, mine.ts); await refreshConversation(); }
}

/** Draw times, names and days anew, after the clock moved or people changed. */
export function redrawMessages() {
  for (const one of [open?.list, thread?.list]) if (one) one.drawn = new Map([...one.drawn].map(([ts, entry]) => [ts, { ...entry, print: "" }]));
  return Promise.all([refreshConversation(), refreshThread()]);
}
