/** A Workload: its line, its graph, what stops it, and every object in words. */
export const cardScript = String.raw`
const outcomes = { ready: ["ready", "ready"], "in progress": ["running", "in progress"], failed: ["failed", "failed"] };

const urlOf = (host) => "http://" + host + (location.port === "" ? "" : ":" + location.port);

const showCard = (card, workload) => {
  const [state, word] = outcomes[workload.outcome];
  classes(card, "card " + state);
  const top = once(card, "div", "top");
  const title = once(top, "h2", "title");
  title.id = "workload-" + workload.name;
  card.setAttribute("aria-labelledby", title.id);
  put(title, workload.name);
  const badge = once(top, "p", "state");
  classes(badge, "state " + state);
  showState(badge, state, word);
  const url = once(top, "a", "url");
  toggle(url, workload.host !== undefined);
  if (workload.host !== undefined) {
    url.href = urlOf(workload.host);
    put(url, urlOf(workload.host));
  }
  showGraph(once(card, "div", "graph"), workload);
  showWords(card, workload);
  showTable(once(card, "details", "all"), workload);
};

const showWords = (card, { outcome, where, message, likelyCause, hint }) => {
  const now = once(card, "p", "now");
  toggle(now, outcome === "in progress");
  put(now, outcome === "in progress" ? [where, message].filter((text) => text !== "").join(": ") : "");
  const why = once(card, "dl", "why");
  toggle(why, outcome === "failed");
  const said = outcome === "failed" ? [[where, message, "pre"], ["Likely", likelyCause, "p"], ["Try", hint, "p"]] : [];
  sync(why, "div", said, ([term]) => term, (row, [term, text, tag]) => {
    put(once(row, "dt", "term"), term);
    put(once(once(row, "dd", "text"), tag, "words"), text);
  });
};

const showTable = (details, { nodes }) => {
  put(once(details, "summary", "count"), "All objects (" + nodes.length + ")");
  let table = details.querySelector("table");
  if (table === null) {
    table = part(details, "table", "");
    // On a narrow screen it is laid out as a list, and yet a table: without its roles it would be neither.
    table.role = "table";
    const heads = part(part(table, "thead", ""), "tr", "");
    heads.role = "row";
    for (const word of ["Object", "State", "Age", "Last message"]) {
      const head = part(heads, "th", "");
      head.role = "columnheader";
      put(head, word);
    }
    part(table, "tbody", "");
  }
  sync(table.tBodies[0], "tr", nodes, ({ id }) => id, (row, node) => {
    row.role = "row";
    put(once(row, "td", "object"), node.id);
    const state = once(row, "td", "status");
    classes(state, "status " + node.state);
    showState(once(state, "span", "state"), node.state);
    showSince(once(row, "td", "since"), node.since);
    put(once(row, "td", "message"), node.message);
    for (const cell of row.cells) cell.role = "cell";
  });
};
`;
