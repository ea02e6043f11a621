/** Red and green, side by side. */
export const proofStyle = `
pre.command, .said, .log pre {
  padding: 0.625rem 0.875rem;
  border-radius: 8px;
  background: var(--sunken);
  line-height: 1.6;
}
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
.pair + .pair { margin-top: 1rem; }
.side { display: grid; gap: 1rem; align-content: start; min-width: 0; }
.side:only-child, .side > .proof:only-child { height: 100%; }
.proof {
  display: flex;
  flex-direction: column;
  min-width: 0;
  border: 1px solid var(--line);
  border-radius: 10px;
  overflow: hidden;
}
.proof.red { --tone: var(--failed); }
.proof.green { --tone: var(--passed); }
figcaption {
  padding: 0.625rem 0.875rem;
  border-bottom: 1px solid var(--line);
  background: color-mix(in srgb, var(--tone) 6%, var(--surface));
}
figcaption strong { color: var(--tone); font-weight: 650; }
.dot {
  display: inline-block;
  width: 0.5rem;
  height: 0.5rem;
  margin-right: 0.375rem;
  border-radius: 50%;
  background: var(--tone);
}
.red .dot { border-radius: 1px; transform: rotate(45deg); }
.steptitle { display: block; }
.proof pre { border-radius: 0; }
.proof pre.command { border-bottom: 1px solid var(--line); color: var(--muted); }
pre.command code { display: block; }
pre.command code::before { content: "$ "; user-select: none; opacity: 0.7; }
.said { flex: 1; max-height: 22rem; background: var(--surface); }
mark { padding: 0.0625rem 0; border-radius: 3px; background: var(--mark); color: var(--mark-text); font-weight: 600; }
.green mark { background: var(--mark-green); color: var(--mark-green-text); }
.expected {
  display: flex;
  flex-wrap: wrap;
  gap: 0.125rem 0.75rem;
  align-items: baseline;
  padding: 0.5rem 0.875rem;
  border-top: 1px solid var(--line);
  font-size: 0.8125rem;
  color: var(--muted);
}
.expected code { font-size: 0.75rem; overflow-wrap: anywhere; }
.expected.met span { color: var(--passed); }
.expected.unmet span { color: var(--failed); font-weight: 600; }
.missing {
  display: grid;
  place-items: center;
  min-height: 5rem;
  border: 1px dashed var(--line-strong);
  border-radius: 10px;
  color: var(--muted);
}
@media (max-width: 48rem) {
  .pair { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  .proof { break-inside: avoid; }
  mark { outline: 1px solid; }
}
`;
