import { describe, expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { giveGitCredentials } from "./git-credentials.ts";
import { giveRegistryCredentials } from "./registry-credentials.ts";

const login = { username: "developer", password: new Secret("Aa1pass") };
const encoded = (text: string) => Buffer.from(text).toString("base64");

async function applied(
  give: (cluster: {
    kubectl: Parameters<typeof giveGitCredentials>[0]["cluster"]["kubectl"];
  }) => Promise<void>,
) {
  await using kubectl = await fakeKubectl({ when: "*" });
  await give({ kubectl: kubectl.options });
  const [first = ""] = (await kubectl.input()).split("\n");
  // as: applyObjects() was given a List.
  const { items } = JSON.parse(first) as { items: Record<string, unknown>[] };
  return { secret: items[0], calls: await kubectl.calls() };
}

describe("giveGitCredentials", () => {
  it("names what Flux reads, and no CA unless there is one", async () => {
    const { secret } = await applied((cluster) => giveGitCredentials({ cluster, ...login, caPem: "CA" }));
    const data = { username: encoded("developer"), password: encoded("Aa1pass") };
    expect(secret).toMatchObject({
      kind: "Secret",
      metadata: { name: "git-credentials", namespace: "default" },
      data: { ...data, "ca.crt": encoded("CA") },
    });
    const without = await applied((cluster) => giveGitCredentials({ cluster, name: "other", ...login }));
    expect(without.secret).toMatchObject({ metadata: { name: "other" } });
    expect(without.secret?.data).toEqual(data);
  });
});

describe("giveRegistryCredentials", () => {
  it("is the seed's regsecret, named twice by the service account", async () => {
    const { secret, calls } = await applied((cluster) =>
      giveRegistryCredentials({ cluster, host: "harbor.tkg.test", ...login }),
    );
    expect(secret).toMatchObject({
      metadata: { name: "regsecret", namespace: "default" },
      type: "kubernetes.io/dockerconfigjson",
      stringData: {
        ".dockerconfigjson":
          '{"auths":{"https://harbor.tkg.test":{"username":"developer","password":"Aa1pass"}}}',
      },
    });
    expect(calls.at(-1)).toBe(
      'patch serviceaccount default --namespace default --type merge --patch {"secrets":[{"name":"regsecret"}],"imagePullSecrets":[{"name":"regsecret"}]}',
    );
  });
});
