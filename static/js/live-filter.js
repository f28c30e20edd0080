// Updates the results in place while filters change. Without this file the button does the same.
for (const form of document.querySelectorAll("form[data-live]")) {
  let asked = 0;
  let waiting = 0;

  const address = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    return `${form.action}?${query}`;
  };

  // A request that parses the page by itself: “trusted types” forbid making HTML out of text.
  const load = (url, done) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => done(request.response);
    request.send();
  };

  const show = () => {
    const turn = ++asked;
    const url = address();
    load(url, (page) => turn === asked && page && swap(page, url));
  };

  const swap = (page, url) => {
    const fresh = page.querySelector("[data-results]");
    if (!fresh) return;
    // The status line stays the same element: only then do screen readers read its new words.
    const status = form.querySelector("[data-status]");
    const words = fresh.querySelector("[data-status]");
    for (const part of [...status.parentElement.children]) if (part !== status) part.remove();
    const parts = [...fresh.children];
    const place = parts.indexOf(words);
    status.before(...parts.slice(0, place));
    status.after(...parts.slice(place + 1));
    status.textContent = words.textContent.trim();
    history.replaceState(null, "", url);
    document.title = page.title;
  };

  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
}
