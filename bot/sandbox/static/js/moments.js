// Dates and times to choose, in this person's language and zone: a field to type in, with a calendar or a list beside it.

import { h, icon, iconButton } from "./dom.js";
import { isOpenFor, openList, openPopup } from "./popup.js";
import { session } from "./session.js";
import { clockTime, dayLine, dayOf, fromWall, longDate, mediumDate, wallText } from "./time.js";
import { t } from "./words.js";

const asDate = (day) => new Date(`${day}T12:00:00Z`);
const utc = () => ({ locale: session.me.locale, tz: "UTC" });
const shift = (day, days) => new Date(asDate(day).getTime() + days * 86400000).toISOString().slice(0, 10);
const two = (number) => String(number).padStart(2, "0");

function shiftMonth(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last), 12)).toISOString().slice(0, 10);
}

/** "2027-01-15" from what a person types (2027-1-15, 2027/01/15, 2027年1月15日), or null. */
function readDay(text) {
  const found = /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(text);
  if (!found) return null;
  const day = `${found[1]}-${two(found[2])}-${two(found[3])}`;
  const date = asDate(day);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

/** "14:30" from what a person types (14:30, 2.30 pm, 下午2:30), or null. */
function readTime(text) {
  const found = /^\s*(上午|下午)?\s*(\d{1,2})[:.：](\d{2})\s*([ap])?\.?\s*(?:m\.?)?\s*$/i.exec(text);
  if (!found) return null;
  const late = found[1] === "下午" || found[4]?.toLowerCase() === "p";
  const early = found[1] === "上午" || found[4]?.toLowerCase() === "a";
  const hour = (Number(found[2]) % (late || early ? 12 : 24)) + (late ? 12 : 0);
  return Number(found[2]) < 24 && Number(found[3]) < 60 ? `${two(hour)}:${found[3]}` : null;
}

/** A text field that shows its value in the person's language and takes what they type or pick. */
function typed({ value, attributes, placeholder, read, show, popup, change, mark }) {
  let held = value || null;
  const field = h("input", { type: "text", class: "input moment__field", role: "combobox", "aria-haspopup": "dialog", "aria-expanded": "false", autocomplete: "off", inputmode: matchMedia("(hover: none)").matches ? "none" : null, placeholder, ...attributes });
  const draw = () => { field.value = held ? show(held) : ""; };
  const take = (next, tell = true) => {
    const same = next === held;
    held = next;
    if (!same && tell) change(held);
  };
  const settle = () => {
    const text = field.value.trim();
    if (!text) take(null);
    else if (text !== (held ? show(held) : "")) take(read(text) ?? held);
    draw();
  };
  const open = () => { if (!isOpenFor(field)) popup(field, held, (next) => { take(next); draw(); }); };
  field.addEventListener("input", () => { const whole = read(field.value); if (whole) take(whole); });
  field.addEventListener("change", settle);
  field.addEventListener("blur", settle);
  field.addEventListener("click", open);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); settle(); open(); into(); }
    if (event.key === "Enter") { event.preventDefault(); settle(); }
  });
  draw();
  return h("span", { class: "moment" }, field, h("span", { class: "moment__icon", "aria-hidden": "true", onclick: () => { field.focus(); open(); } }, icon(mark, 18)));
}

/** From the field into what hangs from it, for the keyboard. */
const into = () => document.querySelector(".popup [data-day][tabindex='0'], .popup .list")?.focus();

export function dateField({ value, attributes, placeholder, change }) {
  return typed({ value, attributes, placeholder, change, mark: "calendar", read: readDay, show: (day) => dayLine(utc(), asDate(day)), popup: openCalendar });
}

export function timeField({ value, attributes, placeholder, change }) {
  const show = (time) => clockTime(utc(), new Date(`2027-01-01T${time}:00Z`));
  const slots = Array.from({ length: 48 }, (_, index) => `${two(Math.floor(index / 2))}:${index % 2 ? "30" : "00"}`);
  const popup = (field, held, pick) => openList(field, {
    label: t("time"), empty: "", loading: "", load: () => [{ options: slots.map((slot) => ({ key: slot, label: show(slot), picked: slot === (held ?? "09:00") })) }], pick: (option) => pick(option.key), keepFocus: true,
  });
  return typed({ value, attributes, placeholder, change, mark: "clock", read: readTime, show, popup });
}

