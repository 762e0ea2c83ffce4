// A plot: uPlot draws axes, cursor and selection; the lines are paths of this page, so that each value holds until the
// next one begins, and series with different times lie over each other without being joined.

import { themeColor } from "./dom.js";
import { visible, times } from "./lines.js";

/* global uPlot */

const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const SHORTEST = 10;
const LONGEST = 400 * 366 * 86400000;

export class Chart {
  /** Calls onRange(from, to) when the reader zooms or pans, and onCursor(instant or null) when the cursor moves. */
  constructor(host, { onRange = null, onCursor = () => {}, bars = false } = {}) {
    Object.assign(this, { host, onRange, onCursor, bars, plot: null, lines: [], from: 0, to: 1, clockChanges: [], style: "steps", zone: null });
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
  }

  show({ zone, lines, clockChanges = [], style = "steps", from, to }) {
    const rebuild = this.plot === null || lines.length !== this.lines.length || lines.some((line, i) => line.n !== this.lines[i].n);
    Object.assign(this, { zone, lines, clockChanges, style, from, to });
    if (rebuild) this.build();
    else this.setRange(from, to);
  }

  /** Moves the view over the values that are there. */
  setRange(from, to) {
    this.from = from;
    this.to = to;
    if (this.plot === null) return;
    this.plot.batch(() => {
      this.plot.setData(this.data(), false);
      this.plot.setScale("x", { min: from, max: to });
    });
  }

  clear() {
    this.plot?.destroy();
    this.plot = null;
    this.lines = [];
  }

  /** Draws again with the colors of the theme. */
  build() {
    this.plot?.destroy();
    this.colors = {
      text: themeColor("text-soft"), grid: themeColor("grid"), axis: themeColor("border-strong"), mark: themeColor("mark"),
      background: themeColor("surface"), lines: this.lines.map((line) => themeColor(`line-${line.color}`)),
    };
    this.plot = new uPlot(this.options(), this.data(), this.host);
    if (this.onRange !== null) this.listen(this.plot.over);
  }

  data() {
    return [[this.from, this.to], ...this.lines.map(() => [null, null])];
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (this.plot !== null && width > 0 && (width !== this.plot.width || height !== this.plot.height)) this.plot.setSize({ width, height });
  }

  options() {
    const zooms = this.onRange !== null;
    const axis = { stroke: this.colors.text, font: FONT, grid: { stroke: this.colors.grid, width: 1 }, ticks: { stroke: this.colors.axis, width: 1, size: 5 } };
    return {
      width: Math.max(this.host.clientWidth, 200),
      height: Math.max(this.host.clientHeight, 160),
      ms: 1,
      padding: [14, 22, 0, 0],
      legend: { show: false },
      cursor: {
        points: { show: false },
        y: false,
        drag: { x: zooms, y: false, setScale: false, dist: 4 },
        bind: {
          mousedown: (u, target, handler) => (e) => (e.shiftKey || !zooms ? null : handler(e)),
          dblclick: () => () => (zooms ? this.zoom(2) : null),
        },
      },
      scales: {
        x: { time: false, auto: false, range: () => [this.from, this.to] },
        y: { range: () => this.valueRange() },
      },
      axes: [
        { ...axis, size: 46, gap: 4,
          splits: () => (this.found = this.zone.ticks(this.from, this.to, Math.max(2, (this.plot?.over.clientWidth || this.host.clientWidth) / 92))).at,
          values: () => this.found.texts },
        { ...axis, gap: 6, size: (u, values) => 20 + 7 * Math.max(3, ...(values ?? []).map((text) => text.length)),
          values: (u, splits, i, space, step) => splits.map((value) => tickNumber(value, step)) },
      ],
      series: [{}, ...this.lines.map((line, i) => ({
        stroke: this.colors.lines[i], fill: translucent(this.colors.lines[i], this.bars ? 1 : 0.22), width: this.bars ? 0 : 1.5, dash: line.dash,
        points: { show: false }, paths: (u) => (this.bars ? this.barPath(u, i) : this.linePath(u, this.lines[i])),
      }))],
      hooks: {
        drawAxes: [(u) => this.drawClockChanges(u)],
        drawSeries: [(u, i) => (this.bars ? null : this.drawPoints(u, i - 1))],
        setSelect: [(u) => this.selected(u)],
        setCursor: [(u) => this.onCursor(u.cursor.left >= 0 ? u.posToVal(u.cursor.left, "x") : null)],
      },
    };
  }

