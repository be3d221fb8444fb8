// The interactive elements of Block Kit, each drawn as a control that tells its surface what the person did.
// A surface gives: value(block, element), act(block, element, value), type(block, element, value, {now}), options(…), upload(file).

import { select } from "./choices.js";
import { announce, ask } from "./dialogs.js";
import { h, icon, iconButton, safeUrl, uid } from "./dom.js";
import { plainText, textObject } from "./mrkdwn.js";
import { openMenu } from "./popup.js";
import { said } from "./said.js";
import { dateField, momentField, timeField } from "./moments.js";
import { fileField, textField } from "./fields.js";
import { t } from "./words.js";

/** One element; `labels` carries ids of its label and description, when the block has them. */
export function element(spec, block, surface, labels = {}) {
  const make = MAKERS[spec.type] ?? (/select$/.test(spec.type) ? selectMenu : null);
  if (!make) return h("span", { class: "unknown" }, t("unknownBlock", { type: spec.type }));
  const holder = h("span", { class: `element element--${spec.type}`, "data-action-id": spec.action_id });
  const key = `${block.block_id}/${spec.action_id}`;
  const named = (fallback) => ({
    "data-focus-key": key,
    ...(labels.label ? { "aria-labelledby": labels.label } : { "aria-label": fallback || spec.action_id }),
    "aria-describedby": labels.description ?? null,
    "aria-required": labels.required ? "true" : null,
    "aria-invalid": labels.invalid ? "true" : null,
  });
  /** Tell the bot, show that we wait, and say so when it did not answer. */
  const tell = async (value, more = {}) => {
    if (spec.confirm && !more.silent && !(await ask(spec.confirm))) return false;
    const waiting = block.type !== "input" || block.dispatch_action;
    holder.querySelector(":scope > .late")?.remove();
    if (waiting && !more.typing) holder.classList.add("is-waiting");
    const answer = await (block.type === "input" ? surface.type(block, spec, value, more) : surface.act(block, spec, value));
    holder.classList.remove("is-waiting");
    if (answer?.error) late(holder, said(answer.error));
    return true;
  };
  holder.append(make({ spec, block, surface, named, tell, key, labels, current: surface.value(block, spec) }));
  return holder;
}

function late(holder, error) {
  holder.append(h("span", { class: "late", role: "img", "aria-label": error, title: error, tabindex: "0" }, icon("fault", 18)));
  announce(error, true);
}

function button({ spec, tell, key }) {
  const look = `button ${spec.style ? `button--${spec.style}` : ""}`;
  const label = plainText(spec.text);
  const address = spec.url ? safeUrl(spec.url) : null;
  if (address) return h("a", { class: look, href: address, target: "_blank", rel: "noopener noreferrer", "data-focus-key": key, "aria-label": spec.accessibility_label ?? null, onclick: () => tell(null) }, label);
  const node = h("button", { type: "button", class: look, "data-focus-key": `${key}/${spec.value ?? ""}`, "aria-label": spec.accessibility_label ?? null }, h("span", { class: "button__text" }, textObject(spec.text)), h("span", { class: "spinner", "aria-hidden": "true" }));
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-disabled") === "true") return; // stays focusable, so the keyboard is not thrown away
    node.setAttribute("aria-disabled", "true");
    node.setAttribute("aria-busy", "true");
    await tell(null);
    node.removeAttribute("aria-disabled");
    node.removeAttribute("aria-busy");
  });
  return node;
}

/** One word for a good and one for a bad time: two buttons, each with its own value. */
function feedback({ spec, tell, key }) {
  return h("span", { class: "feedback" }, [spec.positive_button, spec.negative_button].map((each) => button({ spec: each, tell: () => tell(each.value), key })));
}

function overflow({ spec, tell, key }) {
  const more = iconButton("more", t("moreActions"), () => openMenu(more, t("moreActions"), spec.options.map((option) => ({
    label: plainText(option.text), hint: option.description ? plainText(option.description) : null,
    run: () => { if (option.url && safeUrl(option.url)) window.open(safeUrl(option.url), "_blank", "noopener"); tell(option.value ?? null); },
  }))), { class: "icon-button--framed", "data-focus-key": key, "aria-haspopup": "menu", "aria-expanded": "false" });
  return more;
}

function selectMenu({ spec, block, surface, named, tell, current }) {
  const values = (choice) => (typeof choice === "object" && choice ? choice.value : choice);
  return select(spec, { current, named, load: (text) => surface.options(block, spec, text), change: (choice) => tell(Array.isArray(choice) ? choice.map(values) : values(choice)) });
}

function datepicker({ spec, named, tell, current }) {
  return dateField({ value: current, attributes: named(hintOf(spec, t("date"))), placeholder: hintOf(spec, t("chooseDate")), change: tell });
}

function timepicker({ spec, named, tell, current }) {
  return timeField({ value: current, attributes: named(hintOf(spec, t("time"))), placeholder: hintOf(spec, t("chooseTime")), change: tell });
}

function datetimepicker({ named, tell, current }) {
  return momentField({ value: current, attributes: named(t("date")), change: tell });
}

const hintOf = (spec, otherwise) => (spec.placeholder ? plainText(spec.placeholder) : otherwise);

function ticks(type) {
  return ({ spec, named, tell, current, key, labels }) => {
    const name = uid("ticks");
    const multiple = type === "checkbox";
    const chosen = new Set((multiple ? current ?? [] : current ? [current] : []).map((option) => option.value));
    const rows = spec.options.map((option) => {
      const hint = option.description ? uid("hint") : null;
      const input = h("input", { type, name, value: option.value, checked: chosen.has(option.value), "aria-describedby": hint, "data-focus-key": `${key}/${option.value}` });
      input.addEventListener("change", () => {
        if (!multiple) return tell(option.value);
        if (input.checked) chosen.add(option.value); else chosen.delete(option.value);
        return tell(spec.options.map((each) => each.value).filter((value) => chosen.has(value)));
      });
      return h("div", { class: "tick" }, h("label", { class: "tick__label" }, input, h("span", { class: "rich" }, textObject(option.text))), hint ? h("div", { class: "tick__hint rich", id: hint }, textObject(option.description)) : null);
    });
    const { "data-focus-key": _, ...group } = named("");
    if (!labels.label) delete group["aria-label"];
    return h("div", { role: multiple ? "group" : "radiogroup", class: "ticks", ...group }, rows);
  };
}

const MAKERS = {
  button, overflow, datepicker, timepicker, datetimepicker,
  checkboxes: ticks("checkbox"), radio_buttons: ticks("radio"),
  plain_text_input: textField, number_input: textField, email_text_input: textField, url_text_input: textField, rich_text_input: textField,
  file_input: fileField,
  workflow_button: button,
  feedback_buttons: feedback,
};
