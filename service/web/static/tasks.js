// Status and notes saved in place; many rows chosen at once.
import { announce, errorWords, fetchPage } from "./page.js";

document.addEventListener("change", (event) => {
  const select = event.target.closest("[data-task-form] select");
  if (select) save(select.form);
  if (event.target.matches("[data-check-all]")) checkAll(event.target.checked);
  if (event.target.matches("[data-check], [data-check-all]")) showCount();
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-task-form]")) {
    event.preventDefault();
    save(event.target);
  }
  if (event.target.matches("[data-bulk]") && !chosen().length) {
    event.preventDefault();
    announce("Chưa chọn nhiệm vụ nào: đánh dấu các dòng cần đổi rồi bấm lại.");
  }
});

document.addEventListener("page-part-changed", start);

async function save(form) {
  const row = form.closest("[data-task]");
  const focused = form.querySelector("select")?.id;
  const body = new URLSearchParams(new FormData(form));
  try {
    const { page, response } = await fetchPage(form.action, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (!response.ok) throw new Error(errorWords(page));
    row.replaceWith(document.adoptNode(page.querySelector("[data-task]")));
    if (focused) document.getElementById(focused)?.focus();
    announce("Đã lưu.");
  } catch (error) {
    form.reset();
    announce(error.message || "Không lưu được: mất kết nối với máy chủ.");
  }
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
  place.textContent = count ? `Đã chọn ${count} việc` : place.dataset.usual;
}

function start() {
  const all = document.querySelector("[data-check-all-box]");
  if (all) all.hidden = false;
}

start();
