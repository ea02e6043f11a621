import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { messageOf } from "../core/errors.ts";
import type { Evidence } from "../report/index.ts";
import { clusterEvidence, type EvidenceSource } from "../cluster/evidence.ts";
import type { Lab } from "./lab/lab.ts";
import type { SecretWatch } from "./secrets/secret-watch.ts";
import type { RunSettings } from "./settings.ts";

/**
 * Gathers what explains a failure before it is cleaned away. What cannot be had says why in its place, and no secret gets
 * as far as the file.
 */
export async function gatherEvidence(
  lab: Lab,
  settings: RunSettings,
  watch: SecretWatch,
): Promise<Evidence[]> {
  const folder = join(settings.evidenceDir, lab.context.ownership.scenarioId);
  await mkdir(folder, { recursive: true });
  const sources = [
    ...lab.clusters.flatMap((cluster) => clusterEvidence(cluster)),
    ...lab.harbors.map((harbor) => ({ name: `${harbor.host}.log`, read: () => harbor.logs() })),
    ...servedChains(lab),
    ...(await lab.moreEvidence()),
  ];
  return Promise.all(
    sources.map(async ({ name, read }) => {
      const file = join(folder, fileName(name));
      const path = relative(settings.reportDir, file);
      const gathered = await read().catch(
        (error: unknown) => `This could not be gathered: ${messageOf(error)}\n`,
      );
      const text = watch.text(path, gathered);
      await writeFile(file, text);
      return {
        name,
        path,
        mediaType: "text/plain",
        bytes: Buffer.byteLength(text),
      };
    }),
  );
}

/** A name that is one in every file system, in every address, and leads nowhere. */
function fileName(name: string): string {
  return name.replaceAll(/^\.+|[^\w.@+-]/g, "_");
}

/** The chain that each registry really serves, as openssl shows it. */
function servedChains(lab: Lab): EvidenceSource[] {
  return lab.harbors.map(({ host }) => ({
    name: `${host}-served-chain.txt`,
    read: async () => {
      const toolbox = await lab.toolbox();
      const { stdout, stderr } = await toolbox.run([
        ...["openssl", "s_client", "-connect", `${host}:443`, "-servername", host, "-showcerts"],
      ]);
      return `${stdout}\n${stderr}\n`;
    },
  }));
}
