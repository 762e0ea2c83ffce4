// The theme: that of the system, or the one that the reader chose.

const KEY = "holcstore.explorer.theme";

export function theme() {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

export function chooseTheme(name) {
  if (name === "auto") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, name);
  document.documentElement.dataset.theme = name;
}

document.documentElement.dataset.theme = theme();
