// Tasks: saved in place, many chosen at once, moved between columns by button, key or drag.
import { announce, errorWords, fetchPage, t } from "./page.js";
import { startTaskKeys } from "./task_keys.js";

document.addEventListener("change", (event) => {
  const select = event.target.closest("[data-task-form] select");
  if (select) save(select.form);
  if (event.target.matches("[data-check-all]")) checkAll(event.target.checked);
  if (event.target.matches("[data-check], [data-check-all]")) showCount();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-task-form]")) {
    event.preventDefault();
    save(form);
  }
  if (form.matches("[data-move-form]")) {
    event.preventDefault();
    move(form, event.submitter.value, form.closest("[data-task]").dataset.task);
  }
  if (form.matches("[data-bulk]") && !chosen().length) {
    event.preventDefault();
    announce(t("Chưa chọn nhiệm vụ nào: đánh dấu các dòng cần đổi rồi bấm lại."));
  }
});

document.addEventListener("page-part-changed", start);

async function save(form) {
  const row = form.closest("[data-task]");
  const focused = form.contains(document.activeElement) ? document.activeElement.id : "";
  const body = new URLSearchParams(new FormData(form));
  try {
    const { page, response } = await fetchPage(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (!response.ok) throw new Error(errorWords(page));
    row.replaceWith(document.adoptNode(page.querySelector("[data-task]")));
    const place = focused && document.getElementById(focused);
    const fresh = document.querySelector(`[data-task="${CSS.escape(row.dataset.task)}"]`);
    (place?.checkVisibility?.() ? place : fresh?.querySelector("[data-row-link]"))?.focus();
    announce(t("Đã lưu."));
  } catch (error) {
    tell(form, error.message || t("Không lưu được: mất kết nối với máy chủ."));
  }
}

function tell(form, words) {
  const place = form.querySelector("[data-error]");
  if (place) {
    place.hidden = false;
    place.textContent = words;
  } else {
    form.reset();
    announce(words);
  }
}

async function move(form, status, id) {
  const body = new URLSearchParams(new FormData(form));
  body.set("tinh_trang", status);
  try {
    const { page, response } = await fetchPage(form.action, { method: "POST", body });
    if (!response.ok) throw new Error(errorWords(page));
    document.getElementById("bang").replaceWith(document.adoptNode(page.getElementById("bang")));
    start();
    document.querySelector(`[data-task="${CSS.escape(id)}"] [data-row-link]`)?.focus();
    announce(t("Đã chuyển."));
  } catch (error) {
    announce(error.message || t("Không lưu được: mất kết nối với máy chủ."));
  }
}

function startDragging() {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  let card = null;
  const columnOf = (event) => event.target.closest?.("[data-status]");
  const mark = (column) => {
    for (const one of board.children) one.classList.toggle("over", one === column);
  };
  board.addEventListener("dragstart", (event) => {
    card = event.target.closest("[data-task]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.task);
  });
  board.addEventListener("dragover", (event) => {
    if (!card || !columnOf(event)) return;
    event.preventDefault();
    mark(columnOf(event));
  });
  board.addEventListener("dragend", () => mark(null));
  board.addEventListener("drop", (event) => {
    event.preventDefault();
    const column = columnOf(event);
    if (card && column && column !== card.closest("[data-status]")) {
      move(card.querySelector("[data-move-form]"), column.dataset.status, card.dataset.task);
    }
    card = null;
  });
}

function chosen() {
  return [...document.querySelectorAll("[data-check]:checked")];
}

function checkAll(on) {
  for (const box of document.querySelectorAll("[data-check]")) box.checked = on;
}

function showCount() {
  const place = document.querySelector("[data-check-count]");
  if (!place) return;
  place.dataset.usual ??= place.textContent;
  const count = chosen().length;
  place.closest(".bulk").classList.toggle("chosen", count > 0);
  place.textContent = count ? t("Đã chọn {count} việc", { count }) : place.dataset.usual;
}

function start() {
  const all = document.querySelector("[data-check-all-box]");
  if (all) all.hidden = false;
  startDragging();
}

start();
startTaskKeys();
