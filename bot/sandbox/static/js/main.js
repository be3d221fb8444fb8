// The page: who is here, what they look at, and what to fetch when something changed.

import * as api from "./api.js";
import { toast } from "./dialogs.js";
import { drawGuide, hasGuide, refreshGuide } from "./guide.js";
import { forgetViews, refreshViews } from "./modal.js";
import { closePanes, redrawMessages, refreshConversation, refreshHome, refreshThread, showConversation, showThread } from "./pane.js";
import { closePopup } from "./popup.js";
import { conversation, go, nameOf, readRoute, session, titleOf } from "./session.js";
import { drawSidebar } from "./sidebar.js";
import { openStream } from "./stream.js";
import { drawTopbar, refreshClock, setConnected } from "./topbar.js";
import { languageOf, speak, t } from "./words.js";

const LAST_PERSON = "sandbox.person";
const CLOCK_SECONDS = 15;
const NOTICE_PAUSE_MS = 500;
let endStream = null;

/** Run `work` now; asked again meanwhile, run it once more after, never two at a time. */
function oneAtATime(work) {
  let running = null;
  let again = false;
  return function run() {
    if (running) { again = true; return running; }
    running = Promise.resolve(work()).finally(() => { running = null; if (again) { again = false; run(); } });
    return running;
  };
}

const fetchConversations = oneAtATime(async () => {
  const answer = await api.conversations();
  if (!Array.isArray(answer)) return;
  session.conversations = answer;
  const here = conversation(session.route.channel);
  if (here && here.id !== session.route.channel) go({ channel: here.id }, { replace: true }); // the first message made it a conversation
  drawSidebar();
  title();
});
const fetchMessages = oneAtATime(refreshConversation);
const fetchThread = oneAtATime(refreshThread);
const fetchHome = oneAtATime(refreshHome);
const fetchViews = oneAtATime(refreshViews);
const fetchClock = oneAtATime(async () => { if (await refreshClock()) { drawTopbar(); drawSidebar(); } });
const fetchGuide = oneAtATime(async () => { const had = hasGuide(); await refreshGuide(); if (had !== hasGuide()) drawTopbar(); });
const fetchPeople = oneAtATime(async () => {
  const answer = await api.people();
  if (!Array.isArray(answer)) return;
  session.people = new Map(answer.map((one) => [one.id, one]));
  if (session.me && session.people.has(session.me.id)) adopt(session.people.get(session.me.id));
});

/** This person's language and zone are the page's. */
function adopt(person) {
  session.me = person;
  speak(person.locale);
  document.documentElement.lang = languageOf(person.locale);
  document.getElementById("skip").textContent = t("skip");
}

function title() {
  const unread = session.conversations.reduce((sum, one) => sum + one.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${titleOf(conversation(session.route.channel)) || session.boot.team.name} · ${nameOf(session.me.id)}`;
}

function onChanged(changed) {
  if (changed.includes("people")) fetchPeople().then(() => { drawTopbar(); drawSidebar(); return redrawMessages(); });
  if (changed.includes("conversations")) fetchConversations();
  if (changed.includes("views")) fetchViews();
  if (changed.includes("home")) fetchHome();
  if (["guide", "people", "clock"].some((one) => changed.includes(one))) fetchGuide();
  if (changed.includes("clock")) fetchClock().then(redrawMessages);
  else fetchClock(); // what just happened may have put something new ahead to jump to
  const { channel } = session.route;
  if (changed.some((one) => one === `channel:${channel}` || one.startsWith(`thread:${channel}:`))) fetchConversations().then(fetchMessages);
  if (changed.some((one) => one.startsWith("thread:") || one === `channel:${channel}`)) fetchThread();
}

const refetchAll = () => Promise.all([fetchPeople(), fetchConversations().then(fetchMessages), fetchThread(), fetchHome(), fetchViews(), fetchClock(), fetchGuide()]);

async function become(user) {
  endStream?.();
  closePopup();
  forgetViews();
  closePanes();
  adopt(session.people.get(user));
  localStorage.setItem(LAST_PERSON, user);
  const [boot, conversations] = await Promise.all([api.boot(), api.conversations(), refreshClock()]);
  if (boot.error) return toast(boot.error, "error");
  session.boot = boot;
  session.conversations = conversations;
  endStream = openStream({
    changed: onChanged,
    notice: (said) => setTimeout(() => { if (!api.alreadyTold(said.text)) toast(said.text, "error"); }, NOTICE_PAUSE_MS),
    link: (connected, again) => { setConnected(connected); if (connected && again) refetchAll(); },
  });
  drawTopbar();
  return Promise.all([fetchViews(), fetchGuide()]);
}

const narrow = () => matchMedia("(max-width: 719px)").matches;

async function onRoute() {
  const wanted = readRoute();
  const people = [...session.people.values()].filter((one) => !one.is_bot);
  if (!session.people.has(wanted.user)) {
    const last = localStorage.getItem(LAST_PERSON);
    return go({ user: people.find((one) => one.id === last)?.id ?? people.find((one) => !one.deleted)?.id, channel: null }, { replace: true });
  }
  session.route = wanted;
  if (session.me?.id !== wanted.user) {
    await become(wanted.user);
    if (readRoute().user !== wanted.user || !session.boot) return undefined;
  }
  if (!conversation(wanted.channel) && !narrow()) {
    const first = session.conversations.find((one) => one.kind === "app") ?? session.conversations[0];
    if (first && first.id !== wanted.channel) return go({ channel: first.id }, { replace: true });
  }
  const known = conversation(wanted.channel);
  if (known && known.id !== wanted.channel) return go({ channel: known.id, thread: wanted.thread }, { replace: true });
  const frame = document.getElementById("frame");
  frame.dataset.shows = wanted.thread ? "thread" : conversation(wanted.channel) ? "conversation" : "list";
  drawSidebar();
  drawGuide();
  title();
  await Promise.all([showConversation(), showThread()]);
  return undefined;
}

window.addEventListener("hashchange", onRoute);
window.addEventListener("clock-moved", () => { drawSidebar(); redrawMessages(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && session.boot) refetchAll(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && session.route.thread && !document.querySelector("dialog[open]")) go({ thread: null }); });
setInterval(() => { if (document.visibilityState === "visible" && session.boot) fetchClock(); }, CLOCK_SECONDS * 1000);

await fetchPeople();
if (session.people.size) await onRoute();
else toast(t("lostServer"), "error");
