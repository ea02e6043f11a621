import type { Secret } from "../core/secret.ts";
import type { HarborClient } from "./harbor-client.ts";

/** A registry that answers like Harbor, whoever runs it. */
export interface HarborEndpoint extends AsyncDisposable {
  /** The DNS name that its certificate is for. */
  readonly host: string;
  /** `https://<host>`. */
  readonly url: string;
  /** Where operators fetch the CA (seeds 000, 003): Harbor 2.x's path. */
  readonly getcertUrl: string;
  readonly adminUser: string;
  readonly adminPassword: Secret;
  /** The CA that verifies what is served now, PEM; undefined when the system's trust store does. */
  readonly caPem: string | undefined;
  readonly api: HarborClient;
}

/** A registry of ours, in a container of its own. Disposing removes the container; once is enough. */
export interface Harbor extends HarborEndpoint {
  readonly caPem: string;
  /** The TCP port on 127.0.0.1 of this machine. */
  readonly port: number;
  /** The address on the Docker network, where it listens on port 443. */
  readonly ipAddress: string;
  readonly containerId: string;
  /** Serves another certificate from now on, without a restart. @throws HarnessError `bad-input` when it is none */
  replaceCertificate(input: ReplaceCertificateInput): Promise<void>;
  /** What the container wrote: one JSON record per line, among them one per request. */
  logs(input?: { readonly tail?: number }): Promise<string>;
}

/** A certificate as a server uses it. */
export interface ServedCertificate {
  /** The server's certificate, then the intermediate CAs', PEM. */
  readonly chainPem: string;
  readonly privateKeyPem: Secret;
}

export interface ReplaceCertificateInput extends ServedCertificate {
  /** The CA that verifies the new chain, PEM; the old one unless told. */
  readonly caPem?: string;
  /** Whether getcert serves that CA too. `false` leaves getcert behind the certificate, as happens in the field. */
  readonly publishCa?: boolean;
}
