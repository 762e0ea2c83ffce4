// What the page shows, kept in the hash of its address so that a view can be shared. The token is never part of it.

export const VIEWS = ["plot", "gaps", "totals", "versions", "store"];
export const MOST_SERIES = 20;
const FIRST = Date.UTC(1000, 0);
const END = Date.UTC(9000, 0);

const initial = () => ({
  store: null, view: "plot", series: [], search: "", filters: [], from: null, to: null, style: "steps",
  by: "day", measure: "sum", across: false, focus: null, versions: [], asOf: null,
});

export const state = initial();

/** Reads the hash. Whatever does not make sense keeps its default. */
export function readHash() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const next = initial();
  next.store = hash.get("store");
  if (VIEWS.includes(hash.get("view"))) next.view = hash.get("view");
  next.series = [...new Set(hash.getAll("series"))].slice(0, MOST_SERIES);
  next.search = hash.get("search") ?? "";
  next.filters = hash.getAll("filter");
  next.from = instant(hash.get("from"));
  next.to = instant(hash.get("to"));
  if (next.from === null || next.to === null || next.from >= next.to) next.from = next.to = null;
  if (hash.get("style") === "lines") next.style = "lines";
  if (["day", "month", "year"].includes(hash.get("by"))) next.by = hash.get("by");
  if (["sum", "mean", "min", "max", "count"].includes(hash.get("measure"))) next.measure = hash.get("measure");
  next.across = hash.get("across") === "true";
  next.focus = hash.get("focus");
  next.versions = hash.getAll("version").map(Number).filter(Number.isSafeInteger).slice(0, MOST_SERIES);
  next.asOf = instant(hash.get("asOf"));
  Object.assign(state, next);
}

/** Writes the hash. A step that the reader chose becomes an entry of the history; zooming and typing do not. */
export function writeHash(step) {
  const hash = new URLSearchParams();
  const add = (name, value) => {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && (one !== "" || name === "series") && one !== false) hash.append(name, String(one));
  };
  const defaults = initial();
  const changed = (name) => (state[name] === defaults[name] ? null : state[name]);
  add("store", state.store);
  for (const name of ["view", "search", "style", "by", "measure", "across", "focus"]) add(name, changed(name));
  add("series", state.series);
  add("filter", state.filters);
  add("version", state.versions);
  for (const name of ["from", "to", "asOf"]) add(name, state[name] === null ? null : isoText(state[name]));
  const text = `#${hash}`;
  if (text === location.hash) return;
  if (step) history.pushState(null, "", text);
  else history.replaceState(null, "", text);
}

/** An instant as the server and the hash write it. */
export function isoText(millis) {
  return new Date(millis).toISOString().replace(".000Z", "Z").replace(/^\+0*(?=\d{5})/, "+");
}

/** Reads a time that leaves room on both sides in the years that stores know. */
function instant(text) {
  // Without an offset from UTC, the browser would read it by a clock of its own.
  const millis = text === null || !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? NaN : Date.parse(text);
  return millis >= FIRST && millis < END ? millis : null;
}
