// What is known of a word, on hover; and, on click or Enter, the card that corrects it or says that it is right.
import { announce, errorWords, fetchPage, t } from "./page.js";
import { crop, offsetOf, parseRange } from "./places.js";
import { boxesOf, placesOf } from "./sentences.js";

const card = document.getElementById("the-chu");
let pinned = null;

export const isCorrecting = () => pinned !== null;
const mayWrite = (bench) => bench.hasAttribute("data-may-write");

// `changed` is called after a correction was taken in.
export function startWordCards(bench, changed) {
  const reader = bench.querySelector("[data-reader]");
  const words = [...reader.querySelectorAll("mark.doubt[data-word], mark.fixed[data-word]")];
  for (const word of words) word.removeAttribute("title");
  if (words.length) words[0].tabIndex = 0;
  reader.addEventListener("mouseover", (event) => {
    const word = event.target.closest?.("mark.w[data-word]");
    if (!pinned && word) tell(bench, word);
    else if (!pinned) card.hidden = true;
  });
  reader.addEventListener("mouseleave", () => { if (!pinned) card.hidden = true; });
  reader.addEventListener("focusin", (event) => { if (!pinned && event.target.matches("mark.w[data-word]")) tell(bench, event.target); });
  reader.addEventListener("focusout", () => { if (!pinned) card.hidden = true; });
  reader.addEventListener("click", (event) => {
    const word = event.target.closest?.("mark.w[data-word]");
    if (word && mayWrite(bench) && getSelection().isCollapsed) open(bench, ofWord(word), changed);
  });
  reader.addEventListener("keydown", (event) => walk(event, words, bench, changed));
}

function walk(event, words, bench, changed) {
  const index = words.indexOf(event.target);
  if (index < 0) return;
  if (event.key === "Enter" && mayWrite(bench)) {
    event.preventDefault();
    open(bench, ofWord(words[index]), changed);
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  words[index].tabIndex = -1;
  const next = words[(index + step + words.length) % words.length];
  next.tabIndex = 0;
  next.focus();
}

export function nextDoubt(reader, after) {
  const doubts = [...reader.querySelectorAll("mark.doubt[data-word]")];
  return doubts.find((one) => Number(one.dataset.s) >= after) ?? doubts[0];
}

function ofWord(mark) {
  const range = parseRange(mark.dataset.word);
  const pieces = [...mark.closest(".leaf-row").querySelectorAll(`[data-word="${mark.dataset.word}"]`)];
  return { mark, range, isWord: true, text: onOneLine(pieces.map((piece) => piece.textContent).join("")) };
}

const onOneLine = (words) => words.trim().replace(/\s+/g, " ");

// A selection within one paragraph or cell; over several lines of it too.
function ofSelection(selection) {
  const range = selection.getRangeAt(0).cloneRange();
  if (holderOf(range.startContainer) !== holderOf(range.endContainer)) return null;
  takeWholeWords(range);
  const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
  const text = range.toString();
  if (start === null || end === null || !text.trim()) return null;
  const before = Array.from(text).findIndex((letter) => letter.trim());
  const kept = Array.from(text.trim()).length;
  const mark = (range.startContainer.parentElement ?? range.startContainer).closest("[data-s]");
  return { mark, range: [start + before, start + before + kept], text: onOneLine(text) };
}

const LETTER = /[\p{L}\p{N}]/u;

// A selection that begins or ends within a word takes in the whole of it, as far as its piece of text goes.
function takeWholeWords(range) {
  const [first, last] = [range.startContainer, range.endContainer];
  if (first.nodeType !== Node.TEXT_NODE || last.nodeType !== Node.TEXT_NODE) return;
  let [start, end] = [range.startOffset, range.endOffset];
  if (LETTER.test(first.data[start] ?? "")) while (start > 0 && LETTER.test(first.data[start - 1])) start -= 1;
  if (LETTER.test(last.data[end - 1] ?? "")) while (end < last.length && LETTER.test(last.data[end])) end += 1;
  range.setStart(first, start);
  range.setEnd(last, end);
}

const holderOf = (node) => (node.parentElement ?? node).closest("td, th, .b");

function lines(mark) {
  const said = [];
  if (mark.dataset.by) said.push(t("Đã sửa: {who}", { who: mark.dataset.by }));
  if (mark.dataset.read && mark.dataset.read !== mark.textContent) said.push(t("Máy đọc được: “{words}”", { words: mark.dataset.read }));
  if (!mark.dataset.by && mark.dataset.percent) said.push(t("Chắc {percent} %", { percent: mark.dataset.percent }));
  if (mark.dataset.other) said.push(t("Có thể là: {words}", { words: mark.dataset.other.replaceAll("|", " · ") }));
  return said.map((words) => element("div", { textContent: words }));
}

function tell(bench, mark) {
  card.className = "word-card";
  card.removeAttribute("role");
  card.replaceChildren(...lines(mark));
  if (mayWrite(bench)) card.append(element("div", { className: "card-hint", textContent: t("Bấm để sửa") }));
  put(mark);
}

async function open(bench, chosen, changed) {
  pinned = chosen;
  const row = chosen.mark.closest(".leaf-row");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "card-picture");
  const boxes = boxesOf(await placesOf(row, bench.dataset.document), chosen.range);
  const form = correctionForm(bench, chosen, changed);
  card.className = "word-card open";
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", t("Sửa chữ"));
  card.replaceChildren(...(crop(svg, row, boxes, 18) ? [svg] : []), ...lines(chosen.mark), form);
  put(chosen.mark);
  form.elements.sua.focus();
  form.elements.sua.select();
}

