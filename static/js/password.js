// A box below each password field that shows what one types; the page holds it as a template with its words.
const template = document.getElementById("show-password");
for (const field of document.querySelectorAll('input[type="password"]')) {
  const row = template.content.firstElementChild.cloneNode(true);
  const box = row.querySelector("input");
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
  field.after(row);
  // Sent as a password, so that the browser offers to keep it.
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
}
