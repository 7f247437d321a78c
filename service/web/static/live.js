// Rows of documents that are being read ask for themselves again until the reading ends; a reload goes on where it was.
import { announce, fetchPage } from "./page.js";

const QUICK_MS = 900;
const SLOW_MS = 4000;
let timer = 0;

export function startLiveRows() {
  watchLiveRows();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) watchLiveRows(); });
}

export function watchLiveRows() {
  clearTimeout(timer);
  if (running().length) timer = setTimeout(refresh, QUICK_MS);
}

function running() {
  return [...document.querySelectorAll('[data-live][data-live-state="running"]')];
}

async function refresh() {
  const rows = running();
  if (!rows.length || document.hidden) return;
  const query = [...new Set(rows.map((row) => row.dataset.live))].map((id) => `ma=${encodeURIComponent(id)}`).join("&");
  try {
    const { page, response } = await fetchPage(`/van-ban/dong?${query}`);
    if (!response.ok) throw new Error(response.statusText);
    for (const row of rows) replaceRow(row, page);
    await refreshPages();
    if (running().length < rows.length) await refreshTools();
    watchLiveRows();
  } catch {
    timer = setTimeout(refresh, SLOW_MS);
  }
}

// The page of a document that is being read shows each of its pages.
async function refreshPages() {
  const grid = document.querySelector("[data-live-pages]");
  if (!grid || !running().length) return;
  const { page } = await fetchPage(location.href);
  const fresh = page.querySelector("[data-live-pages]");
  if (fresh && fresh.innerHTML !== grid.innerHTML) grid.replaceWith(document.adoptNode(fresh));
}

// What can be done with all readings changes when one of them ends.
async function refreshTools() {
  const tools = document.querySelector("[data-live-tools]");
  if (!tools) return;
  const { page } = await fetchPage(location.href);
  const fresh = page.querySelector("[data-live-tools]");
  if (fresh && fresh.innerHTML !== tools.innerHTML) tools.replaceWith(document.adoptNode(fresh));
}

function replaceRow(row, page) {
  const id = CSS.escape(row.dataset.live);
  const wanted = row.tagName === "TR" ? "tr" : "li";
  const fresh = page.querySelector(`${wanted}[data-live="${id}"]`);
  const ended = !fresh || fresh.dataset.liveState === "ended";
  if (ended && row.closest("[data-live-reload]")) {
    if (document.dispatchEvent(new CustomEvent("reading-ended", { cancelable: true }))) location.reload();
    else row.removeAttribute("data-live");
    return;
  }
  if (!fresh) {
    row.remove();
    return;
  }
  if (row.tagName === "SPAN") {
    row.querySelector(".reading")?.replaceWith(document.adoptNode(fresh.querySelector(".reading")));
    return;
  }
  if (ended) announce(`${fresh.querySelector("a").textContent}: ${fresh.querySelector(".badge")?.textContent ?? ""}`);
  if (row.contains(document.activeElement) || fresh.innerHTML === row.innerHTML) {
    row.querySelector(".reading")?.replaceWith(document.adoptNode(fresh.querySelector(".reading, .badge")));
    row.dataset.liveState = fresh.dataset.liveState;
  } else {
    row.replaceWith(document.adoptNode(fresh));
  }
}
