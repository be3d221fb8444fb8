// Slack's mrkdwn, drawn as nodes. Entities are decoded exactly once, at the leaves, and nothing is ever parsed as HTML.

import { fragment, h, safeUrl } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { withMarks } from "./marks.js";
import { conversation, go, handleOf, nameOf, session, titleOf } from "./session.js";
import { slackDate, whole } from "./time.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
export const encode = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

const STYLES = { "*": "strong", _: "em", "~": "s" };
const INSIDE_WORD = /[\p{L}\p{N}]/u;
const URL_IN_TEXT = /https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}，。；：！？）】」』]/g;

/** Whole mrkdwn text: code blocks, quotes and lines. */
export function mrkdwn(text) {
  const out = fragment();
  const parts = String(text ?? "").split(/```([\s\S]+?)```/); // odd places are code; an unclosed fence stays text
  parts.forEach((part, index) => {
    if (index % 2) out.append(h("pre", null, preformatted(part.replace(/^\n|\n$/g, ""))));
    else if (part) quotesAndLines(index ? part.replace(/^\n/, "") : part, out);
  });
  return out;
}

function quotesAndLines(text, out) {
  const lines = text.split("\n");
  let run = [];
  let quoted = null;
  const flush = () => {
    if (run.length) out.append(quoted ? h("blockquote", null, lined(run)) : lined(run));
    run = [];
  };
  for (const [index, line] of lines.entries()) {
    const rest = /^(?:>|&gt;){3}\s?/.exec(line);
    if (rest && quoted !== true) {
      flush();
      quoted = true;
      run = [line.slice(rest[0].length), ...lines.slice(index + 1)];
      break;
    }
    const mark = /^(?:>|&gt;)\s?/.exec(line);
    if (Boolean(mark) !== quoted) flush();
    quoted = Boolean(mark);
    run.push(mark ? line.slice(mark[0].length) : line);
  }
  flush();
}

function lined(lines) {
  const out = fragment();
  lines.forEach((line, index) => out.append(...(index ? [h("br")] : []), inline(line)));
  return out;
}

/** One line of mrkdwn: styles, links, mentions, dates, emoji. */
export function inline(text) {
  const out = fragment();
  let plain = "";
  const flush = () => { if (plain) out.append(leaf(plain)); plain = ""; };
  for (let at = 0; at < text.length; at += 1) {
    const found = codeAt(text, at) ?? linkAt(text, at) ?? styleAt(text, at);
    if (found) {
      flush();
      out.append(found.node());
      at = found.end;
    } else plain += text[at];
  }
  flush();
  return out;
}

function codeAt(text, at) {
  if (text[at] !== "`") return null;
  const end = text.indexOf("`", at + 1);
  return end > at + 1 ? { end, node: () => h("code", null, preformatted(text.slice(at + 1, end))) } : null;
}

function linkAt(text, at) {
  if (text[at] !== "<") return null;
  const end = text.indexOf(">", at + 1);
  return end > at + 1 ? { end, node: () => special(text.slice(at + 1, end)) } : null;
}

function styleAt(text, at) {
  const sign = text[at];
  if (!STYLES[sign] || (at > 0 && INSIDE_WORD.test(text[at - 1]))) return null;
  if (!text[at + 1] || /\s/.test(text[at + 1]) || text[at + 1] === sign) return null;
  for (let end = at + 2; end < text.length; end += 1) {
    const skip = codeAt(text, end) ?? linkAt(text, end);
    if (skip) end = skip.end;
    else if (text[end] === sign && !/\s/.test(text[end - 1]) && !INSIDE_WORD.test(text[end + 1] ?? " ")) {
      return { end, node: () => h(STYLES[sign], null, inline(text.slice(at + 1, end))) };
    }
  }
  return null;
}

/** Plain words between the marks: entities, shortcodes, bare addresses. */
function leaf(text) {
  const out = fragment();
  let from = 0;
  for (const match of text.matchAll(URL_IN_TEXT)) {
    out.append(...shown(decode(text.slice(from, match.index))), link(decode(match[0]), decode(match[0])));
    from = match.index + match[0].length;
  }
  out.append(...shown(decode(text.slice(from))));
  return out;
}

/** Words with their emoji: shortcodes as characters, status signs as drawings. */
export const shown = (text) => withMarks(withEmoji(text));

/** Code keeps its stars and shortcodes, but Slack's <…> inside still reads as its label. */
const preformatted = (text) => decode(text.replace(/<(?:https?|mailto)[^<>|]*\|([^<>]*)>|<((?:https?|mailto):[^<>|]*)>/g, (_, label, address) => label ?? address));

export function link(address, label) {
  const href = safeUrl(address);
  if (!href) return h("span", null, label);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}

function special(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : decode(inside.slice(bar + 1));
  if (/^@[UWB]/.test(target)) return mention(target.slice(1), label);
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!date^")) return dateMark(target, label);
  if (target.startsWith("!subteam^")) return h("span", { class: "mention" }, label ?? `@${handleOf(target.slice(9))}`);
  if (target.startsWith("!")) return h("span", { class: "mention mention--me" }, `@${(label ?? target.slice(1)).replace(/^@/, "")}`);
  if (!safeUrl(decode(target))) return h("span", null, label === null || !target.includes(":") ? `<${decode(inside)}>` : label);
  return link(decode(target), label === null ? decode(target).replace(/^mailto:/, "") : shown(label));
}

export function mention(id, label = null) {
  const mine = id === session.me?.id;
  return h("span", { class: mine ? "mention mention--me" : "mention", "data-user": id }, `@${session.people.has(id) ? nameOf(id) : label ?? nameOf(id)}`);
}

export function channelLink(id, label = null) {
  const known = conversation(id);
  const name = `#${known ? titleOf(known) : label ?? id}`;
  if (!known) return h("span", { class: "mention" }, name);
  return h("button", { type: "button", class: "mention mention--channel", onclick: () => go({ channel: id }) }, name);
}

function dateMark(target, fallback) {
  const [, stamp, pattern, address] = target.split("^");
  const at = new Date(Number(stamp) * 1000);
  if (Number.isNaN(at.getTime()) || !pattern) return h("span", null, fallback ?? "");
  const node = h("time", { datetime: at.toISOString(), title: whole(session.me, at) }, slackDate(session.me, session.now, at, decode(pattern)));
  return address && safeUrl(address) ? h("a", { href: safeUrl(address), target: "_blank", rel: "noopener noreferrer" }, node) : node;
}

/** A text object of Block Kit: mrkdwn, or plain text with shortcodes. */
export function textObject(object) {
  if (!object) return fragment();
  if (typeof object === "string") return fragment(object);
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return fragment(withMarks(plainText(object)));
}

export const plainText = (object) => (object?.emoji === false ? object.text : withEmoji(object?.text ?? ""));

/** All that a message says, in one line, for announcements and copying. */
export function flat(text) {
  const box = h("div", null, mrkdwn(text));
  for (const end of box.querySelectorAll("br")) end.replaceWith(" ");
  for (const mark of box.querySelectorAll(".mark")) mark.replaceWith(mark.getAttribute("aria-label"));
  return box.textContent;
}
