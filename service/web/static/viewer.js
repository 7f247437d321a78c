// The page of one document: tabs, evidence lit in place, text and picture in step, notes on doubtful words.
import { drawBoxes, light, parseBoxes, parseRange, unlight } from "./places.js";
import { startTabs } from "./tabs.js";
import { startWordNotes } from "./word_notes.js";

const bench = document.querySelector("[data-workbench]");
const reader = document.querySelector("[data-reader]");
const mobile = document.querySelector("[data-switch]");

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
  showPart(showsPanel ? "panel" : "text");
}

function startEvidence() {
  document.querySelector("[data-panel]").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-range]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = light(reader, parseRange(link.dataset.range));
    if (!place) return;
    event.preventDefault();
    showPart("text");
    for (const other of document.querySelectorAll(".active-place")) other.classList.remove("active-place");
    link.classList.add("active-place");
    lightPicture(link.dataset.page, parseBoxes(link.dataset.boxes));
    history.replaceState(null, "", link.href);
    bringIntoView(place, link.dataset.page);
  });
}

function lightPicture(page, boxes) {
  const group = reader.querySelector(`#trang-${page} [data-lit-boxes]`);
  if (group) drawBoxes(group, boxes, "lit-box");
}

function bringIntoView(place, page) {
  const target = bench.dataset.view === "image" ? reader.querySelector(`#trang-${page}`) : place;
  target.scrollIntoView({ block: "center", behavior: "instant" });
  const block = place.closest(".b");
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
}

function startTools() {
  document.querySelector("[data-reader-tools]").hidden = false;
  for (const button of document.querySelectorAll("[data-view-choice]")) {
    button.addEventListener("click", () => {
      bench.dataset.view = button.dataset.viewChoice;
      for (const one of document.querySelectorAll("[data-view-choice]")) {
        one.setAttribute("aria-pressed", String(one === button));
      }
    });
  }
  for (const button of document.querySelectorAll("[data-toggle]")) {
    button.addEventListener("click", () => {
      const on = bench.toggleAttribute(`data-${button.dataset.toggle}`);
      button.setAttribute("aria-pressed", String(on));
    });
  }
}

function startStep() {
  reader.addEventListener("mouseover", (event) => hover(event.target.closest?.(".b[data-boxes]")));
  reader.addEventListener("mouseleave", () => hover(null));
  for (const picture of reader.querySelectorAll("[data-picture] svg")) {
    picture.addEventListener("click", (event) => jumpToText(picture, event));
  }
}

function hover(block) {
  for (const group of reader.querySelectorAll("[data-hover-boxes]")) if (group.firstChild) group.replaceChildren();
  const group = block?.closest(".leaf-row").querySelector("[data-hover-boxes]");
  if (group) drawBoxes(group, parseBoxes(block.dataset.boxes), "hover-box");
}

function jumpToText(picture, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const inside = ([x0, top, x1, bottom]) => at.x >= x0 && at.x <= x1 && at.y >= top - 4 && at.y <= bottom + 4;
  const row = picture.closest(".leaf-row");
  const block = [...row.querySelectorAll(".b[data-boxes]")].find((one) => parseBoxes(one.dataset.boxes).some(inside));
  if (!block) return;
  light(reader, parseRange(block.dataset.b));
  lightPicture(row.dataset.pageNo, parseBoxes(block.dataset.boxes));
  block.scrollIntoView({ block: "nearest", behavior: "instant" });
}

startMobileSwitch(startTabs(document.querySelector("[data-tabs]")));
startEvidence();
startTools();
startStep();
startWordNotes(reader, document.getElementById("the-chu"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.getElementById("the-chu").hidden) unlight(reader);
});
const opened = document.getElementById("doan");
if (opened && location.hash === "#doan") opened.scrollIntoView({ block: "center", behavior: "instant" });
