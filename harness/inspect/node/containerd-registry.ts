import { dirname, isAbsolute, join } from "node:path/posix";
import type { StoreText } from "../certificates/judge-store.ts";
import type { NodeReading } from "./parse-node.ts";

/** What containerd's own folder for a registry (certs.d) says; it is read again for every pull. */
export interface ContainerdRegistry {
  readonly texts: readonly StoreText[];
  /** Whether certificates of this registry are not verified. */
  readonly skipsVerification: boolean;
}

/** Reads that folder: hosts.toml and the CAs that it names; without one, every *.crt is a CA, as for Docker. */
export function containerdRegistry(
  { registryFolder, files }: Pick<NodeReading, "registryFolder" | "files">,
  host: string,
): ContainerdRegistry {
  if (registryFolder === undefined) return { texts: [], skipsVerification: false };
  const within = files.filter(({ path }) => dirname(path) === registryFolder);
  const toml = within.find(({ path }) => path === join(registryFolder, "hosts.toml"));
  if (toml === undefined) {
    const texts = within.filter(({ path }) => path.endsWith(".crt"));
    return { texts: texts.map(({ path: where, text }) => ({ where, text })), skipsVerification: false };
  }
  const { authorities, skipsVerification } = readHostsToml(toml.text, host);
  const paths = authorities.map((path) => (isAbsolute(path) ? path : join(registryFolder, path)));
  const texts = files.filter(({ path }) => paths.includes(path));
  return { texts: texts.map(({ path: where, text }) => ({ where, text })), skipsVerification };
}

/** What hosts.toml says for the registry itself: above all sections, or in those of its name; mirrors are left out. */
function readHostsToml(text: string, host: string) {
  const authorities: string[] = [];
  let ours = true;
  let skipsVerification = false;
  for (const line of text.split("\n").map((one) => one.trim())) {
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined)
      ours = new RegExp(`^host\\."https?://${RegExp.escape(host)}/?"$`).test(section);
    if (!ours) continue;
    const [, key = "", value = ""] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key === "ca") authorities.push(...[...value.matchAll(/"([^"]*)"/g)].map(([, path = ""]) => path));
    if (key === "skip_verify" && value.startsWith("true")) skipsVerification = true;
  }
  return { authorities, skipsVerification };
}
