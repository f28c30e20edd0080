// Comfort for taking something along: print buttons, links to offers that carry the list of the notepad, and one button
// that shares it. The list stays in the address alone; nothing is stored on the device.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const here = new URL(location.href);
const chosen = (here.searchParams.get("merk") || here.searchParams.get("o") || "").replace(/[^\d.]/g, "");

if (chosen) {
  for (const link of document.querySelectorAll('main a[href^="/angebote/"]')) {
    const target = new URL(link.href);
    if (!target.searchParams.has("merk") && !target.pathname.includes("/fehler/")) {
      target.searchParams.set("merk", chosen);
      link.href = target.pathname + target.search + target.hash;
    }
  }
}

for (const button of document.querySelectorAll("button[data-share]")) {
  const status = document.querySelector("[data-share-status]");
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    status.textContent = button.dataset.done;
  };
  button.hidden = !navigator.share && !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await (navigator.share ? navigator.share({ title: document.title, url: location.href }) : copy());
    } catch (error) {
      if (error.name !== "AbortError") throw error; // closing the share sheet is no error
    }
  });
}
