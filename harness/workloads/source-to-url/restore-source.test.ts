import { describe, expect, it } from "vitest";
import { fakeToolbox, type ToolboxAnswer } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import { restoreSource } from "./restore-source.ts";

const settings =
  "-c http.sslCAInfo=/root/git/ca.pem -c http.curloptResolve=git-127-0-0-1.sslip.io:443:172.18.0.3 -c credential.helper=store --file /root/git/credentials -c user.name=developer -c user.email=developer@tkglab.test";
const commit = "4f0e3c1d5b6a798081726354453627180918f7e6";
const first = { when: `git ${settings} -C /root/git/hello rev-list --max-parents=0 HEAD`, stdout: commit };
const push = `git ${settings} -C /root/git/hello push --porcelain --force origin ${commit}:refs/heads`;

function client(...answers: readonly ToolboxAnswer[]) {
  const { toolbox, ...box } = fakeToolbox(first, ...answers);
  const login = { username: "developer", password: new Secret("Aa1pass"), caPem: "CA" };
  return { ...box, git: { toolbox, node: { address: "172.18.0.3" }, ...login } };
}

describe("restoreSource", () => {
  it("pushes the first commit of a branch over whatever came after it", async () => {
    const { git, did } = client({ when: push, stdout: "Done" });
    expect(await restoreSource({ git, repository: "hello", branch: "master" })).toEqual({
      command: "git push --force origin 4f0e3c1:master",
      succeeded: true,
      text: "Done",
    });
    expect(did).toContain(
      `git ${settings} clone --quiet --branch master https://git-127-0-0-1.sslip.io/hello.git /root/git/hello`,
    );
    expect(did.at(-1)).toBe(`${push}/master`);
  });

  it("makes a branch begin where another one does", async () => {
    const { git, did } = client();
    await restoreSource({ git, repository: "hello", branch: "day-two", from: "master" });
    expect(did.some((command) => command.includes("clone --quiet --branch master "))).toBe(true);
    expect(did.at(-1)).toBe(`${push}/day-two`);
  });

  it("says what git says when it is refused, and shows its password to no list of processes", async () => {
    const { git, did } = client({ when: push, stderr: "fatal: Authentication failed", exitCode: 128 });
    expect(await restoreSource({ git, repository: "hello", branch: "master" })).toMatchObject({
      succeeded: false,
      text: "fatal: Authentication failed",
    });
    expect(did.join("\n")).not.toContain("Aa1pass");
  });
});
