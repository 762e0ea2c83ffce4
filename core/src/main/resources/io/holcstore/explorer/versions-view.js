// The versions of a series: which are drawn over each other, and what was known at some time.

import { abort, address, json, Outdated } from "./api.js";
import { announce, button, byId, el, empty, fill, table } from "./dom.js";
import { MOST_SERIES, state } from "./state.js";
import { counted } from "./text.js";

export class VersionsView {
  constructor(app) {
    this.app = app;
    this.view = byId("versions-view");
    this.asked = null;
  }

  show() {
    const { app } = this;
    const focus = app.focus();
    const asked = JSON.stringify([app.store?.name, focus, state.series]);
    if (asked === this.asked) return this.versions && this.draw();
    this.asked = asked;
    this.versions = null;
    abort("versions");
    app.settle("versions");
    if (app.store === null || focus === null) return fill(this.view);
    if (app.store.kind !== "versioned") return fill(this.view, empty("This store keeps no versions", "Only versioned stores know what a series looked like before."));
    fill(this.view, app.focusPicker());
    return this.load(focus);
  }

  async load(focus) {
    const { app } = this;
    const asked = this.asked;
    try {
      const answer = await json("versions", address(app.store.name, "versions", { series: focus }));
      if (asked !== this.asked) return;
      app.settle("versions");
      this.versions = answer.versions.toSorted((a, b) => b.number - a.number);
      this.draw();
      announce(counted(this.versions.length, "version", "versions"));
    } catch (e) {
      if (e instanceof Outdated || asked !== this.asked) return;
      this.asked = null;
      app.report("versions", e, () => this.show());
      fill(this.view, app.focusPicker());
    }
  }

  draw() {
    const { zone } = this.app;
    const active = document.activeElement?.id;
    const rows = this.versions.map(({ number, createdAt, from, to }) => {
      const box = el("input", { type: "checkbox", id: `version-${number}`, on: { change: () => this.toggle(number, box) } });
      box.checked = state.versions.includes(number);
      return [el("label", { class: "check" }, box, `version ${number}`), time(zone, createdAt), from === null ? "–" : zone.text(from), to === null ? "–" : zone.text(to),
        createdAt === null ? "" : button("As of then", () => this.app.change({ asOf: createdAt }), { class: "quiet link" })];
    });
    const input = el("input", { type: "datetime-local", id: "as-of", step: "1", value: state.asOf === null ? null : zone.inputText(Math.floor(state.asOf / 1000) * 1000) });
    const form = el("form", { class: "bar", on: { submit: (e) => {
      e.preventDefault();
      this.app.change({ asOf: zone.parse(input.value) });
    } } }, el("label", {}, "What was known at ", input), el("button", { type: "submit", text: "Draw it" }),
    state.asOf === null ? null : button("Forget it", () => this.app.change({ asOf: null }), { class: "quiet" }),
    button("Newest two", () => this.app.change({ versions: this.versions.slice(0, 2).map(({ number }) => number) })),
    state.versions.length === 0 ? null : button("None", () => this.app.change({ versions: [] }), { class: "quiet" }));
    fill(this.view, this.app.focusPicker(), el("p", { class: "lead", text: `${counted(this.versions.length, "version", "versions")}. The checked ones are drawn over each other; without any, the newest values are drawn.` }), form,
      this.versions.length === 0 ? empty("No versions", "This series has no version yet.") : table("Versions", [{ text: "Drawn" }, { text: "Created" }, { text: "Values from" }, { text: "to" }, { text: "" }], rows, { class: "versions" }));
    if (active) byId(active)?.focus();
  }

  toggle(number, box) {
    if (box.checked && state.versions.length >= MOST_SERIES) {
      box.checked = false;
      return this.app.notice(`At most ${MOST_SERIES} versions are drawn over each other.`);
    }
    return this.app.change({ versions: box.checked ? [...state.versions, number] : state.versions.filter((one) => one !== number) });
  }
}

function time(zone, instant) {
  return instant === null ? "–" : `${zone.text(Math.floor(instant / 1000) * 1000)} ${zone.offsetText(instant)}`;
}
