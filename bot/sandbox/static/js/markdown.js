// The markdown block: the common part of CommonMark, drawn as nodes.

import { fragment, h } from "./dom.js";
import { link, shown } from "./mrkdwn.js";

const LIST = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const RULES = [
  [/^(`+)(.+?)\1(?!`)/s, (match) => h("code", null, match[2].trim())],
  [/^!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/, (match) => link(match[2], match[1] || match[2])],
  [/^\[([^\]]+)\]\(([^)\s]+)[^)]*\)/, (match) => link(match[2], inline(match[1]))],
  [/^<(https?:[^>\s]+|mailto:[^>\s]+)>/, (match) => link(match[1], match[1])],
  [/^(\*\*|__)(?=\S)(.+?\S|\S)\1/s, (match) => h("strong", null, inline(match[2]))],
  [/^(\*|_)(?=\S)(.+?\S|\S)\1(?![\p{L}\p{N}])/su, (match) => h("em", null, inline(match[2]))],
  [/^~~(?=\S)(.+?)~~/s, (match) => h("s", null, inline(match[1]))],
  [/^https?:\/\/[^\s<>()]+[^\s<>().,;:!?]/, (match) => link(match[0], match[0])],
  [/^\\([!-/:-@[-`{-~])/, (match) => match[1]],
  [/^( {2,}|\\)?\n/, () => h("br")],
];

export function markdown(text) {
  return blocks(String(text ?? "").replace(/\r\n/g, "\n").split("\n"));
}

function blocks(lines) {
  const out = fragment();
  let at = 0;
  const take = (test) => { const from = at; while (at < lines.length && test(lines[at])) at += 1; return lines.slice(from, at); };
  while (at < lines.length) {
    const line = lines[at];
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    const fence = /^(```|~~~)/.exec(line);
    if (!line.trim()) at += 1;
    else if (heading) { out.append(h(`h${Math.min(heading[1].length + 2, 6)}`, { class: `md-${heading[1].length}` }, inline(heading[2]))); at += 1; }
    else if (fence) {
      at += 1;
      out.append(h("pre", null, take((each) => !each.startsWith(fence[1])).join("\n")));
      at += 1;
    } else if (/^ {0,3}([-*_])(\s*\1){2,}\s*$/.test(line)) { out.append(h("hr")); at += 1; }
    else if (/^\s*>/.test(line)) out.append(h("blockquote", null, blocks(take((each) => /^\s*>/.test(each)).map((each) => each.replace(/^\s*> ?/, "")))));
    else if (LIST.test(line)) out.append(list(take((each) => LIST.test(each) || /^\s+\S/.test(each))));
    else if (line.includes("|") && /^\s*\|?\s*:?-+/.test(lines[at + 1] ?? "")) out.append(table(take((each) => each.includes("|"))));
    else out.append(h("p", null, inline(take((each) => each.trim() && !/^(#{1,6}\s|```|~~~|\s*>)/.test(each) && !LIST.test(each)).join("\n"))));
  }
  return out;
}

function list(lines) {
  const [, indent, mark] = LIST.exec(lines[0]);
  const node = h(/\d/.test(mark) ? "ol" : "ul", /\d/.test(mark) && Number.parseInt(mark, 10) !== 1 ? { start: Number.parseInt(mark, 10) } : null);
  let item = null;
  let deeper = [];
  const nest = () => { if (deeper.length) item.append(LIST.test(deeper[0]) ? list(deeper) : fragment(" ", inline(deeper.join(" ").trim()))); deeper = []; };
  for (const line of lines) {
    const found = LIST.exec(line);
    if (found && found[1].length <= indent.length) {
      nest();
      const task = /^\[([ xX])\]\s+(.*)$/.exec(found[3]);
      item = h("li", null, task ? [task[1] === " " ? "☐ " : "☑ ", inline(task[2])] : inline(found[3]));
      node.append(item);
    } else deeper.push(line);
  }
  nest();
  return node;
}

function table(lines) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const aligned = cells(lines[1]).map((cell) => (/^:-+:$/.test(cell) ? "center" : /-:$/.test(cell) ? "right" : "left"));
  const row = (tag, line) => h("tr", null, cells(line).map((cell, index) => h(tag, { class: `to-${aligned[index] ?? "left"}` }, inline(cell))));
  return h("div", { class: "table-wrap" }, h("table", null, h("thead", null, row("th", lines[0])), h("tbody", null, lines.slice(2).map((line) => row("td", line)))));
}

function inline(text) {
  const out = fragment();
  let plain = "";
  const flush = () => { if (plain) out.append(...shown(plain)); plain = ""; };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const insideWord = /[\p{L}\p{N}]$/u.test(text.slice(0, at)) && rest[0] === "_";
    const rule = insideWord ? null : RULES.find(([pattern]) => pattern.test(rest));
    if (rule) {
      const match = rule[0].exec(rest);
      flush();
      out.append(rule[1](match));
      at += match[0].length;
    } else { plain += text[at]; at += 1; }
  }
  flush();
  return out;
}
