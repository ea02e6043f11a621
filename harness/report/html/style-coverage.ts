/** Every procedure of the seeds, below the scenarios. */
export const coverageStyle = `
.coverage {
  margin: 2rem 0 0;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  box-shadow: var(--shadow);
}
.coverage > details > summary {
  display: flex;
  flex-wrap: wrap;
  gap: 0.125rem 1rem;
  align-items: baseline;
  position: relative;
  padding: 0.9375rem 3rem 0.9375rem 1.125rem;
  border-radius: 12px;
  list-style: none;
  cursor: pointer;
}
.coverage > details > summary::after {
  content: "";
  position: absolute;
  right: 1.375rem;
  top: 1.375rem;
  width: 0.4375rem;
  height: 0.4375rem;
  border: solid var(--muted);
  border-width: 0 1.5px 1.5px 0;
  transform: rotate(45deg);
}
.coverage > details[open] > summary::after { transform: translateY(3px) rotate(225deg); }
.coverage > details > summary:hover { background: var(--sunken); }
.coverage > details[open] > summary { border-radius: 12px 12px 0 0; }
.coverage h2 { font-size: 0.9375rem; font-weight: 600; letter-spacing: -0.006em; }
.coverage .inside { padding-top: 1rem; }
.coverage h3 { margin: 1.5rem 0 0.375rem; }
.coverage h3:first-child { margin-top: 0; }
.procedure {
  display: grid;
  grid-template-columns: 5.875rem minmax(0, 1fr) minmax(0, 21rem);
  gap: 0.25rem 1rem;
  align-items: start;
  padding: 0.4375rem 0;
}
.procedure + .procedure { border-top: 1px solid var(--line); }
.procedure p { overflow-wrap: anywhere; }
.procedure p + p { font-size: 0.8125rem; }
.by li { display: flex; gap: 0.5rem; align-items: start; line-height: 1.4375rem; overflow-wrap: anywhere; }
.by li.muted { padding-left: calc(1em + 0.5rem); }
.by .icon { color: var(--tone); margin-top: 0.3125rem; }
@media (max-width: 48rem) {
  .procedure { grid-template-columns: minmax(0, 1fr); padding: 0.75rem 0; }
}
@media print {
  .coverage { box-shadow: none; }
  .coverage > details > summary::after { display: none; }
  .procedure { break-inside: avoid; }
}
`;
