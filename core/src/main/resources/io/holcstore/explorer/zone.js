// Local time of a store's zone. A local time is a number of milliseconds, as if the local time was one of UTC.

const DAY = 86400000;

export class Zone {
  constructor(name) {
    this.name = name;
    this.known = true;
    this.fixed = fixedOffset(name);
    this.days = new Map();
    if (this.fixed === null) {
      try {
        this.format = formatter(name);
      } catch {
        this.known = false;
        this.fixed = 0;
      }
    }
  }

  /** The offset from UTC at an instant, in milliseconds. */
  offset(instant) {
    if (this.fixed !== null) return this.fixed;
    const day = Math.floor(instant / DAY);
    const before = this.offsetOfDay(day);
    return before === this.offsetOfDay(day + 1) ? before : this.exactOffset(instant);
  }

  offsetOfDay(day) {
    let offset = this.days.get(day);
    if (offset === undefined) {
      offset = this.exactOffset(day * DAY);
      this.days.set(day, offset);
    }
    return offset;
  }

  exactOffset(instant) {
    const second = Math.floor(instant / 1000) * 1000;
    const parts = {};
    for (const { type, value } of this.format.formatToParts(second)) parts[type] = value;
    const year = parts.era === "BC" ? 1 - Number(parts.year) : Number(parts.year);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
    local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
    return local.getTime() - second;
  }

  local(instant) {
    return instant + this.offset(instant);
  }

  /** The instants with this local time: none in a gap, two when clocks went back. */
  instants(local) {
    const first = local - this.offset(local - DAY);
    const second = local - this.offset(local + DAY);
    const found = this.local(first) === local ? [first] : [];
    if (second !== first && this.local(second) === local) found.push(second);
    return found;
  }

  /** The instant of a local time: the earlier of two; in a gap, the local time moves forward by the gap. */
  instant(local) {
    const [found] = this.instants(local);
    return found === undefined ? local - this.offset(local - DAY) : found;
  }

  /** The start of the day, week (Monday), month or year that contains an instant. */
  startOf(instant, unit) {
    return this.instant(startOfLocal(this.local(instant), unit));
  }

  /** The start of a unit, some units later. */
  plus(start, unit, n) {
    // Where the clock skips midnight, the day begins later, and the days after it at midnight again.
    const local = this.local(start);
    const begins = startOfLocal(local, "day");
    const from = this.instant(begins) === start ? begins : local;
    return this.instant(plusLocal(from, unit, n));
  }

  /** Whether this range is exactly one day, week, month or year. */
  unitOf(from, to) {
    for (const unit of ["day", "week", "month", "year"]) {
      if (this.startOf(from, unit) === from && this.plus(from, unit, 1) === to) return unit;
    }
    return null;
  }

