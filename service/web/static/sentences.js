// The sentence around an offset, and where the words of a page stand on its picture.
const END = /[.;!?…]["”’)\]]*(?=\s+\p{L})|\n\s*\n/gu;
const LINE = /\n/g;
const SET_BY_LINES = ".b-letterhead, .b-title, .b-signature, .b-recipients, .b-annex_head";
const SHORT = /(^|[\s(])\p{Lu}{1,3}$/u;

// Half-open range of the sentence in the text of `holder`, a block or cell whose pieces follow one another.
export function sentenceAt(holder, offset) {
  const first = holder.querySelector("[data-s]");
  if (!first) return null;
  const start = Number(first.dataset.s);
  const text = [...holder.querySelectorAll("[data-s]")].map((piece) => piece.textContent).join("");
  const at = Array.from(text).slice(0, Math.max(0, offset - start)).join("").length;
  let from = 0;
  let to = text.length;
  for (const match of text.matchAll(holder.matches(SET_BY_LINES) ? LINE : END)) {
    const end = match.index + match[0].length;
    if (match[0][0] === "." && SHORT.test(text.slice(0, match.index))) continue;
    if (end <= at) from = end;
    else {
      to = end;
      break;
    }
  }
  from += text.slice(from).search(/\S|$/);
  const letters = (cut) => Array.from(text.slice(0, cut)).length;
  return [start + letters(from), start + letters(to)];
}

// Rows [start, end, x0, top, x1, bottom] of the words of a page, start and end within the document's text.
export async function placesOf(row, documentId) {
  row.places ??= load(row, documentId);
  return row.places;
}

async function load(row, documentId) {
  if (!row.querySelector("[data-picture]")) return [];
  try {
    const response = await fetch(`/van-ban/${documentId}/trang/${row.dataset.pageNo}/cho`);
    const shift = Number(row.dataset.start);
    return response.ok ? (await response.json()).map(([start, end, ...box]) => [start + shift, end + shift, ...box]) : [];
  } catch {
    return [];
  }
}

export function boxesOf(places, [start, end]) {
  return places.filter((place) => place[0] < end && place[1] > start).map((place) => place.slice(2));
}
