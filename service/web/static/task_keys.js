// The register by keyboard: from task to task, and what can be done to the one that has the focus.
import { onKey } from "./shortcuts.js";

const FIELDS = { s: "status", u: "unit", d: "due", n: "note" };

export function startTaskKeys() {
  onKey((event) => {
    const row = event.target.closest("[data-row]");
    if (event.key === "j" || event.key === "ArrowDown") return step(row, 1, event.key);
    if (event.key === "k" || event.key === "ArrowUp") return step(row, -1, event.key);
    return row ? act(row, event.key) : false;
  });
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest("[data-row] [data-edit]");
    if (!form) return;
    form.open = false;
    form.closest("[data-row]").querySelector("[data-row-link]").focus();
  });
}

/** Focus goes to the next task; arrows scroll the page as usual until one task has the focus. */
function step(row, by, key) {
  if (!row && key.startsWith("Arrow")) return false;
  const links = [...document.querySelectorAll("[data-row] [data-row-link]")];
  const here = row ? links.indexOf(row.querySelector("[data-row-link]")) : by > 0 ? -1 : links.length;
  const next = links[here + by];
  if (!next) return Boolean(row);
  next.focus();
  next.closest("[data-row]").scrollIntoView({ block: "nearest" });
  return true;
}

function act(row, key) {
  if (key === "x") return press(row.querySelector("[data-check]"));
  if (key === "e") return press(row.querySelector("[data-proof]"));
  if (key === "c") return confirm(row);
  if (key === "ArrowRight") return press(row.querySelector('[data-move-form] [data-ahead="1"]'));
  if (key === "ArrowLeft") return press(row.querySelector('[data-move-form] [data-ahead="0"]'));
  return key in FIELDS && edit(row.querySelector(`[data-field="${FIELDS[key]}"]`));
}

function press(thing) {
  thing?.click();
  return Boolean(thing);
}

function confirm(row) {
  const select = row.querySelector('[data-field="status"]');
  if (!select) return false;
  select.value = "confirmed";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function edit(field) {
  if (!field) return false;
  const box = field.closest("[data-edit]");
  if (box) box.open = true;
  field.focus();
  return true;
}
