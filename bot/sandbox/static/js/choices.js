// The select menus of Block Kit: static, external, users, conversations, channels; one choice or several.

import { h, icon } from "./dom.js";
import { withMarks } from "./marks.js";
import { openList } from "./popup.js";
import { plainText } from "./mrkdwn.js";
import { said } from "./said.js";
import { conversation, nameOf, session, titleOf } from "./session.js";
import { t } from "./words.js";

const kindOf = (element) => element.type.replace(/^multi_/, "").replace(/_select$/, "");
const FEW = 7; // a list that is seen whole needs no filter

/** How a chosen value reads: an option's text, a person's or channel's name. */
export function choiceText(element, choice) {
  if (choice && typeof choice === "object") return plainText(choice.text);
  if (kindOf(element) === "users") return nameOf(choice);
  return (conversation(choice)?.kind.match(/im|app/) ? "" : "#") + (titleOf(conversation(choice)) || choice);
}

const keyOf = (choice) => (typeof choice === "object" ? choice.value : choice);

/** A select. `current` is an option or id (or a list of them); `change(choice)` tells a new one. */
export function select(element, { current, change, load, named }) {
  const multiple = element.type.startsWith("multi_");
  let chosen = multiple ? [...(current ?? [])] : current ?? null;
  const placeholder = element.placeholder ? plainText(element.placeholder) : t("chooseOption");
  const words = h("span", { class: "select__value" });
  const button = h("button", { type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false", ...named(placeholder) }, words, icon("down", 16));
  const chips = multiple ? h("ul", { class: "chips" }) : null;
  const has = (choice) => (multiple ? chosen.some((one) => keyOf(one) === keyOf(choice)) : chosen !== null && keyOf(chosen) === keyOf(choice));

  const draw = () => {
    const empty = multiple ? true : chosen === null;
    words.replaceChildren(...withMarks(empty ? placeholder : choiceText(element, chosen)));
    words.classList.toggle("is-placeholder", empty);
    if (!multiple) return;
    chips.replaceChildren(...chosen.map((choice) => h("li", { class: "chip" }, choiceText(element, choice),
      h("button", { type: "button", class: "chip__remove", "aria-label": t("remove", { name: choiceText(element, choice) }), onclick: () => { toggle(choice); button.focus(); } }, icon("close", 14)))));
    chips.hidden = !chosen.length;
  };
  const toggle = (choice) => {
    if (!multiple) chosen = choice;
    else if (has(choice)) chosen = chosen.filter((one) => keyOf(one) !== keyOf(choice));
    else if (!element.max_selected_items || chosen.length < element.max_selected_items) chosen = [...chosen, choice];
    else return;
    draw();
    change(chosen);
  };
  const groups = (text) => source(element, load, text).then((found) => (found.error ? found : found.map((group) => ({ label: group.label, options: group.options.map((option) => ({ ...option, picked: has(option.choice) })) }))));

  button.addEventListener("click", () => openList(button, {
    label: placeholder, multiple, filterLabel: t("filter"), empty: t("nothingFound"), loading: t("loading"),
    filter: element.type.includes("external") || !element.type.includes("static") || countOf(element) > FEW,
    load: groups, pick: (option) => toggle(option.choice),
  }));
  button.addEventListener("keydown", (event) => { if (["ArrowDown", "ArrowUp"].includes(event.key)) { event.preventDefault(); button.click(); } });
  draw();
  return multiple ? h("div", { class: "multi" }, chips, button) : button;
}

const countOf = (element) => (element.options ?? (element.option_groups ?? []).flatMap((group) => group.options)).length;

async function source(element, load, text) {
  const kind = kindOf(element);
  if (kind === "external") {
    if (text.length < (element.min_query_length ?? 3)) return [];
    const answer = await load(text);
    return answer.error ? { error: said(answer.error) } : grouped(answer);
  }
  if (kind === "static") return narrowed(grouped(element), text);
  const ids = kind === "users"
    ? [...session.people.values()].filter((one) => !one.deleted).map((one) => ({ id: one.id, hint: one.title }))
    : session.conversations.filter((one) => (kind === "channels" ? one.kind === "channel" : wanted(element.filter, one))).map((one) => ({ id: one.id, hint: one.topic }));
  return narrowed([{ options: ids.map(({ id, hint }) => ({ choice: id, label: choiceText(element, id), hint })) }], text);
}

/** Slack's conversation filter: only these kinds, without bots. */
function wanted(filter, one) {
  const kind = { channel: "public", private: "private", im: "im", app: "im" }[one.kind];
  return (!filter?.include || filter.include.includes(kind)) && !(filter?.exclude_bot_users && one.kind === "app");
}

function grouped(from) {
  const options = (list) => list.map((option) => ({ choice: option, label: plainText(option.text), hint: option.description ? plainText(option.description) : "" }));
  if (from.option_groups) return from.option_groups.map((group) => ({ label: plainText(group.label), options: options(group.options) }));
  return [{ options: options(from.options ?? []) }];
}

function narrowed(groups, text) {
  const wantedText = text.toLowerCase();
  return groups.map((group) => ({ ...group, options: group.options.filter((option) => `${option.label} ${option.hint ?? ""}`.toLowerCase().includes(wantedText)) })).filter((group) => group.options.length);
}
