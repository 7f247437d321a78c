// Forms that change something keep what was typed when it is refused: the reason is told in the form itself.
import { t } from "./page.js";

export function startKeptForms() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-keep]") || event.defaultPrevented) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
}

async function send(form, button) {
  button?.setAttribute("aria-disabled", "true");
  form.querySelector("[data-refusal]")?.remove();
  try {
    const body = new FormData(form, button);
    const isMultipart = form.enctype === "multipart/form-data";
    const response = await fetch(form.action, { method: "POST", body: isMultipart ? body : new URLSearchParams(body) });
    if (response.ok) {
      location.assign(response.url);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    tell(form, [...page.querySelectorAll("main h1, main [data-advice]")].map((one) => one.textContent.trim()).join(" "));
  } catch {
    tell(form, t("Không lưu được: mất kết nối với máy chủ."));
  }
  button?.removeAttribute("aria-disabled");
}

function tell(form, words) {
  let place = form.querySelector("[data-refusal]");
  if (!place) {
    place = document.createElement("p");
    place.className = "notice bad";
    place.dataset.refusal = "";
    place.setAttribute("role", "alert");
    form.querySelector("button:last-of-type").before(place);
  }
  place.textContent = words || t("Không thực hiện được. Thử lại sau.");
}
