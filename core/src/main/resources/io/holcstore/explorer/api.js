// Calls the server. A call that a newer one replaces is aborted, and its answer is dropped.

const TOKEN = `holcstore.explorer.token ${location.pathname}`;

/** What the server refused, or why there was no answer. */
export class Problem extends Error {
  constructor(title, detail, status = 0) {
    super(detail ? `${title}: ${detail}` : title);
    this.title = title;
    this.detail = detail ?? "";
    this.status = status;
  }
}

/** Thrown instead of an answer that nobody waits for any more. */
export class Outdated extends Error {}

const running = new Map();
const waiting = new Map();
const listeners = { busy: () => {}, unauthorized: () => {} };
let open = 0;

export function listen(changes) {
  Object.assign(listeners, changes);
}

export function token() {
  return sessionStorage.getItem(TOKEN) ?? "";
}

export function keepToken(text) {
  if (text === "") sessionStorage.removeItem(TOKEN);
  else sessionStorage.setItem(TOKEN, text);
}

/** The address of an endpoint. Parameters with null, an empty text or an empty list are left out, but a series may be called nothing; lists are repeated. */
export function address(store, endpoint, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && (one !== "" || name === "series")) query.append(name, String(one));
    }
  }
  const path = store === null ? `api/${endpoint}` : `api/${encodeURIComponent(store)}/${endpoint}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Fetches JSON. A later call with the same name makes this one outdated. */
export async function json(name, url) {
  const response = await send(name, url, "application/json");
  return finished(name, response, async () => {
    try {
      return await response.answer.json();
    } catch (e) {
      if (e.name === "AbortError") throw e;
      throw new Problem("The answer cannot be read", `${url} did not answer with JSON: ${e.message}`);
    }
  });
}

/** Fetches a file. */
export async function blob(name, url) {
  const response = await send(name, url, "*/*");
  return finished(name, response, () => response.answer.blob());
}

/** Does something a little later, unless a newer thing with this name replaces it. The page counts as busy meanwhile. */
export function later(name, millis, action) {
  const replaced = waiting.get(name);
  if (replaced === undefined) busy(1);
  window.clearTimeout(replaced);
  waiting.set(name, window.setTimeout(() => {
    waiting.delete(name);
    action();
    busy(-1);
  }, millis));
}

/** Drops the calls with these names. */
export function abort(...names) {
  for (const name of names) {
    running.get(name)?.abort();
    running.delete(name);
  }
}

async function send(name, url, accept) {
  abort(name);
  const controller = new AbortController();
  running.set(name, controller);
  const headers = { Accept: accept };
  if (token() !== "") headers.Authorization = `Bearer ${token()}`;
  busy(1);
  try {
    const answer = await fetch(url, { headers, signal: controller.signal, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect") throw new Problem("The server leads to another page", "You may have to log in again: load this page once more.");
    if (!answer.ok) throw await problem(answer, url);
    return { answer, controller };
  } catch (e) {
    busy(-1);
    throw failed(name, controller, e, url);
  }
}

async function finished(name, { answer, controller }, read) {
  try {
    const result = await read();
    if (controller.signal.aborted) throw new Outdated();
    return result;
  } catch (e) {
    throw failed(name, controller, e, answer.url);
  } finally {
    busy(-1);
    if (running.get(name) === controller) running.delete(name);
  }
}

function failed(name, controller, e, url) {
  if (running.get(name) === controller) running.delete(name);
  if (controller.signal.aborted || e instanceof Outdated) return new Outdated();
  if (e instanceof Problem) {
    if (e.status === 401) listeners.unauthorized(e);
    return e;
  }
  return new Problem("The server cannot be reached", `${url.split("?")[0]}: ${e.message}. Is it still running?`);
}

async function problem(answer, url) {
  const text = await answer.text().catch(() => "");
  try {
    const body = JSON.parse(text);
    if (body.title || body.detail) return new Problem(body.title ?? `Status ${answer.status}`, body.detail, answer.status);
  } catch {
    // No problem of RFC 9457: a proxy may have answered.
  }
  return new Problem(`The server answered with status ${answer.status}`, `${url.split("?")[0]}: ${text.slice(0, 300) || answer.statusText}`, answer.status);
}

function busy(change) {
  open += change;
  listeners.busy(open > 0);
}
