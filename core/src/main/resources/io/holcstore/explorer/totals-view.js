// Totals by day, month and year: bars and a table.

import { address, blob, json, Outdated } from "./api.js";
import { Chart } from "./chart.js";
import { announce, button, byId, el, empty, fill, saveBlob, table } from "./dom.js";
import { lineOf } from "./lines.js";
import { isoText, state } from "./state.js";
import { count, counted, numbers, rounded, seriesName } from "./text.js";
import { swatch } from "./plot-view.js";

const ROWS = 400;
const MEASURES = { sum: "Sum", mean: "Mean", min: "Minimum", max: "Maximum", count: "Number of values" };

export class TotalsView {
  constructor(app) {
    this.app = app;
    this.asked = null;
    this.by = select("Totals by", { day: "day", month: "month", year: "year" }, (by) => app.change({ by }));
    this.measure = select("Show", MEASURES, (measure) => app.change({ measure }));
    this.across = el("input", { type: "checkbox", on: { change: () => app.change({ across: this.across.checked }) } });
    this.host = el("div", { class: "bars" });
    this.key = el("ul", { class: "bar-key", "aria-label": "Colors" });
    this.body = el("div", {});
    this.csv = button("Save as CSV", () => this.save());
    fill(byId("totals-view"), el("div", { class: "bar" }, this.by.label, this.measure.label, el("label", { class: "check" }, this.across, "one total across all series"), el("span", { class: "spacer" }), this.csv),
      this.key, this.host, this.body);
    this.chart = new Chart(this.host, { bars: true });
  }

  /** Totals are those of the chosen series. Without any, one across all series that match the filter. */
  parameters() {
    const range = state.from === null ? {} : { from: isoText(state.from), to: isoText(state.to) };
    if (state.series.length > 0) return { series: state.series, ...range, by: state.by, across: state.across || null };
    return { filter: state.filters, ...range, by: state.by, across: true };
  }

  show() {
    const { app } = this;
    this.by.input.value = state.by;
    this.measure.input.value = state.measure;
    this.across.checked = state.across || state.series.length === 0;
    this.across.disabled = state.series.length === 0;
    if (app.store === null) return this.blank(empty("No store is open", "The server offers no store that you may read."));
    if (state.series.length === 0 && !state.across) {
      this.asked = null;
      return this.blank(empty("No series is chosen", "Choose series in the list to see the totals of each, or add up all series that match the filters.",
        button("Add up all series", () => app.change({ across: true }))));
    }
    const url = address(app.store.name, "totals", this.parameters());
    if (url === this.asked) return this.answer && this.draw();
    this.asked = url;
    return this.load(url);
  }

  blank(child) {
    this.chart.clear();
    this.host.hidden = true;
    this.csv.hidden = true;
    fill(this.key);
    fill(this.body, child);
  }

  async load(url) {
    const { app } = this;
    try {
      this.answer = null;
      const answer = await json("totals", url);
      if (url !== this.asked) return;
      app.settle("totals");
      this.answer = answer;
      this.draw();
      announce(`Totals by ${answer.by} of ${counted(answer.series.length, "series", "series")}`);
    } catch (e) {
      if (e instanceof Outdated || url !== this.asked) return;
      this.asked = null;
      app.report("totals", e, () => this.show());
      this.blank(empty("The totals could not be read", "The reason stands above.", button("Try again", () => this.show())));
    }
  }

  draw() {
    const { zone } = this.app;
    const { series, by } = this.answer;
    const lines = series.map((one, i) => {
      const name = one.id === null ? "all series" : seriesName(one.id);
      const line = lineOf(one.id, name, i, { t: one.t, v: one[state.measure] }, null);
      line.end = one.t.map((t) => zone.plus(t, by, 1));
      return line;
    });
    const starts = lines.flatMap((line) => line.t);
    if (starts.length === 0) return this.blank(empty("No totals", "There are no values in this time. Press “All”, or choose other series."));
    this.host.hidden = this.csv.hidden = false;
    const from = starts.reduce((a, b) => Math.min(a, b));
    const to = zone.plus(starts.reduce((a, b) => Math.max(a, b)), by, 1);
    this.chart.show({ zone, lines, from, to });
    this.host.setAttribute("role", "img");
    this.host.setAttribute("aria-label", `Bars: ${MEASURES[state.measure]} by ${by}. The table below has the same numbers.`);
    fill(this.key, lines.map((line) => el("li", {}, swatch({ ...line, dash: [] }), line.name)));
    this.showTable(lines, by);
  }

  showTable(lines, by) {
    const labels = new Map();
    this.answer.series.forEach((one) => one.t.forEach((t, i) => labels.set(t, one.label[i])));
    const at = lines.map((line) => new Map(line.t.map((t, i) => [t, line.v[i]])));
    const all = [...labels.keys()].sort((a, b) => a - b);
    const shown = all.slice(0, this.all === this.asked ? all.length : ROWS);
    const columns = at.map((values) => numbers(shown.map((t) => (state.measure === "mean" ? rounded(values.get(t) ?? null) : values.get(t)))));
    const rows = shown.map((t, i) => [
      button(labels.get(t), () => this.app.change({ view: "plot", from: t, to: this.app.zone.plus(t, by, 1) }), { class: "quiet link" }), ...columns.map((column) => column[i]),
    ]);
    const more = rows.length < all.length ? button(`Show all ${count(all.length)} rows`, () => {
      this.all = this.asked;
      this.draw();
    }) : null;
    const name = by[0].toUpperCase() + by.slice(1);
    fill(this.body, table(`${MEASURES[state.measure]} by ${by}`, [{ text: name }, ...lines.map((line) => ({ text: line.name, number: true }))], rows), more);
  }

  recolor() {
    if (this.chart.plot !== null) this.chart.build();
  }

  async save() {
    const { app } = this;
    try {
      saveBlob(await blob("totals file", address(app.store.name, "totals", { ...this.parameters(), format: "csv" })), `${app.store.name}-totals-by-${state.by}.csv`);
      app.settle("totals file");
    } catch (e) {
      if (!(e instanceof Outdated)) app.report("totals file", e, () => this.save());
    }
  }
}

function select(text, options, change) {
  const input = el("select", { on: { change: () => change(input.value) } }, Object.entries(options).map(([value, name]) => el("option", { value, text: name })));
  return { input, label: el("label", { class: "inline" }, text, input) };
}
