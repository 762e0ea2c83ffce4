// The lines of a plot, out of the answers of the server, and what can be read from them.

const COLORS = 7;
const DASHES = [[], [9, 5], [2, 4]];

/** How the n-th line looks: 7 colors, then the same dashed, then dotted. */
export function look(n) {
  return { color: (n % COLORS) + 1, dash: DASHES[Math.floor(n / COLORS) % DASHES.length] };
}

const DAY = 86400000;
const LONGEST = { d: DAY, day: DAY, week: 7 * DAY, month: 31 * DAY, year: 366 * DAY };

/** How long a frequency lasts at most, such as 15min (of which the server says the milliseconds) or 1month; null without one. */
export function longest(frequency, millis) {
  if (millis !== null && millis !== undefined) return millis;
  const match = /^(\d*)(d|day|week|month|year)$/.exec(frequency ?? "");
  return match === null ? null : Number(match[1] || 1) * LONGEST[match[2]];
}

/**
 * Makes a line of raw values or of buckets. Each value holds from its time to `end`; where the next one begins later, the
 * line has a gap. Without a fixed step, a value holds until the next one, and the last one as long as the one before.
 */
export function lineOf(id, name, n, data, hold) {
  const raw = data.v !== undefined;
  const t = data.t;
  const v = raw ? data.v : data.mean;
  const end = new Array(t.length);
  for (let i = 0; i < t.length; i++) {
    const step = hold ?? (i > 0 ? t[i] - t[i - 1] : 0);
    const next = i + 1 < t.length ? t[i + 1] : t[i] + step;
    // Local days and months are not equally long, which is why a bucket may be a tenth longer than it says.
    end[i] = hold && next - t[i] > hold * 1.1 ? t[i] + hold : next;
  }
  return { id, name, n, ...look(n), raw, t, end, v, min: raw ? v : data.min, max: raw ? v : data.max, count: data.count ?? null, band: !raw };
}

/** The index of the value that holds at an instant, or -1. */
export function indexAt(line, instant) {
  const i = lastBefore(line.t, instant);
  return i >= 0 && instant < line.end[i] ? i : -1;
}

/** The indexes of values that touch a range, one more on each side. */
export function visible(line, from, to) {
  return [Math.max(0, lastBefore(line.t, from) - 1), Math.min(line.t.length, lastBefore(line.t, to) + 2)];
}

function lastBefore(t, instant) {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t[middle] <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Minimum, maximum, mean and number of the values in a range; null where there are none. */
export function summary(line, from, to) {
  let min = null;
  let max = null;
  let sum = 0;
  let n = 0;
  for (let i = 0; i < line.t.length; i++) {
    if (line.t[i] < from || line.t[i] >= to || line.v[i] === null || line.v[i] === undefined) continue;
    const values = line.count === null ? 1 : line.count[i];
    if (min === null || line.min[i] < min) min = line.min[i];
    if (max === null || line.max[i] > max) max = line.max[i];
    sum += line.v[i] * values;
    n += values;
  }
  return { min, max, mean: n === 0 || Number.isNaN(sum) ? null : sum / n, count: n };
}

/** The times of all lines in a range, in their order. */
export function times(lines, from, to) {
  const all = new Set();
  for (const line of lines) {
    for (let i = 0; i < line.t.length; i++) if (line.t[i] >= from && line.t[i] < to && line.v[i] !== null) all.add(line.t[i]);
  }
  return [...all].sort((a, b) => a - b);
}
