// The plot of the chosen series, or of the versions of one of them: the server is asked again for the range that is seen.

import { abort, address, json, later, Outdated } from "./api.js";
import { Chart } from "./chart.js";
import { announce, button, byId, el, empty, fill, table } from "./dom.js";
import { indexAt, lineOf, longest, summary, times } from "./lines.js";
import { isoText, state } from "./state.js";
import { count, counted, number, numbers, rounded, seriesName } from "./text.js";

const ROWS = 500;

export class PlotView {
  constructor(app) {
    this.app = app;
    this.asked = null;
    this.lines = [];
    this.host = el("div", { class: "plot", id: "plot", tabindex: "0", role: "group", "aria-roledescription": "plot", "aria-describedby": "plot-text plot-keys" });
    this.blank = el("div", { class: "plot-blank" });
    this.text = el("p", { id: "plot-text", class: "plot-text" });
    this.clocks = el("p", { class: "plot-text clocks" });
    this.legend = el("div", { class: "legend" });
    this.values = el("details", { class: "values", on: { toggle: () => this.showValues() } }, el("summary", { text: "Values as a table" }), el("div", {}));
    fill(byId("plot-view"), el("div", { class: "plot-frame" }, this.host, this.blank), this.text, this.clocks,
      el("p", { id: "plot-keys", class: "sr-only", text: "Plus and minus zoom, the arrow keys move, comma and full stop read value by value." }), this.legend, this.values);
    this.chart = new Chart(this.host, { onRange: (from, to) => app.change({ from, to }, false), onCursor: (instant) => this.showCursor(instant) });
    this.host.addEventListener("keydown", (e) => this.key(e));
  }

  /** What the plot should draw: lines with the parameters of their requests. */
  wanted() {
    const asOf = state.asOf === null ? null : isoText(state.asOf);
    if (state.view !== "versions") {
      return state.series.length === 0 ? [] : [{ call: "values", series: state.series, asOf, names: state.series.map(seriesName), first: 0 }];
    }
    const focus = this.app.focus();
    if (focus === null) return [];
    const versions = state.versions.map((version, i) => ({ call: `values ${i}`, series: [focus], version, names: [`version ${version}`], first: i }));
    if (asOf !== null) versions.push({ call: "values as of", series: [focus], asOf, names: [`as of ${this.app.zone.text(state.asOf)}`], first: versions.length });
    return versions.length > 0 ? versions : [{ call: "values", series: [focus], names: [`${seriesName(focus)}, newest`], first: 0 }];
  }

  show() {
    const { store } = this.app;
    const wanted = store === null ? [] : this.wanted();
    this.chart.style = state.style;
    const asked = JSON.stringify([store?.name, wanted, state.from, state.to]);
    const lines = JSON.stringify([store?.name, wanted]);
    if (wanted.length === 0) {
      this.drop();
      this.showBlank(store === null ? empty("No store is open", "The server offers no store that you may read.") : this.nothingChosen());
    } else if (asked === this.asked) {
      this.redraw();
    } else {
      this.asked = asked;
      const seen = state.from === null ? null : { from: state.from, to: state.to };
      if (lines === this.askedLines && seen !== null && this.lines.length > 0) this.chart.setRange(seen.from, seen.to);
      later("plot", lines === this.askedLines ? 150 : 0, () => this.asked === asked && this.load(wanted, seen));
      this.askedLines = lines;
    }
  }

  nothingChosen() {
    if (state.view === "versions") return empty("No series is chosen", "Choose a series in the list to see its versions.");
    return empty("Nothing is drawn yet", "Choose one or more series in the list. They are drawn over each other.",
      button("Go to the list", () => byId("search").focus(), { class: "primary" }));
  }

  drop() {
    abort(...this.calls ?? []);
    this.calls = [];
    this.asked = this.askedLines = null;
    this.lines = [];
    this.answer = null;
    this.chart.clear();
    this.text.textContent = this.clocks.textContent = "";
    fill(this.legend);
    this.values.hidden = true;
    this.app.settle("values");
  }

  showBlank(...children) {
    fill(this.blank, children);
    this.blank.hidden = children.length === 0;
    this.host.hidden = children.length > 0;
  }

