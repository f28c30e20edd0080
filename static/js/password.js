// A box below each password field that shows what one types; the page holds it as a template with its words.
const template = document.getElementById("show-password");
for (const field of document.querySelectorAll('input[type="password"]')) {
  const label = template.content.firstElementChild.cloneNode(true);
  const box = label.querySelector("input");
  box.addEventListener("change", () => {
    field.type = box.checked ? "text" : "password";
  });
  field.after(label);
  // Sent as a password, so that the browser offers to keep it.
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
}
