// Asks before a page with unsaved text is left, in the words of the browser.
for (const form of document.querySelectorAll("form.section")) {
  let typed = false;
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (event) => typed && event.preventDefault());
}
