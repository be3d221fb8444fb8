// Where blocks stand: on a message, or in a view (a modal or the Home tab). Each knows what was chosen and whom to tell.

import * as api from "./api.js";

const stamp = (channel, ts, block, action) => `${channel}/${ts}/${block}/${action}`;
const chosenOnMessages = new Map(); // a message's choices live in the client that made them, as in Slack

/** Blocks of a message. */
export function messageSurface(channel, message) {
  const container = { type: "message", channel, ts: message.ts };
  const key = (block, spec) => stamp(channel, message.ts, block.block_id, spec.action_id);
  return {
    value(block, spec) {
      if (chosenOnMessages.has(key(block, spec))) return chosenOnMessages.get(key(block, spec));
      const held = message.state?.values?.[block.block_id]?.[spec.action_id];
      return held ? fromState(held) : initial(spec);
    },
    act(block, spec, value) {
      if (spec.type !== "button" && spec.type !== "overflow") chosenOnMessages.set(key(block, spec), whole(spec, value));
      return api.act(container, block.block_id, spec.action_id, value);
    },
    type(block, spec, value, more) {
      chosenOnMessages.set(key(block, spec), whole(spec, value));
      if (more.typing && !more.fire) return Promise.resolve({ ok: true });
      return api.act(container, block.block_id, spec.action_id, value);
    },
    options: (block, spec, text) => search(container, block, spec, text),
    upload: api.upload,
  };
}

const TYPING_PAUSE = 250;

/** Blocks of a view. What is typed goes to the server after a short pause, in order; `flush` sends what still waits. `mended(block)`: a field that was wrong is being changed; until the next `sent` it counts as right. */
export function viewSurface(view, mended = () => undefined) {
  const container = { type: "view", view_id: view.id };
  const waiting = new Map(); // key → {send, timer}
  const touched = new Map(); // key → what the person last did here, newer than any state on its way from the server
  let line = Promise.resolve();
  let state = {};
  let errors = {};
  const changed = new Set(); // blocks whose error is older than what stands in them now

  const send = (block, spec, value, fire) => {
    const sent = line.then(() => api.keep(view.id, block.block_id, spec.action_id, value, fire === undefined ? {} : { dispatch: fire }));
    line = sent.catch(() => undefined);
    return sent;
  };
  return {
    id: view.id,
    know(newState, newErrors) {
      state = newState ?? {};
      errors = Object.fromEntries(Object.entries(newErrors ?? {}).filter(([id]) => !changed.has(id)));
    },
    sent() { changed.clear(); },
    errors: () => errors,
    error: (block) => errors[block.block_id] ?? null,
    value(block, spec) {
      const key = `${block.block_id}/${spec.action_id}`;
      if (touched.has(key)) return touched.get(key);
      const held = state[block.block_id]?.[spec.action_id];
      return held === undefined ? initial(spec) : fromState(held);
    },
    /** Fields that a new version of the view no longer has are forgotten, as Slack does. */
    keepOnly(keys) { for (const key of touched.keys()) if (!keys.has(key)) touched.delete(key); },
    act(block, spec, value) {
      if (!["button", "overflow"].includes(spec.type)) touched.set(`${block.block_id}/${spec.action_id}`, whole(spec, value));
      return this.flush().then(() => api.act(container, block.block_id, spec.action_id, value));
    },
    type(block, spec, value, { typing = false, fire } = {}) {
      const key = `${block.block_id}/${spec.action_id}`;
      touched.set(key, whole(spec, value));
      changed.add(block.block_id);
      if (errors[block.block_id]) { delete errors[block.block_id]; mended(block); }
      clearTimeout(waiting.get(key)?.timer);
      waiting.delete(key);
      if (!typing) {
        for (const entry of [...waiting.values()]) entry.now(); // the bot hears of a choice together with all that was typed before
        return send(block, spec, value, fire);
      }
      return new Promise((resolve) => {
        const now = () => { clearTimeout(entry.timer); waiting.delete(key); return send(block, spec, value, fire).then(resolve); };
        const entry = { now, timer: setTimeout(now, TYPING_PAUSE) };
        waiting.set(key, entry);
      });
    },
    async flush() {
      for (const entry of [...waiting.values()]) entry.now();
      await line;
    },
    options: (block, spec, text) => search(container, block, spec, text),
    upload: api.upload,
  };
}

/** What an element starts with, in the shape that its control wants. */
function initial(spec) {
  return spec.initial_value ?? spec.initial_option ?? spec.initial_options ?? spec.initial_user ?? spec.initial_users ?? spec.initial_conversation ?? spec.initial_conversations
    ?? spec.initial_channel ?? spec.initial_channels ?? spec.initial_date ?? spec.initial_time ?? spec.initial_date_time ?? null;
}

/** The same from Slack's view.state.values. */
function fromState(held) {
  for (const name of ["value", "selected_option", "selected_options", "selected_user", "selected_users", "selected_conversation", "selected_conversations", "selected_channel", "selected_channels", "selected_date", "selected_time", "selected_date_time", "files"]) {
    if (held[name] !== undefined) return held[name];
  }
  return null;
}

/** What the person chose, whole (an option with its words, not only its value), so that drawing anew shows it. */
function whole(spec, value) {
  const options = spec.options ?? (spec.option_groups ?? []).flatMap((group) => group.options);
  const find = (one) => options.find((option) => option.value === one) ?? seen.get(one) ?? one;
  if (/static_select|external_select|checkboxes|radio_buttons/.test(spec.type)) return Array.isArray(value) ? value.map(find) : value === null ? null : find(value);
  return value;
}

const seen = new Map(); // options that came from the bot's own search, by value

async function search(container, block, spec, text) {
  const answer = await api.options(container, block.block_id, spec.action_id, text);
  for (const option of [...(answer.options ?? []), ...(answer.option_groups ?? []).flatMap((group) => group.options)]) seen.set(option.value, option);
  return answer;
}
