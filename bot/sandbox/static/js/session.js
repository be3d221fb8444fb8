// Who sits at this page, what they are looking at, and what the page knows about the workspace.

/** What every part of the page reads. Only main.js and the route write it. */
export const session = {
  people: new Map(),
  me: null, // {id, name, real_name, locale, tz, …}
  boot: null, // {team, bot, commands, shortcuts, faults}
  conversations: [],
  now: new Date(), // the bot's time; the wall's where there is no clock
  route: { user: null, channel: null, thread: null, home: false },
};

/** The handle of a user group, its id where there is none such. */
export const handleOf = (id) => session.boot?.groups?.find((one) => one.id === id)?.handle ?? id;

/** A conversation by its id; a person's id means the direct messages with them, even before the first. */
export function conversation(id) {
  const known = session.conversations.find((one) => one.id === id || (one.kind === "im" && one.peer === id));
  if (known || !session.people.has(id) || id === session.me?.id) return known ?? null;
  return { id, kind: "im", name: nameOf(id), peer: id, topic: "", unread: 0, is_member: true };
}

/** The name people read: for a person's id, or the bot's. */
export function nameOf(id) {
  const person = session.people.get(id);
  if (person) return person.real_name || person.name;
  if (id && id === session.boot?.bot?.user_id) return session.boot.bot.app_name || session.boot.bot.name;
  return id ?? "";
}

export function titleOf(one) {
  if (!one) return "";
  if (one.kind === "app") return session.boot?.bot?.app_name || one.name;
  if (one.kind === "im") return nameOf(one.peer) || one.name;
  return one.name;
}

/** The route in the address, so that a reload or a second tab shows the same: #/person/conversation/thread-or-home. */
export function readRoute() {
  const [, user, channel, rest] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { user: user || null, channel: channel || null, thread: rest && rest !== "home" ? rest : null, home: rest === "home" };
}

export function routeHash(route) {
  const rest = route.thread ?? (route.home ? "home" : null);
  return `#/${[route.user, route.channel, rest].filter(Boolean).join("/")}`;
}

/** Go somewhere else: only what is named changes. */
export function go(change, { replace = false } = {}) {
  const to = { ...session.route, ...change };
  if (change.channel !== undefined && change.thread === undefined) to.thread = null;
  if (change.channel !== undefined && change.home === undefined) to.home = false;
  const hash = routeHash(to);
  if (hash === location.hash) return;
  if (replace) { history.replaceState(null, "", hash); window.dispatchEvent(new HashChangeEvent("hashchange")); } else location.hash = hash;
}
