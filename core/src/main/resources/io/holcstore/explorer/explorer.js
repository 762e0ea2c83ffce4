// The page: which store is open, which view is shown, and what went wrong.

import { address, json, later, listen, Outdated, Problem } from "./api.js";
import { askToken, prepareHelp, prepareToken, showHelp, singleKeys } from "./dialogs.js";
import { announce, button, byId, el, fill } from "./dom.js";
import { ExportMenu } from "./export.js";
import { GapsView } from "./gaps-view.js";
import { PlotView } from "./plot-view.js";
import { RangeBar } from "./range.js";
import { SeriesList } from "./series-list.js";
import { readHash, state, VIEWS, writeHash } from "./state.js";
import { StoreView } from "./store-view.js";
import { seriesName } from "./text.js";
import { chooseTheme, theme } from "./theme.js";
import { TotalsView } from "./totals-view.js";
import { VersionsView } from "./versions-view.js";
import { Zone } from "./zone.js";

class Explorer {
  constructor() {
    this.stores = [];
    this.store = null;
    this.zone = new Zone("UTC");
    this.whole = null;
    this.problems = new Map();
    this.list = new SeriesList(this);
    this.plot = new PlotView(this);
    this.rangeBar = new RangeBar(this, this.plot.chart);
    this.exports = new ExportMenu(this, this.plot);
    this.views = { gaps: new GapsView(this), totals: new TotalsView(this), versions: new VersionsView(this), store: new StoreView(this) };
  }

