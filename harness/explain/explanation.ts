import type { Finding } from "./explain-text.ts";
import type { Cause, Probe, Symptom } from "./symptom.ts";

/** What `tkglab explain --json` prints of a finding: no placeholder is left in it. */
export interface Explanation {
  readonly id: string;
  readonly title: string;
  readonly speaker: string;
  /** The message in which it was found. */
  readonly message: string;
  readonly names: Readonly<Record<string, string>>;
  readonly probe?: Probe;
  readonly causes: readonly Cause[];
  readonly alsoHeard: readonly { readonly id: string; readonly title: string }[];
  readonly sources: readonly string[];
}

/** A finding with what the message names filled in. */
export function explanationOf({ symptom, message, names, alsoHeard }: Finding): Explanation {
  const { id, title, speaker, probe, causes, sources } = symptom;
  return {
    ...{ id, title, speaker, message, names, sources },
    ...(probe === undefined ? {} : { probe: { ...probe, run: filled(probe.run, names) } }),
    causes: causes.map((cause) => ({ ...cause, cure: filled(cause.cure, names) })),
    alsoHeard: alsoHeard.map((other: Symptom) => ({ id: other.id, title: other.title })),
  };
}

/** A name that the message does not say stays for people to fill in: `<host>`. */
function filled(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\{(host|file|ca|namespace|resource|path)\}/g,
    (_whole, name: string) => names[name] ?? `<${name}>`,
  );
}