  valueRange() {
    let low = Infinity;
    let high = -Infinity;
    for (const line of this.lines) {
      const [first, end] = visible(line, this.from, this.to);
      for (let i = first; i < end; i++) {
        if (line.v[i] === null || line.end[i] <= this.from || line.t[i] >= this.to) continue;
        for (const end of [line.min[i], line.max[i]]) {
          if (Number.isFinite(end)) [low, high] = [Math.min(low, end), Math.max(high, end)];
        }
      }
    }
    if (low > high) return [0, 1];
    if (this.bars) [low, high] = [Math.min(0, low), Math.max(0, high)];
    const margin = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1;
    return [this.bars && low === 0 ? 0 : low - margin, this.bars && high === 0 ? 0 : high + margin];
  }

  mapping(u) {
    const { left, top, width, height } = u.bbox;
    const { min, max } = u.scales.y;
    const perMillis = width / (this.to - this.from);
    const perValue = height / (max - min);
    return { x: (t) => left + (t - this.from) * perMillis, y: (v) => top + height - (v - min) * perValue, base: top + height - (0 - min) * perValue, perMillis };
  }

  linePath(u, line) {
    const { x, y } = this.mapping(u);
    const [first, end] = visible(line, this.from, this.to);
    const stroke = new Path2D();
    const fill = line.band ? new Path2D() : null;
    const steps = this.style === "steps";
    let drawn = null;
    for (let i = first; i < end; i++) {
      const value = line.v[i];
      if (value === null || value === undefined) continue;
      const left = x(line.t[i]);
      const right = x(line.end[i]);
      const joined = drawn !== null && line.end[drawn] === line.t[i];
      if (steps) {
        if (joined) stroke.lineTo(left, y(value));
        else stroke.moveTo(left, y(value));
        stroke.lineTo(right, y(value));
      } else {
        const middle = line.band ? (left + right) / 2 : left;
        if (joined) stroke.lineTo(middle, y(value));
        else stroke.moveTo(middle, y(value));
      }
      if (fill !== null) fill.rect(left, y(line.max[i]), right - left, Math.max(1, y(line.min[i]) - y(line.max[i])));
      drawn = i;
    }
    return { stroke, fill, clip: null, flags: 0 };
  }

  barPath(u, n) {
    const { x, y, base } = this.mapping(u);
    const line = this.lines[n];
    const [first, end] = visible(line, this.from, this.to);
    const fill = new Path2D();
    for (let i = first; i < end; i++) {
      if (line.v[i] === null) continue;
      const left = x(line.t[i]);
      const width = x(line.end[i]) - left;
      const room = width > 6 ? width * 0.84 : width;
      const bar = room / this.lines.length;
      const top = y(line.v[i]);
      fill.rect(left + (width - room) / 2 + n * bar, Math.min(top, base), Math.max(bar - (bar > 4 ? 1 : 0), 0.75), Math.max(Math.abs(base - top), 0.5));
    }
    return { stroke: null, fill, clip: null, flags: 0 };
  }

