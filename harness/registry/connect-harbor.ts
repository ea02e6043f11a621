import { X509Certificate } from "node:crypto";
import { HarnessError } from "../core/errors.ts";
import type { Secret } from "../core/secret.ts";
import type { HarborEndpoint } from "./harbor.ts";
import { harborClient } from "./harbor-client.ts";
import type { HttpsTarget } from "./https-request.ts";

export interface ConnectHarborInput {
  /** `https://<host>[:<port>]` */
  readonly url: string;
  readonly username: string;
  readonly password: Secret;
  /** The CA that verifies it, PEM; asked for at getcert unless told. */
  readonly caPem?: string;
  /** Where to connect to instead of what the name resolves to. */
  readonly connect?: { readonly address: string; readonly port: number };
}

/**
 * A registry that somebody already runs. Without a CA it is fetched as operators do, unverified; everything
 * after that is verified against it. Disposing leaves the registry alone.
 * @throws HarnessError `usage` for a URL that is none, `unreachable`, `tool-failed` when it has no CA to give
 */
export async function connectHarbor(input: ConnectHarborInput): Promise<HarborEndpoint> {
  const { username, password } = input;
  const url = parseUrl(input.url);
  const { address, port } = input.connect ?? {
    address: url.hostname,
    port: url.port === "" ? 443 : Number(url.port),
  };
  const place = { host: url.hostname, address, port };
  const clientWith = (caPem: string | undefined) =>
    harborClient({ target: (): HttpsTarget => ({ ...place, caPem }), username, password });
  const caPem = input.caPem ?? certificateIn(await clientWith(undefined).getCert(), url);
  const api = clientWith(caPem);
  await api.systemInfo();
  return {
    host: url.hostname,
    url: url.origin,
    getcertUrl: `${url.origin}/api/v2.0/systeminfo/getcert`,
    adminUser: username,
    adminPassword: password,
    caPem,
    api,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:") return url;
  throw new HarnessError({
    code: "usage",
    message: `Connecting to the registry ${text}: that is no https URL`,
  });
}

function certificateIn(pem: string, { host }: URL): string {
  try {
    parseCertificate(pem);
    return pem;
  } catch (error) {
    throw new HarnessError({
      code: "bad-input",
      message: `Connecting to the registry ${host}: what getcert gave is no certificate: ${pem.slice(0, 80)}`,
      cause: error,
    });
  }
}

/** @throws Node's error when it is none */
function parseCertificate(pem: string): X509Certificate {
  return new X509Certificate(pem);
}
