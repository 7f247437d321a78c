// Shared with all modules: the language, fetching pages, speaking to people who listen, turning text into elements.
import english from "./words_en.js";

const words = document.documentElement.lang === "en" ? english : {};

/** `vietnamese` in the language of the page, with each {name} replaced by its value. */
export function t(vietnamese, values = {}) {
  const said = words[vietnamese] || vietnamese;
  return said.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function announce(words) {
  const place = document.getElementById("thong-bao");
  place.textContent = words;
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { place.textContent = ""; }, 4000);
}

export async function fetchPage(address, options = {}) {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { page, response };
}

export function errorWords(page) {
  return page.querySelector("h1, .notice-what")?.textContent?.trim() || t("Không thực hiện được. Thử lại sau.");
}
