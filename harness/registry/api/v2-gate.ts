import type { Identity } from "./identity.ts";
import { isAuthenticated } from "./identity.ts";
import type { Projects } from "./projects.ts";
import { may, mayListCatalog, type RepositoryAction } from "./rights.ts";
import type { Access } from "./scope.ts";
import { tokenAudience } from "./token-service.ts";
import { actionOf, projectOf, type V2Target } from "./v2-path.ts";

/** What the gate of `/v2/` looks at. */
export interface GateInput {
  readonly target: V2Target;
  readonly method: string;
  /** The repository that a blob shall be mounted from: the `from` of an upload's query. */
  readonly mountFrom: string | undefined;
  readonly hasAuthorization: boolean;
  readonly identity: Identity;
  readonly projects: Projects;
  readonly externalUrl: string;
}

/** Let through with this access, or refused with this challenge (which may be empty, as in Harbor). */
export type GateVerdict =
  | { readonly pass: true; readonly access: readonly Access[] }
  | { readonly pass: false; readonly challenge: string; readonly message: string };

interface Need {
  readonly repository: string;
  readonly action: Exclude<RepositoryAction, "scanner-pull">;
}

/**
 * Whether a request to `/v2/` may pass, by the rules of Harbor's v2auth middleware:
 * https://github.com/goharbor/harbor/blob/main/src/server/middleware/v2auth/auth.go
 */
export function gate(input: GateInput): GateVerdict {
  const { target, identity } = input;
  switch (target.kind) {
    case "base":
      if (isAuthenticated(identity)) return { pass: true, access: [] };
      return refuse(challenge(input, []), "unauthorized");
    case "catalog":
      if (mayListCatalog(identity)) {
        return { pass: true, access: [{ type: "registry", name: "catalog", actions: ["*"] }] };
      }
      return refuse(basicChallenge, "unauthorized to list catalog");
    case "repository":
      return gateRepository(input, needsOf(target.repository, input));
  }
}

function gateRepository(input: GateInput, needs: readonly Need[]): GateVerdict {
  const { identity, projects, method, hasAuthorization } = input;
  for (const { repository, action } of needs) {
    // A client that resolves with HEAD has to meet the token service, even for a public project:
    // https://github.com/goharbor/harbor/issues/11271
    if (method === "HEAD" && !hasAuthorization) {
      return refuse(challenge(input, needs), "authorize header needed to send HEAD to repository");
    }
    const name = projectOf(repository);
    const project = projects.byName(name);
    if (project === undefined) return refuse("", `project ${name} not found`);
    if (!may(identity, action, project)) {
      return refuse(
        challenge(input, needs),
        `unauthorized to access repository: ${repository}, action: ${action}`,
      );
    }
  }
  return { pass: true, access: needs.map(accessOf) };
}

function needsOf(repository: string, { method, mountFrom }: GateInput): readonly Need[] {
  const action = actionOf(method);
  if (action === undefined) return [];
  const need: Need = { repository, action };
  return method === "POST" && mountFrom !== undefined
    ? [need, { repository: mountFrom, action: "pull" }]
    : [need];
}

const basicChallenge = 'Basic realm="harbor"';

function challenge({ hasAuthorization, externalUrl }: GateInput, needs: readonly Need[]): string {
  return hasAuthorization ? basicChallenge : bearerChallenge(externalUrl, needs.map(accessOf));
}

/** Sends a client to the token service, for a token that allows this. */
export function bearerChallenge(externalUrl: string, access: readonly Access[]): string {
  const scopes = access.map(({ type, name, actions }) => `${type}:${name}:${actions.join(",")}`);
  const bearer = `Bearer realm="${externalUrl}/service/token",service="${tokenAudience}"`;
  return scopes.length === 0 ? bearer : `${bearer},scope="${scopes.join(" ")}"`;
}

/** What Distribution asks of a token for this need: whoever pushes has to be able to pull. */
function accessOf({ repository, action }: Need): Access {
  return { type: "repository", name: repository, actions: action === "push" ? ["pull", "push"] : [action] };
}

/** Harbor's error is its own cause, and so says everything twice. */
function refuse(challengeText: string, message: string): GateVerdict {
  return { pass: false, challenge: challengeText, message: `${message}: ${message}` };
}
