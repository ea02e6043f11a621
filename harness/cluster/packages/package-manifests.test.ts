import { describe, expect, it } from "vitest";
import { packageInstallManifest } from "./package-manifests.ts";

const seed = {
  ...{ name: "cartographer", namespace: "default" },
  ...{ packageName: "cartographer.carto.run", version: "0.0.7" },
};

describe("packageInstallManifest", () => {
  it("names the account as in the seed", () => {
    const made = packageInstallManifest({ ...seed, serviceAccountName: undefined, hasValues: false });
    expect(made.spec).toMatchObject({ serviceAccountName: "cartographer-default-sa" });
    expect(made.spec).not.toHaveProperty("values");
  });

  it("does not say of an account that it was given that it goes with the package", () => {
    const made = packageInstallManifest({ ...seed, serviceAccountName: "admin", hasValues: true });
    expect(made.spec).toMatchObject({ serviceAccountName: "admin" });
    expect(made.metadata.annotations).toEqual({
      "tkg.tanzu.vmware.com/tanzu-package-Secret": "cartographer-default-values",
    });
  });
});
