// Status marks drawn by the page itself, so that they look the same where no emoji font is installed.

const SVG = "http://www.w3.org/2000/svg";
const circle = (fill, stroke = fill) => [["circle", { cx: 12, cy: 12, r: 9, fill, stroke, "stroke-width": 1.5 }]];
const square = (fill, stroke = fill) => [["rect", { x: 3, y: 3, width: 18, height: 18, rx: 4, fill, stroke, "stroke-width": 1.5 }]];
const line = (d, stroke, width = 2.6) => ["path", { d, stroke, fill: "none", "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round" }];
const CHECK = "M6.5 12.5 10.5 16.5 17.5 8";
const CROSS = "M6 6 18 18M18 6 6 18";

const DRAWN = {
  "✅": [...square("#2e9e5b"), line(CHECK, "#fff")], "☑": [...square("#3b82c4"), line(CHECK, "#fff")], "✔": [line("M4 13 9.5 18.5 20 6", "currentcolor", 3)],
  "❌": [line(CROSS, "#d43c32", 4)], "❎": [...square("#2e9e5b"), line("M8 8 16 16M16 8 8 16", "#fff")],
  "⚠": [["path", { d: "M12 3 22 20.5H2z", fill: "#f2b632", stroke: "#f2b632", "stroke-width": 2, "stroke-linejoin": "round" }], line("M12 9.5v5M12 17.8v.01", "#3d2c00", 2.4)],
  "⛔": [...circle("#d43c32"), line("M7.5 12h9", "#fff", 3.4)], "🚫": [["circle", { cx: 12, cy: 12, r: 8.5, fill: "none", stroke: "#d43c32", "stroke-width": 3 }], line("M6 18 18 6", "#d43c32", 3)],
  "🔴": circle("#d43c32"), "🟠": circle("#e8842c"), "🟡": circle("#f0c23a"), "🟢": circle("#2e9e5b"), "🔵": circle("#3b82c4"), "🟣": circle("#8a4fbf"), "⚪": circle("#f4f5f5", "#9aa5a1"), "⚫": circle("#2a3130", "#7c8783"),
  "🟥": square("#d43c32"), "🟧": square("#e8842c"), "🟨": square("#f0c23a"), "🟩": square("#2e9e5b"), "🟦": square("#3b82c4"), "⬜": square("#f4f5f5", "#9aa5a1"), "⬛": square("#2a3130", "#7c8783"),
  "⏳": [line("M6 3h12M6 21h12M7.5 3c0 5 3 6.5 4.5 9-1.5 2.5-4.5 4-4.5 9M16.5 3c0 5-3 6.5-4.5 9 1.5 2.5 4.5 4 4.5 9", "currentcolor", 1.8), line("M9.5 18.5h5", "#e8842c", 2.6)],
  "⌛": [line("M6 3h12M6 21h12M7.5 3c0 5 3 6.5 4.5 9-1.5 2.5-4.5 4-4.5 9M16.5 3c0 5-3 6.5-4.5 9 1.5 2.5 4.5 4 4.5 9", "currentcolor", 1.8)],
  "⏰": [["circle", { cx: 12, cy: 13, r: 7.5, fill: "none", stroke: "#d43c32", "stroke-width": 2.2 }], line("M12 9v4l3 2M4 6l3-2.5M20 6l-3-2.5", "currentcolor", 2)],
  "🔔": [["path", { d: "M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zM10 19.5a2 2 0 0 0 4 0", fill: "#f0b429", stroke: "#b98310", "stroke-width": 1.2, "stroke-linejoin": "round" }]],
  "💬": [["path", { d: "M20 15a3 3 0 0 1-3 3H9l-5 3.5V7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3z", fill: "#dbe7f2", stroke: "#5b83a8", "stroke-width": 1.4 }], line("M8 9.5h8M8 13h5", "#5b83a8", 1.6)],
  "🔁": [...square("#3b82c4"), line("M7 11V9.5a1.5 1.5 0 0 1 1.5-1.5H16M14 5.8 16.3 8 14 10.2M17 13v1.5a1.5 1.5 0 0 1-1.5 1.5H8M10 13.8 7.7 16l2.3 2.2", "#fff", 1.7)],
  "📎": [line("M19 11.5 12 18.5a4.2 4.2 0 0 1-6-6l7.5-7.5a2.8 2.8 0 0 1 4 4L10 16.5a1.3 1.3 0 0 1-2-2l6.5-6.5", "currentcolor", 1.8)],
  "🔒": [["rect", { x: 5, y: 11, width: 14, height: 9.5, rx: 2, fill: "#f0b429" }], line("M8.5 11V8a3.5 3.5 0 0 1 7 0v3", "#8a949a", 2.2)],
  "📝": [["rect", { x: 4, y: 3, width: 14, height: 18, rx: 2, fill: "#eef1f4", stroke: "#8a949a", "stroke-width": 1.3 }], line("M7.5 8h7M7.5 12h5", "#8a949a", 1.6), line("M13 17 20.5 9.5", "#e8842c", 2.6)],
  "🚩": [line("M6 3v18", "currentcolor", 2), ["path", { d: "M7 4h11l-3 4 3 4H7z", fill: "#d43c32" }]],
  "⭐": [["path", { d: "M12 3l2.7 5.8 6.3.8-4.6 4.3 1.2 6.3L12 17.1 6.4 20.2l1.2-6.3L3 9.6l6.3-.8z", fill: "#f0c23a" }]],
  "ℹ": [...square("#3b82c4"), line("M12 11v6M12 7.2v.01", "#fff", 2.6)],
  "▶": [...square("#3b82c4"), ["path", { d: "M9 7.5v9l7-4.5z", fill: "#fff" }]], "🔘": [["circle", { cx: 12, cy: 12, r: 8.5, fill: "none", stroke: "#7c8783", "stroke-width": 2 }], ["circle", { cx: 12, cy: 12, r: 4.5, fill: "#3b82c4" }]],
  "🔎": [line("M9.6 14.4 4 20", "#8a949a", 3.2), ["circle", { cx: 14, cy: 10, r: 6, fill: "#dbe7f2", stroke: "#5b83a8", "stroke-width": 2.2 }]],
  "👁": [["path", { d: "M2 12c3-4.7 6.2-7 10-7s7 2.3 10 7c-3 4.7-6.2 7-10 7s-7-2.3-10-7z", fill: "#f4f5f5", stroke: "#7c8783", "stroke-width": 1.6 }], ["circle", { cx: 12, cy: 12, r: 3.6, fill: "#3b82c4" }]],
  "🆕": [...square("#3b82c4"), line("M8.5 16.5v-9l7 9v-9", "#fff", 2.2)],
  "🤝": [line("M2.5 8 7 6.5l4 1.5 6-1.5L21.5 8M2.5 16 6 16.5l5 3.5 7-3.8 3.5-.7", "#b98310", 2.2), line("M11 8 8.5 12l2.5 1 3-2 4.5 4.5", "#f0b429", 2.6)],
  "👍": [["path", { d: "M4 11h3.5v9H4zM8.5 11 12 3.5c1.8 0 2.5 1.3 2.2 2.8L13.7 9.5H19a1.8 1.8 0 0 1 1.7 2.3l-1.9 6.8A2 2 0 0 1 16.9 20H8.5z", fill: "#f0c23a", stroke: "#b98310", "stroke-width": 1 }]],
};

const signs = Object.keys(DRAWN);
const ANY = new RegExp(`(?:${signs.join("|")})\\uFE0F?`, "gu");

function drawn(sign) {
  const svg = document.createElementNS(SVG, "svg");
  const put = (node, attributes) => { for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value)); return node; };
  put(svg, { viewBox: "0 0 24 24", class: "mark", role: "img", "aria-label": sign });
  for (const [tag, attributes] of DRAWN[sign.replace("\uFE0F", "")]) svg.append(put(document.createElementNS(SVG, tag), attributes));
  return svg;
}

/** Text with its status signs as small drawings: a list of strings and nodes. */
export function withMarks(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(ANY)) {
    out.push(text.slice(from, match.index), drawn(match[0]));
    from = match.index + match[0].length;
  }
  out.push(text.slice(from));
  return out.filter((part) => part !== "");
}
