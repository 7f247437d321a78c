// Asking without leaving the page, and copying an answer with its citations.
import { announce, errorWords, fetchPage } from "./page.js";

const form = document.querySelector("[data-ask]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  await show(`/hoi-dap?${query}`, true);
});

addEventListener("popstate", () => location.reload());

async function show(address, isNew) {
  const place = document.querySelector("[data-answer]");
  const button = form.querySelector("button");
  place.classList.add("busy");
  button.disabled = true;
  button.textContent = "Đang tìm…";
  try {
    const { page } = await fetchPage(address);
    const fresh = page.querySelector("[data-answer]");
    if (!fresh) throw new Error(errorWords(page));
    place.replaceChildren(...document.adoptNode(fresh).childNodes);
    const history_now = page.querySelector(".history");
    const history_before = document.querySelector(".history");
    if (history_now && history_before) history_before.replaceWith(document.adoptNode(history_now));
    if (isNew) history.pushState(null, "", address);
    document.title = page.title;
    showCopyButton();
  } catch (error) {
    announce(error.message || "Không hỏi được: mất kết nối với máy chủ.");
  } finally {
    place.classList.remove("busy");
    button.disabled = false;
    button.textContent = "Hỏi";
  }
}

function showCopyButton() {
  const button = document.querySelector("[data-copy]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.querySelector("[data-copy-text]");
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      source.select();
      document.execCommand("copy");
      button.focus();
    }
    announce("Đã chép câu trả lời kèm trích dẫn.");
  });
}

showCopyButton();
