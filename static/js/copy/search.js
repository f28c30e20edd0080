// The search of the copy: words are folded as network_portal/static_site/words.py folds them. An entry counts the more,
// the more of the words it answers: in its title, elsewhere, or by what the lexicon says they mean.
const MOST = 60;
const results = document.querySelector("[data-results]");
const index = window.portalIndex;

const fold = (text) =>
  text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ae", "a")
    .replaceAll("oe", "o")
    .replaceAll("ue", "u");

const wordsIn = (text) => [...new Set(fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean))];

// How well a word of an entry answers one that was typed: itself, a longer word, part of a long one, an ending.
const likeness = (word, typed) => {
  if (word === typed) return 4;
  if (typed.length >= 3 && word.startsWith(typed)) return 3;
  if (word.length >= 4 && typed.startsWith(word) && typed.length - word.length <= 3) return 2;
  return typed.length >= 5 && word.includes(typed) ? 1 : 0;
};

const best = (words, typed) => words.reduce((most, word) => Math.max(most, likeness(word, typed)), 0);

// What the typed words mean: concept -> the words that say so, and how surely.
const meanings = (typed) => {
  const found = new Map();
  for (const [phrase, concepts, weight] of index.phrases) {
    const words = phrase.split(" ");
    if (!words.every((word) => typed.includes(word) || index.small.includes(word))) continue;
    const telling = words.filter((word) => typed.includes(word));
    if (!telling.some((word) => !index.small.includes(word))) continue;
    for (const concept of concepts) {
      const known = found.get(concept) ?? { words: new Set(), weight: 0 };
      telling.forEach((word) => known.words.add(word));
      found.set(concept, { words: known.words, weight: Math.max(known.weight, weight) });
    }
  }
  return found;
};

const score = (entry, telling, meant) => {
  const [, , , , title, words, concepts] = entry;
  const [inTitle, elsewhere] = [title.split(" "), words.split(" ")];
  let [points, answered] = [0, 0];
  for (const typed of telling) {
    let most = Math.max(3 * best(inTitle, typed), best(elsewhere, typed));
    for (const concept of concepts) {
      const meaning = meant.get(concept);
      if (meaning?.words.has(typed)) most = Math.max(most, 2 * meaning.weight);
    }
    points += most;
    answered += most > 0;
  }
  return answered * 100 + points;
};

const find = (query) => {
  const typed = wordsIn(query);
  const telling = typed.filter((word) => !index.small.includes(word));
  const meant = meanings(typed);
  return index.entries
    .map((entry) => [score(entry, telling.length ? telling : typed, meant), entry])
    .filter(([points]) => points > 0)
    .sort((one, other) => other[0] - one[0])
    .slice(0, MOST)
    .map(([, entry]) => entry);
};

const element = (name, text, values = {}) => Object.assign(document.createElement(name), { textContent: text }, values);

const line = ([address, title, by, text]) => {
  const item = document.createElement("li");
  const card = element("article", "", { className: "card" });
  const heading = document.createElement("h2");
  heading.append(element("a", title, { href: address }));
  card.append(heading);
  if (by) card.append(element("p", by, { className: "by" }));
  if (text) card.append(element("p", text));
  item.append(card);
  return item;
};

if (results && index) {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const status = document.querySelector("[data-found]");
  document.querySelector("input[name=q]").value = query;
  if (query.trim()) {
    const found = find(query);
    results.replaceChildren(...found.map(line));
    const words = found.length === 0 ? status.dataset.none : found.length === 1 ? status.dataset.one : status.dataset.many;
    status.textContent = words.replace("{n}", found.length);
  }
}
