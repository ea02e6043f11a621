import { describe, expect, it } from "vitest";
import { registryCa, registryOf } from "../registry-under-test.ts";
import { judgeGitRepository } from "./judge-git-repository.ts";
import type { GitRepositoryFacts } from "./read-git-repositories.ts";

const ca = await registryCa();
const registry = await registryOf(ca);
const other = (await registryCa("Somebody else's CA")).certificatePem;
const message =
  "failed to checkout and determine revision: unable to clone 'https://git.test/a.git': tls: failed to verify certificate: x509: certificate signed by unknown authority";
const refused = { status: "False", message };
const fetched = { status: "True", message: "stored artifact for revision 'main@sha1:1'" };

function judge(
  pem: string | undefined,
  ready: GitRepositoryFacts["ready"],
  secret: string | undefined = "git",
) {
  return judgeGitRepository(
    {
      ...{ namespace: "default", name: "a", url: "https://git.test/a.git", secret, ready },
      ca: pem === undefined ? { absent: true } : { value: pem },
    },
    registry,
  );
}

describe("judgeGitRepository", () => {
  it("trusts when Flux is given the CA, and says where it is", () => {
    expect(judge(ca.certificatePem, fetched)).toMatchObject({
      ...{
        kind: "git-repository",
        name: "default/a",
        state: "trusted",
        detail: "Flux is given it for git.test",
      },
      found: [{ where: "Secret git: ca.crt" }],
    });
  });

  it("lacks it when Flux says so, and tells how to put it there", () => {
    expect(judge(undefined, refused)).toMatchObject({
      state: "missing",
      detail: `Secret git has no ca.crt; ${message}`,
      cure: `curl -sk https://harbor.tkg.test/api/v2.0/systeminfo/getcert -o harbor.tkg.test.crt; kubectl -n default patch secret git --patch '{"data":{"ca.crt":"'$(base64 -w0 harbor.tkg.test.crt)'"}}'`,
    });
    expect(judge(other, refused)).toMatchObject({
      state: "missing",
      detail: `Secret git has a ca.crt; ${message}`,
    });
    const bare = judgeGitRepository(
      {
        namespace: "default",
        name: "a",
        url: "https://git.test/a.git",
        secret: undefined,
        ca: { absent: true },
        ready: refused,
      },
      registry,
    );
    expect(bare.detail).toBe(`it names no Secret; ${message}`);
    expect(bare.cure).toContain("name it in spec.secretRef of GitRepository a");
  });

  it("knows that the git server's CA is another one", () => {
    expect(judge(ca.certificatePem, refused)).toMatchObject({
      state: "missing",
      detail: `Secret git: ca.crt has the registry's CA, and git.test shows a certificate of another one; ${message}`,
      cure: "append the CA of git.test to ca.crt in Secret git of default",
    });
  });

  it.each([
    ["fetches already", fetched, "Flux fetches from git.test: it trusts what that server shows"],
    [
      "fails for something else",
      { status: "False", message: "authentication required" },
      "Flux does not fetch, and not for a certificate: authentication required",
    ],
  ])("does not need the registry's CA where Flux %s", (_what, ready, detail) => {
    expect(judge(undefined, ready)).toMatchObject({ state: "not needed", detail });
  });

  it("is unknown before Flux has looked", () => {
    expect(judge(undefined, undefined)).toMatchObject({
      state: "unknown",
      detail: "Secret git has no ca.crt, and Flux has not fetched from git.test yet",
    });
  });
});