  async load(wanted, seen) {
    const { app } = this;
    const asked = this.asked;
    abort(...this.calls ?? []);
    this.calls = wanted.map(({ call }) => call);
    // A little more than what is seen, so that moving shows no empty edge at once.
    const margin = seen === null ? 0 : Math.round((seen.to - seen.from) * 0.05);
    const range = seen === null ? {} : { from: isoText(seen.from - margin), to: isoText(seen.to + margin) };
    const buckets = Math.min(3000, Math.max(400, Math.round(this.host.clientWidth * 1.6) || 2000));
    this.host.setAttribute("aria-busy", "true");
    try {
      const answers = await Promise.all(wanted.map(({ call, series, version, asOf }) => json(call, address(app.store.name, "values", { series, ...range, buckets, version, asOf }))));
      if (asked !== this.asked) return;
      app.settle("values");
      this.take(wanted, answers, seen);
    } catch (e) {
      if (e instanceof Outdated || asked !== this.asked) return;
      this.asked = null;
      app.report("values", e, () => this.show());
      if (this.lines.length === 0) this.showBlank(empty("The values could not be read", "The reason stands above.", button("Try again", () => this.show())));
    } finally {
      if (asked === this.asked) this.host.removeAttribute("aria-busy");
    }
  }

  take(wanted, answers, seen) {
    const { app } = this;
    this.answer = answers[0];
    const last = Math.max(...answers.map((answer) => answer.to ?? 0));
    const first = Math.min(...answers.map((answer) => answer.from ?? Infinity));
    this.lines = answers.flatMap((answer, i) => answer.series.map((series) => {
      const at = wanted[i].series.indexOf(series.id);
      const hold = answer.raw ? longest(app.store.freq, app.store.freqMillis) : longest(answer.bucket, answer.bucketMillis);
      return lineOf(series.id, wanted[i].names[at], wanted[i].first + at, series, hold);
    }));
    if (seen === null) app.whole = last > first && Number.isFinite(first) ? { from: first, to: last } : null;
    if (seen === null && app.whole === null) {
      this.chart.clear();
      fill(this.legend);
      this.text.textContent = this.clocks.textContent = "";
      this.values.hidden = true;
      return this.showBlank(empty("No values", "These series have no values yet. Choose others, or write values and load this page again."));
    }
    this.showBlank();
    const range = seen ?? app.whole;
    this.clockChanges = [...new Map(answers.flatMap((answer) => answer.clockChanges ?? []).map((change) => [change.at, change])).values()];
    this.chart.show({ zone: app.zone, lines: this.lines, clockChanges: this.clockChanges, style: state.style, ...range });
    this.describe(range);
    this.showLegend(range);
    this.values.hidden = false;
    this.showValues();
    app.rangeBar.show();
  }

  redraw() {
    if (this.chart.plot === null) return;
    this.chart.setRange(this.chart.from, this.chart.to);
  }

  /** Draws again with other colors. */
  recolor() {
    if (this.chart.plot === null) return;
    this.chart.build();
  }

  describe({ from, to }) {
    const { zone, store } = this.app;
    const { raw, bucket } = this.answer;
    const n = this.lines.reduce((sum, line) => sum + summary(line, from, to).count, 0);
    const what = raw ? `Raw values${store.freq === null ? "" : `, one every ${store.freq}`}` : `Buckets of ${bucket}: the line is the mean, the band reaches from minimum to maximum`;
    const asOf = state.asOf !== null && state.view === "plot" ? `As of ${zone.text(state.asOf)}. ` : "";
    this.text.textContent = n === 0 ? `${asOf}No values between ${zone.text(from)} and ${zone.text(to)}. Zoom out, or press “All”.` : `${asOf}${what}.`;
    this.host.setAttribute("aria-label", `${counted(this.lines.length, "line", "lines")} from ${zone.text(from)} to ${zone.text(to)}`);
    const changes = this.clockChanges.filter(({ at }) => at > from && at < to);
    const some = changes.slice(0, 6).map((change) => `${zone.text(change.at)} (${change.offsetBefore} → ${change.offsetAfter})`);
    this.clocks.textContent = changes.length === 0 ? "" : `${changes.length === 1 ? "The clocks change" : `The clocks change ${changes.length} times`}: ${some.join(", ")}${changes.length > 6 ? ", …" : ""}`;
    announce(`${counted(this.lines.length, "line", "lines")} drawn, ${zone.text(from)} to ${zone.text(to)}, ${raw ? "raw values" : `buckets of ${bucket}`}`);
  }

