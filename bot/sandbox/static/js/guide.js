// The guide: what to try first, step by step. A button takes one there; the server ticks what has really happened.

import * as api from "./api.js";
import { prefill } from "./composer.js";
import { announce } from "./dialogs.js";
import { fragment, h, icon, iconButton, keepingFocus } from "./dom.js";
import { conversation, go, nameOf, session, titleOf } from "./session.js";
import { isMoving, moveClock } from "./topbar.js";
import { count, t } from "./words.js";

const KEPT = "sandbox.guide";
let guide = null; // {opening, stories}
let kept = remembered(); // {folded, story, step}: where one was, in this browser

function remembered() {
  try { return { folded: false, story: null, step: null, ...JSON.parse(localStorage.getItem(KEPT)) }; } catch { return { folded: false, story: null, step: null }; }
}

function keep(change) {
  kept = { ...kept, ...change };
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

const panel = () => document.getElementById("guide");
const isSheet = () => matchMedia("(max-width: 1150px)").matches;
const done = (story) => story.steps.filter((step) => step.done).length;
const isDone = (story) => done(story) === story.steps.length;
const chosen = () => guide?.stories.find((story) => story.id === kept.story) ?? null;

export const hasGuide = () => Boolean(guide?.stories.length);

/** Fetch it anew, and say what has been ticked meanwhile. */
export async function refreshGuide() {
  const answer = await api.guide();
  if (!answer?.stories) return;
  const before = new Map((guide?.stories ?? []).flatMap((story) => story.steps).map((step) => [step.id, step.done]));
  guide = answer;
  const ticked = new Map(guide.stories.flatMap((story) => story.steps).filter((step) => step.done && before.get(step.id) === false).map((step) => [step.id, step]));
  if (ticked.has(kept.step)) keep({ step: null });
  for (const step of ticked.values()) announce(t("guideTicked", { what: plain(step.what) }));
  drawGuide();
}

export function drawGuide() {
  const box = panel();
  const scrolled = box.querySelector(".guide__body")?.scrollTop ?? 0;
  const was = box.dataset.story;
  box.hidden = !hasGuide() || kept.folded;
  document.querySelector(".guide-button")?.replaceWith(guideButton());
  if (box.hidden) { delete box.dataset.step; box.replaceChildren(); return; }
  const story = chosen();
  box.dataset.story = story?.id ?? "";
  box.setAttribute("aria-label", t("guide"));
  keepingFocus(box, () => box.replaceChildren(head(story), h("div", { class: "guide__body" }, story ? inside(story) : contents())));
  if (was === box.dataset.story) box.querySelector(".guide__body").scrollTop = scrolled;
  showWhatOpened(box);
}

/** In a long story the step that has just opened, or the end of it, may stand below the edge. */
function showWhatOpened(box) {
  const open = box.querySelector(".guide__step.is-open, .guide__ending");
  const step = open?.dataset.step ?? "";
  if (step !== box.dataset.step) open?.scrollIntoView({ block: "nearest" });
  box.dataset.step = step;
}

/** In the top line: opens the guide and folds it away, and says how far one is. */
export function guideButton() {
  const story = chosen();
  const far = story ? t("guideFar", { done: done(story), n: story.steps.length }) : "";
  return h("button", { type: "button", class: "chip-button guide-button", "aria-expanded": String(!kept.folded), "aria-controls": "guide", "aria-label": [t("guide"), far].filter(Boolean).join(", "), "data-focus-key": "guide", onclick: () => fold(!kept.folded) },
    icon("guide", 18), h("span", { class: "guide-button__word" }, t("guide")), story ? h("span", { class: "guide-button__far", "aria-hidden": "true" }, `${done(story)}/${story.steps.length}`) : null);
}

function fold(folded) {
  keep({ folded });
  drawGuide();
  if (folded) document.querySelector(".guide-button")?.focus();
  else panel().querySelector("button:not(.guide__fold)")?.focus();
}

function head(story) {
  return h("header", { class: "guide__head" },
    story ? iconButton("back", t("guideStories"), () => choose(null), { "data-focus-key": "guide/back" }) : h("span", { class: "guide__mark", "aria-hidden": "true" }, icon("guide", 20)),
    h("h2", { class: "guide__title" }, story ? story.title : t("guide")),
    iconButton("close", t("guideFold"), () => fold(true), { class: "guide__fold", "data-focus-key": "guide/fold" }));
}

function choose(story) {
  keep({ story, step: null });
  drawGuide();
  panel().querySelector(".guide__body button")?.focus();
}

/** The first page: what this is, and the stories. */
function contents() {
  const all = guide.stories.every(isDone);
  return fragment(
    all ? h("p", { class: "guide__end" }, icon("check", 18), t("guideAllDone")) : guide.opening.split("\n").filter(Boolean).map((line) => h("p", { class: "guide__opening" }, line)),
    h("ul", { class: "guide__stories" }, guide.stories.map((story) => h("li", null, h("button", { type: "button", class: `guide__story${isDone(story) ? " is-done" : ""}`, "data-focus-key": `guide/${story.id}`, onclick: () => choose(story.id) },
      tick(isDone(story), ""), h("span", { class: "guide__words" }, h("strong", null, story.title), h("small", null, isDone(story) ? t("guideDone") : done(story) ? t("guideFar", { done: done(story), n: story.steps.length }) : count("guideSteps", story.steps.length))))))));
}

function inside(story) {
  const next = story.steps.find((step) => !step.done);
  const open = story.steps.find((step) => step.id === kept.step) ?? next;
  return fragment(
    h("progress", { class: "guide__bar", max: String(story.steps.length), value: done(story), "aria-label": t("guideFar", { done: done(story), n: story.steps.length }) }),
    h("ol", { class: "guide__steps" }, story.steps.map((step, index) => line(step, index, step === open, step === next))),
    next ? null : ending(story));
}

function line(step, index, isOpen, isNext) {
  const mark = h("button", { type: "button", class: "guide__what", "aria-expanded": String(isOpen), "data-focus-key": `guide/${step.id}`, onclick: () => { keep({ step: isOpen ? null : step.id }); drawGuide(); } },
    tick(step.done, String(index + 1)), h("span", { class: "guide__words" }, written(step.what), step.done ? h("span", { class: "hidden-visually" }, ` (${t("guideDone")})`) : null));
  return h("li", { class: `guide__step${step.done ? " is-done" : ""}${isOpen ? " is-open" : ""}`, "data-step": step.id, "aria-current": isNext ? "step" : null }, mark,
    isOpen ? h("div", { class: "guide__more" }, h("p", { class: "guide__why" }, step.why), takeThere(step, isNext)) : null);
}

function ending(story) {
  const others = guide.stories.filter((one) => !isDone(one));
  const next = others.find((one) => guide.stories.indexOf(one) > guide.stories.indexOf(story)) ?? others[0];
  return h("div", { class: "guide__ending", "data-step": "end" }, h("p", { class: "guide__end" }, icon("check", 18), next ? t("guideStoryDone") : t("guideAllDone")),
    next ? h("button", { type: "button", class: "button button--primary", "data-focus-key": "guide/next", onclick: () => choose(next.id) }, t("guideNext", { title: next.title })) : null);
}

const tick = (isTicked, number) => h("span", { class: `guide__tick${isTicked ? " is-ticked" : ""}`, "aria-hidden": "true" }, isTicked ? icon("check", 14) : number);

/** Commands stand between backticks. */
const written = (text) => text.split("`").map((part, index) => (index % 2 ? h("code", null, part) : part));
const plain = (text) => text.replaceAll("`", "");

function takeThere(step, isNext) {
  const button = h("button", { type: "button", class: `button${isNext && !isHere(step) ? " button--primary" : ""}`, "data-focus-key": `guide/${step.id}/go`, "aria-busy": String(isMoving()), onclick: () => take(step.id) },
    h("span", { class: "button__text" }, destination(step)), h("span", { class: "spinner", "aria-hidden": "true" }));
  return h("div", { class: "guide__go" }, button);
}

function destination(step) {
  if (step.move) return t("guideMove", { label: step.move.label });
  if (isHere(step)) return t("guideHere");
  const name = nameOf(step.user);
  if (step.home) return t("guideBeHome", { name });
  const place = placeName(step.channel);
  return place ? t("guideBeIn", { name, place }) : t("guideBe", { name });
}

function isHere(step) {
  const { user, channel, home, thread } = session.route;
  return !step.move && user === step.user && channel === step.channel && home === step.home && (!step.thread || thread === step.thread);
}

/** A channel by its name; one's own messages with the bot need none. */
function placeName(channel) {
  const one = conversation(channel);
  return one && one.kind !== "app" && one.kind !== "im" ? `#${titleOf(one)}` : "";
}

/** Move the clock if the step wants that, then be that person in that place, with what is to be sent ready to send. */
async function take(id) {
  if (isMoving()) return;
  await refreshGuide(); // a thread may be there by now that was not before
  const step = guide.stories.flatMap((story) => story.steps).find((one) => one.id === id);
  if (!step) return;
  if (step.move) await moveClock({ to: step.move.to });
  if (isSheet()) { keep({ folded: true }); drawGuide(); }
  if (step.text) prefill(step.user, step.channel, step.text);
  go({ user: step.user, channel: step.channel, thread: step.thread, home: step.home });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !panel().contains(document.activeElement) || document.querySelector("dialog[open], .popup")) return;
  event.stopImmediatePropagation();
  fold(true);
}, true);
