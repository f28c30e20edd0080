// Adds an empty row in place. Without this file the same button asks the server for a page with one more row.
for (const rows of document.querySelectorAll("[data-rows]")) {
  const total = rows.querySelector(`input[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
  const template = rows.querySelector("template");
  const button = rows.querySelector("[data-more]");

  const number = (node, index) => {
    for (const attribute of [...node.attributes]) {
      if (attribute.value.includes("__prefix__")) attribute.value = attribute.value.replaceAll("__prefix__", index);
    }
  };

  button.addEventListener("click", (event) => {
    event.preventDefault();
    const index = Number(total.value);
    const row = template.content.cloneNode(true);
    for (const node of row.querySelectorAll("*")) number(node, index);
    const legend = row.querySelector("legend");
    legend.textContent = legend.textContent.replace("__number__", index + 1);
    total.value = index + 1;
    template.before(row);
    template.previousElementSibling.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}