  /** Values get a point where there is room for it, and where they stand alone between gaps. */
  drawPoints(u, n) {
    const line = this.lines[n];
    if (!line || line.band) return;
    const { x, y, perMillis } = this.mapping(u);
    const [first, end] = visible(line, this.from, this.to);
    const ratio = uPlot.pxRatio;
    const roomy = (this.to - this.from) * perMillis / Math.max(1, end - first) > 14 * ratio;
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left - 4, bbox.top - 4, bbox.width + 8, bbox.height + 8);
    ctx.clip();
    ctx.fillStyle = this.colors.lines[n];
    for (let i = first; i < end; i++) {
      if (line.v[i] === null) continue;
      const alone = (i === 0 || line.v[i - 1] === null || line.end[i - 1] < line.t[i]) && (i + 1 >= line.t.length || line.v[i + 1] === null || line.end[i] < line.t[i + 1]);
      if (!roomy && !(alone && this.style === "lines")) continue;
      ctx.beginPath();
      ctx.arc(x(line.t[i]), y(line.v[i]), 2.5 * ratio, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.restore();
  }

  drawClockChanges(u) {
    const shown = this.clockChanges.filter(({ at }) => at > this.from && at < this.to);
    if (shown.length === 0) return;
    const { x } = this.mapping(u);
    const { ctx, bbox } = u;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = this.colors.mark;
    ctx.lineWidth = ratio;
    ctx.setLineDash([3 * ratio, 4 * ratio]);
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.textBaseline = "bottom";
    ctx.textAlign = "left";
    let free = bbox.left;
    for (const change of shown) {
      const at = Math.round(x(change.at)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(at, bbox.top);
      ctx.lineTo(at, bbox.top + bbox.height);
      ctx.stroke();
      const text = `clocks ${change.offsetBefore} → ${change.offsetAfter}`;
      const width = ctx.measureText(text).width;
      const left = Math.min(Math.max(at - width / 2, bbox.left), bbox.left + bbox.width - width);
      if (shown.length > 8 || left < free) continue;
      ctx.fillText(text, left, bbox.top - 2 * ratio);
      free = left + width + 10 * ratio;
    }
    ctx.restore();
  }

  selected(u) {
    const { left, width } = u.select;
    if (width < 4 || this.onRange === null) return;
    const from = u.posToVal(left, "x");
    const to = u.posToVal(left + width, "x");
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.range(from, to);
  }

  range(from, to) {
    let [low, high] = [Math.round(from), Math.round(to)];
    if (high - low < SHORTEST) high = low + SHORTEST;
    if (high - low > LONGEST) return;
    this.onRange(low, high);
  }

  /** Makes the range longer by a factor, around an instant. */
  zoom(factor, around = (this.from + this.to) / 2) {
    this.range(around - (around - this.from) * factor, around + (this.to - around) * factor);
  }

  /** Moves by a part of what is seen. */
  pan(part) {
    const way = (this.to - this.from) * part;
    this.range(this.from + way, this.to + way);
  }

  /** Moves the cursor to the next or previous value, and returns its time. */
  step(way) {
    if (this.plot === null) return null;
    const all = times(this.lines, this.from, this.to);
    if (all.length === 0) return null;
    const now = this.plot.cursor.left >= 0 ? this.reading ?? this.plot.posToVal(this.plot.cursor.left, "x") : null;
    let i = way > 0 ? all.findIndex((t) => t > (now ?? -Infinity)) : all.findLastIndex((t) => t < (now ?? Infinity));
    if (i < 0) i = way > 0 ? all.length - 1 : 0;
    this.reading = all[i];
    this.plot.setCursor({ left: this.plot.valToPos(all[i], "x") + 0.01, top: 20 });
    return all[i];
  }

  listen(over) {
    over.addEventListener("wheel", (e) => {
      if (e.ctrlKey || e.metaKey) return;
      e.preventDefault();
      if (Math.abs(e.deltaX) > Math.abs(e.deltaY) || e.shiftKey) this.pan(Math.sign(e.deltaX || e.deltaY) * 0.1);
      else this.zoom(e.deltaY > 0 ? 1.25 : 0.8, this.plot.posToVal(e.clientX - over.getBoundingClientRect().left, "x"));
    }, { passive: false });
    over.addEventListener("mousemove", () => {
      this.reading = null;
    });
    this.listenToFingers(over);
  }

  /** Shift and drag pans; one finger pans, two zoom. */
  listenToFingers(over) {
    const down = new Map();
    let start = null;
    over.style.touchAction = "pan-y";
    const begin = () => {
      start = { from: this.from, to: this.to, points: new Map(down), width: over.clientWidth };
    };
    over.addEventListener("pointerdown", (e) => {
      if (e.pointerType === "mouse" && !(e.shiftKey && e.button === 0)) return;
      over.setPointerCapture(e.pointerId);
      down.set(e.pointerId, e.clientX);
      begin();
    });
    over.addEventListener("pointermove", (e) => {
      if (!down.has(e.pointerId)) return;
      down.set(e.pointerId, e.clientX);
      const perPixel = (start.to - start.from) / start.width;
      const ids = [...down.keys()].slice(0, 2);
      if (ids.length === 1) {
        const way = (start.points.get(ids[0]) - down.get(ids[0])) * perPixel;
        this.range(start.from + way, start.to + way);
      } else {
        const left = over.getBoundingClientRect().left;
        const before = ids.map((id) => start.from + (start.points.get(id) - left) * perPixel);
        const now = ids.map((id) => down.get(id) - left);
        const span = ((before[1] - before[0]) / (now[1] - now[0] || 1)) * start.width;
        if (span > 0) this.range(before[0] - (now[0] / start.width) * span, before[0] + (1 - now[0] / start.width) * span);
      }
    });
    for (const event of ["pointerup", "pointercancel"]) {
      over.addEventListener(event, (e) => {
        if (down.delete(e.pointerId) && down.size > 0) begin();
      });
    }
  }
}

function tickNumber(value, step) {
  let digits = 0;
  while (digits < 12 && Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) > 1e-6 * step * 10 ** digits) digits++;
  if (Math.abs(value) >= 1e9 || (value !== 0 && step < 1e-9)) return value.toExponential(2);
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function translucent(color, alpha) {
  const [r, g, b] = color.match(/[\d.]+/g);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}
