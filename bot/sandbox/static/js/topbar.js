// The line above everything: the bot's clock, faults, and whether the page is connected.

import * as api from "./api.js";
import { announce, toast } from "./dialogs.js";
import { h, icon, iconButton, uid } from "./dom.js";
import { guideButton, hasGuide } from "./guide.js";
import { momentField } from "./moments.js";
import { closePopup, isOpenFor, openPopup } from "./popup.js";
import { session } from "./session.js";
import { clockTime, dayLine, dayWithoutYear, when, whole } from "./time.js";
import { languageOf, t } from "./words.js";

let clock = null; // {now, jumps}
let moving = false;
let connected = true;

export const setConnected = (yes) => { connected = yes; const light = document.querySelector(".link-state"); if (light) paintLink(light); };

function paintLink(light) {
  light.classList.toggle("is-lost", !connected);
  light.querySelector("span").textContent = connected ? t("connected") : t("reconnecting");
}

/** Ask for the time; true when it is another minute or the jumps changed. */
export async function refreshClock() {
  const answer = await api.clock();
  const before = JSON.stringify([clock?.now?.slice(0, 16), clock?.jumps]);
  clock = answer?.now ? answer : null;
  session.now = clock ? new Date(clock.now) : new Date();
  return before !== JSON.stringify([clock?.now?.slice(0, 16), clock?.jumps]);
}

export function drawTopbar() {
  const bar = document.getElementById("topbar");
  if (isOpenFor(bar.querySelector(".clock"))) { bar.querySelector(".clock__text")?.replaceChildren(...timeWords()); return; }
  const light = h("span", { class: "link-state", role: "status" }, h("i", { "aria-hidden": "true" }), h("span", { class: "link-state__text" }));
  paintLink(light);
  bar.replaceChildren(clock ? clockButton() : h("strong", { class: "topbar__name" }, session.boot.team.name), ...(clock ? quickJumps() : []), h("span", { class: "grow" }), ...(hasGuide() ? [guideButton()] : []), light, faultsButton());
}

const slim = matchMedia("(max-width: 719px)");
slim.addEventListener("change", () => document.querySelector(".clock__text")?.replaceChildren(...timeWords()));

const timeWords = () => [h("span", { class: "clock__day" }, (slim.matches ? dayWithoutYear : dayLine)(session.me, session.now)), " ", h("strong", null, clockTime(session.me, session.now))];

function clockButton() {
  const button = h("button", { type: "button", class: "clock", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-busy": String(moving), "data-focus-key": "clock", title: whole(session.me, session.now) },
    moving ? h("span", { class: "spinner spinner--on", "aria-hidden": "true" }) : icon("clock", 18), h("span", { class: "clock__label" }, moving ? t("moving") : t("botTime")), h("time", { class: "clock__text", datetime: session.now.toISOString() }, timeWords()), icon("down", 14));
  button.addEventListener("click", () => (isOpenFor(button) ? closePopup() : openPopup(button, clockPanel(), { className: "popup--panel" })));
  return button;
}

function clockPanel() {
  const label = uid("moment");
  let chosen = Math.floor(session.now / 1000);
  const field = momentField({ value: chosen, attributes: { "aria-labelledby": label }, change: (moment) => { chosen = moment; } });
  return h("form", { class: "panel", role: "dialog", "aria-label": t("moveClock"), onsubmit: (event) => { event.preventDefault(); if (chosen) moveClock({ to: new Date(chosen * 1000).toISOString() }); } },
    h("h2", { class: "panel__title" }, t("moveClock")),
    clock.jumps?.length ? h("div", { class: "panel__jumps" }, h("span", { class: "muted" }, t("jumpTo")), clock.jumps.map((jump) => h("button", { type: "button", class: "button jump", onclick: () => moveClock({ jump: jump.id }) }, h("span", null, named(jump)), h("small", null, when(session.me, session.now, new Date(jump.to)))))) : null,
    h("div", { class: "label", id: label }, t("moveTo")),
    h("div", { class: "row" }, field, h("button", { type: "submit", class: "button button--primary" }, t("move"))),
    h("p", { class: "hint" }, t("clockForward")));
}

const quickJumps = () => (clock.jumps ?? []).slice(0, 3).map((jump) => h("button", { type: "button", class: "chip-button only-roomy", title: whole(session.me, new Date(jump.to)), "aria-disabled": moving ? "true" : null, onclick: () => moveClock({ jump: jump.id }) }, named(jump)));

const named = (jump) => jump.labels?.[languageOf(session.me.locale)] ?? jump.label;

export const isMoving = () => moving;

/** Move time; ends once everything that fell due has run. */
export async function moveClock(where) {
  if (moving) return;
  moving = true;
  closePopup();
  drawTopbar();
  announce(t("moving"));
  const answer = await api.moveClock(where);
  moving = false;
  if (answer.error) toast(answer.error, "error");
  await refreshClock();
  drawTopbar();
  announce(`${t("botTime")}: ${whole(session.me, session.now)}`);
  window.dispatchEvent(new CustomEvent("clock-moved"));
}

function faultsButton() {
  const button = iconButton("fault", t("faults"), async () => {
    if (isOpenFor(button)) return closePopup();
    return openPopup(button, faultsPanel(await api.faults()), { className: "popup--panel", end: true });
  }, { "aria-haspopup": "dialog", "aria-expanded": "false", class: "icon-button--quiet" });
  return button;
}

function faultsPanel(now) {
  const labelled = (label, input) => { input.id = uid("fault"); return h("div", { class: "panel__field" }, h("label", { class: "label", for: input.id }, label), input); };
  const latency = h("input", { type: "number", min: "0", step: "100", class: "input", value: String(now?.latency_ms ?? 0) });
  const rate = h("input", { type: "number", min: "0", max: "1", step: "0.05", class: "input", value: String(now?.error_rate ?? 0) });
  const method = h("input", { type: "text", class: "input", value: "chat.postMessage", spellcheck: "false" });
  const status = h("select", { class: "input" }, ["429", "500", "503"].map((code) => h("option", { value: code }, code)));
  const times = h("input", { type: "number", min: "1", class: "input", value: "1" });
  const set = async (change) => { const answer = await api.faults(change); toast(answer?.error ?? t("done"), answer?.error ? "error" : "info"); };
  return h("form", { class: "panel", role: "dialog", "aria-label": t("faults"), onsubmit: (event) => { event.preventDefault(); set({ latency_ms: Number(latency.value), error_rate: Number(rate.value) }); } },
    h("h2", { class: "panel__title" }, t("faults")), h("p", { class: "hint" }, t("faultsHint")),
    labelled(t("latency"), latency), labelled(t("errorRate"), rate), h("div", { class: "row" }, h("button", { type: "submit", class: "button" }, t("apply")), h("button", { type: "button", class: "button", onclick: () => set({ latency_ms: 0, error_rate: 0 }) }, t("allWell"))), h("hr"),
    labelled(t("failMethod"), method), h("div", { class: "row" }, labelled(t("failStatus"), status), labelled(t("failCount"), times)),
    h("div", { class: "row" }, h("button", { type: "button", class: "button", onclick: () => set({ fail: { method: method.value, status: Number(status.value), count: Number(times.value), retry_after: 2 } }) }, t("failNext")), h("button", { type: "button", class: "button button--danger", onclick: () => set({ cut_sockets: true }) }, t("cutSockets"))));
}
