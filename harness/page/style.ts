import { themeStyle } from "../report/html/style-theme.ts";
import { graphStyle } from "./style-graph.ts";

/** Head, cards and what is said below a graph; colours and type are the report's. */
const pageStyle = `
:root { --ready: var(--passed); --running: var(--accent); --waiting: var(--not-run); }
body { max-width: 86rem; padding: 2rem 2rem 4rem; }
.ready { --tone: var(--ready); }
.running { --tone: var(--running); }
.waiting { --tone: var(--waiting); }
.skip {
  position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem;
  border: 1px solid var(--line-strong); border-radius: 8px; background: var(--surface);
}
.skip:focus { top: 1rem; }
.head { display: flex; justify-content: space-between; align-items: end; gap: 1rem 2rem; flex-wrap: wrap; }
.brand { display: flex; align-items: center; gap: 0.5rem; font-weight: 600; letter-spacing: -0.01em; }
.mark { width: 0.75rem; height: 0.75rem; border-radius: 3px; background: linear-gradient(135deg, var(--accent) 50%, var(--ready) 50%); }
h1 { margin-top: 0.75rem; font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.025em; }
.tally { color: var(--muted); }
.pulse { display: flex; align-items: center; gap: 0.5rem; color: var(--muted); font-size: 0.875rem; }
.pulse::before { content: ""; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: var(--waiting); }
.pulse.live::before { background: var(--ready); }
.pulse.lost::before { border-radius: 1px; background: var(--failed); }
.notice {
  margin-top: 1rem; padding: 0.625rem 1rem; border: 1px solid var(--failed); border-radius: 10px;
  background: color-mix(in srgb, var(--failed) 8%, var(--surface)); overflow-wrap: anywhere;
}
main { display: grid; gap: 1rem; margin-top: 1.5rem; outline: none; }
.card {
  min-width: 0; padding: 1.25rem; border: 1px solid var(--line); border-radius: 14px;
  background: var(--surface); box-shadow: var(--shadow);
}
.card.failed { border-color: color-mix(in srgb, var(--failed) 55%, var(--line)); }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.75rem; margin-bottom: 1rem; }
h2 { font-size: 1.125rem; line-height: 1.4; font-weight: 650; letter-spacing: -0.015em; overflow-wrap: anywhere; }
.state { display: inline-flex; align-items: center; gap: 0.375rem; color: var(--tone); font-size: 0.8125rem; font-weight: 600; white-space: nowrap; }
.top .state { padding: 0.125rem 0.5625rem 0.125rem 0.4375rem; border-radius: 999px; background: color-mix(in srgb, var(--tone) 11%, var(--surface)); }
.url { margin-left: auto; overflow-wrap: anywhere; font-size: 0.875rem; }
.now { margin-top: 0.875rem; color: var(--muted); font-size: 0.875rem; overflow-wrap: anywhere; }
.why { margin-top: 1rem; padding: 0.75rem 1rem; border-left: 3px solid var(--failed); border-radius: 0 8px 8px 0; background: var(--sunken); }
.why dt { color: var(--muted); font-size: 0.8125rem; font-weight: 600; }
.why div + div { margin-top: 0.5rem; }
.why pre { max-height: 16rem; }
.why dd { font-size: 0.875rem; overflow-wrap: anywhere; }
.all { margin-top: 0.875rem; font-size: 0.8125rem; }
.all summary { width: fit-content; color: var(--muted); cursor: pointer; }
table { width: 100%; margin-top: 0.5rem; border-collapse: collapse; }
th, td { padding: 0.3125rem 0.75rem 0.3125rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--muted); font-weight: 600; }
td { overflow-wrap: anywhere; }
td:nth-child(2), td:nth-child(3) { white-space: nowrap; overflow-wrap: normal; }
td:first-child { min-width: 9rem; }
td:last-child { min-width: 10rem; }
.empty { padding: 4rem 1.5rem; border: 1px dashed var(--line-strong); border-radius: 12px; text-align: center; color: var(--muted); overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { padding: 1.25rem 0.75rem 3rem; }
  .card { padding: 1rem; }
  .url { margin-left: 0; flex-basis: 100%; }
  h1 { font-size: 1.5rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, td { display: block; }
  tr { display: flex; flex-wrap: wrap; gap: 0 0.75rem; padding: 0.4375rem 0; border-top: 1px solid var(--line); }
  td, td:first-child, td:last-child { min-width: 0; padding: 0; border: 0; }
  td:first-child { flex-basis: 100%; font-weight: 600; }
  td:last-child { flex-basis: 100%; color: var(--muted); }
}
`;

/** All of the page's CSS. */
export const style = [themeStyle, pageStyle, graphStyle].join("");
