// Runs before the page is drawn, so that what only serves pages without script never shows.
document.documentElement.classList.add("scripted");
