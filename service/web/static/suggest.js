// Fields for a document: what fits the words typed is offered by the browser itself, for mouse, keyboard and touch.
const PAUSE_MS = 180;

export function startSuggestions() {
  let timer = 0;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset?.suggest) return;
    clearTimeout(timer);
    timer = setTimeout(() => suggest(field), PAUSE_MS);
  });
}

async function suggest(field) {
  const words = field.value.trim();
  if ([...field.list.options].some((option) => option.value === words)) return;
  const address = `${field.dataset.suggest}?${new URLSearchParams({ tim: words })}`;
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok || field.value.trim() !== words) return;
  field.list.replaceChildren(...(await response.json()).map((label) => new Option("", label)));
}
