// Block Kit, drawn block by block.

import { fragment, h, icon, safeUrl, uid } from "./dom.js";
import { element } from "./elements.js";
import { fileUrl } from "./api.js";
import { chart } from "./charts.js";
import { markdown } from "./markdown.js";
import { plainText, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { said } from "./said.js";
import { t } from "./words.js";

/** One block on a surface (see elements.js for what a surface gives). */
export function drawBlock(block, surface) {
  const make = BLOCKS[block.type] ?? ((spec) => h("p", { class: "unknown" }, t("unknownBlock", { type: spec.type })));
  const node = h("div", { class: `block block--${block.type}`, "data-block-id": block.block_id });
  node.append(make(block, surface));
  return node;
}

export const drawBlocks = (blocks, surface) => fragment(blocks.map((block) => drawBlock(block, surface)));

function section(block, surface) {
  const words = uid("words");
  const body = h("div", { class: "section__body" },
    block.text ? h("div", { class: "rich", id: words }, textObject(block.text)) : null,
    block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "rich field" }, textObject(field)))) : null);
  if (!block.accessory) return body;
  const accessory = block.accessory.type === "image" ? picture(block.accessory, "thumb") : element(block.accessory, block, surface, { description: block.text ? words : null, ...(/checkbox|radio/.test(block.accessory.type) ? { label: words } : {}) });
  return h("div", { class: `section ${/checkbox|radio/.test(block.accessory.type) ? "section--stacked" : ""}` }, body, h("div", { class: "section__accessory" }, accessory));
}

function header(block) {
  return h("h3", { class: "header-block" }, textObject(block.text));
}

function context(block) {
  return h("div", { class: "context" }, block.elements.map((part) => (part.type === "image" ? picture(part, "inline") : h("span", { class: "rich" }, textObject(part)))));
}

function actions(block, surface) {
  return h("div", { class: "actions" }, block.elements.map((part) => element(part, block, surface)));
}

function input(block, surface) {
  const label = uid("label");
  const hint = block.hint ? uid("hint") : null;
  const error = surface.error?.(block) ?? null;
  const errorId = error ? uid("error") : null;
  const labels = { label, description: [errorId, hint].filter(Boolean).join(" ") || null, required: !block.optional, invalid: Boolean(error) };
  return h("div", { class: error ? "field-block is-wrong" : "field-block" },
    h("div", { class: "label", id: label, onclick: (event) => event.currentTarget.parentElement.querySelector("input, textarea, button, select")?.focus() }, plainText(block.label)),
    block.optional ? h("span", { class: "label__optional" }, t("optional")) : null,
    h("div", { class: "field-block__control" }, element(block.element, block, surface, labels)),
    error ? h("div", { class: "field-error", id: errorId, role: "alert" }, icon("fault", 16), h("span", null, said(error))) : null,
    hint ? h("div", { class: "hint", id: hint }, plainText(block.hint)) : null);
}

function image(block) {
  return h("figure", { class: "figure" }, block.title ? h("figcaption", null, plainText(block.title)) : null, picture(block, "full"));
}

/** A picture from this workspace is shown; one from outside only when the person asks, since the page fetches nothing by itself. */
function picture(spec, size) {
  const own = spec.slack_file?.id ? location.origin + fileUrl(spec.slack_file.id) : spec.slack_file?.url ?? null;
  const address = safeUrl(own ?? spec.image_url ?? "");
  const alt = spec.alt_text ?? "";
  const show = () => h("img", { class: `picture picture--${size}`, src: address, alt, loading: "lazy" });
  if (!address) return h("span", { class: "picture-outside" }, alt);
  const host = new URL(address).hostname;
  if (own || ["127.0.0.1", "localhost", location.hostname].includes(host)) return show();
  if (size === "inline") return h("span", { class: "picture-outside picture-outside--inline", role: "img", "aria-label": alt, title: alt }, alt.slice(0, 1) || "▣");
  const load = h("button", { type: "button", class: `picture-outside picture-outside--${size}`, onclick: () => load.replaceWith(show()) }, icon("eye", 18), h("span", null, alt), h("small", null, t("imageOutside", { host })));
  return load;
}

function table(block) {
  const settings = block.column_settings ?? [];
  const cell = (tag) => (spec, index) => h(tag, { class: `to-${settings[index]?.align ?? "left"}${settings[index]?.is_wrapped ? "" : " nowrap"}` }, spec.type === "rich_text" ? richText(spec) : spec.text ?? String(spec.value ?? ""));
  const [head, ...rows] = block.rows;
  return h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": t("messages") }, h("table", null, h("thead", null, h("tr", null, head.map(cell("th")))), h("tbody", null, rows.map((row) => h("tr", null, row.map(cell("td")))))));
}

/** A collapsible one is folded by whoever reads it; that is theirs alone, and told to nobody. */
function container(block, surface) {
  const inside = () => h("div", { class: "container__blocks" }, drawBlocks(block.child_blocks, surface));
  if (!block.is_collapsible) return h("div", { class: "container" }, h("div", { class: "container__title" }, plainText(block.title)), inside());
  return h("details", { class: "container", open: !block.default_collapsed }, h("summary", { class: "container__title" }, icon("down", 16), h("span", null, plainText(block.title))), inside());
}

function file(block) {
  return h("div", { class: "file-card" }, icon("file", 24), h("span", null, block.external_id ?? block.file_id ?? ""));
}

const BLOCKS = {
  section, header, context, actions, input, image, table, file, container,
  data_visualization: chart,
  divider: () => h("hr"),
  markdown: (block) => h("div", { class: "rich markdown" }, markdown(block.text)),
  rich_text: (block) => h("div", { class: "rich" }, richText(block)),
  context_actions: actions,
};
