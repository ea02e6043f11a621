import { describe, expect, it } from "vitest";
import { fakeToolbox, type ToolboxAnswer } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import { pushChange } from "./push-change.ts";

const change = { files: ["greeting.js"], text: "Hello World!", by: "Hello again!" };
const settings =
  "-c http.sslCAInfo=/root/git/ca.pem -c http.curloptResolve=git-127-0-0-1.sslip.io:443:172.18.0.3 -c credential.helper=store --file /root/git/credentials -c user.name=developer -c user.email=developer@tkglab.test";

function client(...answers: readonly ToolboxAnswer[]) {
  const box = fakeToolbox(...answers);
  const login = { username: "developer", password: new Secret("Aa1pass") };
  return {
    ...box,
    git: { toolbox: box.toolbox, node: { address: "172.18.0.3" }, ...login, caPem: "CA" },
  };
}

const content = { when: "cat /root/git/hello/greeting.js", stdout: 'console.log("Hello World!");' };

describe("pushChange", () => {
  it("clones over https by the name of this host, changes the file, commits and pushes", async () => {
    const { git, files, did } = client(content, {
      when: `git ${settings} -C /root/git/hello push`,
      stdout: "Done",
    });
    expect(await pushChange({ git, repository: "hello", branch: "master", change })).toEqual({
      command: "git push origin HEAD:master",
      succeeded: true,
      text: "Done",
    });
    expect(files["/root/git/hello/greeting.js"]).toBe('console.log("Hello again!");\n');
    expect(files["/root/git/ca.pem"]).toBe("CA");
    expect(did).toContain(
      `git ${settings} clone --quiet --branch master https://git-127-0-0-1.sslip.io/hello.git /root/git/hello`,
    );
    expect(did.at(-1)).toBe(
      `git ${settings} -C /root/git/hello push --porcelain origin HEAD:refs/heads/master`,
    );
  });

  it("shows its password to no list of processes", async () => {
    const { git, files, did } = client(content);
    await pushChange({ git, repository: "hello", branch: "master", change });
    expect(files["/root/git/credentials"]).toBe("https://developer:Aa1pass@git-127-0-0-1.sslip.io\n");
    expect(did.join("\n")).not.toContain("Aa1pass");
  });

  it("says what git says when it is refused", async () => {
    const stderr = "fatal: Authentication failed for 'https://git-127-0-0-1.sslip.io/hello.git/'";
    const { git } = client({ when: `git ${settings} -C /root/git/hello push`, stderr, exitCode: 128 });
    expect(await pushChange({ git, repository: "hello", branch: "feature", from: "master" })).toEqual({
      command: "git push origin HEAD:feature",
      succeeded: false,
      text: stderr,
    });
  });

  it("does not push where there is nothing to change", async () => {
    const { git, did } = client({ ...content, stdout: "other" });
    await expect(pushChange({ git, repository: "hello", branch: "master", change })).rejects.toThrow(
      "Changing /root/git/hello/greeting.js: it does not hold Hello World!",
    );
    expect(did.some((command) => command.includes("push"))).toBe(false);
  });
});
