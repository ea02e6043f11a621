/** Making elements, and keeping them: what has not changed stays as it is, with its focus and whatever is selected in it. */
export const elementsScript = String.raw`
const byId = (id) => document.getElementById(id);
const svgNames = "http://www.w3.org/2000/svg";

// Whatever comes from the cluster goes in as text, and never as markup.
const put = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
const classes = (element, names) => {
  if (element.getAttribute("class") !== names) element.setAttribute("class", names);
};
const part = (parent, tag, name) => {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  parent.append(element);
  return element;
};
const once = (parent, tag, name) => {
  const selector = ":scope > ." + name.split(" ")[0];
  return parent.querySelector(selector) ?? part(parent, tag, name);
};
const toggle = (element, isShown) => {
  if (element.hidden === isShown) element.hidden = !isShown;
};

/** Has one child per item, in their order. */
const sync = (parent, tag, items, keyOf, update) => {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const key = keyOf(item);
    let child = known.get(key);
    if (child === undefined) {
      child = document.createElement(tag);
      child.dataset.key = key;
    }
    known.delete(key);
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
    update(child, item);
  });
  for (const child of known.values()) child.remove();
};

const states = { ready: "ready", running: "running", waiting: "waiting", failed: "failed" };
const showState = (element, state, word) => {
  if (element.dataset.state !== state) {
    element.dataset.state = state;
    const icon = document.createElementNS(svgNames, "svg");
    icon.setAttribute("class", "icon");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(svgNames, "use");
    use.setAttribute("href", "#icon-" + state);
    icon.append(use);
    element.replaceChildren(icon, document.createElement("span"));
  }
  put(element.lastElementChild, word ?? states[state]);
};

// The cluster's clock may be another than the browser's.
let clockOffset = 0;
const span = (ms) => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return seconds + " s";
  if (seconds < 5400) return Math.round(seconds / 60) + " min";
  return seconds < 172800 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " d";
};
const showSince = (element, since) => {
  if (since === undefined) delete element.dataset.since;
  else element.dataset.since = String(since);
  put(element, since === undefined ? "" : span(Date.now() + clockOffset - since));
};
const tick = () => {
  for (const element of document.querySelectorAll("[data-since]")) showSince(element, Number(element.dataset.since));
};
`;
