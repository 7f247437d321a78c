// Tabs by the ARIA pattern: arrows move, Home and End jump; without script all panels stand one under the other.
export function startTabs(root) {
  const list = root.querySelector("[role=tablist]");
  const tabs = [...list.querySelectorAll("[role=tab]")];
  list.hidden = false;
  for (const tab of tabs) tab.addEventListener("click", () => choose(root, tabs, tab, false));
  list.addEventListener("keydown", (event) => {
    const index = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(root, tabs, tabs[(next + tabs.length) % tabs.length], true);
  });
  const wanted = tabOf(root, location.hash.slice(1));
  choose(root, tabs, wanted ?? tabs[0], false);
  return Boolean(wanted);
}

// The tab whose panel is, or holds, the element with this id.
export function tabOf(root, id) {
  const panel = id && root.querySelector(`#${CSS.escape(id)}`)?.closest("[role=tabpanel]");
  return panel ? root.querySelector(`[aria-controls="${panel.id}"]`) : null;
}

function choose(root, tabs, chosen, focus) {
  for (const tab of tabs) {
    const on = tab === chosen;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    root.querySelector(`#${tab.getAttribute("aria-controls")}`).hidden = !on;
  }
  if (focus) chosen.focus();
}
