import { describe, expect, it } from "vitest";
import { manifestOf, parseManifests } from "./parse-manifests.ts";

const text = `apiVersion: v1
kind: Secret
metadata: {name: a, namespace: n}
stringData: {values.yaml: "x"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
`;

describe("parseManifests", () => {
  it("gives the objects in their order", () => {
    expect(parseManifests(text).map(({ kind }) => kind)).toEqual(["Secret", "ConfigMap"]);
  });

  it.each([
    ["a: b\n", 'document 1 is no Kubernetes object: {"a":"b"}'],
    [`${text}---\n`, "document 3 is no Kubernetes object: null"],
    ["kind: Secret\napiVersion: v1\nmetadata: {}\n", "document 1 is no Kubernetes object"],
    ["a: [b\n", "document 1 is no Kubernetes object: Flow sequence"],
  ])("refuses %j", (bad, reason) => {
    expect(() => parseManifests(bad)).toThrow(
      expect.objectContaining({
        code: "bad-input",
        message: expect.stringContaining(`Reading manifests: ${reason}`) as string,
      }),
    );
  });
});

describe("manifestOf", () => {
  it("finds an object by kind and name", () => {
    expect(manifestOf(parseManifests(text), "Secret", "a")).toMatchObject({
      stringData: { "values.yaml": "x" },
    });
  });

  it("says what there is instead", () => {
    expect(() => manifestOf(parseManifests(text), "Secret", "b")).toThrow(
      "Looking for Secret b among the manifests: it is not there; there are: Secret a, ConfigMap a",
    );
  });
});
