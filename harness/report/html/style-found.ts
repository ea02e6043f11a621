/** Tables of what a scenario found. */
export const foundStyle = `
.found { margin-top: 1.25rem; }
.found .wide { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
.found table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; }
.found th, .found td { padding: 0.4375rem 0.75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 6rem; }
.found thead th { border-top: 0; color: var(--muted); font-weight: 500; white-space: nowrap; }
.found tbody th { font-weight: 500; }
`;
