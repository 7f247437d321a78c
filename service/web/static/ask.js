// Asking without leaving the page: sentences appear as they pass the check; copying an answer; word back on it.
import { announce, errorWords, fetchPage, t } from "./page.js";
import { readEvents } from "./event_stream.js";

const form = document.querySelector("[data-ask]");
const box = form.elements["cau-hoi"];

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (!question) return;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await ask(question);
    box.value = "";
  } catch (error) {
    announce(error.message || t("Không hỏi được: mất kết nối với máy chủ."));
  } finally {
    button.disabled = false;
    box.focus();
  }
});

addEventListener("popstate", () => location.reload());
addEventListener("submit", judge);

/** What the filters say, as the server reads them in a question. */
function typedFilters() {
  const chosen = [...form.querySelectorAll("[data-filter]")].filter((field) => field.value.trim());
  return chosen.map((field) => `${field.name}:"${field.value.replaceAll('"', " ").trim()}"`).join(" ");
}

async function ask(question) {
  const kept = new FormData(form);
  const body = { question: `${question} ${typedFilters()}`.trim(), stream: true };
  if (kept.get("van-ban")) body.document = kept.get("van-ban");
  if (kept.get("cuoc")) body.conversation = kept.get("cuoc");
  const day = isoDay(kept.get("tai-ngay"));
  if (day) body.as_of = day;
  const response = await fetch("/api/v1/ask", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error((await response.json()).what);
  const card = newCard(question);
  let conversation = "";
  try {
    for await (const { name, data } of readEvents(response.body)) {
      if (name === "found") card.state.textContent = t("Đang xem {n} đoạn văn bản…", { n: data.passages });
      if (name === "sentence") card.say(data.sentence.text);
      if (name === "done") conversation = data.answer.conversation_id;
      if (name === "error") throw new Error(data.what);
    }
    if (!conversation) throw new Error(t("Không hỏi được: mất kết nối với máy chủ."));
  } catch (error) {
    card.element.remove();
    throw error;
  }
  const query = new URLSearchParams([["cuoc", conversation], ...["van-ban", "tai-ngay"].map((name) => [name, kept.get(name)])].filter(([, value]) => value));
  await show(`/hoi-dap?${query}`);
}

/** A card that fills while the answer comes; the page of the server takes its place at the end. */
function newCard(question) {
  const place = document.querySelector("[data-answer]");
  const element = document.createElement("article");
  element.className = "card answer";
  const asked = Object.assign(document.createElement("p"), { className: "asked", textContent: question });
  const said = Object.assign(document.createElement("div"), { className: "answer-text", lang: "vi" });
  const state = Object.assign(document.createElement("p"), { className: "small muted", textContent: t("Đang tìm trong văn bản…") });
  element.append(asked, said, state);
  place.querySelector(".teach")?.remove();
  place.prepend(element);
  return { element, state, say: (words) => said.append(Object.assign(document.createElement("p"), { textContent: words })) };
}

async function show(address) {
  const { page } = await fetchPage(address);
  const fresh = page.querySelector("[data-answer]");
  if (!fresh) throw new Error(errorWords(page));
  for (const part of ["[data-answer]", ".column-side", ".page-head"]) {
    document.querySelector(part).replaceChildren(...document.adoptNode(page.querySelector(part)).childNodes);
  }
  const conversation = form.elements.cuoc || form.insertBefore(Object.assign(document.createElement("input"), { type: "hidden", name: "cuoc" }), form.firstChild);
  conversation.value = page.querySelector('[data-ask] [name="cuoc"]')?.value || "";
  box.placeholder = page.querySelector("#cau-hoi").placeholder;
  history.pushState(null, "", address);
  document.title = page.title;
  showCopyButtons();
}

/** "15/12/2025" as the server reads days; "" when it is none. */
function isoDay(words) {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec((words || "").trim());
  return found ? `${found[3]}-${found[2].padStart(2, "0")}-${found[1].padStart(2, "0")}` : "";
}

async function judge(event) {
  const verdict = event.target.closest("[data-verdict]");
  if (!verdict) return;
  event.preventDefault();
  const sent = new FormData(verdict, event.submitter);
  try {
    await fetchPage(verdict.action, { method: "POST", body: new URLSearchParams(sent) });
    for (const button of verdict.querySelectorAll("button")) button.setAttribute("aria-pressed", button === event.submitter);
    announce(t("Đã ghi nhận, cảm ơn."));
  } catch {
    announce(t("Không thực hiện được. Thử lại sau."));
  }
}

function showCopyButtons() {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const source = button.parentElement.querySelector("[data-copy-text]");
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    source.select();
    document.execCommand("copy");
    button.focus();
  }
  announce(t("Đã chép câu trả lời kèm trích dẫn."));
}

showCopyButtons();
