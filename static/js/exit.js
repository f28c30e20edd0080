// “Leave this page”: a click, or Shift three times within five seconds. The page goes blank at once, and another site
// takes its place in the history, so that “back” does not lead here. Without script the link still leads away.
const WITHIN = 5000; // milliseconds
const link = document.querySelector("a[data-exit]");
let presses = [];

function leave() {
  document.body.hidden = true;
  document.title = "…";
  location.replace(link.href);
}

for (const exit of document.querySelectorAll("a[data-exit]")) {
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
}

document.addEventListener("keyup", (event) => {
  if (event.key !== "Shift") {
    presses = []; // somebody is typing capital letters
    return;
  }
  presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN);
  if (link && presses.length >= 3) leave();
});
