import { describe, expect, it } from "vitest";
import { fakeToolbox, type ToolboxAnswer } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import { pushFiles } from "./push-files.ts";

const settings =
  "-c http.sslCAInfo=/root/git/ca.pem -c http.curloptResolve=git-127-0-0-1.sslip.io:443:172.18.0.3 -c credential.helper=store --file /root/git/credentials -c user.name=developer -c user.email=developer@tkglab.test";
const push = `git ${settings} -C /root/git/broken push --porcelain --force https://git-127-0-0-1.sslip.io/hello.git HEAD:refs/heads/broken`;

function client(...answers: readonly ToolboxAnswer[]) {
  const { toolbox, ...box } = fakeToolbox(...answers);
  const login = { username: "developer", password: new Secret("Aa1pass"), caPem: "CA" };
  return { ...box, git: { toolbox, node: { address: "172.18.0.3" }, ...login } };
}

const files = { "README.md": "Nothing yet.\n", "vendor/modules.txt": "none\n" };

describe("pushFiles", () => {
  it("pushes these files and none that were there before", async () => {
    const { git, did, files: written } = client({ when: push, stdout: "Done" });
    expect(await pushFiles({ git, repository: "hello", branch: "broken", files })).toEqual({
      command: "git push --force https://git-127-0-0-1.sslip.io/hello.git HEAD:broken",
      succeeded: true,
      text: "Done",
    });
    expect(written).toMatchObject({
      "/root/git/broken/README.md": "Nothing yet.\n",
      "/root/git/broken/vendor/modules.txt": "none\n",
    });
    const cleared = did.indexOf("rm -rf /root/git/broken");
    expect(cleared).toBeGreaterThanOrEqual(0);
    expect(did.indexOf("write /root/git/broken/README.md")).toBeGreaterThan(cleared);
    expect(did.at(-1)).toBe(push);
  });

  it("says what git says when it is refused", async () => {
    const stderr = "remote: There is no repository hello here, and a push creates none.";
    const { git } = client({ when: push, stderr, exitCode: 128 });
    expect(await pushFiles({ git, repository: "hello", branch: "broken", files })).toMatchObject({
      succeeded: false,
      text: stderr,
    });
  });

  it("shows its password to no list of processes", async () => {
    const { git, did } = client();
    await pushFiles({ git, repository: "hello", branch: "broken", files });
    expect(did.join("\n")).not.toContain("Aa1pass");
  });
});
