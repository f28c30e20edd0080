// Shows the address that a title will get, as long as nobody has written one. The server makes the same one.
const GERMAN = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

function slugOf(text) {
  const folded = text.toLowerCase().replace(/[äöüß]/g, (letter) => GERMAN[letter]);
  const plain = folded.normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
  return plain.replace(/[^\w\s-]/g, "").replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
}

function follow(slug) {
  const source = document.getElementById(`id_${slug.dataset.slugFrom}`);
  let follows = slug.value === "";
  slug.addEventListener("input", () => { follows = slug.value === ""; });
  source?.addEventListener("input", () => {
    if (follows) slug.value = slugOf(source.value).slice(0, slug.maxLength > 0 ? slug.maxLength : undefined);
  });
}

addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-slug-from]").forEach(follow));
