// What a store is, how much it holds, and how far its feed is.

import { address, json, Outdated } from "./api.js";
import { button, byId, el, empty, fill, table } from "./dom.js";
import { filterText } from "./series-list.js";
import { state } from "./state.js";
import { bytes, count, duration } from "./text.js";

const KINDS = { chunk: "chunk store: compact chunks of values", keyed: "keyed store: one row for each series", versioned: "versioned store: every version of a series" };

export class StoreView {
  constructor(app) {
    this.app = app;
    this.view = byId("store-view");
    this.asked = null;
  }

  show() {
    const { store } = this.app;
    const asked = JSON.stringify([store?.name, state.filters]);
    if (asked === this.asked) return;
    this.asked = asked;
    if (store === null) {
      fill(this.view, empty("No store is open", "The server offers no store that you may read."));
      return;
    }
    this.numbers = el("dl", { class: "facts big" });
    this.feed = el("div", { class: "wide" });
    this.cursor = el("input", { type: "text", id: "cursor", autocomplete: "off", spellcheck: "false", placeholder: "cursor" });
    const again = button("Count again", () => this.load());
    fill(this.view,
      el("div", { class: "card" }, el("h2", { text: store.name }), el("dl", { class: "facts" }, facts([
        ["Kind", KINDS[store.kind] ?? store.kind], ["Frequency", store.freq ?? "none: any time"], ["Zone", store.zone],
        ...(store.chunkBy ? [["Chunks", store.chunkBy.toLowerCase().replaceAll("_", " and ")]] : []), ["Replicated", store.replicated ? "yes, other stores can follow its changes" : "no"],
      ])), table("Axes", [{ text: "Axis" }, { text: "Type" }], store.axes.map(({ name, type }) => [name, type]))),
      el("div", { class: "card" }, el("h2", { text: state.filters.length === 0 ? "What it holds" : "What the filtered series hold" }),
        state.filters.length === 0 ? null : el("p", { class: "soft", text: state.filters.map(filterText).join(", ") }), this.numbers, again),
      store.replicated ? this.feedCard() : null);
    this.load();
    if (store.replicated) this.loadFeed();
  }

  /** A feed does not know its readers: the lag is that of a cursor. */
  feedCard() {
    const form = el("form", { class: "bar", on: { submit: (e) => {
      e.preventDefault();
      this.loadFeed();
    } } }, el("label", {}, "Cursor of a replica ", this.cursor), el("button", { type: "submit", text: "Ask" }));
    return el("div", { class: "card" }, el("h2", { text: "Feed" }), el("p", { class: "soft", text: "How many changes a replica has still to read. Enter the cursor where it stopped; without one, the feed says where it is now." }), form, this.feed);
  }

  async load() {
    const answer = await this.ask("statistics", { filter: state.filters }, this.numbers);
    if (answer === null) return;
    fill(this.numbers, facts([
      ["Series", count(answer.series)], ["Rows", count(answer.rows)], ["Values", count(answer.values)], ["Bytes", bytes(answer.bytes)],
      ["Bytes a value", answer.bytesPerValue === null ? "–" : answer.bytesPerValue.toFixed(2)],
      ["Compression", answer.ratio === null ? "–" : `${answer.ratio.toFixed(1)} times smaller than 16 bytes a value`],
    ]));
  }

  async loadFeed() {
    const answer = await this.ask("feed", { cursor: this.cursor.value.trim() }, this.feed);
    if (answer === null) return;
    const rows = [];
    if (answer.pending !== null) rows.push(["Pending changes", `${count(answer.pending)}${answer.more ? " or more" : ""}`]);
    if (answer.last !== null) rows.push(["Last of them", `${this.app.zone.text(Math.floor(answer.last / 1000) * 1000)}, ${duration(Math.max(0, Date.now() - answer.last))} ago`]);
    rows.push([answer.pending === null ? "Cursor of now" : "Next cursor", String(answer.next ?? "–")], ["Purged up to", count(answer.purgedSequence)]);
    fill(this.feed, el("dl", { class: "facts big" }, facts(rows)));
  }

  async ask(endpoint, parameters, place) {
    const { app, asked } = this;
    fill(place, el("p", { class: "soft", text: "Counting …" }));
    try {
      const answer = await json(endpoint, address(app.store.name, endpoint, parameters));
      app.settle(endpoint);
      return asked === this.asked ? answer : null;
    } catch (e) {
      if (e instanceof Outdated) return null;
      fill(place, el("p", { class: "soft", text: "Not known; the reason stands above." }));
      app.report(endpoint, e, () => (endpoint === "feed" ? this.loadFeed() : this.load()));
      return null;
    }
  }
}

function facts(rows) {
  return rows.map(([name, value]) => el("div", {}, el("dt", { text: name }), el("dd", { text: value })));
}
