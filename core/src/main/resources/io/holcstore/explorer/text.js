// Numbers and names as texts.

const plain = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 7 });
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });

/** A value of a series. */
export function number(value) {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size === Infinity) return value > 0 ? "∞" : "−∞";
  if (size !== 0 && (size >= 1e12 || size < 1e-6)) return value.toExponential(5);
  return plain.format(value);
}

/** Values below each other: all with the same number of decimals. */
export function numbers(values) {
  const texts = values.map(number);
  const decimals = Math.max(...texts.map((text) => (text.split(".")[1] ?? "").length));
  if (texts.some((text) => text.includes("e"))) return texts;
  return values.map((value) => (value === null || value === undefined ? "–"
    : value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })));
}

/** A mean, which has more decimals than anyone wants to read. */
export function rounded(value) {
  return value === null || Math.abs(value) < 1 ? value : Math.round(value * 1000) / 1000;
}

export function count(value) {
  return value === null || value === undefined ? "–" : whole.format(value);
}

export function counted(n, one, many) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A share, never rounded up to a complete 100 %. */
export function share(part, all) {
  if (all === 0) return "–";
  return percent.format(part < all ? Math.min(part / all, 0.999) : part / all);
}

export function bytes(n) {
  if (n === null || n === undefined) return "–";
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let value = n;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? `${whole.format(value)} bytes` : `${value.toFixed(value < 10 ? 2 : 1)} ${units[unit]}`;
}

export function duration(millis) {
  const units = [[86400000, "day", "days"], [3600000, "hour", "hours"], [60000, "minute", "minutes"], [1000, "second", "seconds"]];
  for (const [size, one, many] of units) {
    if (millis >= size) {
      const n = Math.round((millis / size) * 10) / 10;
      return `${plain.format(n)} ${n === 1 ? one : many}`;
    }
  }
  return `${whole.format(millis)} milliseconds`;
}

/** The values of a key out of the id of its series. */
export function keyValues(id) {
  return id.split(":").map((part) => {
    try {
      return decodeURIComponent(part.replaceAll("+", " "));
    } catch {
      return part;
    }
  });
}

/** The name by which the page shows a series: the values of its key. */
export function seriesName(id) {
  return keyValues(id).map((value) => (value === "" ? "“”" : value)).join(" · ");
}
