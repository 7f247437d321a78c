// Places in the text: lighting a stretch given by offsets, and its boxes on the page picture.
const SVG = "http://www.w3.org/2000/svg";

export function parseRange(words) {
  const found = /^(\d+)-(\d+)$/.exec(words ?? "");
  return found ? [Number(found[1]), Number(found[2])] : null;
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
  const node = piece.firstChild;
  if (!node || node.nodeType !== Node.TEXT_NODE) return null;
  const mark = document.createElement("span");
  mark.className = "lit";
  mark.dataset.cut = "";
  const range = document.createRange();
  range.setStart(node, letters.slice(0, from).join("").length);
  range.setEnd(node, letters.slice(0, to).join("").length);
  range.surroundContents(mark);
  return mark;
}

export function drawBoxes(group, boxes, css) {
  group.replaceChildren(...boxes.map(([x0, top, x1, bottom]) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("class", css);
    rect.setAttribute("x", x0);
    rect.setAttribute("y", top);
    rect.setAttribute("width", x1 - x0);
    rect.setAttribute("height", bottom - top);
    return rect;
  }));
}

export function parseBoxes(words) {
  return (words ?? "").split(";").filter(Boolean).map((box) => box.split(",").map(Number));
}
