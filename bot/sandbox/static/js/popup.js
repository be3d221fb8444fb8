// Things that open beside a control: menus, pickers, panels. They close on Esc or a click elsewhere and give the keyboard back.

import { h, uid } from "./dom.js";
import { withMarks } from "./marks.js";

let open = null; // the newest; one that was opened from inside another knows it as `parent`

/** Close every popup, also those that opened one another. */
export function closePopup() {
  while (open) open.close();
}

/** Show `content` beside `anchor`. Returns a function that closes it. */
export function openPopup(anchor, content, { onclose, matchWidth = false, end = false, className = "" } = {}) {
  while (open && !open.box.contains(anchor)) open.close();
  const box = h("div", { class: `popup ${className}`, popover: "manual" }, content);
  (anchor.closest("dialog") ?? document.body).append(box); // what stands outside an open dialog is inert
  box.showPopover();
  const place = () => position(box, anchor, matchWidth, end);
  place();
  const resized = new ResizeObserver(place);
  resized.observe(box);
  const elsewhere = (event) => { if (open === mine && !box.contains(event.target) && !anchor.contains(event.target)) mine.close(false); };
  const scrolled = (event) => { if (!box.contains(event.target)) place(); };
  const left = (event) => { if (open === mine && !event.target.contains(box) && !box.contains(event.target) && !anchor.contains(event.target)) mine.close(false); };
  const escape = (event) => {
    if (event.key !== "Escape" || open !== mine) return;
    event.preventDefault(); // so that it does not also close the dialog beneath
    event.stopPropagation();
    mine.close();
  };
  document.addEventListener("pointerdown", elsewhere, true);
  document.addEventListener("focusin", left);
  document.addEventListener("keydown", escape, true);
  window.addEventListener("scroll", scrolled, true);
  window.addEventListener("resize", place);
  const mine = {
    box,
    anchor,
    parent: open,
    close(giveBack = true) {
      if (!box.isConnected) return;
      while (open !== mine) open.close(false);
      open = mine.parent;
      const held = box.contains(document.activeElement);
      resized.disconnect();
      document.removeEventListener("pointerdown", elsewhere, true);
      document.removeEventListener("focusin", left);
      document.removeEventListener("keydown", escape, true);
      window.removeEventListener("scroll", scrolled, true);
      window.removeEventListener("resize", place);
      box.remove();
      anchor.setAttribute("aria-expanded", "false");
      if (giveBack && held && anchor.isConnected) anchor.focus({ preventScroll: true });
      onclose?.();
    },
  };
  open = mine;
  anchor.setAttribute("aria-expanded", "true");
  return () => mine.close();
}

export function isOpenFor(anchor) {
  for (let each = open; each; each = each.parent) if (each.anchor === anchor) return true;
  return false;
}

function position(box, anchor, matchWidth, end) {
  const at = anchor.getBoundingClientRect();
  if (matchWidth) box.style.minWidth = `${Math.min(at.width, innerWidth - 16)}px`;
  box.style.maxHeight = "";
  const { width, height } = box.getBoundingClientRect();
  const below = innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = height > below && above > below;
  box.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  const left = end ? at.right - width : at.left;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = up ? `${Math.max(8, at.top - Math.min(height, above) - 4)}px` : `${at.bottom + 4}px`;
}

/** A menu of commands: [{label, hint, run, danger, heading}]. Arrow keys, Home, End, first letters. */
export function openMenu(anchor, label, items, { end = true } = {}) {
  if (isOpenFor(anchor)) return closePopup();
  const menu = h("div", { role: "menu", "aria-label": label, class: "menu" });
  for (const item of items) {
    if (item.heading) menu.append(h("div", { class: "menu__heading", role: "presentation" }, item.heading));
    else {
      menu.append(h("button", { type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "menu__item danger" : "menu__item", onclick: () => { close(); item.run(); } },
        h("span", { class: "menu__label" }, item.label), item.hint ? h("span", { class: "menu__hint" }, item.hint) : null));
    }
  }
  menu.addEventListener("keydown", (event) => moveIn(menu, event, close));
  const close = openPopup(anchor, menu, { end });
  menu.querySelector("[role=menuitem]")?.focus();
  return close;
}

function moveIn(menu, event, close) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to].focus();
  else if (event.key === "Tab") return close();
  else if (event.key.length === 1 && event.key !== " ") items.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  else return undefined;
  event.preventDefault();
  return undefined;
}

