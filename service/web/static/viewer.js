// The page of one document: tabs, evidence lit in place, text and picture in step, corrections that show when they hold.
import { announce, errorWords, fetchPage, t } from "./page.js";
import { drawBoxes, light, parseBoxes, unlight } from "./places.js";
import { peek, rangeOfLink, showOnPicture, startStep } from "./step.js";
import { startTabs, tabOf } from "./tabs.js";
import { isCorrecting, nextDoubt, startSelection, startWordCards } from "./word_card.js";

const SOON_MS = 700;
const ZOOMS = [1, 1.5, 2, 3];
const bench = document.querySelector("[data-workbench]");
const mobile = document.querySelector("[data-switch]");
const reader = () => bench.querySelector("[data-reader]");
const panel = () => bench.querySelector("[data-panel]");

function showPart(part) {
  bench.dataset.part = part;
  for (const button of mobile.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === part));
  }
}

function startMobileSwitch(showsPanel) {
  mobile.hidden = false;
  for (const button of mobile.querySelectorAll("button")) {
    button.addEventListener("click", () => showPart(button.dataset.show));
  }
  if (matchMedia("(max-width: 960px)").matches) view("text");
  showPart(showsPanel ? "panel" : "text");
}

function startEvidence() {
  panel().addEventListener("click", (event) => {
    const link = event.target.closest("a[data-range]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const range = rangeOfLink(link);
    const row = reader().querySelector(`#trang-${link.dataset.page}`);
    const place = range ? light(reader(), range) : row;
    if (!place || !row) return;
    event.preventDefault();
    showPart("text");
    mark([link]);
    lightPicture(row, parseBoxes(link.dataset.boxes), !range);
    history.replaceState(null, "", link.href);
    bringIntoView(place, row);
  });
}

function mark(links) {
  for (const other of bench.querySelectorAll(".active-place")) other.classList.remove("active-place");
  for (const link of links) link.classList.add("active-place");
}

function lightPicture(row, boxes, isPictureOnly) {
  const group = row.querySelector("[data-lit-boxes]");
  if (!group) return;
  if (isPictureOnly) unlight(reader());
  drawBoxes(group, boxes, "lit-box");
  showOnPicture(row, boxes);
  peek(row, matchMedia("(max-width: 960px)").matches && bench.dataset.view === "text" ? boxes : []);
}

function bringIntoView(place, row) {
  const target = bench.dataset.view === "image" ? row : place;
  target.scrollIntoView({ block: target === row ? "start" : "center", behavior: "instant" });
  const block = place.closest(".b");
  if (!block) return;
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
}

// Marks the items of the panel that stand at an offset of the text; opens the tab of what was clicked.
function choose(offset, classes) {
  const links = [...panel().querySelectorAll("a[data-range]")].filter((link) => {
    const range = rangeOfLink(link);
    return range && range[0] <= offset && offset < range[1];
  });
  mark(links);
  const open = links.find((link) => !link.closest("[role=tabpanel]").hidden);
  const wanted = { odd: "diem-can-xem", ref: "vien-dan", task: "nhiem-vu" };
  const named = Object.keys(wanted).find((name) => classes?.contains(name));
  const shown = open ?? (named && links.find((link) => link.closest(`#${wanted[named]}`)));
  if (!shown) return;
  if (!open) panel().querySelector(`#tab-${wanted[named]}`).click();
  if (panel().scrollHeight > panel().clientHeight) {
    panel().scrollTo({ top: panel().scrollTop + shown.getBoundingClientRect().top - panel().getBoundingClientRect().top - 80, behavior: "instant" });
  }
}

function view(choice) {
  bench.dataset.view = choice;
  for (const one of bench.querySelectorAll("[data-view-choice]")) {
    one.setAttribute("aria-pressed", String(one.dataset.viewChoice === choice));
  }
}

function zoom(step) {
  const now = Number(bench.dataset.zoom ?? 0);
  bench.dataset.zoom = step ? Math.max(0, Math.min(ZOOMS.length - 1, now + step)) : 0;
  const size = ZOOMS[bench.dataset.zoom];
  for (const picture of reader().querySelectorAll(".picture-frame")) picture.style.width = `${size * 100}%`;
  bench.querySelector("[data-zoom-shown]").textContent = `${size * 100} %`;
}

function startTools() {
  bench.querySelector("[data-reader-tools]").hidden = false;
  for (const button of bench.querySelectorAll("[data-view-choice]")) {
    button.addEventListener("click", () => view(button.dataset.viewChoice));
  }
  for (const button of bench.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  }
  for (const button of bench.querySelectorAll("[data-toggle]")) {
    const name = `data-${button.dataset.toggle}`;
    button.setAttribute("aria-pressed", String(bench.hasAttribute(name)));
    button.addEventListener("click", () => button.setAttribute("aria-pressed", String(bench.toggleAttribute(name))));
  }
}

function startForms() {
  panel().addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-correct]");
    if (!form) return;
    event.preventDefault();
    const options = { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Fragment": "1" } };
    try {
      const { page, response } = await fetchPage(form.action, options);
      if (!response.ok) throw new Error(errorWords(page));
      announce(t("Đã lưu. Đang cập nhật nhiệm vụ và tìm kiếm."));
      await settle();
      show(await freshPage());
      announce(t("Đã cập nhật theo chỗ vừa sửa."));
    } catch (error) {
      announce(error.message || t("Không lưu được: mất kết nối với máy chủ."));
    }
  });
}

