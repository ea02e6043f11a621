import { describe, expect, it } from "vitest";
import { registryCa, registryOf } from "../registry-under-test.ts";
import { judgeKpackLogin } from "./judge-login.ts";
import type { KpackLoginFacts } from "./read-logins.ts";

const registry = await registryOf(await registryCa());
const login = { name: "regsecret", logins: [{ server: "https://harbor.tkg.test", username: "robot" }] };

function judge(facts: Partial<KpackLoginFacts>) {
  return judgeKpackLogin(
    { namespace: "team", account: "default", secrets: { value: [] }, imagePullSecrets: [], ...facts },
    registry,
  );
}

describe("judgeKpackLogin", () => {
  it("finds the login that kpack pushes with, and shows its user", () => {
    const other = { name: "other", logins: [] };
    expect(judge({ secrets: { value: [other, login] } })).toMatchObject({
      ...{ kind: "kpack-login", name: "team/default", state: "present" },
      detail: "Secret regsecret: user robot",
    });
  });

  it("misses one that only imagePullSecrets name, and says how kpack gets it", () => {
    expect(judge({ imagePullSecrets: [login] })).toMatchObject({
      state: "missing",
      detail:
        "its secrets name no login for harbor.tkg.test, and kpack pushes with no other; its imagePullSecrets do, for pulling: Secret regsecret: user robot",
      cure: `kubectl -n team patch serviceaccount default -p '{"secrets":[{"name":"regsecret"}]}', then build again`,
    });
  });

  it("misses one that is nowhere, and names a Secret that is not there", () => {
    expect(judge({ secrets: { value: [{ name: "gone", logins: undefined }] } })).toMatchObject({
      state: "missing",
      detail:
        "its secrets name no login for harbor.tkg.test, and kpack pushes with no other; not there or not readable: Secret gone",
      cure: `kubectl -n team create secret docker-registry harbor-login --docker-server=harbor.tkg.test --docker-username=<user> --docker-password=<password>; kubectl -n team patch serviceaccount default -p '{"secrets":[{"name":"harbor-login"}]}', then build again`,
    });
  });

  it("misses the service account itself", () => {
    expect(judge({ secrets: { absent: true } })).toMatchObject({
      state: "missing",
      detail: "there is no such service account, and so no build",
    });
  });

  it("does not know what it may not read", () => {
    expect(judge({ secrets: { refused: "the API server answers 403: no" } })).toMatchObject({
      state: "unknown",
      detail: "the API server answers 403: no",
    });
  });
});
