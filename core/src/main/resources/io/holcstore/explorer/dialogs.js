// The dialogs: the token, and the list of keys.

import { keepToken, token } from "./api.js";
import { byId, el, fill } from "./dom.js";

const KEYS = [
  ["/", "search series"], ["1 … 5", "plot, gaps, totals, versions, store"], ["d  w  m  y", "show a day, week, month, year"], ["a", "show all"], ["[  ]", "earlier, later"],
  ["+  −", "zoom in, zoom out"], ["?", "this list"],
  ["←  →", "in the plot: move by a fifth", true], ["Page ↑  Page ↓", "in the plot: move by all that is seen", true], [",  .", "in the plot: read the previous or next value", true],
  ["← → ↑ ↓", "in the gaps: move by week and day", true], ["Enter", "in the gaps: show the day", true],
];
const SINGLE = "holcstore.explorer.keys";

/** Whether keys without Ctrl or Alt work everywhere: who speaks to the computer may want them off. */
export function singleKeys() {
  return localStorage.getItem(SINGLE) !== "off";
}

export function prepareHelp() {
  const dialog = byId("help-dialog");
  const box = byId("single-keys");
  box.checked = singleKeys();
  box.addEventListener("change", () => localStorage.setItem(SINGLE, box.checked ? "on" : "off"));
  fill(byId("help-keys"), el("dl", { class: "keys" }, KEYS.map(([keys, what]) => el("div", {}, el("dt", {}, keys.split("  ").map((key) => el("kbd", { text: key }))), el("dd", { text: what })))),
    el("p", { class: "soft", text: "With a mouse: drag in the plot to zoom, turn the wheel to zoom, hold Shift and drag to move, double-click to zoom out. With fingers: drag and pinch." }));
  byId("help-close").addEventListener("click", () => dialog.close());
  byId("help-button").addEventListener("click", showHelp);
}

export function showHelp() {
  if (!byId("help-dialog").open) byId("help-dialog").showModal();
}

/** Calls again(), when there is another token. */
export function prepareToken(again) {
  const dialog = byId("token-dialog");
  byId("token-button").addEventListener("click", () => askToken("The server wants a token if its owner has said so."));
  byId("token-cancel").addEventListener("click", () => dialog.close());
  byId("token-forget").addEventListener("click", () => {
    keepToken("");
    dialog.close();
    again();
  });
  byId("token-form").addEventListener("submit", (e) => {
    e.preventDefault();
    keepToken(byId("token").value.trim());
    byId("token").value = "";
    dialog.close();
    again();
  });
}

export function askToken(detail) {
  byId("token-detail").textContent = detail;
  byId("token-forget").hidden = token() === "";
  if (!byId("token-dialog").open) byId("token-dialog").showModal();
  byId("token").focus();
}
