// Where values are missing: a cell for each day, row after row of weeks, year after year.

import { abort, address, json, Outdated } from "./api.js";
import { announce, button, byId, el, empty, fill, table } from "./dom.js";
import { isoText, state } from "./state.js";
import { count, counted, duration, share } from "./text.js";
import { monthName } from "./zone.js";

const DAY = 86400000;
const YEARS = 9;
const LEVELS = [
  ["complete", "complete"], ["most", "90 % or more"], ["half", "50 % or more"], ["some", "less than 50 %"], ["none", "no value"],
];

export class GapsView {
  constructor(app) {
    this.app = app;
    this.view = byId("gaps-view");
    this.asked = null;
  }

  show() {
    const { app } = this;
    const focus = app.focus();
    const asked = JSON.stringify([app.store?.name, focus, state.series]);
    if (asked === this.asked) return;
    this.asked = asked;
    this.days = new Map();
    this.gaps = [];
    abort("gaps", "gaps extent");
    app.settle("gaps");
    if (app.store === null || focus === null) return fill(this.view, empty("No series is chosen", "Choose a series in the list to see where its values are missing."));
    if (app.store.freq === null) {
      return fill(this.view, empty("This store has no frequency", "Without a frequency, nobody can say which values are missing. The plot still shows how far apart the values are."));
    }
    fill(this.view, app.focusPicker(), el("p", { class: "soft", text: "Counting the values of each day …" }));
    return this.load(focus, null);
  }

  async load(focus, before) {
    const { app } = this;
    const asked = this.asked;
    try {
      const extent = this.extent = before === null ? await app.extent(focus) : this.extent;
      if (asked !== this.asked) return;
      if (extent === null) return fill(this.view, app.focusPicker(), empty("No values", "This series has no values yet."));
      const to = before ?? extent.to;
      const from = Math.max(app.zone.startOf(extent.from, "day"), app.zone.plus(app.zone.startOf(to - 1, "year"), "year", -YEARS));
      const end = app.zone.plus(app.zone.startOf(to - 1, "day"), "day", 1);
      const answer = await json("gaps", address(app.store.name, "gaps", { series: focus, from: isoText(from), to: isoText(Math.max(end, to)) }));
      if (asked !== this.asked) return;
      app.settle("gaps");
      for (const day of answer.days) this.days.set(day.day, day);
      this.gaps = [...answer.gaps, ...this.gaps];
      this.more = answer.more;
      this.earlier = from > extent.from ? from : null;
      this.draw(focus);
    } catch (e) {
      if (e instanceof Outdated || asked !== this.asked) return;
      this.asked = null;
      app.report("gaps", e, () => this.show());
      fill(this.view, app.focusPicker(), empty("The gaps could not be read", "The reason stands above.", button("Try again", () => this.show())));
    }
  }

  draw(focus) {
    const days = [...this.days.values()];
    const expected = days.reduce((sum, day) => sum + day.expected, 0);
    const present = days.reduce((sum, day) => sum + day.present, 0);
    const incomplete = days.filter((day) => day.present < day.expected).length;
    const years = [...new Set(days.map(({ day }) => day.slice(0, -6)))].sort((a, b) => b - a);
    const text = expected === present ? `Complete: all ${count(expected)} values of ${counted(days.length, "day", "days")} are there.`
      : `${count(expected - present)} of ${count(expected)} values are missing (${share(present, expected)} are there), on ${counted(incomplete, "day", "days")} of ${count(days.length)}.`;
    const legend = el("ul", { class: "heat-legend", "aria-label": "Colors" }, LEVELS.map(([level, name]) => el("li", {}, el("span", { class: "heat-key", "data-level": level }), name)));
    fill(this.view, this.app.focusPicker(),
      el("p", { class: "lead", text }), legend,
      el("p", { class: "soft", text: "Click a day, or press Enter, to see its values. The arrow keys move by day and week." }),
      years.map((year) => this.year(Number(year))),
      this.earlier === null ? null : button("Show earlier years", () => this.load(focus, this.earlier)),
      el("details", { class: "values" }, el("summary", { text: "Months as a table" }), this.months()),
      el("details", { class: "values" }, el("summary", { text: `Gaps as a table (${count(this.gaps.length)}${this.more ? ", and more" : ""})` }), this.gapTable()));
    announce(text);
  }

