import { namespaces } from "../cluster/source-to-url/names.ts";
import { HarnessError } from "../core/errors.ts";

/** What the page's process is told by its environment. */
export interface PageSettings {
  /** 0 is any that is free. */
  readonly port: number;
  readonly address: string;
  /** Whose Workloads are shown. */
  readonly namespace: string;
  /** Undefined in a Pod, which has a service account. */
  readonly kubeconfig: string | undefined;
}

/** Reads them. @throws HarnessError `usage` for a port that is none */
export function readSettings(env: Readonly<Record<string, string | undefined>>): PageSettings {
  const {
    LISTEN_PORT = "8080",
    LISTEN_ADDRESS = "::",
    WORKLOADS_NAMESPACE = namespaces.workloads,
    KUBECONFIG,
  } = env;
  const port = Number(LISTEN_PORT);
  if (!/^\d{1,5}$/.test(LISTEN_PORT) || port > 65_535) {
    throw new HarnessError({
      code: "usage",
      message: `Reading LISTEN_PORT: "${LISTEN_PORT}" is no TCP port`,
      hint: "LISTEN_PORT=8080",
    });
  }
  return { port, address: LISTEN_ADDRESS, namespace: WORKLOADS_NAMESPACE, kubeconfig: KUBECONFIG };
}
