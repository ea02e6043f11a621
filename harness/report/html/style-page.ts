/** Head, filter, list and foot. */
export const pageStyle = `
.skip {
  position: absolute;
  left: 1rem;
  top: -4rem;
  z-index: 3;
  padding: 0.5rem 1rem;
  border-radius: 8px;
  background: var(--surface);
  border: 1px solid var(--line-strong);
}
.skip:focus { top: 1rem; }
.brand { display: flex; align-items: center; gap: 0.5rem; font-weight: 600; letter-spacing: -0.01em; }
.mark {
  width: 0.75rem;
  height: 0.75rem;
  border-radius: 3px;
  background: linear-gradient(135deg, var(--failed) 50%, var(--passed) 50%);
}
.headline { display: flex; align-items: center; gap: 1rem; margin: 2rem 0 1.5rem; }
.headline .icon { width: 2.75rem; height: 2.75rem; color: var(--tone); }
.headline .cut { stroke: var(--bg); }
h1 { font-size: 2rem; line-height: 1.15; font-weight: 650; letter-spacing: -0.025em; }
.tally { color: var(--muted); margin-top: 0.125rem; }
.proportions { display: block; width: 100%; height: 5px; border-radius: 3px; }
.proportions rect { fill: var(--tone); }
.facts {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
  gap: 1rem 2rem;
  margin: 1.5rem 0 0;
}
.facts .wide { grid-column: 1 / -1; }
dt, h4 { font-size: 0.8125rem; font-weight: 600; color: var(--muted); letter-spacing: 0; }
dd { overflow-wrap: anywhere; line-height: 1.4375rem; }
.notes { margin-top: 1rem; color: var(--muted); font-size: 0.875rem; }
.notes li::before { content: "Note: "; font-weight: 600; }
main { margin-top: 2rem; outline: none; }
.filter {
  display: flex;
  flex-wrap: wrap;
  gap: 0.75rem;
  align-items: center;
  justify-content: space-between;
  padding: 0.75rem 0;
  min-width: 0;
}
search {
  display: block;
  position: sticky;
  top: 0;
  z-index: 2;
  margin: 0 -0.5rem;
  padding: 0 0.5rem;
  background: var(--bg);
  border-bottom: 1px solid var(--line);
}
.toggles { display: flex; flex-wrap: wrap; gap: 0.375rem; }
button {
  display: inline-flex;
  align-items: center;
  gap: 0.4375rem;
  min-height: 2.25rem;
  padding: 0 0.75rem;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--surface);
  font-size: 0.875rem;
  font-weight: 500;
  cursor: pointer;
}
button:hover:enabled { border-color: var(--line-strong); }
button:disabled { cursor: default; opacity: 0.5; }
.toggle .icon { color: var(--tone); }
.toggle .count { color: var(--muted); }
.toggle[aria-pressed="true"] {
  border-color: var(--tone);
  background: color-mix(in srgb, var(--tone) 12%, var(--surface));
  box-shadow: inset 0 0 0 1px var(--tone);
}
.toggle[aria-pressed="true"] .count { color: inherit; }
.quiet { border-color: transparent; background: none; color: var(--muted); min-height: 2rem; }
.words { position: relative; flex: 1 1 14rem; max-width: 20rem; }
.words input {
  width: 100%;
  height: 2.25rem;
  padding: 0 2.25rem 0 0.75rem;
  border: 1px solid var(--line-strong);
  border-radius: 8px;
  background: var(--surface);
  font-size: 0.875rem;
}
.words input::placeholder { color: var(--muted); opacity: 1; }
.words kbd {
  position: absolute;
  right: 0.5rem;
  top: 0.4375rem;
  padding: 0 0.4375rem;
  border: 1px solid var(--line);
  border-radius: 5px;
  background: var(--sunken);
  color: var(--muted);
  pointer-events: none;
}
.words input:not(:placeholder-shown) + kbd { display: none; }
.listhead {
  display: flex;
  justify-content: space-between;
  align-items: center;
  min-height: 3rem;
  color: var(--muted);
  font-size: 0.875rem;
}
.listhead .quiet { margin-right: -0.75rem; }
.empty {
  padding: 4rem 1.5rem;
  border: 1px dashed var(--line-strong);
  border-radius: 12px;
  text-align: center;
  color: var(--muted);
}
.emptytitle { color: var(--text); font-weight: 600; }
.empty button { margin-top: 1rem; color: var(--text); }
footer { margin-top: 3rem; color: var(--muted); font-size: 0.8125rem; }
@media (max-width: 40rem) {
  body { padding: 1.5rem 1rem 3rem; }
  html { scroll-padding-top: 1rem; }
  search { position: static; }
  .words { max-width: none; flex-basis: 100%; }
  .words input { height: 2.75rem; font-size: 1rem; }
  .words kbd { display: none; }
  .headline { margin: 1.5rem 0 1.25rem; gap: 0.75rem; }
  .headline .icon { width: 2.25rem; height: 2.25rem; }
  .facts { grid-template-columns: 1fr; gap: 0.5rem; }
  .facts div { display: grid; grid-template-columns: 5.5rem 1fr; align-items: baseline; }
  button { min-height: 2.75rem; }
}
@media print {
  body { padding: 0; max-width: none; background: none; font-size: 0.8125rem; }
  search, .listhead button, .skip, .permalink { display: none !important; }
  pre { max-height: none !important; }
}
`;
