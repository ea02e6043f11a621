import { describe, expect, it } from "vitest";
import { passedScenario } from "../sample-passed.ts";
import { whatRan, withoutChange } from "./what-ran.ts";

const of = (versions: Readonly<Record<string, string>>) => new Map(Object.entries(versions));

describe("whatRan", () => {
  it("is what has a version or a digest, tkglab among it; several of one name together", () => {
    const versions = [
      { name: "kubelet", version: "v1.34.4" },
      { name: "node", version: "photon", digest: "sha256:1" },
      { name: "kubelet", version: "v1.29.15" },
    ];
    expect([...whatRan({ tkglabVersion: "0.1.0" }, { ...passedScenario, versions })]).toEqual([
      ["tkglab", "0.1.0"],
      ["kubelet", "v1.29.15 \nv1.34.4 "],
      ["node", "photon sha256:1"],
    ]);
  });
});

describe("withoutChange", () => {
  it("puts together what both have said, where they agree", () => {
    expect(withoutChange(of({ kind: "1", kubelet: "2" }), of({ kind: "1", etcd: "3" }))).toEqual(
      of({ kind: "1", kubelet: "2", etcd: "3" }),
    );
  });

  it("is nothing where a version or a digest differs", () => {
    expect(withoutChange(of({ kind: "1", kubelet: "2" }), of({ kind: "2" }))).toBeUndefined();
  });
});
