/** The graph: six places from left to right, below them what builds and what runs; on a narrow screen one below the other. */
export const graphStyle = `
.graph { position: relative; }
.nodes { --first: 1; display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 1.75rem 2rem; }
.nodes.founded { --first: 2; }
.node {
  position: relative; z-index: 1; min-width: 0; padding: 0.5625rem 0.75rem 0.625rem;
  border: 1px solid color-mix(in srgb, var(--tone) 45%, var(--line)); border-radius: 10px; background: var(--surface);
  grid-row: var(--first);
}
.node.ready { border-color: var(--line-strong); }
.node.ghost { border-style: dashed; border-color: var(--line); }
.node.ghost .kind { color: var(--muted); font-weight: 500; }
.line1 { display: flex; justify-content: space-between; align-items: baseline; gap: 0.5rem; }
.kind { font-size: 0.875rem; font-weight: 600; letter-spacing: -0.01em; overflow: hidden; text-overflow: ellipsis; }
.age { flex: none; color: var(--muted); font-size: 0.75rem; white-space: nowrap; }
.name { color: var(--muted); font: 0.75rem/1.4 var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.said {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden;
  margin-top: 0.125rem; color: var(--muted); font-size: 0.75rem; line-height: 1.4; overflow-wrap: anywhere;
}
.place-0 { grid-column: 1; }
.place-1 { grid-column: 2; }
.place-2 { grid-column: 3; }
.place-3 { grid-column: 4; }
.place-4 { grid-column: 5; }
.place-5 { grid-column: 6; }
.build { grid-column: 1 / span 3; grid-row: calc(var(--first) + 1); }
.pod { grid-row: calc(var(--first) + 1); align-self: start; }
.root { grid-row: 1; }
.steps { display: flex; gap: 0.25rem; margin-top: 0.5rem; }
.step { flex: 1 1 auto; padding-top: 0.4375rem; border-top: 3px solid var(--line); font-size: 0.75rem; line-height: 1.35; }
.step.ready { border-color: var(--ready); }
.step.failed { border-color: var(--failed); }
.step.running { border-color: var(--running); flex-grow: 4; }
.step .state { gap: 0.25rem; font-size: inherit; }
.step .time { display: block; min-height: 1.35em; color: var(--muted); white-space: nowrap; }
.edges { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
.edge { fill: none; stroke: var(--line-strong); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.edge.ready { stroke: color-mix(in srgb, var(--ready) 60%, var(--line-strong)); }
.edge.running { stroke: var(--running); }
.edge.running:not(.head) { stroke-dasharray: 5 5; }
.edge.failed { stroke: var(--failed); }
.edge.ghost { stroke: var(--line-strong); stroke-dasharray: 1 5; }
.edge.ghost.head { display: none; }
@media (prefers-reduced-motion: no-preference) {
  .edge.running:not(.head) { animation: flow 0.6s linear infinite; }
  .turning { transform-origin: 8px 8px; animation: turn 1.2s linear infinite; }
  .node.changed { animation: changed 1.6s ease-out; }
}
@keyframes flow { to { stroke-dashoffset: -10; } }
@keyframes turn { to { transform: rotate(360deg); } }
@keyframes changed { from { box-shadow: 0 0 0 5px color-mix(in srgb, var(--tone) 35%, transparent); } to { box-shadow: 0 0 0 5px transparent; } }
@media (max-width: 60rem) {
  .nodes { display: flex; flex-direction: column; gap: 0; }
  .node { border: 0; border-radius: 0; padding: 0 0 0.875rem 1.5rem; background: none; }
  .node.pod { align-self: stretch; margin-left: 1.5rem; }
  .node::before { content: ""; position: absolute; left: 0.25rem; top: 0.375rem; width: 0.625rem; height: 0.625rem; border: 2px solid var(--tone); border-radius: 50%; background: var(--surface); }
  .node.ready::before { background: var(--tone); }
  .node.failed::before { border-radius: 2px; background: var(--tone); }
  .node.ghost::before { border-style: dotted; }
  .node:not(:last-child)::after { content: ""; position: absolute; left: 0.5rem; top: 1.25rem; bottom: -0.125rem; width: 2px; background: var(--line); }
  .node.pod::after { left: -1rem; top: 0; }
  .node.changed { animation: none; }
  .steps { flex-wrap: wrap; gap: 0.25rem 0.75rem; }
  .step, .step.running { flex: none; padding-top: 0; border: 0; }
  .step .time { display: inline; margin-left: 0.25rem; }
  .said { display: block; overflow: visible; }
  .edges { display: none; }
}
`;
