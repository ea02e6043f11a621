/** Following the cluster: each event is all there is to show. */
export const followScript = String.raw`
const main = byId("workloads");
const notice = byId("notice");
const pulse = byId("pulse");

const silence = 30000;
const patience = 3000;
let heardAt = Date.now();
/** Since when there is no connection. */
let goneSince = Date.now();
let view;
let source;

const counted = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
const troubleNow = () => {
  if (goneSince !== undefined && Date.now() - goneSince > patience)
    return ["Connection lost, trying again", "This page's server does not answer."];
  if (view?.failure !== undefined)
    return ["The cluster does not answer", "The cluster does not answer: " + view.failure];
  return undefined;
};
const showPulse = () => {
  const trouble = troubleNow();
  classes(pulse, "pulse " + (trouble !== undefined ? "lost" : view === undefined ? "" : "live"));
  put(pulse, trouble?.[0] ?? (view === undefined ? "Connecting" : "Live"));
  const isOld = trouble !== undefined && view?.seenAt !== undefined;
  const old = isOld ? " What is shown is " + span(Date.now() + clockOffset - view.seenAt) + " old." : "";
  put(notice, (trouble?.[1] ?? "") + old);
  toggle(notice, trouble !== undefined);
};

const outcomesBefore = new Map();
const tellNews = (workloads) => {
  const news = workloads.filter(({ name, outcome }) => outcomesBefore.has(name) && outcomesBefore.get(name) !== outcome);
  if (news.length > 0) put(byId("news"), news.map(({ name, outcome }) => name + " is " + outcome).join(", "));
  outcomesBefore.clear();
  for (const { name, outcome } of workloads) outcomesBefore.set(name, outcome);
};

const show = (next) => {
  view = next;
  clockOffset = next.at - Date.now();
  if (next.state !== undefined) {
    const { workloads } = next.state;
    const count = (wanted) => workloads.filter(({ outcome }) => outcome === wanted).length;
    const parts = ["ready", "in progress", "failed"].flatMap((word) => (count(word) === 0 ? [] : [count(word) + " " + word]));
    const tally = [counted(workloads.length, "Workload"), ...parts].join(" · ");
    put(byId("tally"), tally);
    document.title = (count("failed") > 0 ? "✗ " : count("in progress") > 0 ? "▸ " : "") + tally + " · tkglab";
    const cards = workloads.length === 0 ? [undefined] : workloads;
    sync(main, "article", cards, (workload) => (workload === undefined ? " none" : workload.name), (card, workload) => {
      if (workload !== undefined) showCard(card, workload);
      else {
        classes(card, "empty");
        put(card, "There is no Workload yet. Apply one, and it appears here.");
      }
    });
    tellNews(workloads);
  }
  showPulse();
};

const follow = () => {
  source?.close();
  heardAt = Date.now();
  source = new EventSource("/events");
  source.onopen = () => {
    goneSince = undefined;
  };
  source.onmessage = ({ data }) => {
    heardAt = Date.now();
    show(JSON.parse(data));
  };
  source.onerror = () => {
    goneSince ??= Date.now();
    // After an answer that is none of ours, as an ingress gives while the Pod is away, the browser gives up by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(comeBack, 1000);
  };
};
const comeBack = () => {
  if (!document.hidden && source.readyState === EventSource.CLOSED) follow();
};

// Nobody looks at a tab that is hidden: then the cluster is not looked at either.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) source.close();
  else {
    goneSince = Date.now();
    comeBack();
  }
});
setInterval(() => {
  if (document.hidden) return;
  tick();
  showPulse();
  if (Date.now() - heardAt <= silence) return;
  goneSince ??= heardAt;
  follow();
}, 1000);
follow();
`;
