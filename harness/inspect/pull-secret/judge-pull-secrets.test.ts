import { describe, expect, it } from "vitest";
import { registryCa, registryOf } from "../registry-under-test.ts";
import { judgePullSecrets } from "./judge-pull-secrets.ts";
import type { PullFacts } from "./read-pull-secrets.ts";

const registry = await registryOf(await registryCa());
const images = ["harbor.tkg.test/team/a:1"];
const login = { name: "regcred", logins: [{ server: "harbor.tkg.test", username: "robot$ci" }] };
const pod = (name: string, secrets: readonly string[]) => ({ name, images, secrets });
const asked = (answer: PullFacts["anonymous"][number]["answer"]) => [{ image: images[0] ?? "", answer }];

function judge(facts: Partial<PullFacts>) {
  return judgePullSecrets(
    {
      ...{ namespace: "team", pods: [], serviceAccounts: [], secrets: { value: [] }, anonymous: [] },
      ...facts,
    },
    registry,
  );
}

describe("judgePullSecrets", () => {
  it("finds the login that every Pod names, and shows its user", () => {
    expect(judge({ pods: [pod("a", ["x", "regcred"])], secrets: { value: [login] } })).toMatchObject({
      ...{ kind: "image-pull-secret", name: "team", state: "present" },
      detail: "Secret regcred: user robot$ci",
    });
  });

  it("finds that of a service account whose Pods are still to come", () => {
    const serviceAccounts = [{ name: "default", images: [], secrets: ["regcred"] }];
    expect(judge({ serviceAccounts, secrets: { value: [login] } }).state).toBe("present");
  });

  it("misses a login that the registry wants, and says how to make one", () => {
    expect(judge({ pods: [pod("a", [])], anonymous: asked("refused") })).toMatchObject({
      state: "missing",
      detail: "1 of 1 Pods (a) have no login, and the registry refuses whoever has none",
      cure: `kubectl -n team create secret docker-registry harbor-login --docker-server=harbor.tkg.test --docker-username=<user> --docker-password=<password>; kubectl -n team patch serviceaccount default -p '{"imagePullSecrets":[{"name":"harbor-login"}]}', then new Pods`,
    });
  });

  it("misses that a Pod names the login which is there", () => {
    const pods = [pod("a", ["regcred"]), pod("b", [])];
    expect(judge({ pods, secrets: { value: [login] }, anonymous: asked("refused") })).toMatchObject({
      state: "missing",
      detail:
        "1 of 2 Pods (b) do not name it: Secret regcred: user robot$ci, and the registry refuses whoever has none",
      cure: `kubectl -n team patch serviceaccount default -p '{"imagePullSecrets":[{"name":"regcred"}]}', then new Pods`,
    });
  });

  it("names a Secret whose content cannot be read", () => {
    const secrets = { value: [{ name: "odd", logins: undefined }] };
    expect(judge({ pods: [pod("a", ["odd"])], secrets, anonymous: asked("refused") }).detail).toMatch(
      /; not readable: Secret odd$/,
    );
  });

  it("needs none where the registry gives to anybody, or nobody pulls", () => {
    expect(judge({ pods: [pod("a", [])], anonymous: asked("granted") }).state).toBe("not needed");
    expect(judge({})).toMatchObject({
      state: "not needed",
      detail: "no Pod there has an image of harbor.tkg.test; no Secret holds a login",
    });
  });

  it("needs one when only some of the images are for anybody", () => {
    const anonymous = [...asked("granted"), ...asked("refused")];
    expect(judge({ pods: [pod("a", [])], anonymous }).state).toBe("missing");
  });

  it("is unknown where neither the registry nor the cluster says", () => {
    expect(judge({ pods: [pod("a", [])], anonymous: asked({ unknown: "no answer" }) })).toMatchObject({
      state: "unknown",
      detail: "1 of 1 Pods (a) have no login; whether they need one could not be asked: no answer",
    });
    expect(judge({ pods: [pod("a", [])], secrets: { refused: "403" } })).toMatchObject({
      state: "unknown",
      detail: "403",
    });
  });
});
