import { X509Certificate } from "node:crypto";
import type { StartedTestContainer } from "testcontainers";
import { budgets } from "../core/budgets.ts";
import { HarnessError, messageOf } from "../core/errors.ts";
import { notYet, ready, waitFor } from "../core/wait-for.ts";
import { certificateFiles } from "./container-files.ts";
import { readContainerLog } from "./container-log.ts";
import type { DockerContainer } from "./docker-host.ts";
import type { ReplaceCertificateInput } from "./harbor.ts";

export interface ReplacementInput {
  readonly started: StartedTestContainer;
  readonly container: DockerContainer;
  readonly host: string;
  readonly change: ReplaceCertificateInput;
  readonly currentCaPem: string;
}

/** Copies the new files into the container, has the API read them, and waits until it says that it serves them. */
export async function replaceCertificate({
  started,
  container,
  host,
  change,
  currentCaPem,
}: ReplacementInput) {
  const doing = `Replacing the certificate of ${host}`;
  const fingerprint = fingerprintOf(change.chainPem, doing);
  const publishedCaPem = change.publishCa === false ? undefined : (change.caPem ?? currentCaPem);
  const before = (await readContainerLog(container)).length;
  await started.copyContentToContainer([...certificateFiles(change, publishedCaPem)]);
  await container.kill({ signal: "SIGHUP" });
  await waitFor({
    what: `${host} to serve the certificate ${fingerprint}`,
    async look() {
      const news = (await readContainerLog(container)).slice(before);
      const refusal = /"message":"(Reloading the certificate: .*)"/.exec(news)?.[1];
      if (refusal !== undefined)
        throw new HarnessError({ code: "bad-input", message: `${doing}: ${refusal}` });
      return news.includes(fingerprint) ? ready(true) : notYet("no word of it in the container's log");
    },
    budget: budgets.registryReady,
  });
}

function fingerprintOf(chainPem: string, doing: string): string {
  try {
    return new X509Certificate(chainPem).fingerprint256;
  } catch (error) {
    const message = `${doing}: chainPem is no certificate: ${messageOf(error)}`;
    throw new HarnessError({ code: "bad-input", message, cause: error });
  }
}
