// The list of series: searched, filtered and paged on the server.

import { address, json, later, Outdated } from "./api.js";
import { announce, button, byId, el, empty, fill } from "./dom.js";
import { MOST_SERIES, state } from "./state.js";
import { count, counted, seriesName } from "./text.js";

const PAGE = 100;

export class SeriesList {
  constructor(app) {
    this.app = app;
    this.asked = null;
    this.found = [];
    this.search = byId("search");
    this.search.addEventListener("input", () => {
      later("search", 200, () => app.change({ search: this.search.value }, false));
    });
    byId("clear-selection").addEventListener("click", () => {
      app.change({ series: [], focus: null });
      this.search.focus();
    });
    byId("filter-kind").addEventListener("change", () => this.showFilterForm());
    byId("filter-form").addEventListener("submit", (e) => {
      e.preventDefault();
      this.addFilter();
    });
  }

  show() {
    const { store } = this.app;
    if (document.activeElement !== this.search) this.search.value = state.search;
    this.showFilters();
    this.showSelection();
    const asked = JSON.stringify([store?.name, state.search, state.filters]);
    if (asked === this.asked) return;
    this.asked = asked;
    if (store === null) {
      byId("series-count").textContent = "";
      fill(byId("series-list"));
    } else this.load(null);
  }

  async load(after) {
    const { app } = this;
    try {
      const page = await json("series", address(app.store.name, "series", { filter: state.filters, search: state.search, after, limit: PAGE }));
      app.settle("series");
      this.found = after === null ? page.series : this.found.concat(page.series);
      this.next = page.next;
      this.count = page.count;
      this.showFound(after === null ? 0 : this.found.length - page.series.length);
    } catch (e) {
      if (e instanceof Outdated) return;
      this.asked = null;
      app.report("series", e, () => this.show());
    }
  }

  showFound(focus) {
    const { found } = this;
    const all = this.next === null ? found.length : this.count;
    const text = state.search !== "" && this.next !== null ? `more than ${count(found.length)} of ${count(this.count)}` : `${count(found.length)} of ${count(state.search === "" ? all : this.count)}`;
    byId("series-count").textContent = text;
    announce(found.length === 0 ? "No series found" : `${text} series`);
    if (found.length === 0) return fill(byId("series-list"), this.nothing());
    this.boxes = new Map();
    const rows = found.map(({ id, first, last }) => {
      const box = el("input", { type: "checkbox", on: { change: () => this.toggle(id, box) } });
      this.boxes.set(id, box);
      const zone = this.app.zone;
      const dates = first === null ? "no values" : `${zone.dateText(first)} – ${zone.dateText(last)}`;
      return el("label", { class: "series" }, box, el("span", { class: "series-name", text: seriesName(id), title: seriesName(id) }), el("span", { class: "series-dates", text: dates }));
    });
    if (this.next !== null) rows.push(button(`Show ${PAGE} more`, () => this.load(this.next), { class: "more" }));
    fill(byId("series-list"), rows);
    if (focus > 0) this.boxes.get(found[focus]?.id)?.focus();
    this.showSelection();
  }

  nothing() {
    if (state.search !== "" || state.filters.length > 0) {
      return empty("No series found", "No series matches the search and the filters.", button("Show all series", () => this.app.change({ search: "", filters: [] })));
    }
    return empty("This store is empty", "Write or import values, then load this page again.");
  }

  toggle(id, box) {
    if (!box.checked) return this.app.change({ series: state.series.filter((one) => one !== id) });
    if (state.series.length >= MOST_SERIES) {
      box.checked = false;
      return this.app.notice(`At most ${MOST_SERIES} series are drawn over each other. Clear one of them first.`);
    }
    return this.app.change({ series: [...state.series, id] });
  }

  showSelection() {
    byId("selection").hidden = this.app.store === null;
    byId("selected-count").textContent = state.series.length === 0 ? "None chosen" : `${counted(state.series.length, "series", "series")} of at most ${MOST_SERIES} chosen`;
    byId("clear-selection").hidden = state.series.length === 0;
    for (const [id, box] of this.boxes ?? []) box.checked = state.series.includes(id);
  }

  showFilterForm() {
    const between = byId("filter-kind").value === "between";
    byId("filter-end").hidden = !between;
    byId("filter-end").required = between;
  }

  showFilters() {
    const axes = this.app.store?.axes ?? [];
    const select = byId("filter-axis");
    if (select.dataset.store !== this.app.store?.name) {
      select.dataset.store = this.app.store?.name ?? "";
      fill(select, axes.map((axis) => el("option", { value: axis.name, text: axis.name })));
    }
    byId("filter-count").textContent = state.filters.length === 0 ? "" : `(${state.filters.length})`;
    fill(byId("filter-list"), state.filters.map((filter) => el("li", {}, el("span", { text: filterText(filter) }),
      button("×", () => {
        this.app.change({ filters: state.filters.filter((one) => one !== filter) });
        byId("filters").querySelector("summary").focus();
      }, { class: "quiet", "aria-label": `Remove filter ${filterText(filter)}` }))));
  }

  /** Values of one axis become one condition; other conditions are combined by and. */
  addFilter() {
    const axis = byId("filter-axis").value;
    const value = encodeURIComponent(byId("filter-value").value);
    const same = `in:${axis}:`;
    let filters;
    if (byId("filter-kind").value === "between") filters = [...state.filters, `between:${axis}:${value}:${encodeURIComponent(byId("filter-end").value)}`];
    else if (state.filters.some((filter) => filter.startsWith(same))) filters = state.filters.map((filter) => (filter.startsWith(same) ? `${filter}:${value}` : filter));
    else filters = [...state.filters, same + value];
    byId("filter-value").value = byId("filter-end").value = "";
    byId("filter-value").focus();
    this.app.change({ filters });
  }
}

export function filterText(filter) {
  const [kind, axis, ...values] = filter.split(":");
  const texts = values.map((value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  });
  return kind === "between" ? `${axis}: ${texts[0]} to ${texts[1]}` : `${axis}: ${texts.join(" or ")}`;
}