/** A list to choose from, with or without a filter. `load(text)` gives [{label?, options:[{key,label,hint,node?,picked}]}]; `pick(option)` is told. */
export function openList(anchor, { label, load, pick, filter, filterLabel, empty, loading, multiple = false, keepFocus = false, className = "" }) {
  if (isOpenFor(anchor)) return closePopup();
  const listId = uid("list");
  const list = h("div", { role: "listbox", id: listId, "aria-label": label, "aria-multiselectable": multiple ? "true" : null, tabindex: filter ? null : "0", class: "list" });
  const field = filter ? h("input", { type: "text", class: "list__filter", "aria-label": filterLabel, placeholder: filterLabel, role: "combobox", "aria-expanded": "true", "aria-controls": listId, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" }) : null;
  const holder = field ?? list;
  list.addEventListener("mousedown", (event) => event.preventDefault()); // a click chooses; the keyboard stays where it is
  let shown = [];
  let at = -1;
  let asked = 0;

  const mark = (index, scroll = true) => {
    shown[at]?.node.classList.remove("is-at");
    at = index;
    if (!shown[at]) return holder.removeAttribute("aria-activedescendant");
    shown[at].node.classList.add("is-at");
    holder.setAttribute("aria-activedescendant", shown[at].node.id);
    if (scroll) shown[at].node.scrollIntoView({ block: "nearest" });
    return undefined;
  };
  const choose = async (entry) => {
    if (!entry) return;
    pick(entry.option);
    if (!multiple) return close();
    entry.node.setAttribute("aria-selected", String(entry.node.getAttribute("aria-selected") !== "true"));
    return undefined;
  };
  const draw = (groups) => {
    shown = [];
    list.replaceChildren();
    for (const group of groups) {
      const box = group.label ? h("div", { role: "group", "aria-label": group.label }, h("div", { class: "list__group", "aria-hidden": "true" }, group.label)) : list;
      if (box !== list) list.append(box);
      for (const option of group.options) {
        const node = h("div", { role: "option", id: uid("option"), "aria-selected": String(Boolean(option.picked)), class: "list__option" },
          option.node ?? h("span", { class: "list__text" }, h("span", null, withMarks(option.label)), option.hint ? h("small", null, option.hint) : null), h("span", { class: "list__tick", "aria-hidden": "true" }, "✓"));
        const entry = { node, option };
        node.addEventListener("click", () => choose(entry));
        node.addEventListener("pointermove", () => { if (shown[at] !== entry) mark(shown.indexOf(entry), false); });
        shown.push(entry);
        box.append(node);
      }
    }
    if (!shown.length) list.append(h("div", { class: "list__empty", role: "presentation" }, empty));
    mark(Math.max(0, shown.findIndex((entry) => entry.option.picked)));
  };
  const refresh = async () => {
    const turn = (asked += 1);
    const answer = load(field?.value.trim() ?? "");
    if (answer instanceof Promise && !shown.length) list.replaceChildren(h("div", { class: "list__empty" }, loading));
    const groups = await answer;
    if (turn !== asked || !list.isConnected) return;
    if (groups.error) list.replaceChildren(h("div", { class: "list__empty list__empty--error", role: "alert" }, groups.error));
    else draw(groups);
  };
  let typed = "";
  let typedAt = 0;
  holder.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const page = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8, Home: field ? undefined : 0, End: field ? undefined : shown.length - 1 }[event.key];
    if (page !== undefined && shown.length) mark(Math.abs(page - at) === 1 ? (page + shown.length) % shown.length : Math.max(0, Math.min(shown.length - 1, page)));
    else if (event.key === "Enter" || (event.key === " " && !field)) choose(shown[at]);
    else if (event.key === "Tab") return close();
    else if (!field && event.key.length === 1) {
      typed = event.timeStamp - typedAt < 700 ? typed + event.key : event.key;
      typedAt = event.timeStamp;
      mark(shown.findIndex((entry) => entry.option.label.toLowerCase().startsWith(typed.toLowerCase())));
    } else return undefined;
    event.preventDefault();
    return undefined;
  });
  let wait = null;
  field?.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(refresh, 120); });
  const close = openPopup(anchor, h("div", { class: `picker ${className}` }, field, list), { matchWidth: true });
  refresh();
  if (!keepFocus) holder.focus({ preventScroll: true });
  return close;
}
