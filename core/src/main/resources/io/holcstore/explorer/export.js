// Saves what is seen: values as CSV and Parquet, the plot as a picture.

import { address, blob, Outdated } from "./api.js";
import { announce, button, byId, el, fill, saveBlob, themeColor } from "./dom.js";
import { isoText, state } from "./state.js";
import { bytes, counted } from "./text.js";

export class ExportMenu {
  constructor(app, plotView) {
    this.app = app;
    this.plotView = plotView;
    this.menu = byId("export");
    this.menu.addEventListener("toggle", () => this.menu.open && this.show());
    this.menu.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !this.menu.open) return;
      this.close();
      e.stopPropagation();
    });
    document.addEventListener("pointerdown", (e) => {
      if (this.menu.open && !this.menu.contains(e.target)) this.menu.open = false;
    });
  }

  close() {
    this.menu.open = false;
    this.menu.querySelector("summary").focus();
  }

  show() {
    const { zone } = this.app;
    const which = state.view === "versions" ? this.plotView.wanted().flatMap(({ names }) => names).join(", ")
      : state.series.length > 0 ? counted(state.series.length, "series", "series") : state.filters.length > 0 ? "all series that match the filters" : "all series";
    const when = state.from === null ? "all times" : `${zone.text(state.from)} to ${zone.text(state.to)}`;
    const drawn = this.plotView.chart.plot !== null && !byId("plot-view").hidden;
    fill(byId("export-body"), el("p", { text: `${this.versioned() ? "The drawn" : "The raw"} values of ${which}, ${when}:` }),
      ...this.files(),
      el("p", { text: drawn ? "The plot as it is seen:" : "Open the plot to save it as a picture." }), button("PNG", () => this.picture(), { disabled: !drawn }));
  }

  versioned() {
    return this.app.store?.kind === "versioned";
  }

  /** Of versioned stores, the server exports what the plot draws, if that is one question. */
  files() {
    if (!this.versioned()) return [button("CSV", () => this.file("csv")), button("Parquet", () => this.file("parquet"))];
    const drawn = this.plotView.wanted();
    if (drawn.length > 1) return [el("p", { text: "Choose one version to save it as CSV." })];
    return [button("CSV", () => this.file("csv"), { disabled: drawn.length === 0 })];
  }

  drawn() {
    const [{ series, version, asOf }] = this.plotView.wanted();
    return { series, version, asOf, buckets: 5000 };
  }

  async file(format) {
    const { app } = this;
    this.close();
    const range = state.from === null ? {} : { from: isoText(state.from), to: isoText(state.to) };
    const which = this.versioned() ? this.drawn()
      : state.series.length > 0 ? { series: state.series } : { filter: state.filters };
    try {
      announce(`Exporting ${format}`);
      const file = await blob("export", address(app.store.name, this.versioned() ? "values" : "export", { ...which, ...range, format }));
      app.settle("export");
      saveBlob(file, `${this.name()}.${format}`);
      announce(`Saved ${bytes(file.size)}`);
    } catch (e) {
      if (!(e instanceof Outdated)) app.report("export", e, () => this.file(format));
    }
  }

  name() {
    const { zone, store } = this.app;
    return state.from === null ? store.name : `${store.name}_${zone.dateText(state.from)}_${zone.dateText(state.to)}`;
  }

  picture() {
    const { chart, lines } = this.plotView;
    const plot = chart.plot.ctx.canvas;
    const ratio = plot.width / chart.plot.width;
    const { zone, store } = this.app;
    const row = 20;
    const head = 34;
    const canvas = el("canvas", { width: plot.width, height: plot.height + Math.round((head + lines.length * row + 12) * ratio) });
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = themeColor("surface");
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.scale(ratio, ratio);
    ctx.fillStyle = themeColor("text");
    ctx.font = "600 13px system-ui, sans-serif";
    ctx.textBaseline = "middle";
    ctx.fillText(`${store.name}, ${zone.text(chart.from)} to ${zone.text(chart.to)} (${zone.name})`, 14, head / 2 + 2);
    ctx.drawImage(plot, 0, head, plot.width / ratio, plot.height / ratio);
    ctx.font = "12px system-ui, sans-serif";
    lines.forEach((line, i) => {
      const y = head + plot.height / ratio + 6 + row * (i + 0.5);
      ctx.strokeStyle = chart.colors.lines[i];
      ctx.lineWidth = 2;
      ctx.setLineDash(line.dash);
      ctx.beginPath();
      ctx.moveTo(16, y);
      ctx.lineTo(44, y);
      ctx.stroke();
      ctx.fillText(line.name, 54, y);
    });
    this.close();
    canvas.toBlob((picture) => {
      if (picture === null) return this.app.notice("The browser could not make a picture of this size.");
      saveBlob(picture, `${this.name()}.png`);
      return announce("Picture saved");
    }, "image/png");
  }
}
