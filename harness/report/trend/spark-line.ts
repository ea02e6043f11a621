import { html } from "hono/html";
import { type Markup, nothing, text } from "../html/markup.ts";
import type { Times } from "./times.ts";

/** Units of the drawing; half a dot of room on each side. */
const size = { width: 152, height: 24, margin: 3 };

/** The least that the line's height stands for, as a share of the longest time: what hardly moves looks so. */
const flat = 0.25;

/** The times of a scenario that passed, run by run: a line, broken where none passed, with a dot on the last. */
export function sparkLine({ points, last, min }: Times, label: string): Markup {
  const dots = placed(points, min);
  const newest = dots.at(-1);
  if (newest === undefined) return nothing;
  const lines = unbroken(dots).map((part) =>
    part.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "),
  );
  return html`<svg
    class="spark"
    width="${size.width}"
    height="${size.height}"
    viewBox="0 0 ${size.width} ${size.height}"
    role="img"
    aria-label="${text(label)}"
    data-last="${Math.round(last)}"
  >
    ${lines.map((line) => html`<polyline points="${line}"></polyline>`)}
    <circle cx="${newest.x.toFixed(1)}" cy="${newest.y.toFixed(1)}" r="2.4"></circle>
  </svg>`;
}

interface Dot {
  readonly run: number;
  readonly x: number;
  readonly y: number;
}

function placed(points: Times["points"], min: number): Dot[] {
  const max = Math.max(...points.map((point) => point ?? 0));
  const range = Math.max(max - min, max * flat, 1);
  const low = (max + min - range) / 2;
  const { width, height, margin } = size;
  const step = (width - 2 * margin) / Math.max(points.length - 1, 1);
  return points.flatMap((point, run) => {
    if (point === undefined) return [];
    const y = height - margin - ((point - low) / range) * (height - 2 * margin);
    return [{ run, x: points.length === 1 ? width / 2 : margin + step * run, y }];
  });
}

/** The dots, cut where a run has none. */
function unbroken(dots: readonly Dot[]): Dot[][] {
  const parts: Dot[][] = [];
  for (const dot of dots) {
    const part = parts.at(-1);
    if (part?.at(-1)?.run === dot.run - 1) part.push(dot);
    else parts.push([dot]);
  }
  return parts;
}
