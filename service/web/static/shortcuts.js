// Keys of one character, listed by "?"; they can be turned off (WCAG 2.1.4), and never work while one types.
const STORED = "phim-tat";
const handlers = [];

/** Has `handle(event)` asked for every such key; it returns true when the key was its own. */
export function onKey(handle) {
  handlers.push(handle);
}

export function startShortcuts() {
  const dialog = document.getElementById("phim-tat");
  const box = dialog.querySelector("[data-keys-on]");
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(STORED, box.checked ? "on" : "off"));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  onKey((event) => {
    if (event.key === "?") dialog.showModal();
    if (event.key === "/") return toSearchBox();
    return event.key === "?";
  });
  document.addEventListener("keydown", hear);
}

function hear(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !isOn()) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog")) return;
  if (handlers.some((handle) => handle(event))) event.preventDefault();
}

function isOn() {
  return localStorage.getItem(STORED) !== "off";
}

function toSearchBox() {
  const box = document.querySelector("main input[type=search]");
  box?.focus();
  return Boolean(box);
}
