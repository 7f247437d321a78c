// Filter forms answer while one types; the address keeps step, so that reload, back and sharing work.
import { fetchPage } from "./page.js";
import { watchLiveRows } from "./live.js";

const PAUSE_MS = 220;

export function startLiveForms() {
  for (const form of document.querySelectorAll("[data-live-form]")) {
    let timer = 0;
    const later = (pause) => {
      clearTimeout(timer);
      timer = setTimeout(() => refresh(form), pause);
    };
    form.addEventListener("input", (event) => later(event.target.type === "search" ? PAUSE_MS : 0));
    form.addEventListener("change", (event) => { if (event.target.tagName === "SELECT") later(0); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      later(0);
    });
  }
}

async function refresh(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const address = form.getAttribute("action") + (query.size ? `?${query}` : "");
  form.latest = address;
  const { page, response } = await fetchPage(address);
  if (form.latest !== address || !response.ok) return;
  for (const id of [form.dataset.liveForm, "xuat"]) {
    const place = document.getElementById(id);
    const fresh = page.getElementById(id);
    if (place && fresh) place.replaceWith(document.adoptNode(fresh));
  }
  history.replaceState(null, "", address);
  document.dispatchEvent(new CustomEvent("page-part-changed"));
  watchLiveRows();
}
