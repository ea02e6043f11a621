import type { Secret } from "../../core/secret.ts";

/** What somebody who has said their password wants to get into. */
export interface SessionRequest {
  readonly user: string;
  /** Undefined for the Supervisor itself. */
  readonly guestCluster?: GuestCluster;
}

export interface GuestCluster {
  readonly name: string;
  /** Undefined when nothing was said: it is found by its name, if only one has that. */
  readonly namespace?: string;
}

/** A token for one API server. */
export interface Session {
  readonly token: Secret;
  /** Of a guest cluster: the address without a port, and its CA as PEM. */
  readonly guestCluster?: { readonly server: string; readonly caPem: string };
}

/** Why there is none. */
export interface NoSession {
  /** 404: there is no such cluster; 403: it is not theirs; 503: its API server has not come up. */
  readonly status: 403 | 404 | 503;
  readonly message: string;
}

/** Makes a token with a lifetime: TokenRequests of service accounts, in the Supervisor or in the guest cluster. */
export type IssueToken = (request: SessionRequest, signal: AbortSignal) => Promise<Session | NoSession>;
