// The client API of the sandbox: JSON under /client.

import { session } from "./session.js";
import { t } from "./words.js";

const told = new Map(); // errors that this page was answered with, and shows where they belong

/** Whether this page itself was just answered with that error, so that a notice of it would say it twice. */
export const alreadyTold = (text) => Date.now() - (told.get(text) ?? 0) < 5000;

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    return { ok: false, error: t("lostServer"), offline: true };
  }
  const body = await response.json().catch(() => null);
  if (body?.error) told.set(body.error, Date.now());
  if (response.ok) return body;
  return { ok: false, error: body?.error ?? body?.detail ?? `${response.status} ${response.statusText}`, status: response.status };
}

const get = (path) => call(path, { cache: "no-store" });
const post = (path, body = {}) => call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const mine = (path) => `/client/${encodeURIComponent(session.me.id)}/${path}`;
const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();

export const people = () => get("/client/people");
export const changeMe = (changes) => post(`/client/people/${encodeURIComponent(session.me.id)}`, changes);
export const boot = () => get(mine("boot"));
export const guide = () => get(mine("guide"));
export const conversations = () => get(mine("conversations"));
export const messages = (channel, thread_ts) => get(mine(`messages?${query({ channel, thread_ts })}`));
export const say = (message) => post(mine("messages"), message);
export const edit = (message) => post(mine("messages/edit"), message);
export const remove = (message) => post(mine("messages/delete"), message);
export const command = (channel, name, text) => post(mine("commands"), { channel, command: name, text });
export const shortcut = (callback_id, message) => post(mine("shortcuts"), { callback_id, ...(message ? { message } : {}) });
export const act = (container, block_id, action_id, value) => post(mine("actions"), { container, block_id, action_id, value });
export const options = (container, block_id, action_id, text) => post(mine("options"), { container, block_id, action_id, query: text });
export const react = (channel, ts, name) => post(mine("reactions"), { channel, ts, name });
export const views = () => get(mine("views"));
export const keep = (view, block_id, action_id, value, more = {}) => post(mine(`views/${view}/state`), { block_id, action_id, value, ...more });
export const submit = (view) => post(mine(`views/${view}/submit`));
export const closeView = (view, all = false) => post(mine(`views/${view}/close`), all ? { all } : {});
export const openHome = (tab) => post(mine("home"), { tab });
export const home = () => get(mine("home"));
export const read = (channel, thread_ts) => post(mine("read"), { channel, ...(thread_ts ? { thread_ts } : {}) });
export const clock = () => get("/client/clock");
export const moveClock = (where) => post("/client/clock", where);
export const faults = (change) => (change ? post("/client/faults", change) : get("/client/faults"));
export const fileUrl = (id) => `/client/files/${encodeURIComponent(id)}`;
export const streamUrl = () => `${location.origin.replace(/^http/, "ws")}${mine("stream")}`;

export function upload(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return call(mine("files"), { method: "POST", body: form });
}