  year(year) {
    const first = Date.UTC(year, 0, 1);
    const lastDay = Date.UTC(year, 11, 31);
    const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY;
    const weeks = Math.ceil((lastDay - monday + DAY) / (7 * DAY));
    const month = (week) => Math.max(first, monday + week * 7 * DAY);
    const heads = [el("td", {})];
    for (let week = 0; week < weeks;) {
      const name = new Date(month(week)).getUTCMonth();
      let span = 1;
      while (week + span < weeks && new Date(month(week + span)).getUTCMonth() === name) span++;
      heads.push(el("th", { colspan: span, scope: "colgroup", text: span > 1 ? monthName(name) : "" }));
      week += span;
    }
    const rows = ["Mon", "", "Wed", "", "Fri", "", "Sun"].map((name, weekday) => el("tr", {}, el("th", { scope: "row", text: name }),
      Array.from({ length: weeks }, (_, week) => this.cell(monday + (week * 7 + weekday) * DAY, year))));
    const grid = el("table", { class: "heat", role: "grid", "aria-label": `Completeness of the days of ${year}`, on: { click: (e) => this.open(e), keydown: (e) => this.move(e) } },
      el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows));
    const cells = [...grid.querySelectorAll("[data-day]")];
    if (cells.length > 0) cells.reduce((a, b) => (a.dataset.day > b.dataset.day ? a : b)).tabIndex = 0;
    return el("div", { class: "heat-year" }, el("h3", { text: String(year) }), el("div", { class: "heat-scroll" }, grid));
  }

  cell(utc, year) {
    const date = new Date(utc);
    const day = this.days.get(date.toISOString().slice(0, 10));
    if (date.getUTCFullYear() !== year || !day) return el("td", { role: "presentation" });
    const text = `${date.getUTCDate()} ${monthName(date.getUTCMonth())} ${year}: ${count(day.present)} of ${count(day.expected)} values, ${share(day.present, day.expected)}`;
    return el("td", { role: "gridcell", tabindex: "-1", "data-day": day.day, "data-level": level(day), "aria-label": text, title: text });
  }

  open(e) {
    const { day } = e.target.dataset;
    if (day) this.zoom(day, 1, "day");
  }

  zoom(day, n, unit) {
    const from = this.app.zone.parse(day);
    this.app.change({ view: "plot", from: this.app.zone.startOf(from, unit), to: this.app.zone.plus(this.app.zone.startOf(from, unit), unit, n) });
    byId("plot").focus();
  }

  move(e) {
    const { day } = e.target.dataset;
    const ways = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7, PageUp: -365, PageDown: 365 };
    if (!day || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === "Enter" || e.key === " ") this.open(e);
    else if (e.key === "Home" || e.key === "End") this.focus(e.key === "Home" ? [...this.days.keys()].sort()[0] : [...this.days.keys()].sort().at(-1), e.target);
    else if (ways[e.key]) this.focus(new Date(Date.parse(day) + ways[e.key] * DAY).toISOString().slice(0, 10), e.target);
    else return;
    e.preventDefault();
  }

  focus(day, from) {
    const cell = this.view.querySelector(`[data-day="${day}"]`);
    if (cell === null) return;
    if (cell.closest("table") === from.closest("table")) from.tabIndex = -1;
    for (const other of cell.closest("table").querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
    cell.focus();
  }

  months() {
    const months = new Map();
    for (const { day, expected, present } of this.days.values()) {
      const month = day.slice(0, -3);
      const sum = months.get(month) ?? { days: 0, incomplete: 0, expected: 0, present: 0 };
      sum.days++;
      if (present < expected) sum.incomplete++;
      sum.expected += expected;
      sum.present += present;
      months.set(month, sum);
    }
    const rows = [...months].sort(([a], [b]) => (a < b ? 1 : -1)).map(([month, sum]) => [button(month, () => this.zoom(`${month}-01`, 1, "month"), { class: "quiet link" }),
      count(sum.present), count(sum.expected - sum.present), share(sum.present, sum.expected), count(sum.incomplete)]);
    return table("Completeness of months", [{ text: "Month" }, ...["Values", "Missing", "Complete", "Days with gaps"].map((text) => ({ text, number: true }))], rows);
  }

  gapTable() {
    const { zone, store } = this.app;
    const rows = this.gaps.map(({ from, to }) => {
      const around = Math.max(to - from, store.freqMillis ?? 0);
      return [button(`${zone.text(from)} ${zone.offsetText(from)}`, () => this.app.change({ view: "plot", from: from - around, to: to + around }), { class: "quiet link" }),
        `${zone.text(to)} ${zone.offsetText(to)}`, duration(to - from)];
    });
    return el("div", {}, table("Gaps", [{ text: "From" }, { text: "to, excluded", number: true }, { text: "Length", number: true }], rows),
      this.more ? el("p", { class: "soft", text: "The server lists no more than this. Export the values to find all gaps." }) : null);
  }
}

function level({ expected, present }) {
  if (present >= expected) return "complete";
  if (present === 0) return "none";
  const part = present / expected;
  return part >= 0.9 ? "most" : part >= 0.5 ? "half" : "some";
}
