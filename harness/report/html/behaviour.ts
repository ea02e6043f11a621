/** The script of the page. Without it everything can still be read; nothing can be filtered. */
export const behaviour = String.raw`
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".card")];
  const toggles = [...document.querySelectorAll("[data-filter]")];
  const words = byId("words");
  const expand = byId("expand");
  const folds = cards.map((card) => card.querySelector("details"));
  const noun = (count) => (count === 1 ? " scenario" : " scenarios");
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  const filter = () => {
    const wanted = toggles.filter(isPressed).map((toggle) => toggle.dataset.filter);
    const parts = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const byVerdict = wanted.length === 0 || wanted.includes(card.dataset.verdict);
      card.hidden = !(byVerdict && parts.every((part) => card.dataset.search.includes(part)));
      if (!card.hidden) count += 1;
    }
    byId("empty").hidden = count > 0 || cards.length === 0;
    byId("shown").textContent =
      count === cards.length ? count + noun(count) : "Showing " + count + " of " + cards.length + noun(cards.length);
  };

  const showAll = () => {
    for (const toggle of toggles) press(toggle, false);
    words.value = "";
    filter();
  };

  const reveal = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const part = [...cards, byId("coverage")].find((candidate) => candidate?.id === id);
    if (part === undefined) return;
    if (part.hidden) showAll();
    part.querySelector("details").open = true;
    part.scrollIntoView();
  };

  const labelExpand = () => {
    const all = folds.every((fold) => fold.open);
    expand.textContent = all ? "Collapse all" : "Expand all";
    expand.dataset.to = all ? "closed" : "open";
  };

  for (const toggle of toggles) {
    toggle.addEventListener("click", () => {
      press(toggle, !isPressed(toggle));
      filter();
    });
  }
  words.addEventListener("input", filter);
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    words.value = "";
    filter();
  });
  byId("clear").addEventListener("click", () => {
    showAll();
    words.focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    words.focus();
    words.select();
  });
  expand.addEventListener("click", () => {
    const open = expand.dataset.to === "open";
    for (const fold of folds) fold.open = open;
  });
  for (const fold of folds) fold.addEventListener("toggle", labelExpand);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });

  byId("filter").disabled = false;
  expand.hidden = cards.length === 0;
  labelExpand();
  filter();
  addEventListener("hashchange", reveal);
  reveal();
})();
`;