function correctionForm(bench, chosen, changed) {
  const form = element("form", { className: "card-form" });
  const input = element("input", { name: "sua", value: chosen.text, autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", t("Chữ đúng"));
  const who = element("input", { name: "nguoi", value: bench.dataset.actor, placeholder: t("Tên người sửa") });
  who.setAttribute("aria-label", t("Tên người sửa"));
  who.hidden = bench.hasAttribute("data-signed");
  const choices = element("div", { className: "card-choices" });
  const others = (chosen.mark.dataset.other ?? "").split("|").concat(chosen.mark.dataset.read ?? "");
  for (const words of new Set(others.filter((one) => one && one !== chosen.text))) {
    const button = element("button", { type: "button", className: "button tiny", textContent: words });
    button.addEventListener("click", () => { input.value = words; form.requestSubmit(); });
    choices.append(button);
  }
  const save = element("button", { className: "button small primary", textContent: t("Lưu") });
  const right = element("button", { type: "button", className: "button small", textContent: t("Đúng rồi") });
  right.addEventListener("click", () => { input.value = chosen.text; form.requestSubmit(); });
  const buttons = element("div", { className: "actions" });
  buttons.append(save, right);
  if (chosen.mark.dataset.fix) buttons.append(undoButton(bench, chosen, changed));
  form.append(choices, input, who, buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [dau, cuoi] = chosen.range;
    const sent = { dau, cuoi, chu: chosen.text, sua: input.value, nguoi: who.value };
    send(bench, `/van-ban/${bench.dataset.document}/sua-chu`, sent, () => {
      bench.dataset.actor = who.value;
      if (chosen.isWord && input.value.trim()) chosen.mark.textContent = input.value;
      chosen.mark.classList.add("pending");
      changed(chosen.range[0] + 1);
    });
  });
  return form;
}

function undoButton(bench, chosen, changed) {
  const button = element("button", { type: "button", className: "button small", textContent: t("Hoàn tác") });
  button.addEventListener("click", () => {
    const address = `/van-ban/${bench.dataset.document}/hoan-tac/${chosen.mark.dataset.fix}`;
    send(bench, address, { nguoi: bench.dataset.actor }, () => changed(chosen.range[0]));
  });
  return button;
}

async function send(bench, address, values, done) {
  try {
    const options = { method: "POST", body: new URLSearchParams(values), headers: { "X-Fragment": "1" } };
    const { page, response } = await fetchPage(address, options);
    if (!response.ok) throw new Error(errorWords(page));
    close(false);
    done();
    announce(t("Đã lưu. Đang cập nhật nhiệm vụ và tìm kiếm."));
  } catch (error) {
    announce(error.message || t("Không lưu được: mất kết nối với máy chủ."));
  }
}

function close(refocus) {
  const former = pinned;
  pinned = null;
  card.hidden = true;
  if (refocus) former?.mark.focus();
}

function put(mark) {
  card.hidden = false;
  const at = mark.getBoundingClientRect();
  const most = document.documentElement.clientWidth - card.offsetWidth - 8;
  const beside = at.right + 12 < most && card.classList.contains("open");
  const left = Math.max(8, Math.min(beside ? at.right + 12 : at.left, most));
  const [above, below] = [at.top - card.offsetHeight - 8, at.bottom + 8];
  const fits = below + card.offsetHeight < innerHeight - 8;
  const top = above > 60 ? above : fits ? below : Math.max(64, innerHeight - card.offsetHeight - 8);
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

function element(name, values) {
  return Object.assign(document.createElement(name), values);
}

// Words that are selected can be corrected too.
export function startSelection(bench, changed) {
  if (!mayWrite(bench)) return;
  const button = element("button", { type: "button", className: "button small primary pick", hidden: true });
  document.body.append(button);
  let chosen = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const inside = selection.rangeCount && bench.querySelector("[data-reader]").contains(selection.anchorNode);
    button.hidden = !inside || selection.isCollapsed;
    if (button.hidden) return;
    chosen = ofSelection(selection);
    button.textContent = chosen ? t("Sửa chữ đã chọn") : t("Chọn chữ trong một đoạn để sửa");
    button.disabled = !chosen;
    const at = selection.getRangeAt(0).getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(at.left, innerWidth - 180)) + scrollX}px`;
    button.style.top = `${at.bottom + 6 + scrollY}px`;
  });
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    button.hidden = true;
    if (chosen) open(bench, chosen, changed);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && pinned) close(true); });
  document.addEventListener("pointerdown", (event) => {
    if (pinned && !card.contains(event.target) && event.target !== button) close(false);
  });
}
