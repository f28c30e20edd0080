// Gives names to what Django's administration leaves nameless for screen readers: the boxes of Select2 and the first
// column of tables of rows. The words are those that stand on the page already.
function labelOf(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  return (label?.textContent ?? select.getAttribute("aria-label") ?? "").replace(/:\s*$/, "").trim();
}

function nameSelect2(container) {
  const select = container.previousElementSibling;
  const name = select?.matches("select") ? labelOf(select) : "";
  if (!name) return;
  for (const part of container.querySelectorAll(".select2-selection--single, .select2-selection--single [role=textbox]")) {
    const chosen = select.selectedOptions[0]?.textContent ?? "";
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", chosen ? `${name}: ${chosen}` : name);
  }
  container.querySelector(".select2-selection--multiple")?.setAttribute("aria-label", name);
  container.querySelector("input.select2-search__field")?.setAttribute("aria-label", name);
}

function nameFirstColumn(header) {
  if (header.textContent.trim()) return;
  const text = document.createElement("span");
  text.className = "visually-hidden";
  text.textContent = header.closest("fieldset")?.querySelector("h2")?.textContent.trim() ?? "";
  header.append(text);
}

function nameAll() {
  document.querySelectorAll(".select2-container").forEach(nameSelect2);
  document.querySelectorAll("th.original").forEach(nameFirstColumn);
}

addEventListener("load", () => {
  nameAll();
  // Select2 draws itself anew after each choice, and rows come when they are added.
  const content = document.getElementById("content");
  if (content) new MutationObserver(nameAll).observe(content, { childList: true, subtree: true });
});
