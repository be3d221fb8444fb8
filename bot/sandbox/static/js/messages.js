// A list of messages: day lines, grouping, articles, the menu of each message.

import * as api from "./api.js";
import { drawBlocks } from "./blocks.js";
import { announce, ask, askText, toast } from "./dialogs.js";
import { fragment, h, icon, iconButton, keepingFocus } from "./dom.js";
import { emoji } from "./emoji.js";
import { withMarks } from "./marks.js";
import { flat, link, mrkdwn } from "./mrkdwn.js";
import { openMenu } from "./popup.js";
import { avatar } from "./avatar.js";
import { conversation, go, nameOf, session, titleOf } from "./session.js";
import { messageSurface } from "./surfaces.js";
import { clockTime, dayOf, divider, ofTs, when, whole } from "./time.js";
import { languageOf, count, t } from "./words.js";

const TOGETHER_SECONDS = 300;

/** One list, kept up to date by `show(messages)`; articles that did not change stay as they are. */
export class MessageList {
  constructor({ label, inThread = false, intro = null }) {
    this.inThread = inThread;
    this.intro = intro;
    this.drawn = new Map(); // ts → {node, print}
    this.node = h("div", { class: "messages", role: "feed", "aria-label": label, tabindex: "0" });
    this.scroller = h("div", { class: "scroller" }, this.node);
    this.stick = true;
    this.scroller.addEventListener("scroll", () => { this.stick = this.atEnd(); });
    new ResizeObserver(() => { if (this.stick) this.toEnd(); }).observe(this.node);
  }

  atEnd() { return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 80; }

  toEnd() { this.scroller.scrollTop = this.scroller.scrollHeight; }

  show(channel, messages, { unread = 0 } = {}) {
    const first = this.drawn.size === 0;
    const fresh = messages.filter((message) => !this.drawn.has(message.ts) && message.user !== session.me.id);
    const newLine = first && unread > 0 ? messages.filter((one) => one.user !== session.me.id).at(-unread)?.ts : this.newLine;
    this.newLine = newLine;
    keepingFocus(this.node, () => this.draw(channel, messages));
    if (first || this.stick || messages.at(-1)?.user === session.me.id && !this.seenOwn?.has(messages.at(-1).ts)) this.toEnd();
    this.seenOwn = new Set(messages.filter((one) => one.user === session.me.id).map((one) => one.ts));
    if (!first) for (const message of fresh.slice(-3)) announce(`${message.name ?? nameOf(message.user)}: ${flat(message.text)}`);
  }

  draw(channel, messages) {
    const nodes = [];
    const kept = new Map();
    let before = null;
    for (const message of messages) {
      const at = ofTs(message.ts);
      if (!before || dayOf(session.me, ofTs(before.ts)) !== dayOf(session.me, at)) { nodes.push(this.dayLine(at)); before = null; }
      if (message.ts === this.newLine) { nodes.push(h("div", { class: "new-line", role: "separator" }, h("span", null, t("newMessages")))); before = null; }
      const follows = before && before.user === message.user && !before.ephemeral && !message.ephemeral && message.ts - before.ts < TOGETHER_SECONDS && !(this.inThread && before === messages[0]);
      const print = JSON.stringify([message, follows, message.reply_count ? dayOf(session.me, session.now) : 0]);
      const old = this.drawn.get(message.ts);
      const entry = old?.print === print ? old : { print, node: this.article(channel, message, follows) };
      kept.set(message.ts, entry);
      nodes.push(entry.node);
      if (this.inThread && message === messages[0] && messages.length > 1) nodes.push(h("div", { class: "thread-count" }, h("span", null, count("replies", messages.length - 1)), h("hr")));
      before = message;
    }
    if (this.intro) nodes.unshift(this.introduction ??= this.intro());
    this.drawn = kept;
    place(this.node, nodes);
  }

  dayLine(at) {
    const key = dayOf(session.me, at);
    return h("div", { class: "day-line", role: "separator", "data-day": key }, h("span", null, divider(session.me, session.now, at)));
  }

  article(channel, message, follows) {
    const at = ofTs(message.ts);
    const name = message.name || nameOf(message.user);
    const time = h("time", { class: "message__time", datetime: at.toISOString(), title: whole(session.me, at) }, clockTime(session.me, at));
    return h("article", { role: "article", tabindex: "-1", "data-ts": message.ts, "data-user": message.user, "aria-label": `${name}, ${when(session.me, session.now, at)}`, class: `message${follows ? " message--follows" : ""}${message.ephemeral ? " message--ephemeral" : ""}`, lang: message.is_bot ? languageOf(session.me.locale) : null },
      message.ephemeral ? h("div", { class: "message__only-you" }, icon("eye", 14), t("onlyYou")) : null,
      h("div", { class: "message__gutter", "aria-hidden": follows ? "true" : null }, follows ? time : avatar(message.user, name, message.is_bot)),
      h("div", { class: "message__main" },
        follows ? null : h("div", { class: "message__head" }, h("span", { class: "message__name" }, name), message.is_bot ? h("span", { class: "badge" }, t("app")) : null, time),
        this.content(channel, message),
        this.inThread || !message.reply_count ? null : replies(channel, message)),
      this.tools(channel, message));
  }

  content(channel, message) {
    const edited = message.edited ? h("span", { class: "message__edited" }, t("edited")) : null;
    const body = message.blocks?.length
      ? h("div", { class: "blocks" }, drawBlocks(message.blocks, messageSurface(channel, message)), edited)
      : h("div", { class: "rich message__text" }, mrkdwn(message.text), edited && message.text ? [" ", edited] : edited);
    return fragment(message.blocks?.length || message.text || edited ? body : null, (message.files ?? []).map(fileCard), (message.attachments ?? []).map((one) => attachment(one, channel, message)), message.reactions?.length ? reactions(channel, message) : null);
  }

