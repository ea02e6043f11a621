/** Colours, type and what holds everywhere. */
export const themeStyle = `
:root {
  color-scheme: light dark;
  --bg: #f7f7f5;
  --surface: #ffffff;
  --sunken: #f4f4f2;
  --line: #e4e4e0;
  --line-strong: #cfcfca;
  --text: #1c1d20;
  --muted: #62656d;
  --accent: #3653c9;
  --passed: #18753f;
  --failed: #bb2238;
  --broken: #96520a;
  --skipped: #4d5f86;
  --not-run: #666a73;
  --mark: #ffe1e3;
  --mark-text: #8f1226;
  --mark-green: #d3f2de;
  --mark-green-text: #0d5229;
  --shadow: 0 1px 2px rgb(20 22 30 / 0.05), 0 4px 16px rgb(20 22 30 / 0.04);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --bg: #0f1013;
    --surface: #17181c;
    --sunken: #1d1f24;
    --line: #292b31;
    --line-strong: #3d4048;
    --text: #eaebee;
    --muted: #9da1ab;
    --accent: #95a9ff;
    --passed: #5cc98a;
    --failed: #ff8590;
    --broken: #eba95b;
    --skipped: #a0b4de;
    --not-run: #a0a4ae;
    --mark: #5a1c26;
    --mark-text: #ffd5d9;
    --mark-green: #153f28;
    --mark-green-text: #c2f3d5;
    --shadow: none;
  }
}
@media print { :root { color-scheme: light; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 5.5rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto;
  padding: 2.5rem 2rem 4rem;
  max-width: 76rem;
  background: var(--bg);
  color: var(--text);
  font: 0.9375rem/1.55 var(--sans);
  overflow-wrap: break-word;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3, h4, p, dl, dd, ul, ol, figure, pre, fieldset { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
code, pre, kbd, .mono { font-family: var(--mono); font-size: 0.8125rem; }
pre { overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
button, input { font: inherit; color: inherit; }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.muted { color: var(--muted); font-weight: 400; }
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.sheet { position: absolute; }
.icon { width: 1em; height: 1em; flex: none; }
.cut { fill: none; stroke: var(--surface); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.line { fill: none; stroke: currentColor; stroke-width: 1.6; }
.thin { stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.passed { --tone: var(--passed); }
.failed { --tone: var(--failed); }
.broken { --tone: var(--broken); }
.skipped { --tone: var(--skipped); }
.not-run { --tone: var(--not-run); }
`;
