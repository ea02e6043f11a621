import { describe, expect, it } from "vitest";
import { type AdmissionRequest, answerAdmission } from "./admission-review.ts";
import { convert } from "./convert.ts";
import { base64, clusterOf, configurationOf } from "./objects-under-test.ts";

const now = new Date();
const shrunk = clusterOf({
  topology: { ...clusterOf().spec.topology, controlPlane: { replicas: 1, vmClass: "a", storageClass: "b" } },
});

function asked(kind: string, request: Partial<AdmissionRequest>) {
  const of = { group: "run.tanzu.vmware.com", version: "v1alpha2", kind };
  return answerAdmission({ uid: "7", operation: "CREATE", kind: of, ...request }, now);
}

describe("answerAdmission", () => {
  it("allows", () => {
    expect(asked("TanzuKubernetesCluster", { object: clusterOf() })).toEqual({ uid: "7", allowed: true });
  });

  it("refuses, with a line for each field", () => {
    const object = configurationOf({ name: "a b", data: base64("x") });
    const answer = asked("TkgServiceConfiguration", { operation: "UPDATE", object });
    expect(answer).toMatchObject({ uid: "7", allowed: false, status: { code: 422, reason: "Invalid" } });
    expect(answer.status?.message.split("\n")).toEqual([
      expect.stringMatching(/^spec\.trust\.additionalTrustedCAs\[0\]\.name is "a b"; it should have /),
      expect.stringMatching(
        /^spec\.trust\.additionalTrustedCAs\[0\]\.data is base64 of something that is no PEM/,
      ),
    ]);
  });

  it("refuses with causes, which kubectl prints in place of the patch that it sent", () => {
    const object = configurationOf({ name: "harbor-ca", data: base64("x") });
    const name = "tkg-service-configuration";
    const answer = asked("TkgServiceConfiguration", { operation: "UPDATE", name, object });
    expect(answer.status?.details).toEqual({
      ...{ group: "run.tanzu.vmware.com", kind: "TkgServiceConfiguration", name },
      causes: [
        {
          reason: "FieldValueInvalid",
          field: "spec.trust.additionalTrustedCAs[0].data",
          message:
            "is base64 of something that is no PEM certificate; it should be the PEM certificate in base64, once: base64 -w0 ca.crt",
        },
      ],
    });
  });

  it("allows with a warning", () => {
    const object = { ...configurationOf(), metadata: { name: "mine" } };
    expect(asked("TkgServiceConfiguration", { object })).toEqual({
      ...{ uid: "7", allowed: true },
      warnings: ['metadata.name is "mine"; only "tkg-service-configuration" is read'],
    });
  });

  it("compares an update with what was there, whatever the version", () => {
    const update = { operation: "UPDATE", object: shrunk, oldObject: clusterOf() } as const;
    const message = /^spec\.topology\.controlPlane\.replicas is 1 and was 3; /;
    expect(asked("TanzuKubernetesCluster", update).status?.message).toMatch(message);
    const v1alpha1 = "run.tanzu.vmware.com/v1alpha1";
    const older = { ...update, object: convert(shrunk, v1alpha1), oldObject: convert(clusterOf(), v1alpha1) };
    expect(asked("TanzuKubernetesCluster", older).status?.message).toMatch(message);
    expect(asked("TanzuKubernetesCluster", { object: shrunk }).allowed).toBe(true);
  });

  it("stands in nobody's way who removes something", () => {
    const going = { ...shrunk, metadata: { ...shrunk.metadata, deletionTimestamp: "2026-11-22T00:00:00Z" } };
    const update = { operation: "UPDATE", object: going, oldObject: clusterOf() } as const;
    expect(asked("TanzuKubernetesCluster", update).allowed).toBe(true);
    expect(asked("TanzuKubernetesCluster", { operation: "DELETE", object: null }).allowed).toBe(true);
  });
});
