// Files handed in one by one, each with its own progress and outcome; without script the same form sends them all.
import { announce, fetchPage } from "./page.js";
import { watchLiveRows } from "./live.js";

export function startDropZones() {
  for (const form of document.querySelectorAll("[data-drop]")) {
    const input = form.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      sendAll(form, [...input.files]);
      input.value = "";
    });
    for (const kind of ["dragenter", "dragover"]) {
      form.addEventListener(kind, (event) => {
        event.preventDefault();
        form.classList.add("over");
      });
    }
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      sendAll(form, [...event.dataTransfer.files]);
    });
  }
}

async function sendAll(form, files) {
  const list = form.querySelector("[data-sending]");
  const lines = files.map((file) => [file, waitingLine(list, file.name)]);
  for (const [file, line] of lines) await send(form, file, line);
  await refreshLists();
  announce(files.length === 1 ? "Đã gửi 1 tệp." : `Đã gửi ${files.length} tệp.`);
}

function waitingLine(list, name) {
  const line = document.createElement("li");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  words.className = "small file-name";
  words.textContent = name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Đang gửi ${name}`);
  line.append(words, bar);
  list.append(line);
  return line;
}

function send(form, file, line) {
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
      tellFailure(line, file.name, "không gửi được vì mất kết nối với máy chủ. Kiểm tra máy chủ rồi thả lại tệp này.");
      done();
    };
    const body = new FormData();
    body.append("tep", file, file.name);
    request.send(body);
  });
}

function showOutcome(line, name, request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const outcome = page.querySelector(".outcome");
  if (request.status === 413) {
    tellFailure(line, name, "tệp vượt giới hạn cho phép. Tách nhỏ tệp rồi nộp lại.");
  } else if (request.status !== 200 || !outcome) {
    tellFailure(line, name, "không nộp được. Thử lại; nếu vẫn lỗi, xem Tình trạng hệ thống.");
  } else {
    line.replaceWith(document.adoptNode(outcome));
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
