// Where a person writes: messages, slash commands with suggestions, mentions, files, shortcuts.

import * as api from "./api.js";
import { toast } from "./dialogs.js";
import { h, icon, iconButton, uid } from "./dom.js";
import { encode } from "./mrkdwn.js";
import { runShortcut } from "./messages.js";
import { openMenu } from "./popup.js";
import { said } from "./said.js";
import { session } from "./session.js";
import { t } from "./words.js";

const drafts = new Map();
const boxes = new Map(); // what shows each draft, where it is on the page

/** Put words where somebody writes, ready to be sent; what they wrote there themselves stays. */
export function prefill(user, channel, text) {
  const key = `${user}/${channel}/`;
  const draft = drafts.get(key) ?? { text: "", files: [] };
  if (!draft.text.trim()) draft.text = text;
  drafts.set(key, draft);
  boxes.get(key)?.();
}

/** A composer for one conversation, or one thread of it. */
export function composer({ channel, thread = null, placeholder }) {
  const key = `${session.me.id}/${channel}/${thread ?? ""}`;
  const draft = drafts.get(key) ?? { text: "", files: [] };
  drafts.set(key, draft);
  const listId = uid("suggestions");
  const field = h("textarea", { rows: 1, class: "composer__field", "aria-label": placeholder, placeholder, value: draft.text, role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId, "data-focus-key": `composer/${key}`, autocomplete: "off" });
  const suggestions = h("div", { class: "suggestions", role: "listbox", id: listId, hidden: true });
  const attached = h("ul", { class: "chips", hidden: true });
  const problem = h("div", { class: "composer__problem", role: "alert", hidden: true });
  const picker = h("input", { type: "file", multiple: true, class: "hidden-visually", tabindex: "-1", "aria-label": t("attach") });
  const send = iconButton("send", t("send"), () => submit(), { class: "composer__send" });
  const plus = iconButton("plus", t("addOrRun"), () => openMenu(plus, t("addOrRun"), [
    { label: t("attach"), run: () => picker.click() },
    ...(shortcuts().length ? [{ heading: t("shortcuts") }] : []),
    ...shortcuts().map((one) => ({ label: one.name, hint: one.description, run: () => runShortcut(one) })),
  ], { end: false }), { "aria-haspopup": "menu", "aria-expanded": "false" });
  const shortcuts = () => session.boot.shortcuts.filter((one) => one.type === "global");
  let offered = [];
  let at = 0;
  let busy = false;

  const fail = (text) => { problem.textContent = said(text) ?? ""; problem.hidden = !text; };
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
    send.disabled = busy || (!field.value.trim() && !draft.files.length);
  };
  const drawFiles = () => {
    attached.hidden = !draft.files.length;
    attached.replaceChildren(...draft.files.map((file) => h("li", { class: "chip" }, icon("file", 16), file.name, h("button", { type: "button", class: "chip__remove", "aria-label": t("remove", { name: file.name }), onclick: () => { draft.files = draft.files.filter((one) => one !== file); drawFiles(); field.focus(); } }, icon("close", 14)))));
    grow();
  };

  /** Commands for a "/" at the start, people for an "@" before the caret. */
  const offer = () => {
    const before = field.value.slice(0, field.selectionStart);
    const slash = thread ? null : /^\/[\w-]*$/.exec(before);
    const mention = /(?:^|\s)@([\p{L}\p{N} ._-]{0,24})$/u.exec(before);
    if (slash) {
      offered = session.boot.commands.filter((one) => one.command.startsWith(slash[0])).map((one) => ({ title: one.command, usage: one.usage_hint, hint: one.description, take: () => put(`${one.command} `, 0, before.length) }));
    } else if (mention) {
      const wanted = mention[1].toLowerCase();
      const names = [...session.people.values()].filter((one) => !one.deleted);
      offered = names.filter((one) => `${one.real_name} ${one.name}`.toLowerCase().includes(wanted) && one.real_name.toLowerCase() !== wanted.trim()).slice(0, 8).map((one) => ({ title: one.real_name || one.name, hint: one.title, take: () => put(`@${one.real_name || one.name} `, before.length - mention[1].length - 1, before.length) }));
      const groups = (session.boot.groups ?? []).filter((one) => `${one.handle} ${one.name}`.toLowerCase().includes(wanted) && one.handle !== wanted.trim());
      offered = [...offered, ...groups.map((one) => ({ title: `@${one.handle}`, hint: one.name, take: () => put(`@${one.handle} `, before.length - mention[1].length - 1, before.length) }))].slice(0, 8);
    } else offered = [];
    at = 0;
    drawOffer(slash ? t("commands") : t("mention"));
  };
  const drawOffer = (label) => {
    suggestions.hidden = !offered.length;
    field.setAttribute("aria-expanded", String(offered.length > 0));
    suggestions.setAttribute("aria-label", label);
    suggestions.replaceChildren(...offered.map((one, index) => h("div", { role: "option", id: `${listId}-${index}`, "aria-selected": String(index === at), class: index === at ? "suggestion is-at" : "suggestion", onpointerdown: (event) => { event.preventDefault(); one.take(); } },
      h("span", { class: "suggestion__title" }, one.title, one.usage ? h("span", { class: "suggestion__usage" }, ` ${one.usage}`) : null), one.hint ? h("span", { class: "suggestion__hint" }, one.hint) : null)));
    if (offered.length) field.setAttribute("aria-activedescendant", `${listId}-${at}`); else field.removeAttribute("aria-activedescendant");
    suggestions.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const put = (text, from, to) => {
    field.setRangeText(text, from, to, "end");
    draft.text = field.value;
    offered = [];
    drawOffer("");
    grow();
    field.focus();
  };

  const submit = async () => {
    const text = field.value.trim();
    if (busy || (!text && !draft.files.length)) return;
    busy = true;
    fail(null);
    grow();
    const answer = await deliver(text);
    busy = false;
    if (answer.error) fail(answer.error);
    else {
      field.value = draft.text = "";
      draft.files = [];
      drawFiles();
    }
    grow();
    field.focus();
  };
  const deliver = (text) => {
    const command = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(text);
    if (command && thread) return { error: t("notInThreads", { command: command[1] }) };
    if (command) return api.command(channel, command[1], command[2] ?? "");
    return api.say({ channel, text: toSlack(text), ...(thread ? { thread_ts: thread } : {}), ...(draft.files.length ? { files: draft.files.map((file) => file.id) } : {}) });
  };

  field.addEventListener("input", () => { draft.text = field.value; fail(null); grow(); offer(); });
  field.addEventListener("blur", () => { offered = []; drawOffer(""); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // an input method's Enter chooses characters, it does not send
    if (offered.length && ["ArrowDown", "ArrowUp", "Enter", "Tab", "Escape"].includes(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Escape") { offered = []; drawOffer(""); } else if (event.key === "Enter" || event.key === "Tab") offered[at].take();
      else { at = (at + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length; drawOffer(suggestions.getAttribute("aria-label")); }
    } else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
  });
  const attach = async (files) => {
    for (const file of files) {
      const answer = await api.upload(file);
      if (answer.error) toast(answer.error, "error"); else draft.files = [...draft.files, answer];
    }
    drawFiles();
  };
  picker.addEventListener("change", () => attach([...picker.files]).then(() => { picker.value = ""; field.focus(); }));
  field.addEventListener("paste", (event) => { if (event.clipboardData?.files.length) { event.preventDefault(); attach([...event.clipboardData.files]); } });
  requestAnimationFrame(drawFiles);
  boxes.set(key, () => { field.value = draft.text; grow(); field.focus(); });
  const box = h("div", { class: "composer__box" }, attached, field, h("div", { class: "composer__bar" }, plus, picker, h("span", { class: "grow" }), send));
  box.addEventListener("click", (event) => { if (event.target === box || event.target.classList.contains("composer__bar")) field.focus(); });
  return { node: h("div", { class: "composer" }, problem, suggestions, box), focus: () => field.focus() };
}

/** Typed words as Slack stores them: signs escaped, chosen names as mentions. */
function toSlack(text) {
  let out = encode(text);
  const people = [...session.people.values()].sort((one, other) => (other.real_name || "").length - (one.real_name || "").length);
  for (const person of people) if (person.real_name) out = out.replaceAll(`@${encode(person.real_name)}`, `<@${person.id}>`);
  return out;
}
