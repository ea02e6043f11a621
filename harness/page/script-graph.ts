/** The graph of a Workload: a list in the order in which the chain works, and lines between its items. */
export const graphScript = String.raw`
const chain = ["Workload", "GitRepository", "Image", "Deployment", "Service", "Ingress"];
const ghost = (kind) => ({ id: kind + "/", kind, isGhost: true, state: "waiting", message: "not there yet" });
const short = (text) => text.replace(/(sha\d+:[0-9a-f]{7})[0-9a-f]{8,}/g, "$1…");

/** What is drawn, and where. A build's Pod is part of its Build; Builds before the last are history. */
const placesOf = ({ nodes }) => {
  const of = (kind) => nodes.filter((node) => node.kind === kind);
  const at = (place) => {
    const [node] = of(chain[place]);
    return { ...(node ?? ghost(chain[place])), where: "place-" + place };
  };
  const founders = ["ClusterStack", "ClusterStore", "ClusterBuilder"].flatMap((kind, place) =>
    of(kind).map((node) => ({ ...node, where: "root place-" + place })),
  );
  const steps = nodes.find((node) => node.steps !== undefined)?.steps;
  const [build] = of("Build");
  const pods = of("Pod").filter((node) => node.steps === undefined).slice(0, 3);
  return [
    ...[at(0), at(1)],
    ...founders,
    at(2),
    { ...(build ?? ghost("Build")), where: "build", steps },
    at(3),
    ...(pods.length === 0 ? [ghost("Pod")] : pods).map((pod, place) => ({ ...pod, where: "pod place-" + (place + 3) })),
    ...[at(4), at(5)],
  ];
};

const showStep = (element, { name, state, took, since }) => {
  classes(element, "step " + state);
  showState(once(element, "span", "state"), state, name);
  const time = once(element, "span", "time");
  if (since === undefined) {
    showSince(time, undefined);
    put(time, took === undefined ? "" : span(took));
  } else showSince(time, since);
  // The shape is for eyes; the word for everybody else.
  put(once(element, "span", "unseen"), states[state]);
};

const showNode = (element, node, workload) => {
  const before = element.dataset.was;
  classes(element, "node " + node.where + " " + node.state + (node.isGhost ? " ghost" : "") +
    (element.classList.contains("changed") ? " changed" : ""));
  const line = once(element, "div", "line1");
  put(once(line, "p", "kind"), node.kind);
  showSince(once(line, "p", "age"), node.since);
  const name = once(element, "p", "name");
  const called = node.name === undefined || node.name === workload ? "" : node.name;
  put(name, called);
  name.title = called;
  toggle(name, called !== "");
  const state = once(element, "p", "state");
  showState(state, node.state, node.isGhost ? "not there yet" : undefined);
  const said = once(element, "p", "said");
  const message = node.isGhost ? "" : short(node.message.trim());
  put(said, message);
  said.title = node.isGhost ? "" : node.message;
  toggle(said, message !== "" && !(node.steps !== undefined && node.state === "running"));
  const steps = once(element, "ol", "steps");
  toggle(steps, node.steps !== undefined);
  sync(steps, "li", node.steps ?? [], (step) => step.name, showStep);
  const is = node.id + " " + node.state;
  element.dataset.was = is;
  if (before === undefined || before === is) return;
  element.classList.remove("changed");
  void element.offsetWidth; // so that the animation begins anew
  element.classList.add("changed");
};

const showGraph = (element, workload) => {
  const places = placesOf(workload);
  const list = once(element, "ol", "nodes");
  classes(list, places.some(({ where }) => where.startsWith("root")) ? "nodes founded" : "nodes");
  sync(list, "li", places, ({ id, kind, where }) => (where.startsWith("pod") ? id : kind), (child, node) => {
    child.dataset.id = node.id;
    showNode(child, node, workload.name);
  });
  let drawing = element.querySelector(":scope > svg");
  if (drawing === null) {
    drawing = document.createElementNS(svgNames, "svg");
    drawing.setAttribute("class", "edges");
    drawing.setAttribute("aria-hidden", "true");
    element.prepend(drawing);
    new ResizeObserver(() => drawEdges(element)).observe(list);
  }
  element.places = places;
  element.edges = workload.edges;
  drawEdges(element);
};

/** Between what is there, as the cluster has it; to what is not, as it will be. */
const edgesOf = ({ places, edges }) => {
  const drawn = new Map(places.map((place) => [place.id, place]));
  const known = edges.flatMap(({ from, to }) =>
    drawn.has(from) && drawn.has(to) ? [[drawn.get(from), drawn.get(to)]] : [],
  );
  const first = (kind) => places.find((place) => place.kind === kind);
  const expected = [...chain.slice(1).map((kind, at) => [chain[at], kind]), ["Image", "Build"], ["Deployment", "Pod"]]
    .map(([from, to]) => [first(from), first(to)])
    .filter(([from, to]) => from.isGhost || to.isGhost);
  return [...known, ...expected];
};

const drawEdges = (element) => {
  const drawing = element.querySelector(":scope > svg");
  const boxes = new Map([...element.querySelectorAll(".node")].map((node) => [node.dataset.id, node]));
  const box = (node) => {
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = boxes.get(node.id);
    return { left, top, right: left + width, bottom: top + height, x: left + width / 2, y: top + height / 2 };
  };
  const lines = edgesOf(element).flatMap(([from, to]) => {
    const state = from.isGhost || to.isGhost ? "ghost" : to.state;
    const [way, head] = wayBetween(box(from), box(to));
    return [lineOf("edge " + state, way), lineOf("edge head " + state, head)];
  });
  drawing.replaceChildren(...lines);
};

const lineOf = (names, d) => {
  const path = document.createElementNS(svgNames, "path");
  path.setAttribute("class", names);
  path.setAttribute("d", d);
  return path;
};

/** A line that does not touch what it leads to, and the head of its arrow. */
const wayBetween = (a, b) => {
  if (b.left >= a.right) {
    const half = (b.left - a.right) / 2;
    const end = b.left - 3;
    if (b.top >= a.bottom) {
      const y = (a.bottom + b.top) / 2;
      return ["M" + a.x + " " + a.bottom + "V" + y + "H" + b.x + "V" + (b.top - 3), headAt(b.x, b.top - 3, 0, 1)];
    }
    const bend = [a.right + half, a.y, end - half, b.y, end, b.y].join(" ");
    return ["M" + a.right + " " + a.y + "C" + bend, headAt(end, b.y, 1, 0)];
  }
  const x = Math.min(Math.max(a.x, b.left + 16), b.right - 16);
  const isDown = b.top >= a.bottom;
  const end = isDown ? b.top - 3 : b.bottom + 3;
  return ["M" + x + " " + (isDown ? a.bottom : a.top) + "V" + end, headAt(x, end, 0, isDown ? 1 : -1)];
};
const headAt = (x, y, dx, dy) =>
  "M" + (x - 5 * dx - 4 * dy) + " " + (y - 5 * dy - 4 * dx) + "L" + x + " " + y + "L" + (x - 5 * dx + 4 * dy) + " " + (y - 5 * dy + 4 * dx);
`;
