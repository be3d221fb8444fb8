// The rich_text block: sections, lists, quotes and preformatted text.

import { fragment, h } from "./dom.js";
import { emoji } from "./emoji.js";
import { withMarks } from "./marks.js";
import { channelLink, link, mention } from "./mrkdwn.js";
import { handleOf, session } from "./session.js";
import { slackDate } from "./time.js";

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

export const richText = (block) => fragment((block.elements ?? []).map(part));

function part(element) {
  if (element.type === "rich_text_list") {
    const tag = element.style === "ordered" ? "ol" : "ul";
    return h(tag, { class: `rich-list indent-${Math.min(element.indent ?? 0, 8)}`, start: element.offset ? element.offset + 1 : null }, element.elements.map((item) => h("li", null, inner(item))));
  }
  if (element.type === "rich_text_quote") return h("blockquote", null, inner(element));
  if (element.type === "rich_text_preformatted") return h("pre", null, inner(element));
  return h("div", { class: "rich-section" }, inner(element));
}

const inner = (element) => (element.elements ?? []).map(leaf);

function leaf(element) {
  return Object.entries(element.style ?? {}).reduce((node, [name, on]) => (on && STYLE_TAGS[name] ? h(STYLE_TAGS[name], null, node) : node), fragment(bare(element)));
}

function bare(element) {
  if (element.type === "text") return broken(element.text);
  if (element.type === "link") return link(element.url, element.text ?? element.url);
  if (element.type === "emoji") return withMarks(emoji(element.name) ?? (element.unicode ? String.fromCodePoint(...element.unicode.split("-").map((code) => Number.parseInt(code, 16))) : `:${element.name}:`));
  if (element.type === "user") return mention(element.user_id);
  if (element.type === "channel") return channelLink(element.channel_id);
  if (element.type === "broadcast") return h("span", { class: "mention mention--me" }, `@${element.range}`);
  if (element.type === "usergroup") return h("span", { class: "mention" }, `@${handleOf(element.usergroup_id)}`);
  if (element.type === "date") return slackDate(session.me, session.now, new Date(element.timestamp * 1000), element.format);
  if (element.type === "color") return element.value;
  return element.fallback ?? "";
}

const broken = (text) => fragment(text.split("\n").flatMap((line, index) => (index ? [h("br"), ...withMarks(line)] : withMarks(line))));
