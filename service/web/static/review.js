// The editor of a sentence opens and closes in its place; without script the links load the page with it open.
import { announce, errorWords, fetchPage } from "./page.js";

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-edit-claim], [data-close-editor]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = link.closest(".claim-row");
  try {
    const { page, response } = await fetchPage(link.href);
    if (!response.ok) throw new Error(errorWords(page));
    const fresh = document.adoptNode(page.getElementById(row.id));
    row.replaceWith(fresh);
    (fresh.querySelector("textarea") ?? fresh.querySelector("[data-edit-claim]"))?.focus();
  } catch (error) {
    announce(error.message || "Không mở được: mất kết nối với máy chủ.");
  }
});
