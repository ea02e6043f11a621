import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError, messageOf } from "../core/errors.ts";
import type { LabSettings } from "./objects/lab-settings.ts";

/** Where the Pod's files are; in tests, elsewhere. */
export interface Places {
  readonly lab: string;
  readonly accounts: string;
  readonly webhooksTls: string;
  readonly loginTls: string;
}

/** Below the folder into which ConfigMap and Secrets are mounted. */
export function placesBelow(folder: string): Places {
  return {
    lab: join(folder, "lab/lab.json"),
    accounts: join(folder, "accounts/accounts.json"),
    webhooksTls: join(folder, "webhooks-tls"),
    loginTls: join(folder, "login-tls"),
  };
}

/** Reads what a lab decides for every cluster. @throws HarnessError `bad-input` when it is not there, or no JSON */
export async function readLab(file: string): Promise<LabSettings> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as LabSettings; // as: the harness writes it, by that type
  } catch (cause) {
    throw new HarnessError({
      code: "bad-input",
      message: `Reading the lab's settings from ${file}: ${messageOf(cause)}`,
      hint: "kubectl -n vmware-system-tkg get configmap tkg-controller --output yaml",
      cause,
    });
  }
}