let latest = 0;

// After a correction: waits until everything follows from it, then shows the page anew where it was.
async function changed(after) {
  const turn = ++latest;
  nextDoubt(reader(), after)?.focus({ preventScroll: false });
  await settle();
  while (isCorrecting()) await pause();
  if (turn !== latest) return;
  show(await freshPage(), after);
  announce(t("Đã cập nhật theo chỗ vừa sửa."));
}

const pause = () => new Promise((done) => setTimeout(done, SOON_MS));

async function settle() {
  for (;;) {
    await pause();
    const response = await fetch(`/van-ban/${bench.dataset.document}/da-sua`).catch(() => null);
    if (response?.ok && (await response.json()).settled) return;
  }
}

// The page as it is now; what was lit may stand elsewhere after a correction.
function freshPage() {
  history.replaceState(null, "", `/van-ban/${bench.dataset.document}?trang=${reader().querySelector(".leaf-row").dataset.pageNo}`);
  return fetchPage(location.href);
}

function show({ page, response }, after) {
  if (!response.ok || !page.querySelector("[data-reader]")) return;
  const tab = panel().querySelector("[role=tab][aria-selected=true]")?.id;
  const [top, panelTop] = [scrollY, panel().scrollTop];
  for (const part of ["[data-reader]", "[data-panel]"]) {
    bench.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  }
  const title = document.querySelector("[data-refresh=title]");
  title.replaceWith(document.adoptNode(page.querySelector("[data-refresh=title]")));
  start(tab);
  scrollTo({ top, behavior: "instant" });
  panel().scrollTop = panelTop;
  if (after !== undefined) nextDoubt(reader(), after)?.focus({ preventScroll: true });
}

// What is to be done for every panel and reader that comes onto the page.
function start(tab) {
  const showsPanel = startTabs(panel().querySelector("[data-tabs]"));
  if (tab) panel().querySelector(`#${tab}`).click();
  startEvidence();
  startForms();
  startTools();
  view(bench.dataset.view);
  if (bench.dataset.zoom > 0) zoom(0);
  startStep(bench, choose);
  startWordCards(bench, changed);
  return showsPanel;
}

startMobileSwitch(start(null));
startSelection(bench, changed);
document.querySelector("[data-peek-close]").addEventListener("click", () => peek(null, []));
addEventListener("hashchange", () => {
  const tab = tabOf(panel(), location.hash.slice(1));
  if (!tab) return;
  showPart("panel");
  tab.click();
});
document.addEventListener("reading-ended", (event) => {
  event.preventDefault();
  if (!isCorrecting()) fetchPage(location.href).then((fresh) => show(fresh));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || isCorrecting()) return;
  unlight(reader());
  peek(null, []);
});
const opened = document.getElementById("doan");
if (opened && location.hash === "#doan") opened.scrollIntoView({ block: "center", behavior: "instant" });
