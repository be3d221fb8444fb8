// What is typed or attached: text, numbers, addresses, files.

import { h, icon } from "./dom.js";
import { plainText } from "./mrkdwn.js";
import { t } from "./words.js";

const TYPES = { number_input: "text", email_text_input: "email", url_text_input: "url" };

/** A text field; every change is told, and Enter at once where the block asks for it. */
export function textField({ spec, block, named, tell, current }) {
  const multiline = spec.multiline || spec.type === "rich_text_input";
  const attributes = {
    class: "input", value: current ?? "", placeholder: spec.placeholder ? plainText(spec.placeholder) : null, maxlength: spec.max_length ?? (spec.type === "plain_text_input" ? 3000 : null),
    autocomplete: "off", autofocus: spec.focus_on_load ?? null, ...named(spec.placeholder ? plainText(spec.placeholder) : ""),
  };
  const field = multiline ? h("textarea", { rows: 3, ...attributes }) : h("input", { type: TYPES[spec.type] ?? "text", inputmode: spec.type === "number_input" ? (spec.is_decimal_allowed ? "decimal" : "numeric") : null, ...attributes });
  const counter = spec.max_length || spec.min_length ? h("span", { class: "counter" }) : null;
  const count = () => {
    if (!counter) return;
    const length = field.value.length;
    const short = spec.min_length && length < spec.min_length;
    counter.textContent = short ? t("charactersMin", { n: spec.min_length }) : spec.max_length ? t("charactersLeft", { n: spec.max_length - length }) : "";
    counter.classList.toggle("is-near", Boolean(spec.max_length) && spec.max_length - length < Math.min(20, spec.max_length / 2));
  };
  const grow = () => { if (multiline && field.isConnected) { field.style.height = "auto"; field.style.height = `${Math.min(field.scrollHeight + 2, 360)}px`; } };
  const on = spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  field.addEventListener("input", () => { count(); grow(); tell(field.value, { typing: true, silent: true, fire: Boolean(block.dispatch_action) && on.includes("on_character_entered") }); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || multiline) return;
    event.preventDefault();
    if (block.dispatch_action && on.includes("on_enter_pressed")) tell(field.value, { now: true, silent: true, fire: true });
    else field.form?.requestSubmit();
  });
  count();
  requestAnimationFrame(grow);
  return counter ? h("div", { class: "field-with-counter" }, field, counter) : field;
}

const LARGEST_FILE = 10 * 1024 * 1024;

/** Files are sent to the workspace at once; the form keeps their ids. */
export function fileField({ spec, surface, named, tell, current }) {
  let held = (current ?? []).map((file) => (typeof file === "string" ? { id: file, name: file } : file));
  const most = spec.max_files ?? 10;
  const input = h("input", { type: "file", multiple: most > 1, accept: spec.filetypes ? spec.filetypes.map((one) => `.${one}`).join(",") : null, class: "file-input", ...named(t("upload")) });
  const shown = h("ul", { class: "chips" });
  const note = h("span", { class: "muted", role: "status" });
  const draw = () => {
    shown.hidden = !held.length;
    shown.replaceChildren(...held.map((file) => h("li", { class: "chip" }, icon("file", 16), file.name, h("button", { type: "button", class: "chip__remove", "aria-label": t("remove", { name: file.name }), onclick: () => { held = held.filter((one) => one !== file); draw(); tell(held.map((one) => one.id)); } }, icon("close", 14)))));
  };
  input.addEventListener("change", async () => {
    note.textContent = t("uploading");
    const problems = [];
    for (const file of [...input.files].slice(0, most - held.length)) {
      if (file.size > LARGEST_FILE) { problems.push(t("tooBig", { name: file.name })); continue; }
      const answer = await surface.upload(file);
      if (answer.error) problems.push(answer.error); else held = [...held, answer];
    }
    note.textContent = problems.join(" ");
    input.value = "";
    draw();
    tell(held.map((one) => one.id));
  });
  draw();
  return h("div", { class: "file-field" }, shown, h("label", { class: "button file-button" }, icon("clip", 18), h("span", { "aria-hidden": "true" }, t("upload")), input), note);
}
