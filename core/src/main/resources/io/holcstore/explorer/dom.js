// Builds elements. Texts become text nodes: nothing in this page parses HTML, because keys of series may contain it.

/** Creates an element. Properties are attributes, except `text`, `on` (listeners) and booleans. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) element.append(child);
  }
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Replaces everything in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
}

export function button(text, onClick, properties = {}) {
  return el("button", { type: "button", text, on: { click: onClick }, ...properties });
}

/** An empty state: what is missing, and what to do. */
export function empty(title, advice, ...actions) {
  return el("div", { class: "empty" }, el("p", { class: "empty-title", text: title }), el("p", { text: advice }), ...actions);
}

/** A table with a caption that only screen readers show. Columns: {text, number}. Rows: arrays of texts or nodes. */
export function table(caption, columns, rows, properties = {}) {
  const head = el("tr", {}, columns.map((column) => el("th", { scope: "col", class: column.number ? "number" : null, text: column.text })));
  const body = rows.map((row) =>
    el("tr", {}, row.map((cell, i) => {
      const tag = i === 0 ? "th" : "td";
      const cellProperties = { class: columns[i].number ? "number" : null, scope: i === 0 ? "row" : null };
      return cell instanceof Node ? el(tag, cellProperties, cell) : el(tag, { ...cellProperties, text: cell });
    })));
  return el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", properties, el("caption", { class: "sr-only", text: caption }), el("thead", {}, head), el("tbody", {}, body)));
}

let announcing = 0;

/** Says something to screen readers. */
export function announce(text) {
  const region = byId("announcer");
  window.clearTimeout(announcing);
  announcing = window.setTimeout(() => {
    region.textContent = text;
  }, 80);
}

/** Reads the color that a custom property has in the current theme, in a form that a canvas takes. */
export function themeColor(name) {
  const probe = byId("color-probe");
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

export function saveBlob(blob, fileName) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: fileName });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 60000);
}
