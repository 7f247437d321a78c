// What every page has: theme, shortcuts, files to hand in, live progress, filters that answer at once.
import { startDropZones } from "./drop.js";
import { startKeptForms } from "./kept_form.js";
import { startLiveRows } from "./live.js";
import { startLiveForms } from "./live_form.js";
import { startShortcuts } from "./shortcuts.js";
import { startSuggestions } from "./suggest.js";

function startTheme() {
  const form = document.querySelector("[data-theme-form]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "toi"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "sang" : "toi";
    button.value = dark ? "toi" : "sang";
    document.cookie = `giao-dien=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
  });
}

startTheme();
startShortcuts();
startKeptForms();
startDropZones();
startLiveRows();
startLiveForms();
startSuggestions();
