import type { DistributionClient, Upstream } from "./distribution-client.ts";
import type { Authenticator } from "./identity.ts";
import type { Ledger } from "./ledger.ts";
import type { Patience } from "./pace.ts";
import type { Projects } from "./projects.ts";
import type { Quotas } from "./quotas.ts";

/** All that the API works with. */
export interface World extends Authenticator {
  /** `https://<host>` without a slash at the end. */
  readonly externalUrl: string;
  readonly caFile: string;
  readonly legacyApi: boolean;
  readonly harborVersion: string;
  /** The folder that Distribution writes to. */
  readonly storage: string;
  readonly projects: Projects;
  readonly ledger: Ledger;
  readonly quotas: Quotas;
  /** Bytes that Distribution has taken so far, by the path of an upload that is under way. */
  readonly uploads: Map<string, number>;
  /** What the system's administrator may change while the registry runs. */
  readonly configuration: { readOnly: boolean };
  readonly patience: Patience;
  readonly upstream: Upstream;
  readonly distribution: DistributionClient;
  readonly now: () => Date;
}
