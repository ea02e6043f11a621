import type { DistributionClient, Upstream } from "./distribution-client.ts";
import type { Authenticator } from "./identity.ts";
import type { Ledger } from "./ledger.ts";
import type { Projects } from "./projects.ts";

/** All that the API works with. */
export interface World extends Authenticator {
  /** `https://<host>` without a slash at the end. */
  readonly externalUrl: string;
  readonly caFile: string;
  readonly legacyApi: boolean;
  readonly harborVersion: string;
  readonly projects: Projects;
  readonly ledger: Ledger;
  readonly upstream: Upstream;
  readonly distribution: DistributionClient;
  readonly now: () => Date;
}
