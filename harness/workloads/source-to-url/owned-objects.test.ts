import { describe, expect, it } from "vitest";
import { ownedBy } from "./owned-objects.ts";

const object = (kind: string, name: string, ...owners: readonly string[]) => ({
  kind,
  metadata: { name, uid: `${kind} ${name}`, ownerReferences: owners.map((uid) => ({ uid })) },
});

describe("ownedBy", () => {
  const items = [
    object("Pod", "a-1", "ReplicaSet a"),
    object("ReplicaSet", "a", "Deployment a"),
    object("Deployment", "a", "Workload a"),
    object("Deployment", "b", "Workload b"),
    object("Pod", "stray"),
    object("Workload", "a"),
    object("Workload", "b"),
  ];

  it("follows owners as far as they go, in whatever order objects come, and takes nobody else's", () => {
    expect(ownedBy(items, "a")).toEqual(["Deployment a", "Pod a-1", "ReplicaSet a"]);
  });

  it("is nothing for a Workload that is not there", () => {
    expect(ownedBy(items, "c")).toEqual([]);
  });
});
