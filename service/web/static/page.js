// Shared with all modules: fetching pages, speaking to people who listen, turning text into elements.
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
  return page.querySelector("h1, .notice-what")?.textContent?.trim() || "Không thực hiện được. Thử lại sau.";
}
