import { describe, expect, it } from "vitest";
import { appWorkload } from "./app-workload.ts";

const labels = { "app.tanzu.vmware.com/workload-type": "web" };
const source = (name: string, branch: string) => ({
  git: { url: `https://git.git-server.svc.cluster.local/${name}.git`, ref: { branch } },
});

describe("appWorkload", () => {
  it("is the seed's for Node.js, with nothing that the seed leaves away", () => {
    expect(appWorkload({ name: "hello-nodejs" })).toEqual({
      apiVersion: "carto.run/v1alpha1",
      kind: "Workload",
      metadata: { name: "hello-nodejs", namespace: "default", labels },
      spec: { source: source("hello-nodejs", "master") },
    });
  });

  it("is the seed's for Go, with its env and resources", () => {
    const env = [{ name: "TARGET", value: "World" }];
    expect(appWorkload({ name: "hello-golang", env, resources: {} })).toMatchObject({
      spec: { source: source("hello-golang", "master"), env, resources: {} },
    });
  });

  it("takes another source, another type, and parameters of the templates", () => {
    const params = { git_secret: "other" };
    expect(
      appWorkload({ name: "two", repository: "hello-ruby", branch: "main", type: "worker", params }),
    ).toMatchObject({
      metadata: { labels: { "app.tanzu.vmware.com/workload-type": "worker" } },
      spec: { source: source("hello-ruby", "main"), params: [{ name: "git_secret", value: "other" }] },
    });
    expect(appWorkload({ name: "two", url: "https://elsewhere/x.git" })).toMatchObject({
      spec: { source: { git: { url: "https://elsewhere/x.git" } } },
    });
  });
});
