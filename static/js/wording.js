// Writes into the words of a consent at once what is ticked; the server compares them with what it will store.
const fields = document.querySelector("[data-consent]");
const YEAR = 1, DAYS = 14;

function lastDay(form) {
  if (form.valid_until.value) return new Date(`${form.valid_until.value}T12:00`);
  const day = new Date(`${form.given_on.value}T12:00`);
  if (form.given.value === "spoken") day.setDate(day.getDate() + DAYS);
  else day.setFullYear(day.getFullYear() + YEAR);
  return day;
}

function listed(words, and) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words.at(-1)}`;
}

function isFilled(form, name) {
  const field = form.elements[name];
  return !field || field.value.trim() !== "";
}

function write() {
  const form = fields.form ?? fields.closest("form");
  const boxes = [...form.querySelectorAll("input[name=released]:checked")].filter((box) => isFilled(form, box.value));
  const day = lastDay(form);
  if (Number.isNaN(day.valueOf())) return;
  const until = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
  for (const box of fields.querySelectorAll("[data-wording]")) {
    const asked = box.dataset.asked.split(" ");
    const names = boxes.filter((one) => asked.includes(one.value)).map((one) => one.closest("label").textContent.trim());
    const text = box.dataset.wording
      .replaceAll("{facts}", listed(names, fields.dataset.and) || "[…]")
      .replaceAll("{until}", until.format(day));
    box.replaceChildren(...text.split(/\n{2,}/).map((part) => Object.assign(document.createElement("p"), { textContent: part })));
    box.nextElementSibling.value = text;
  }
}

if (fields) fields.closest("form").addEventListener("change", write);
