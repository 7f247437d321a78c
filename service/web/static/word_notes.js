// The note of a restored or doubtful word, on hover, focus or tap. One doubtful word is in the tab order; arrows go on.
export function startWordNotes(reader, card) {
  const doubts = [...reader.querySelectorAll("mark.doubt")];
  for (const word of doubts) {
    word.removeAttribute("title");
    word.setAttribute("aria-describedby", card.id);
  }
  if (doubts.length) doubts[0].tabIndex = 0;
  reader.addEventListener("mouseover", (event) => {
    const word = event.target.closest?.("mark.w");
    if (word) show(card, word);
    else if (!document.activeElement?.matches?.("mark.doubt")) card.hidden = true;
  });
  reader.addEventListener("focusin", (event) => {
    if (event.target.matches("mark.doubt")) show(card, event.target);
  });
  reader.addEventListener("focusout", () => { card.hidden = true; });
  reader.addEventListener("click", (event) => {
    const word = event.target.closest?.("mark.doubt");
    if (word) word.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") card.hidden = true;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const index = doubts.indexOf(document.activeElement);
    if (!step || index < 0) return;
    event.preventDefault();
    const next = doubts[(index + step + doubts.length) % doubts.length];
    doubts[index].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

function show(card, word) {
  const lines = [`Máy đọc được: “${word.dataset.read}”`, `Chắc ${word.dataset.percent} %`];
  if (word.dataset.other) lines.push(`Có thể là: ${word.dataset.other}`);
  card.replaceChildren(...lines.map((words) => Object.assign(document.createElement("div"), { textContent: words })));
  card.hidden = false;
  const at = word.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8));
  const above = at.top - card.offsetHeight - 8;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(above > 60 ? above : at.bottom + 8) + scrollY}px`;
}
