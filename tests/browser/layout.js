// What the tests measure in a page. Each function gives the faults it has found, in words.
window.layout = (() => {
  const isVisible = (part) => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0;
  const nameOf = (part) => `${part.tagName.toLowerCase()} “${(part.getAttribute("aria-label") || part.innerText || part.name || "").trim().slice(0, 40)}”`;
  const isForReaders = (part) => part.closest(".sr, .skip") !== null || getComputedStyle(part).clipPath === "inset(50%)";
  const controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((part) => part.type !== "hidden" && isVisible(part) && !isForReaders(part));

  // A label that holds its field can be pressed like the field.
  const target = (part) => (part.closest("label") ?? part).getBoundingClientRect();

  // WCAG 2.5.8: a link within a sentence may be as high as its line.
  const isInSentence = (part) => {
    const around = part.parentElement.closest("p, li, dd, td, div");
    const letters = (text) => text.replace(/\s/g, "").length;
    return getComputedStyle(part).display === "inline" && letters(around.innerText) > letters(part.innerText) + 3;
  };

  // WCAG 2.5.8: a small target may stay if a circle of 24 px around its middle touches no other target.
  const isCrowded = (part, all) => {
    const own = target(part);
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    return all.some((other) => {
      if (other === part) return false;
      const box = target(other);
      const across = Math.max(box.left - x, 0, x - box.right);
      const along = Math.max(box.top - y, 0, y - box.bottom);
      return Math.hypot(across, along) < 12;
    });
  };

  return {
    // Targets below 24 by 24 px that nothing excuses.
    small() {
      const all = controls();
      return all.filter((part) => {
        const { width, height } = target(part);
        return Math.min(width, height) < 23.5 && !isInSentence(part) && isCrowded(part, all);
      }).map((part) => `${nameOf(part)} ${target(part).width.toFixed()}×${target(part).height.toFixed()}`);
    },

    // Where one would have to scroll sideways, or text is cut off.
    cut() {
      const width = document.documentElement.clientWidth;
      const isOutside = ({ left, right }) => right > width + 1 || left < -1;
      const isClipped = (part) => {
        const { overflowX, overflowY } = getComputedStyle(part);
        return (/hidden|clip/.test(overflowX) && part.scrollWidth > part.clientWidth + 1) ||
          (/hidden|clip/.test(overflowY) && part.scrollHeight > part.clientHeight + 1);
      };
      return [...document.querySelectorAll("body *:not(input, select, textarea, option, svg, svg *)")]
        .filter((part) => (isOutside(part.getBoundingClientRect()) || isClipped(part)) && isVisible(part) && !isForReaders(part))
        .map(nameOf);
    },

    // What stays in place while one scrolls, and takes room from a window of 256 px.
    sticky() {
      return [...document.querySelectorAll("body *")].filter((part) =>
        /fixed|sticky/.test(getComputedStyle(part).position) && isVisible(part) && part.getBoundingClientRect().height > innerHeight / 4).map(nameOf);
    },

    // The words a reader finds, with everything unfolded that can be.
    words() {
      for (const part of document.querySelectorAll("details")) part.open = true;
      return document.body.innerText.split(/\s+/).filter(Boolean).sort();
    },

    // Controls that do not show that they have the focus, or lie below something else then.
    unseen() {
      return controls().filter((part) => {
        part.focus({ focusVisible: true });
        const { outlineStyle, outlineWidth } = getComputedStyle(part);
        const box = part.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
        const isCovered = top !== null && !part.contains(top) && !top.contains(part);
        return document.activeElement !== part || outlineStyle === "none" || parseFloat(outlineWidth) < 2 || isCovered || top === null;
      }).map(nameOf);
    },

    // What has the focus, and how many controls there are: for walks with the tabulator key.
    focused: () => nameOf(document.activeElement),
    names: () => controls().filter((part) => part.tabIndex >= 0 && !part.disabled).map(nameOf),
  };
})();
