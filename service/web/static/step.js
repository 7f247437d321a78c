// Text and picture in step: the sentence under the pointer is lit on both sides, a click fixes it and finds its items.
import { crop, drawBoxes, light, linesOf, offsetOf, parseRange, rangesOf } from "./places.js";
import { boxesOf, placesOf, sentenceAt } from "./sentences.js";

const NARROW = matchMedia("(max-width: 960px)");
const painted = "highlights" in CSS ? new Highlight() : null;
if (painted) CSS.highlights.set("sentence", painted);

export function startStep(bench, choose) {
  const reader = bench.querySelector("[data-reader]");
  let waiting = 0;
  reader.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => hover(bench, event));
  });
  reader.addEventListener("pointerleave", () => {
    cancelAnimationFrame(waiting);
    clear(reader);
  });
  reader.addEventListener("click", async (event) => {
    if (event.target.closest("a, button, summary, form") || !getSelection().isCollapsed) return;
    const found = await underPointer(bench, event);
    if (found) fix(bench, found, event, choose);
  });
}

async function hover(bench, event) {
  const found = await underPointer(bench, event);
  const reader = bench.querySelector("[data-reader]");
  clear(reader);
  if (!found) return;
  painted && rangesOf(found.holder.querySelectorAll("[data-s]"), ...found.range).forEach((range) => painted.add(range));
  const group = found.row.querySelector("[data-hover-boxes]");
  if (group) drawBoxes(group, found.boxes, "hover-box");
}

function clear(reader) {
  painted?.clear();
  for (const group of reader.querySelectorAll("[data-hover-boxes]")) if (group.firstChild) group.replaceChildren();
}

// The sentence under the pointer, in the text or on the picture: its row, holder, range and boxes.
async function underPointer(bench, event) {
  const row = event.target.closest?.(".leaf-row");
  if (!row) return null;
  const picture = event.target.closest(".picture-frame");
  const places = await placesOf(row, bench.dataset.document);
  const offset = picture ? offsetOnPicture(picture, event, places) : offsetInText(event);
  if (offset === null) return null;
  const holder = holderOf(row, offset);
  const range = holder && sentenceAt(holder, offset);
  if (!range) return null;
  return { row, holder, range, offset, isPicture: Boolean(picture), boxes: linesOf(boxesOf(places, range)) };
}

function offsetInText(event) {
  const block = event.target.closest(".b");
  if (!block) return null;
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = caret ? caret.offsetNode : range?.startContainer;
  const offset = node && block.contains(node) ? offsetOf(node, caret ? caret.offset : range.startOffset) : null;
  const piece = event.target.closest("[data-s]");
  return offset ?? (piece ? Number(piece.dataset.s) : null);
}

function offsetOnPicture(picture, event, places) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  const margin = 6;
  const found = places.find(([, , x0, top, x1, bottom]) =>
    at.x >= x0 - margin && at.x <= x1 + margin && at.y >= top - margin && at.y <= bottom + margin);
  return found ? found[0] : null;
}

// The block or table cell whose text holds the offset.
function holderOf(row, offset) {
  let last = null;
  for (const piece of row.querySelectorAll("[data-s]")) {
    if (Number(piece.dataset.s) > offset) break;
    last = piece;
  }
  return last?.closest("td, th, .b") ?? null;
}

function fix(bench, found, event, choose) {
  const reader = bench.querySelector("[data-reader]");
  const classes = event.target.closest("[data-s]")?.classList;
  clear(reader);
  const place = light(reader, found.range);
  const group = found.row.querySelector("[data-lit-boxes]");
  if (group) drawBoxes(group, found.boxes, "lit-box");
  if (found.isPicture) place?.scrollIntoView({ block: "nearest", behavior: "instant" });
  else showOnPicture(found.row, found.boxes);
  peek(found.row, NARROW.matches && !found.isPicture ? found.boxes : []);
  history.replaceState(null, "", `/van-ban/${bench.dataset.document}?doan=${found.range.join("-")}#doan`);
  choose(found.offset, classes);
}

// Scrolls an enlarged picture within its frame so that the boxes can be seen.
export function showOnPicture(row, boxes) {
  const frame = row.querySelector("[data-picture-scroll]");
  const svg = frame?.querySelector("svg");
  if (!frame || !boxes.length) return;
  const scale = svg.clientWidth / svg.viewBox.baseVal.width;
  const wanted = { left: boxes[0][0] * scale - 40, top: boxes[0][1] * scale - frame.clientHeight / 3 };
  frame.scrollTo({ ...wanted, behavior: "instant" });
}

// On a narrow screen the words' place on the picture is shown under the text.
export function peek(row, boxes) {
  const box = document.querySelector("[data-peek]");
  box.hidden = !boxes.length || !crop(box.querySelector("[data-peek-picture]"), row, boxes, 24);
}

export function rangeOfLink(link) {
  return parseRange(link.dataset.range);
}