/** A date and a time together; told as seconds since 1970, or null while one of them is missing. */
export function momentField({ value, attributes, change }) {
  const start = value ? wallText(session.me.tz, new Date(value * 1000)).split("T") : [null, null];
  let [day, time] = start;
  const tell = () => change(day && time ? Math.floor(fromWall(session.me.tz, `${day}T${time}`) / 1000) : null);
  const label = attributes["aria-labelledby"] ? { "aria-describedby": attributes["aria-labelledby"] } : {};
  return h("span", { class: "moments" },
    dateField({ value: day, attributes, placeholder: t("chooseDate"), change: (next) => { day = next; tell(); } }),
    timeField({ value: time, attributes: { "aria-label": t("time"), ...label }, placeholder: t("chooseTime"), change: (next) => { time = next; tell(); } }));
}

function weekStart() {
  try {
    const locale = new Intl.Locale(session.me.locale.replace("_", "-"));
    return (locale.getWeekInfo?.() ?? locale.weekInfo).firstDay % 7;
  } catch { return 1; }
}

/** A month to walk through with the arrow keys; Enter or a click takes the day. */
function openCalendar(anchor, held, pick) {
  const today = dayOf(session.me, session.now);
  let at = held ?? today;
  const title = h("h2", { class: "calendar__title", "aria-live": "polite" });
  const body = h("tbody");
  const first = weekStart();
  const sunday = "2027-01-03"; // from which the names of the days are counted
  const heads = Array.from({ length: 7 }, (_, index) => shift(sunday, first + index)).map((day) => h("th", { scope: "col", abbr: new Intl.DateTimeFormat(session.me.locale, { weekday: "long", timeZone: "UTC" }).format(asDate(day)) }, new Intl.DateTimeFormat(session.me.locale, { weekday: "narrow", timeZone: "UTC" }).format(asDate(day))));
  const draw = (focus) => {
    title.textContent = new Intl.DateTimeFormat(session.me.locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(asDate(at));
    const start = `${at.slice(0, 8)}01`;
    const from = shift(start, -((asDate(start).getUTCDay() - first + 7) % 7));
    body.replaceChildren(...Array.from({ length: 6 }, (_, week) => h("tr", null, Array.from({ length: 7 }, (__, index) => {
      const day = shift(from, week * 7 + index);
      return h("td", { role: "gridcell", "aria-selected": String(day === held) }, h("button", { type: "button", tabindex: day === at ? "0" : "-1", class: `calendar__day${day.slice(0, 7) === at.slice(0, 7) ? "" : " is-other"}`, "aria-current": day === today ? "date" : null, "aria-label": longDate(utc(), asDate(day)), "data-day": day, onclick: () => { close(); pick(day); } }, String(Number(day.slice(8)))));
    }))));
    if (focus) body.querySelector(`[data-day="${at}"]`).focus();
  };
  const walk = (to, focus = true) => { at = to; draw(focus); };
  const node = h("div", { class: "calendar", role: "dialog", "aria-label": t("chooseDate") },
    h("div", { class: "calendar__head" }, iconButton("back", t("monthBefore"), () => walk(shiftMonth(at, -1), false)), title, iconButton("back", t("monthAfter"), () => walk(shiftMonth(at, 1), false), { class: "is-mirrored" })),
    h("table", { role: "grid" }, h("thead", null, h("tr", null, heads)), body),
    h("div", { class: "calendar__foot" }, h("button", { type: "button", class: "button", onclick: () => { close(); pick(today); } }, t("today"), h("span", { class: "hidden-visually" }, mediumDate(session.me, session.now))), held ? h("button", { type: "button", class: "button", onclick: () => { close(); pick(null); } }, t("clear")) : null));
  body.addEventListener("keydown", (event) => {
    const column = (asDate(at).getUTCDay() - first + 7) % 7;
    const to = { ArrowLeft: () => shift(at, -1), ArrowRight: () => shift(at, 1), ArrowUp: () => shift(at, -7), ArrowDown: () => shift(at, 7), PageUp: () => shiftMonth(at, -1), PageDown: () => shiftMonth(at, 1), Home: () => shift(at, -column), End: () => shift(at, 6 - column) }[event.key];
    if (!to) return;
    event.preventDefault();
    walk(to());
  });
  draw(false);
  const close = openPopup(anchor, node);
  return close;
}