  async start() {
    readHash();
    listen({
      busy: (busy) => this.busy(busy),
      unauthorized: (problem) => askToken(problem.detail || problem.title),
    });
    prepareHelp();
    prepareToken(() => this.open());
    byId("theme").value = theme();
    byId("theme").addEventListener("change", () => {
      chooseTheme(byId("theme").value);
      this.recolor();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolor());
    byId("store").addEventListener("change", () => this.change({ store: byId("store").value, series: [], focus: null, versions: [], asOf: null, filters: [], search: "", from: null, to: null }));
    byId("skip").addEventListener("click", (e) => {
      e.preventDefault();
      (byId("plot").hidden ? byId("main") : byId("plot")).focus();
    });
    for (const tab of document.querySelectorAll("[data-view]")) tab.addEventListener("click", () => this.change({ view: tab.dataset.view }));
    document.addEventListener("keydown", (e) => this.key(e));
    for (const event of ["hashchange", "popstate"]) {
      window.addEventListener(event, () => {
        readHash();
        this.show();
      });
    }
    await this.open();
  }

  /** Asks which stores there are, and shows what the hash says. */
  async open() {
    try {
      this.stores = (await json("stores", address(null, "stores"))).stores;
      this.settle();
    } catch (e) {
      if (!(e instanceof Outdated)) this.report("stores", e, () => this.open());
      return;
    }
    fill(byId("store"), this.stores.map(({ name }) => el("option", { value: name, text: name })));
    this.list.asked = this.plot.asked = null;
    for (const view of Object.values(this.views)) view.asked = null;
    this.show();
  }

  /** Changes what is shown. A step can be undone with the browser's Back. */
  change(changes, step = true) {
    this.settle("notice");
    Object.assign(state, changes);
    // Browsers refuse an address that changes with every movement of the mouse.
    if (step) writeHash(true);
    else later("address", 250, () => writeHash(false));
    this.show();
  }

  show() {
    this.choose();
    const { view } = state;
    const plot = view === "plot" || view === "versions";
    byId("plot-view").hidden = !plot;
    for (const name of Object.keys(this.views)) byId(`${name}-view`).hidden = name !== view;
    byId("range-bar").hidden = view === "gaps" || view === "store";
    byId("style-label").hidden = !plot;
     byId("tools").hidden = byId("range-bar").hidden;
    for (const tab of document.querySelectorAll("[data-view]")) {
      const here = tab.dataset.view === view;
      if (here) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
      tab.hidden = tab.dataset.view === "versions" && this.store?.kind !== "versioned";
    }
    document.title = this.store === null ? "HoLcStore Explorer" : `${this.store.name} – HoLcStore Explorer`;
    this.list.show();
    this.rangeBar.show();
    if (plot) this.plot.show();
    this.views[view]?.show();
  }

  /** Opens the store of the state, or the first one. */
  choose() {
    if (this.stores.length === 0) return;
    let store = this.stores.find(({ name }) => name === state.store);
    if (store === undefined) {
      [store] = this.stores;
      if (state.store !== null) {
        this.notice(`There is no store ${state.store}, or you may not read it. This is ${store.name}.`);
        Object.assign(state, { series: [], focus: null, filters: [], versions: [], asOf: null });
      }
      state.store = store.name;
      writeHash(false);
    }
    if (state.view === "versions" && store.kind !== "versioned") state.view = "plot";
    if (store !== this.store) {
      this.store = store;
      this.zone = new Zone(store.zone);
    }
    const series = JSON.stringify([store.name, state.series]);
    if (series !== this.wholeOf) {
      this.wholeOf = series;
      this.whole = null;
    }
    byId("store").value = store.name;
  }

  /** The series that views of one series show. */
  focus() {
    if (state.series.length === 0) return null;
    return state.series.includes(state.focus) ? state.focus : state.series[0];
  }

  /** Chooses the series of a view that shows only one. */
  focusPicker() {
    if (state.series.length < 2) return el("p", { class: "picker" }, "Series ", el("strong", { text: seriesName(this.focus()) }));
    const had = document.activeElement?.classList.contains("focus-picker");
    const select = el("select", { class: "focus-picker", on: { change: () => this.change({ focus: select.value }) } }, state.series.map((id) => el("option", { value: id, text: seriesName(id) })));
    select.value = this.focus();
    if (had) queueMicrotask(() => select.focus());
    return el("p", { class: "picker" }, el("label", { class: "inline" }, "Series ", select));
  }

  /** The time that the values of a series take, or null without values. */
  async extent(...series) {
    const answer = await json("extent", address(this.store.name, "values", { series, buckets: 100 }));
    return answer.from === null || answer.to === null || answer.from >= answer.to ? null : { from: answer.from, to: answer.to };
  }

  async wholeRange() {
    if (this.whole === null && state.series.length > 0) {
      try {
        this.whole = await this.extent(...state.series);
        this.settle("extent");
      } catch (e) {
        if (!(e instanceof Outdated)) this.report("extent", e);
      }
    }
    return this.whole;
  }

  /** Shows what went wrong, until the same thing succeeds. */
  report(source, error, again = null) {
    const problem = error instanceof Problem ? error : new Problem("This page has a defect", `${error?.message ?? error}`);
    if (!(error instanceof Problem)) console.error(error);
    this.problems.set(source, { problem, again });
    this.showProblems();
  }

  notice(text) {
    this.problems.set("notice", { problem: new Problem(text), again: null });
    this.showProblems();
  }

  /** Forgets what went wrong with one source, or with all. */
  settle(source = null) {
    if (source === null) this.problems.clear();
    else if (!this.problems.delete(source)) return;
    this.showProblems();
  }

  showProblems() {
    fill(byId("problems"), [...this.problems].map(([source, { problem, again }]) => el("div", { class: source === "notice" ? "problem notice" : "problem" },
      el("div", {}, el("strong", { text: problem.title }), problem.detail === "" ? null : el("p", { text: problem.detail })),
      again === null ? null : button("Try again", () => {
        this.settle(source);
        again();
      }),
      problem.status === 401 ? button("Enter a token", () => askToken(problem.detail)) : null,
      button("×", () => this.settle(source), { class: "quiet", "aria-label": "Hide this message" }))));
  }

  busy(busy) {
    window.clearTimeout(this.slow);
    if (busy) this.slow = window.setTimeout(() => (byId("busy").hidden = false), 150);
    else byId("busy").hidden = true;
    document.body.dataset.busy = String(busy);
  }

  recolor() {
    this.plot.recolor();
    this.views.totals.recolor();
  }

  key(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || document.querySelector("dialog[open]") || !singleKeys()) return;
    if (e.target.closest("input, select, textarea") && e.target.type !== "checkbox") return;
    const click = (selector) => () => document.querySelector(selector)?.click();
    const keys = {
      "/": () => byId("search").focus(), "?": showHelp, "[": click("#earlier"), "]": click("#later"), "+": click("#zoom-in"), "=": click("#zoom-in"), "-": click("#zoom-out"),
      d: click("[data-unit=day]"), w: click("[data-unit=week]"), m: click("[data-unit=month]"), y: click("[data-unit=year]"), a: click("[data-unit=all]"),
    };
    VIEWS.forEach((view, i) => {
      keys[i + 1] = () => !document.querySelector(`[data-view=${view}]`).hidden && this.change({ view });
    });
    const action = keys[e.key];
    if (!action) return;
    e.preventDefault();
    action();
  }
}

const explorer = new Explorer();
for (const event of ["error", "unhandledrejection"]) {
   window.addEventListener(event, (e) => {
     const reason = e.reason ?? e.error ?? e.message;
     if (!(reason instanceof Outdated)) explorer.report("page", reason);
   });
}
explorer.start().catch((e) => explorer.report("page", e));
announce("");
