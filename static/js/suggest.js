// Suggestions under a search field, as the combobox pattern of the ARIA practices says. Without this file the form works.
const WAIT = 150; // milliseconds after the last letter

for (const [number, input] of document.querySelectorAll("input[data-suggest]").entries()) {
  const list = document.createElement("ul");
  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);

  let waiting = 0;
  let asked = 0;
  let active = -1;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    input.value = option.textContent;
    close();
    input.form.requestSubmit();
  };

  const mark = (place) => {
    const options = [...list.children];
    active = (place + options.length + 1) % (options.length + 1); // one step past the last is the field itself
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    const chosen = options[active];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ text, kind }, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.className = kind;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      option.onmousedown = (event) => event.preventDefault(); // the field keeps the focus
      option.onclick = () => choose(option);
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  };

  const ask = async () => {
    const turn = ++asked;
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`);
      const { suggestions } = await answer.json();
      if (turn === asked && document.activeElement === input) show(suggestions);
    } catch {
      close(); // no network: the form still works
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    asked += 1;
    if (input.value.trim().length < 2) close();
    else waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? list.children.length - 1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && list.children[active]) choose(list.children[active]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}