  showLegend({ from, to }) {
    this.cells = [];
    this.cursorHead = el("span", { text: "At cursor" });
    const all = this.lines.map((line) => summary(line, from, to));
    const mins = numbers(all.map(({ min }) => min));
    const means = numbers(all.map(({ mean }) => rounded(mean)));
    const maxs = numbers(all.map(({ max }) => max));
    const rows = this.lines.map((line, i) => {
      const cell = el("span", { class: "at-cursor", text: "" });
      this.cells.push(cell);
      const name = el("span", { class: "legend-name" }, swatch(line), el("span", { text: line.name, title: line.name }));
      const remove = state.view === "plot" ? button("×", () => this.app.change({ series: state.series.filter((id) => id !== line.id) }), { class: "quiet", "aria-label": `Remove ${line.name}` }) : "";
      return [name, cell, mins[i], means[i], maxs[i], count(all[i].count), remove];
    });
    const head = [{ text: state.view === "versions" ? "Version" : "Series" }, ...["At cursor", "Minimum", "Mean", "Maximum", "Values"].map((text) => ({ text, number: true })), { text: "" }];
    const shown = table("What is drawn", head, rows);
    shown.querySelector("thead th:nth-child(2)").replaceChildren(this.cursorHead);
    shown.querySelector("thead th:last-child").append(el("span", { class: "sr-only", text: "Remove" }));
    fill(this.legend, shown);
  }

  showCursor(instant) {
    if (!this.cells || this.lines.length === 0) return;
    this.cursorHead.textContent = instant === null ? "At cursor" : this.app.zone.text(Math.floor(instant / 1000) * 1000);
    this.lines.forEach((line, i) => {
      if (this.cells[i]) this.cells[i].textContent = instant === null ? "" : valueText(line, indexAt(line, instant));
    });
  }

  key(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.target !== this.host || this.chart.plot === null) return;
    const actions = {
      "+": () => this.app.rangeBar.zoom(0.5), "=": () => this.app.rangeBar.zoom(0.5), "-": () => this.app.rangeBar.zoom(2),
      ArrowLeft: () => this.chart.pan(-0.2), ArrowRight: () => this.chart.pan(0.2), PageUp: () => this.chart.pan(-1), PageDown: () => this.chart.pan(1),
      ",": () => this.read(-1), ".": () => this.read(1),
    };
    const action = actions[e.key];
    if (!action) return;
    e.preventDefault();
    e.stopPropagation();
    action();
  }

  read(way) {
    const at = this.chart.step(way);
    if (at === null) return;
    this.showCursor(at);
    announce(`${this.app.zone.longText(at)}: ${this.lines.map((line) => `${this.lines.length > 1 ? `${line.name} ` : ""}${valueText(line, indexAt(line, at))}`).join(", ")}`);
  }

  showValues() {
    const body = this.values.lastElementChild;
    if (!this.values.open || this.lines.length === 0) return fill(body);
    const { from, to } = this.chart;
    const all = times(this.lines, from, to);
    const rows = all.slice(0, ROWS).map((t) => [`${this.app.zone.text(t)} ${this.app.zone.offsetText(t)}`, ...this.lines.map((line) => valueText(line, indexAt(line, t)))]);
    const note = all.length > ROWS ? `The first ${ROWS} of ${count(all.length)}. Zoom in to see others, or export all of them.` : "";
    return fill(body, table("Values", [{ text: `Time in ${this.app.zone.name}` }, ...this.lines.map((line) => ({ text: line.name, number: true }))], rows), el("p", { class: "soft", text: note }));
  }
}

function valueText(line, i) {
  if (i < 0 || line.v[i] === null) return "–";
  return line.band ? `${number(rounded(line.v[i]))} (${number(line.min[i])} to ${number(line.max[i])})` : number(line.v[i]);
}

const SVG = "http://www.w3.org/2000/svg";

/** A piece of a line, as it is drawn. */
export function swatch(line) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 26 10");
  svg.setAttribute("class", `swatch line-${line.color}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M1 5h24");
  path.setAttribute("stroke-dasharray", line.dash.join(" "));
  svg.append(path);
  return svg;
}
