// Files and folders handed in one by one, each with its own progress and outcome; without script one form sends them all.
import { announce, fetchPage, t } from "./page.js";
import { filesOf, isWanted } from "./folders.js";
import { watchLiveRows } from "./live.js";

let sending = 0;

export function startDropZones() {
  for (const form of document.querySelectorAll("[data-drop]")) startDropZone(form);
  addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });
}

function startDropZone(form) {
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      sendAll(form, [...input.files].filter((file) => isWanted(file.name)));
      input.value = "";
    });
  }
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    sendAll(form, await filesOf(event.dataTransfer));
  });
}

async function sendAll(form, files) {
  if (!files.length) return;
  const list = form.querySelector("[data-sending]");
  const stop = form.querySelector("[data-stop-sending]");
  const lines = files.map((file) => [file, waitingLine(list, file.name)]);
  let stopped = false;
  let sent = 0;
  stop.hidden = files.length < 2;
  stop.onclick = () => { stopped = true; };
  sending += 1;
  for (const [file, line] of lines) {
    if (stopped) line.remove();
    else {
      await send(form, file, line, files.length);
      sent += 1;
      await refreshLists();
    }
  }
  sending -= 1;
  stop.hidden = true;
  announce(t("Đã gửi {count} tệp.", { count: sent }));
}

function waitingLine(list, name) {
  const line = document.createElement("li");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  words.className = "small file-name";
  words.textContent = name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", t("Đang gửi {name}", { name }));
  line.append(words, bar);
  list.append(line);
  return line;
}

function send(form, file, line, total) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = line.querySelector("progress");
    request.open("POST", form.action);
    request.setRequestHeader("X-Fragment", "1");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onload = () => {
      showOutcome(line, file.name, request);
      done();
    };
    request.onerror = () => {
      tellFailure(line, file.name, t("không gửi được vì mất kết nối với máy chủ. Kiểm tra máy chủ rồi thả lại tệp này."));
      done();
    };
    const body = new FormData();
    body.append("tep", file, file.name);
    body.append("so_tep", total);
    for (const choice of form.querySelectorAll("[data-with-file]")) body.append(choice.name, choice.value);
    request.send(body);
  });
}

function showOutcome(line, name, request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const outcomes = page.querySelectorAll(".outcome");
  if (request.status === 413) {
    tellFailure(line, name, t("tệp vượt giới hạn cho phép. Tách nhỏ tệp rồi nộp lại."));
  } else if (request.status !== 200 || !outcomes.length) {
    tellFailure(line, name, t("không nộp được. Thử lại; nếu vẫn lỗi, xem trang Quản trị."));
  } else {
    line.replaceWith(...[...outcomes].map((outcome) => document.adoptNode(outcome)));
  }
}

function tellFailure(line, name, words) {
  const notice = document.createElement("div");
  const bold = document.createElement("strong");
  notice.className = "notice bad";
  notice.setAttribute("role", "alert");
  bold.textContent = name;
  notice.append(bold, `: ${words}`);
  line.replaceChildren(notice);
}

async function refreshLists() {
  const list = document.getElementById("danh-sach") || document.getElementById("dang-doc");
  if (!list) return;
  const { page } = await fetchPage(location.href);
  const fresh = page.getElementById(list.id);
  if (fresh) list.replaceWith(document.adoptNode(fresh));
  watchLiveRows();
}