  /** What can be done with a message: reply, the bot's message shortcuts, copy. Seen on hover and focus, always on touch. */
  tools(channel, message) {
    if (message.ephemeral) return null;
    const root = message.thread_ts ?? message.ts;
    const more = iconButton("more", t("moreActions"), () => openMenu(more, t("moreActions"), [
      ...session.boot.shortcuts.filter((one) => one.type === "message").map((one) => ({ label: one.name, hint: session.boot.bot.app_name, run: () => runShortcut(one, { channel, ts: message.ts }) })),
      ...(this.inThread ? [] : [{ label: t("replyInThread"), run: () => go({ channel, thread: root }) }]),
      { label: t("copyText"), run: () => copy(message) },
      ...(message.user === session.me.id ? own(channel, message) : []),
    ]), { "aria-haspopup": "menu", "aria-expanded": "false" });
    return h("div", { class: "message__tools" }, this.inThread ? null : iconButton("reply", t("replyInThread"), () => go({ channel, thread: root })), more);
  }
}

/** What only its writer can do with a message. */
const own = (channel, message) => [
  { label: t("editMessage"), run: () => askText(t("editMessage"), message.text).then((text) => text === null || told(api.edit({ channel, ts: message.ts, text }))) },
  { label: t("deleteMessage"), danger: true, run: () => ask({ title: { text: t("deleteMessage") }, text: { text: t("deleteSure") }, style: "danger" }).then((yes) => yes && told(api.remove({ channel, ts: message.ts }))) },
];

async function told(answering) {
  const answer = await answering;
  if (answer.error) toast(answer.error, "error");
}

export async function runShortcut(shortcut, message) {
  const answer = await api.shortcut(shortcut.callback_id, message);
  if (answer.error) toast(answer.error, "error");
}

function copy(message) {
  navigator.clipboard?.writeText(flat(message.text)).then(() => toast(t("copied")), () => undefined);
}

function replies(channel, message) {
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(id, nameOf(id), id === session.boot.bot.user_id, "small"));
  return h("button", { type: "button", class: `replies${message.unread_replies ? " is-unread" : ""}`, onclick: () => go({ channel, thread: message.ts }) },
    h("span", { class: "replies__faces", "aria-hidden": "true" }, faces), h("span", { class: "replies__count" }, count("replies", message.reply_count)),
    message.unread_replies ? h("span", { class: "pill" }, t("newReplies", { n: message.unread_replies })) : null,
    message.latest_reply ? h("span", { class: "muted" }, t("lastReply", { when: when(session.me, session.now, ofTs(message.latest_reply)) })) : null);
}

export function fileCard(file) {
  const address = api.fileUrl(file.id);
  if ((file.mimetype ?? "").startsWith("image/") && file.mimetype !== "image/svg+xml") {
    return h("figure", { class: "figure" }, h("figcaption", null, file.title || file.name), h("a", { href: address, target: "_blank", rel: "noopener" }, h("img", { class: "picture picture--full", src: address, alt: file.alt_txt || file.name, loading: "lazy" })));
  }
  return h("a", { class: "file-card", href: address, target: "_blank", rel: "noopener", download: file.name }, icon("file", 24), h("span", null, file.title || file.name, h("small", null, size(file.size))));
}

/** The older secondary attachments: a coloured bar with a title and a text, or blocks. */
function attachment(one, channel, message) {
  const bar = h("div", { class: "attachment" },
    one.pretext ? h("div", { class: "rich" }, mrkdwn(one.pretext)) : null,
    one.author_name ? h("div", null, h("strong", null, one.author_name)) : null,
    one.title ? h("strong", null, one.title_link ? link(one.title_link, one.title) : one.title) : null,
    one.blocks ? h("div", { class: "blocks" }, drawBlocks(one.blocks, messageSurface(channel, message))) : h("div", { class: "rich" }, mrkdwn(one.text ?? one.fallback ?? "")),
    (one.fields ?? []).map((field) => h("div", { class: "rich" }, h("strong", null, field.title ?? ""), " ", mrkdwn(field.value ?? ""))),
    (one.files ?? []).map(fileCard));
  if (/^#[0-9a-f]{6}$/i.test(one.color ?? "")) bar.style.borderColor = one.color;
  return bar;
}

function reactions(channel, message) {
  return h("div", { class: "reactions" }, message.reactions.map((one) => {
    const who = one.users.map(nameOf).join(", ");
    return h("button", { type: "button", class: "reaction", "aria-pressed": String(one.users.includes(session.me.id)), "aria-label": `:${one.name}: ${one.count}, ${who}`, title: who, "data-focus-key": `reaction/${message.ts}/${one.name}`, onclick: () => api.react(channel, message.ts, one.name) }, withMarks(emoji(one.name) ?? `:${one.name}:`), " ", String(one.count));
  }));
}

const size = (bytes) => (bytes ? new Intl.NumberFormat(session.me.locale, { style: "unit", unit: bytes > 1e6 ? "megabyte" : "kilobyte", maximumFractionDigits: 1 }).format(bytes / (bytes > 1e6 ? 1e6 : 1e3)) : "");

/** Make `parent` hold exactly these nodes in this order, moving none that already stands right. */
export function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => { if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null); });
}

/** The words above a list: which conversation this is. */
export const labelFor = (channel) => t("messagesIn", { name: titleOf(conversation(channel)) });