  offsetText(instant) {
    const minutes = Math.round(this.offset(instant) / 60000);
    const size = Math.abs(minutes);
    return `${minutes < 0 ? "−" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  }

  /** 2024-03-01 */
  dateText(instant) {
    return iso(this.local(instant)).slice(0, -14);
  }

  /** 2024-03-01 13:15, with seconds when there are some. */
  text(instant) {
    return this.inputText(instant).replace("T", " ");
  }

  /** As an input of type datetime-local wants it. */
  inputText(instant) {
    const text = iso(this.local(instant)).slice(0, -1);
    if (!text.endsWith(".000")) return text;
    return text.endsWith(":00.000") ? text.slice(0, -7) : text.slice(0, -4);
  }

  /** Fri 1 Mar 2024, 13:15 */
  longText(instant) {
    const time = this.inputText(instant);
    return `${weekday(this.local(instant))} ${dayMonth(this.local(instant))} ${time.slice(0, time.indexOf("-", 1))}, ${time.slice(time.indexOf("T") + 1)}`;
  }

  /** Reads what an input of type datetime-local holds; null when it holds nothing. */
  parse(text) {
    const millis = Date.parse(`${text}${text.length === 10 ? "T00:00" : ""}Z`);
    return Number.isNaN(millis) ? null : this.instant(millis);
  }

  /** The ticks of a time axis: instants with one or two lines of text. */
  ticks(from, to, most) {
    const step = chooseStep(to - from, most);
    const ticks = [];
    let local = startOfLocal(this.local(from), step.unit === "millis" ? "day" : step.unit, step.n);
    const end = this.local(to) + DAY;
    let guard = 0;
    while (local <= end && guard++ < 5000) {
      for (const at of this.instants(local)) if (at >= from && at < to - (to - from) / 100) ticks.push(at);
      if (step.unit !== "millis") local = plusLocal(local, step.unit, step.n);
      else if (local + step.n < this.local(from) - DAY / 2) local += DAY;
      else local += step.n;
    }
    return { at: ticks, texts: this.tickTexts(ticks, step) };
  }

  tickTexts(ticks, step) {
    let above = null;
    return ticks.map((at) => {
      const local = this.local(at);
      const [fine, coarse] = tickText(local, step);
      const lines = coarse !== null && coarse !== above ? `${fine}\n${coarse}` : fine;
      above = coarse;
      return lines;
    });
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export function monthName(month) {
  return MONTHS[month];
}

function tickText(local, step) {
  const date = new Date(local);
  if (step.unit === "year") return [String(date.getUTCFullYear()), null];
  if (step.unit === "month") return [MONTHS[date.getUTCMonth()], String(date.getUTCFullYear())];
  if (step.unit !== "millis") return [dayMonth(local), String(date.getUTCFullYear())];
  const time = iso(local).slice(-13, -1);
  const fine = step.n >= 60000 ? time.slice(0, 5) : step.n >= 1000 ? time.slice(0, 8) : time;
  return [fine, `${weekday(local)} ${dayMonth(local)}`];
}

function weekday(local) {
  return WEEKDAYS[new Date(local).getUTCDay()];
}

function dayMonth(local) {
  const date = new Date(local);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

const MILLIS = [1, 10, 100, 1000, 5000, 15000, 30000, 60000, 300000, 900000, 1800000, 3600000, 10800000, 21600000, 43200000];
const UNITS = [["day", 1, 1], ["day", 2, 2], ["week", 1, 7], ["week", 2, 14], ["month", 1, 30.4], ["month", 3, 91.3], ["month", 6, 182.6],
  ["year", 1, 365.2], ["year", 2, 730.5], ["year", 5, 1826], ["year", 10, 3652], ["year", 20, 7305], ["year", 50, 18262], ["year", 100, 36524]];

function chooseStep(span, most) {
  for (const n of MILLIS) if (span / n <= most) return { unit: "millis", n };
  for (const [unit, n, days] of UNITS) if (span / (days * DAY) <= most) return { unit, n };
  return { unit: "year", n: 1000 };
}

function startOfLocal(local, unit, n = 1) {
  const date = new Date(Math.floor(local / DAY) * DAY);
  if (unit === "week") {
    const monday = Math.floor((date.getTime() / DAY + 3) / 7) * 7 - 3;
    return (monday - (n === 2 ? 7 * (Math.abs((monday + 3) / 7) % 2) : 0)) * DAY;
  }
  if (unit === "day") {
    // Every second day counts from the first of its month, so that the ticks stay when the view moves.
    if (n > 1) date.setUTCDate(1);
  } else {
    date.setUTCDate(1);
    if (unit === "month") date.setUTCMonth(Math.floor(date.getUTCMonth() / n) * n);
    else date.setUTCFullYear(Math.floor(date.getUTCFullYear() / n) * n, 0, 1);
  }
  return date.getTime();
}

function plusLocal(local, unit, n) {
  const date = new Date(local);
  if (unit === "day") date.setUTCDate(date.getUTCDate() + n);
  else if (unit === "week") date.setUTCDate(date.getUTCDate() + 7 * n);
  else if (unit === "month") date.setUTCMonth(date.getUTCMonth() + n);
  else date.setUTCFullYear(date.getUTCFullYear() + n);
  return date.getTime();
}

function iso(local) {
  return new Date(local).toISOString();
}

function two(n) {
  return String(n).padStart(2, "0");
}

/** The offset of zones such as Z, +01:00 or UTC+1; null for the names of regions. */
function fixedOffset(name) {
  const match = /^(?:Z|UTC|GMT|UT)?(?:([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?)?$/.exec(name);
  if (!match || name === "") return null;
  if (!match[1]) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return (match[1] === "-" ? -1000 : 1000) * seconds;
}

function formatter(name) {
  return new Intl.DateTimeFormat("en-US", {
    timeZone: name, hourCycle: "h23", era: "short", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric", second: "numeric",
  });
}
