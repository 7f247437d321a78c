// Places in the text and on the picture: ranges of offsets, the pieces that hold them, boxes drawn and joined to lines.
const SVG = "http://www.w3.org/2000/svg";

export function parseRange(words) {
  const found = /^(\d+)-(\d+)$/.exec(words ?? "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}

export function parseBoxes(words) {
  return (words ?? "").split(";").filter(Boolean).map((box) => box.split(",").map(Number));
}

export function unlight(reader) {
  for (const lit of reader.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const mark of reader.querySelectorAll("[data-cut]")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  for (const group of reader.querySelectorAll("[data-lit-boxes]")) group.replaceChildren();
}

// Lights the stretch and returns the first element of it, or null when it is not on this screen.
export function light(reader, [start, end]) {
  unlight(reader);
  let first = null;
  for (const piece of reader.querySelectorAll("[data-s]")) {
    const from = Number(piece.dataset.s);
    const letters = Array.from(piece.textContent);
    if (from >= end || from + letters.length <= start) continue;
    const mark = cut(piece, letters, Math.max(0, start - from), Math.min(letters.length, end - from));
    if (mark && !first && mark.textContent.trim()) first = mark;
  }
  return first;
}

function cut(piece, letters, from, to) {
  if (from === 0 && to === letters.length) {
    piece.classList.add("lit");
    return piece;
  }
  const range = rangeIn(piece, letters, from, to);
  if (!range) return null;
  const mark = document.createElement("span");
  mark.className = "lit";
  mark.dataset.cut = "";
  range.surroundContents(mark);
  return mark;
}

function rangeIn(piece, letters, from, to) {
  const node = piece.firstChild;
  if (piece.childNodes.length !== 1 || node.nodeType !== Node.TEXT_NODE) return null;
  const range = document.createRange();
  range.setStart(node, letters.slice(0, from).join("").length);
  range.setEnd(node, letters.slice(0, to).join("").length);
  return range;
}

// Ranges of the document for a stretch of one row, to be painted without touching its elements.
export function rangesOf(pieces, start, end) {
  const ranges = [];
  for (const piece of pieces) {
    const from = Number(piece.dataset.s);
    if (from >= end) break;
    const letters = Array.from(piece.textContent);
    if (from + letters.length <= start) continue;
    const range = rangeIn(piece, letters, Math.max(0, start - from), Math.min(letters.length, end - from));
    if (range) ranges.push(range);
  }
  return ranges;
}

// The offset into the document's text of a place in the page.
export function offsetOf(node, offset) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-s]");
  if (!piece) return null;
  const range = document.createRange();
  range.setStart(piece, 0);
  range.setEnd(node, offset);
  return Number(piece.dataset.s) + Array.from(range.toString()).length;
}

export function drawBoxes(group, boxes, css) {
  group.replaceChildren(...boxes.map(([x0, top, x1, bottom]) => {
    const rect = document.createElementNS(SVG, "rect");
    const sides = { class: css, x: x0, y: top, width: x1 - x0, height: bottom - top };
    for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, value);
    return rect;
  }));
}

// One box a line of text, from boxes of words in reading order.
export function linesOf(boxes) {
  const lines = [];
  for (const [x0, top, x1, bottom] of boxes) {
    const last = lines.at(-1);
    const overlap = last ? Math.min(last[3], bottom) - Math.max(last[1], top) : 0;
    if (last && overlap > (bottom - top) / 2 && x0 >= last[0]) {
      last[1] = Math.min(last[1], top);
      last[2] = Math.max(last[2], x1);
      last[3] = Math.max(last[3], bottom);
    } else {
      lines.push([x0, top, x1, bottom]);
    }
  }
  return lines;
}

export function around(boxes, margin) {
  const sides = [0, 1, 2, 3].map((side) => boxes.map((box) => box[side]));
  return [
    Math.min(...sides[0]) - margin, Math.min(...sides[1]) - margin,
    Math.max(...sides[2]) + margin, Math.max(...sides[3]) + margin,
  ];
}

// Shows the part of a page picture that holds the boxes.
export function crop(svg, row, boxes, margin) {
  const picture = row.querySelector(".picture-frame image");
  if (!picture || !boxes.length) return false;
  const [x0, top, x1, bottom] = around(boxes, margin);
  const image = picture.cloneNode();
  const group = document.createElementNS(SVG, "g");
  drawBoxes(group, boxes, "lit-box");
  svg.setAttribute("viewBox", `${x0} ${top} ${x1 - x0} ${bottom - top}`);
  svg.replaceChildren(image, group);
  return true;
}
