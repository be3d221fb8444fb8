// Moments as this person reads them: their language, their time zone, the bot's "now".

import { t } from "./words.js";

const formats = new Map();

function format(who, options) {
  const key = who.locale + who.tz + JSON.stringify(options);
  if (!formats.has(key)) {
    let locale = who.locale || "en-US";
    try { Intl.getCanonicalLocales(locale.replace("_", "-")); locale = locale.replace("_", "-"); } catch { locale = "en-US"; }
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: who.tz || "UTC", ...options }));
  }
  return formats.get(key);
}

export const ofTs = (ts) => new Date(Number(ts) * 1000);
export const clockTime = (who, at) => format(who, { hour: "numeric", minute: "2-digit" }).format(at);
export const secondsTime = (who, at) => format(who, { hour: "numeric", minute: "2-digit", second: "2-digit" }).format(at);
export const numericDate = (who, at) => format(who, { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
export const longDate = (who, at) => format(who, { weekday: "long", year: "numeric", month: "long", day: "numeric" }).format(at);
export const mediumDate = (who, at) => format(who, { year: "numeric", month: "long", day: "numeric" }).format(at);
export const shortDate = (who, at) => format(who, { year: "numeric", month: "short", day: "numeric" }).format(at);
export const dayLine = (who, at) => format(who, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at);
export const dayWithoutYear = (who, at) => format(who, { weekday: "short", day: "numeric", month: "short" }).format(at);
export const whole = (who, at) => format(who, { dateStyle: "full", timeStyle: "short" }).format(at);

/** Year, month, day… of a moment on the wall in a time zone, as numbers. */
export function wall(tz, at) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: tz || "UTC", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(at);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** "2026-01-09T10:00" for a datetime-local field. */
export function wallText(tz, at) {
  const at2 = wall(tz, at);
  return `${at2.year}-${at2.month}-${at2.day}T${at2.hour}:${at2.minute}`;
}

/** The moment at which that wall shows that text; the offset is looked up twice so that a change of summer time is honoured. */
export function fromWall(tz, text) {
  const asUtc = Date.parse(`${text.slice(0, 16)}:00Z`);
  let guess = asUtc;
  for (let turn = 0; turn < 2; turn += 1) guess = asUtc - (Date.parse(`${wallText(tz, new Date(guess))}:00Z`) - guess);
  return new Date(guess);
}

export const dayOf = (who, at) => wallText(who.tz, at).slice(0, 10);

/** -1 for yesterday, 0 for today, 1 for tomorrow, in this person's own days. */
export const daysFrom = (who, now, at) => Math.round((Date.parse(dayOf(who, at)) - Date.parse(dayOf(who, now))) / 86400000);

/** "Today", "Yesterday", "Tomorrow", or null. */
export function nearDay(who, now, at) {
  return { "-1": t("yesterday"), 0: t("today"), 1: t("tomorrow") }[daysFrom(who, now, at)] ?? null;
}

export const divider = (who, now, at) => nearDay(who, now, at) ?? longDate(who, at);

export function when(who, now, at) {
  const near = daysFrom(who, now, at);
  if (near === 0) return clockTime(who, at);
  return `${nearDay(who, now, at) ?? format(who, { day: "numeric", month: "short" }).format(at)} ${clockTime(who, at)}`;
}

/** "in 3 days", "2 hours ago". */
export function ago(who, now, at) {
  const relative = new Intl.RelativeTimeFormat(who.locale || "en", { numeric: "auto" });
  const seconds = (at - now) / 1000;
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  return relative.format(Math.round(seconds), "second");
}

/** Slack's <!date^…> format string, filled for this person. */
export function slackDate(who, now, at, pattern) {
  const pretty = (fallback) => nearDay(who, now, at)?.toLocaleLowerCase(who.locale) ?? fallback;
  const parts = {
    date_num: () => dayOf(who, at), date: () => mediumDate(who, at), date_short: () => shortDate(who, at), date_long: () => longDate(who, at),
    date_pretty: () => pretty(mediumDate(who, at)), date_short_pretty: () => pretty(shortDate(who, at)), date_long_pretty: () => pretty(longDate(who, at)),
    date_long_full: () => longDate(who, at), date_slash: () => numericDate(who, at), day_divider_pretty: () => pretty(longDate(who, at)),
    time: () => clockTime(who, at), time_secs: () => secondsTime(who, at), ago: () => ago(who, now, at),
  };
  return pattern.replace(/\{(\w+)\}/g, (all, name) => (parts[name] ? parts[name]() : all));
}

/** "China Standard Time" in short, such as GMT+8. */
export function zoneName(who, at) {
  return format(who, { timeZoneName: "short" }).formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? who.tz;
}
