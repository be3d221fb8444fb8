// The left column: the workspace, who you are, the conversations.

import * as api from "./api.js";
import { avatar } from "./avatar.js";
import { toast } from "./dialogs.js";
import { h, icon, iconButton, keepingFocus } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { openList, openMenu } from "./popup.js";
import { go, nameOf, session, titleOf } from "./session.js";
import { clockTime, zoneName } from "./time.js";
import { t } from "./words.js";

export function drawSidebar() {
  const bar = document.getElementById("sidebar");
  bar.setAttribute("aria-label", t("conversations"));
  const scrolled = bar.querySelector(".sidebar__list")?.scrollTop ?? 0;
  keepingFocus(bar, () => bar.replaceChildren(
    h("div", { class: "sidebar__team" }, h("span", { class: "sidebar__mark", "aria-hidden": "true" }, [...(session.boot.team.name ?? "S")][0]), h("span", { class: "sidebar__name" }, h("strong", null, session.boot.team.name), h("small", null, t("sandboxNote")))),
    h("div", { class: "sidebar__list" },
      group(t("apps"), (one) => one.kind === "app"),
      group(t("channels"), (one) => ["channel", "private"].includes(one.kind)),
      group(t("directMessages"), (one) => one.kind === "im", newDirect())),
    h("div", { class: "sidebar__me" }, switcher(), statusButton())));
  bar.querySelector(".sidebar__list").scrollTop = scrolled;
}

function newDirect() {
  const button = iconButton("plus", t("newDirect"), () => openList(button, {
    label: t("newDirect"), filter: true, filterLabel: t("filter"), empty: t("nothingFound"), className: "picker--people",
    load: (text) => [{ options: people(text).filter((one) => one.key !== session.me.id) }], pick: (option) => go({ channel: option.key }),
  }), { "aria-haspopup": "listbox", "aria-expanded": "false", "data-focus-key": "new-direct" });
  return button;
}

function group(label, test, tool = null) {
  const found = session.conversations.filter(test).sort((one, other) => titleOf(one).localeCompare(titleOf(other), session.me.locale));
  if (!found.length && !tool) return null;
  return h("section", { "aria-label": label }, h("div", { class: "sidebar__heading" }, h("h2", null, label), tool), h("ul", null, found.map(entry)));
}

function entry(one) {
  const here = session.route.channel === one.id;
  const name = titleOf(one);
  const face = one.kind === "app" ? avatar(one.peer, name, true, "small") : one.kind === "im" ? avatar(one.peer, name, false, "small") : icon(one.kind === "private" ? "lock" : "hash", 18);
  return h("li", null, h("button", {
    type: "button", class: `sidebar__entry${here ? " is-here" : ""}${one.unread ? " is-unread" : ""}`, "aria-current": here ? "page" : null, "data-focus-key": `conversation/${one.id}`, "data-channel": one.id,
    "aria-label": one.unread ? `${name}, ${t("unread", { n: one.unread })}` : name, onclick: () => go({ channel: one.id }),
  }, h("span", { class: "sidebar__face" }, face), h("span", { class: "sidebar__label" }, name), one.unread ? h("span", { class: "count" }, one.unread > 99 ? "99+" : String(one.unread)) : null));
}

/** Who you are; choosing another makes this tab theirs. */
function switcher() {
  const me = session.me;
  const button = h("button", { type: "button", class: "switcher", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": `${t("switchPerson")}: ${nameOf(me.id)}`, "data-focus-key": "switcher" },
    avatar(me.id, nameOf(me.id)), h("span", { class: "switcher__words" }, h("strong", null, nameAndStatus(me)), h("small", null, whereabouts(me))), icon("people", 18));
  button.addEventListener("click", () => openList(button, {
    label: t("switchPerson"), filter: session.people.size > 8, filterLabel: t("filter"), empty: t("nothingFound"), className: "picker--people",
    load: (text) => [{ options: people(text) }],
    pick: (option) => go({ user: option.key, channel: null, thread: null, home: false }),
  }));
  return button;
}

/** What colleagues see beside your name, and the app hears of; Slack's own choices. */
function statusButton() {
  const set = async (emoji, text) => { const answer = await api.changeMe({ status_emoji: emoji, status_text: text, status_expiration: 0 }); if (answer.error) toast(answer.error, "error"); };
  const choices = [[":palm_tree:", "vacationing"], [":face_with_thermometer:", "outSick"], [":bus:", "commuting"]];
  const items = choices.map(([emoji, word]) => ({ label: `${withEmoji(emoji)} ${t(word)}`, run: () => set(emoji, t(word)) }));
  const button = iconButton("smile", t("setStatus"), () => openMenu(button, t("setStatus"), [...items, ...(session.me.status_emoji ? [{ label: t("clearStatus"), run: () => set("", "") }] : [])]), { "aria-haspopup": "menu", "aria-expanded": "false", "data-focus-key": "status" });
  return button;
}

/** The name with the emoji of the status, if there is one. */
const nameAndStatus = (person) => [nameOf(person.id), person.status_emoji ? ` ${withEmoji(person.status_emoji)}` : ""];

function people(text) {
  const wanted = text.toLowerCase();
  return [...session.people.values()].filter((one) => !one.is_bot && `${one.real_name} ${one.name} ${one.title}`.toLowerCase().includes(wanted)).slice(0, 200).map((one) => ({
    key: one.id, label: nameOf(one.id), picked: one.id === session.me.id,
    node: h("span", { class: "person" }, avatar(one.id, nameOf(one.id), false, "small"), h("span", { class: "person__words" }, h("span", null, nameAndStatus(one), one.deleted ? ` (${t("left")})` : ""), h("small", null, [one.title, whereabouts(one)].filter(Boolean).join(" · ")))),
  }));
}

/** "简体中文 · 10:02 GMT+8": the language by its own name, and the time where they are. */
function whereabouts(person) {
  return `${languageName(person.locale)} · ${clockTime(person, session.now)} ${zoneName(person, session.now)}`;
}

function languageName(locale) {
  const tag = (locale || "en-US").replace("_", "-");
  try { return new Intl.DisplayNames([tag], { type: "language" }).of(/^zh-(cn|sg)/i.test(tag) ? "zh-Hans" : /^zh-(tw|hk|mo)/i.test(tag) ? "zh-Hant" : tag.split("-")[0]); } catch { return tag; }
}
