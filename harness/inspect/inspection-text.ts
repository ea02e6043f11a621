import { type FoundCertificate, type Inspection, isGood, type Place, placeLabel } from "./inspection.ts";
import { wrap } from "./wrap.ts";

const heading = ["PLACE", "STATE", "FOUND", "CURE"] as const;

const copyHint = "a cure in one piece, to copy it: the same command with | cat behind it";

/** Below so many columns a table is no help. */
const narrowest = 80;

/**
 * An inspection for people: a table as wide as the terminal, its cells wrapped; without a terminal, a line for each place.
 * A sum comes last.
 */
export function inspectionText(inspection: Inspection, columns?: number): string {
  const { places } = inspection;
  const cut = columns !== undefined && places.some(({ cure }) => cure !== undefined);
  const body =
    columns === undefined ? places.flatMap(plainLines) : table(places, Math.max(columns, narrowest));
  return [...registryLines(inspection), "", ...body, "", sumOf(places), ...(cut ? [copyHint] : []), ""].join(
    "\n",
  );
}

function registryLines({ registry }: Inspection): readonly string[] {
  const { anchor, chain } = registry;
  const known = {
    served: "sent by the registry",
    getcert: "given by getcert",
    public: "in every system's trust store",
    "name only": "known by name only",
  } as const;
  return [
    `registry  ${registry.url} (connected to ${registry.connectedTo}), for ${registry.names.join(", ")}`,
    ...chain.map(
      ({ subject, fingerprint256, notAfter }) =>
        `serves    ${subject}, until ${day(notAfter)}, sha256 ${fingerprint256}`,
    ),
    `CA        ${anchor.subject}, ${known[anchor.source]}${anchor.fingerprint256 === undefined ? "" : `, sha256 ${anchor.fingerprint256}`}`,
  ];
}

function plainLines(place: Place): readonly string[] {
  const { state, detail, found, cure } = place;
  return [
    [
      `${placeLabel(place)}: ${state}: ${detail}`,
      ...(place.kind === "registry" || found.length === 0 ? [] : [`found ${found.map(inFull).join(", ")}`]),
      ...(cure === undefined ? [] : [`cure: ${cure}`]),
    ].join("; "),
  ];
}

function table(places: readonly Place[], columns: number): readonly string[] {
  const rows = places.map((place) => [placeLabel(place), place.state, foundCell(place), place.cure ?? ""]);
  const stateWidth = Math.max(
    ...[heading[1], ...places.map((place) => place.state)].map(({ length }) => length),
  );
  const left = columns - stateWidth - 6;
  // The place gets what it needs, at most a third; the cure the larger half of the rest.
  const placeWidth = Math.min(Math.max(...rows.map(([place = ""]) => place.length), 5), Math.floor(left / 3));
  const foundWidth = Math.floor((left - placeWidth) * 0.45);
  const widths = [placeWidth, stateWidth, foundWidth, left - placeWidth - foundWidth];
  return [heading, ...rows].flatMap((row) => lines(row, widths));
}

/** A row over as many lines as its highest cell. */
function lines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, at) => wrap(cell, widths[at] ?? 1));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, at) => (cell[line] ?? "").padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function foundCell({ kind, found, detail }: Place): string {
  if (kind === "registry" || found.length === 0) return detail;
  return `${found.map(inShort).join(", ")}: ${detail}`;
}

/** Enough of a fingerprint to tell two apart. */
function inShort({ subject, fingerprint256, where }: FoundCertificate): string {
  return `${subject} (sha256 ${fingerprint256.slice(0, 11)}...) in ${where}`;
}

function inFull({ subject, fingerprint256, where }: FoundCertificate): string {
  return `${subject} sha256 ${fingerprint256} in ${where}`;
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

function sumOf(places: readonly Place[]): string {
  const count = (which: (place: Place) => boolean) => places.filter(which).length;
  const unknown = count(({ state }) => state === "unknown");
  const lacking = count((place) => !isGood(place)) - unknown;
  return `${places.length} ${places.length === 1 ? "place" : "places"}: ${count(isGood)} in order, ${lacking} to cure, ${unknown} unknown`;
}
