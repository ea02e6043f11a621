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
  const all = { ...addressOf(names.host), ...names };
  return {
    ...{ id, title, speaker, message, names, sources },
    ...(probe === undefined ? {} : { probe: { ...probe, run: filled(probe.run, all) } }),
    causes: causes.map((cause) => ({ ...cause, cure: filled(cause.cure, all) })),
    alsoHeard: alsoHeard.map((other: Symptom) => ({ id: other.id, title: other.title })),
  };
}

/** Where a registry listens, by its name in an image reference. */
function addressOf(host: string | undefined): Readonly<Record<string, string>> {
  if (host === undefined) return { port: "443" };
  const [name = host, port = "443"] = host.split(":");
  return { name, port };
}

/**
 * A name that the message does not say stays for people to fill in: `<host>`. So does one that a shell would take for more
 * than a word: commands are there to be pasted.
 */
function filled(text: string, names: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(host|name|port|file|ca|namespace|resource|path)\}/g, (_whole, name: string) => {
    const value = names[name];
    return value !== undefined && /^[\w.:/@+=,-]+$/.test(value) ? value : `<${name}>`;
  });
}
