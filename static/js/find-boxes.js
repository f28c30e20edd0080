// Finds among many boxes: what does not match is hidden, groups with a match unfold.
for (const boxes of document.querySelectorAll("[data-boxes]")) {
  const labels = [...boxes.querySelectorAll("label")];
  if (labels.length < 15) continue;
  const input = document.createElement("input");
  input.type = "search";
  input.className = "input find-box";
  input.placeholder = boxes.dataset.find;
  input.setAttribute("aria-label", boxes.dataset.find);
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  input.addEventListener("input", () => {
    const words = input.value.trim().toLowerCase();
    for (const label of labels) label.hidden = !label.textContent.toLowerCase().includes(words);
    for (const group of boxes.querySelectorAll("details")) {
      const found = [...group.querySelectorAll("label")].some((label) => !label.hidden);
      group.hidden = !found;
      group.open = words ? found : group.querySelector(":checked") !== null;
    }
  });
  boxes.prepend(input);
}
