// Five minutes before a login ends, a box says so and offers to go on. Typing counts as being there: the server hears of
// it at most every five minutes. Other windows of the portal count too.
const FIVE_MINUTES = 5 * 60_000; // milliseconds
const box = document.querySelector("[data-session]");
const windows = new BroadcastChannel("portal-session");
const idle = Number(box.dataset.session) * 1000;
let told = Date.now();

function heard() {
  told = Date.now();
  box.hidden = true;
}

async function stay() {
  const token = document.querySelector('input[name="csrfmiddlewaretoken"]').value;
  const response = await fetch(box.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "error" });
  if (!response.ok) return;
  heard();
  windows.postMessage("heard");
}

function onInput() {
  if (Date.now() - told > FIVE_MINUTES) stay().catch(() => {}); // offline, or it has ended: the box says the rest
}

windows.onmessage = heard;
windows.postMessage("heard"); // opening a page counts, in all windows
document.addEventListener("input", onInput);
box.querySelector("button").addEventListener("click", () => stay().catch(() => {}));
setInterval(() => {
  if (Date.now() - told > idle - FIVE_MINUTES) box.hidden = false;
}, 10_000);
