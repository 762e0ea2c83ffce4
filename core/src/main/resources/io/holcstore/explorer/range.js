// The bar above the plot: which time is seen.

import { later } from "./api.js";
import { byId } from "./dom.js";
import { state } from "./state.js";

/** Zooming out ends at 400 years. */
const LONGEST = 200 * 366 * 86400000;

export class RangeBar {
  /** The plot zooms and pans; other views only change the range. */
  constructor(app, chart) {
    this.app = app;
    this.chart = chart;
    for (const button of document.querySelectorAll("[data-unit]")) button.addEventListener("click", () => this.unit(button.dataset.unit));
    byId("earlier").addEventListener("click", () => this.move(-1));
    byId("later").addEventListener("click", () => this.move(1));
    byId("zoom-in").addEventListener("click", () => this.zoom(0.5));
    byId("zoom-out").addEventListener("click", () => this.zoom(2));
    byId("range-form").addEventListener("submit", (e) => {
      e.preventDefault();
      this.typed();
    });
    for (const id of ["from", "to"]) byId(id).addEventListener("change", () => later("typed", 700, () => this.typed()));
    byId("style").addEventListener("change", () => app.change({ style: byId("style").value }));
  }

  /** What is seen: the chosen range, or all there is. */
  seen() {
    return state.from === null ? this.app.whole : { from: state.from, to: state.to };
  }

  show() {
    const { zone } = this.app;
    const seen = this.seen();
    const unit = state.from === null ? "all" : zone.unitOf(state.from, state.to);
    for (const button of document.querySelectorAll("[data-unit]")) button.setAttribute("aria-pressed", String(button.dataset.unit === unit));
    const whole = ["day", "week", "month", "year"].includes(unit);
    byId("earlier").setAttribute("aria-label", whole ? `Previous ${unit}` : "Earlier");
    byId("later").setAttribute("aria-label", whole ? `Next ${unit}` : "Later");
    for (const id of ["from", "to"]) {
      const input = byId(id);
      input.step = this.app.store?.freqMillis % 60000 === 0 || !this.app.store?.freqMillis ? "60" : "any";
      if (document.activeElement !== input) input.value = seen === null ? "" : zone.inputText(Math.floor(seen[id] / 1000) * 1000);
    }
    byId("zone").textContent = zone.known ? zone.name : `UTC (this browser does not know ${zone.name})`;
    byId("style").value = state.style;
  }

  typed() {
    const from = this.app.zone.parse(byId("from").value);
    const to = this.app.zone.parse(byId("to").value);
    if (from === null || to === null) return;
    if (from >= to) {
      byId("to").setCustomValidity("The end must be later than the start.");
      byId("to").reportValidity();
      return;
    }
    byId("to").setCustomValidity("");
    this.app.change({ from, to });
  }

  async unit(unit) {
    if (unit === "all") return this.app.change({ from: null, to: null });
    const whole = await this.app.wholeRange();
    if (whole === null) return this.app.notice("Choose a series with values first.");
    const seen = this.seen() ?? whole;
    const at = state.from === null ? whole.to - 1 : (seen.from + seen.to) / 2;
    const from = this.app.zone.startOf(Math.floor(at), unit);
    return this.app.change({ from, to: this.app.zone.plus(from, unit, 1) });
  }

  /** To the next or previous unit, or by half of what is seen. */
  move(way) {
    const seen = this.seen();
    if (seen === null) return;
    const { zone } = this.app;
    const unit = zone.unitOf(seen.from, seen.to);
    const half = Math.round(((seen.to - seen.from) / 2) * way);
    if (unit === null) this.app.change({ from: seen.from + half, to: seen.to + half }, false);
    else {
      const from = zone.plus(seen.from, unit, way);
      this.app.change({ from, to: zone.plus(from, unit, 1) }, false);
    }
  }

  zoom(factor) {
    const seen = this.seen();
    if (seen === null) return;
    const middle = (seen.from + seen.to) / 2;
    const half = Math.min(Math.max(5, ((seen.to - seen.from) / 2) * factor), LONGEST);
    this.app.change({ from: Math.round(middle - half), to: Math.round(middle + half) }, false);
  }
}
