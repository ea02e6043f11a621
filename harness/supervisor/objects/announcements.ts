import { conditionReasons, conditionTypes } from "../api/conditions.ts";
import type { TanzuKubernetesClusterStatus } from "../api/tanzu-kubernetes-cluster.ts";

/** An event for the people who look at a cluster. */
export interface Announcement {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
}

const { refused } = conditionReasons;

/** What is worth saying of a status after another. */
export function announcementsOf(
  before: TanzuKubernetesClusterStatus | undefined,
  after: TanzuKubernetesClusterStatus,
): Announcement[] {
  const was = readyOf(before);
  const is = readyOf(after);
  const message = is?.message ?? "";
  if (is?.reason === refused) {
    return was?.reason === refused && was.message === is.message
      ? []
      : [{ type: "Warning", reason: refused, message }];
  }
  if (before?.phase === after.phase) return [];
  switch (after.phase) {
    case "creating":
      return [{ type: "Normal", reason: "Creating", message: "The cluster is created" }];
    case "updating":
      return [{ type: "Normal", reason: "Updating", message }];
    case "running":
      return [{ type: "Normal", reason: "Ready", message: "Control plane, node pools and addons are ready" }];
    case "deleting":
      return [{ type: "Normal", reason: "Deleting", message: "The machines are removed, then the secrets" }];
    // Said above.
    case "failed":
    case "updateFailed":
    case "unhealthy":
    case undefined:
    default:
      return [];
  }
}

function readyOf(status: TanzuKubernetesClusterStatus | undefined) {
  return status?.conditions?.find(({ type }) => type === conditionTypes.ready);
}
