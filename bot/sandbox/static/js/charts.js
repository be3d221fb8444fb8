// Slack's chart block: bars, lines and areas over categories, or the parts of a whole; each value can be read, too.

import { h } from "./dom.js";

const WIDTH = 640;
const HEIGHT = 220;
const FOOT = 4;
const MOST_LABELS = 6;
const SPACE = "http://www.w3.org/2000/svg";

/** The block: its title, the drawing, what each colour means, and the values for whoever cannot see them. */
export function chart(block) {
  const { title, chart: spec } = block;
  const series = spec.type === "pie" ? [{ name: "", data: spec.segments }] : spec.series;
  const drawn = (DRAWN[spec.type] ?? bars)(series);
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", [title, ...series.map(inWords)].join(". "));
  const labels = spec.type === "pie" ? null : h("div", { class: "chart__labels", "aria-hidden": "true" }, sparse(spec.axis_config.categories).map((each) => h("span", null, each)));
  const named = spec.type === "pie" ? spec.segments.map((each) => `${each.label} ${each.value}`) : series.map((each) => each.name);
  const legend = h("div", { class: "chart__legend" }, named.map((name, index) => h("span", { class: `chart__key chart__key--${index % 6}` }, name)));
  return h("figure", { class: "chart" }, h("figcaption", null, title), drawn, labels, legend);
}

/** Where there are many, some of them: there is no room for all on a phone. */
const sparse = (labels) => labels.map((each, index) => (index % Math.ceil(labels.length / MOST_LABELS) ? "" : each));

const inWords = (series) => [series.name, series.data.map((each) => `${each.label} ${each.value}`).join(", ")].filter(Boolean).join(": ");

function canvas() {
  const node = document.createElementNS(SPACE, "svg");
  node.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  node.setAttribute("preserveAspectRatio", "none");
  node.setAttribute("class", "chart__drawing");
  return node;
}

function shape(name, attributes, words) {
  const node = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (words) {
    const tip = document.createElementNS(SPACE, "title");
    tip.textContent = words;
    node.append(tip);
  }
  return node;
}

const highest = (series) => Math.max(1, ...series.flatMap((each) => each.data.map((point) => point.value)));
const up = (value, most) => (Math.max(0, value) / most) * (HEIGHT - FOOT);

function bars(series) {
  const node = canvas();
  const most = highest(series);
  const room = WIDTH / series[0].data.length;
  const wide = (room * 0.8) / series.length;
  series.forEach((each, number) => each.data.forEach((point, place) => {
    const height = Math.max(1, up(point.value, most));
    node.append(shape("rect", { class: `chart__fill--${number % 6}`, x: room * (place + 0.1) + wide * number, y: HEIGHT - height, width: Math.max(1, wide - 1), height }, `${each.name} · ${point.label}: ${point.value}`));
  }));
  return node;
}

function lines(series, { filled = false } = {}) {
  const node = canvas();
  const most = highest(series);
  series.forEach((each, number) => {
    const room = WIDTH / each.data.length;
    const points = each.data.map((point, place) => `${room * (place + 0.5)},${HEIGHT - up(point.value, most)}`);
    if (filled) node.append(shape("polygon", { class: `chart__area--${number % 6}`, points: [`${room * 0.5},${HEIGHT}`, ...points, `${WIDTH - room * 0.5},${HEIGHT}`].join(" ") }));
    node.append(shape("polyline", { class: `chart__line--${number % 6}`, points: points.join(" ") }, inWords(each)));
  });
  return node;
}

/** Its parts in one bar: lengths are compared more easily than angles. */
function whole([{ data }]) {
  const node = canvas();
  const total = data.reduce((sum, each) => sum + each.value, 0);
  let at = 0;
  data.forEach((each, number) => {
    const width = (each.value / total) * WIDTH;
    node.append(shape("rect", { class: `chart__fill--${number % 6}`, x: at, y: HEIGHT * 0.35, width, height: HEIGHT * 0.3 }, `${each.label}: ${each.value}`));
    at += width;
  });
  return node;
}

const DRAWN = { bar: bars, line: (series) => lines(series), area: (series) => lines(series, { filled: true }), pie: whole };
