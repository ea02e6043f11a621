import { readFile, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { dockerLogin, takeDockerConfig } from "./docker-login.ts";

const harbor = {
  ...{ host: "harbor.tkg.test", caPem: "the CA", adminUser: "admin" },
  adminPassword: new Secret("Harbor12345"),
};
const command = "skopeo login --username admin --password-stdin harbor.tkg.test";

describe("dockerLogin", () => {
  it("logs in with the password in no argument, and leaves it nowhere", async () => {
    const { toolbox, files, did } = fakeToolbox({ when: "sh -c", stdout: "Login Succeeded!" });
    expect(await dockerLogin({ toolbox, harbor })).toEqual({
      command,
      succeeded: true,
      text: "Login Succeeded!",
    });
    expect(files["/root/.config/tkglab/password"]).toBe("Harbor12345");
    expect(did.join("\n")).not.toContain("Harbor12345");
    expect(did.at(-2)).toMatch(
      / skopeo login --username admin --password-stdin --cert-dir \/etc\/containers\/certs\.d\/harbor\.tkg\.test --authfile \/root\/\.docker\/config\.json harbor\.tkg\.test$/,
    );
    expect(did.at(-1)).toBe("rm /root/.config/tkglab/password");
  });

  it("says that Harbor refuses another password, and leaves that nowhere either", async () => {
    const stderr = 'Error: logging into "harbor.tkg.test": invalid username/password';
    const { toolbox, files, did } = fakeToolbox({ when: "sh -c", stderr, exitCode: 1 });
    const password = new Secret("wrong");
    expect(await dockerLogin({ toolbox, harbor, password })).toEqual({
      command,
      succeeded: false,
      text: stderr,
    });
    expect(files["/root/.config/tkglab/password"]).toBe("wrong");
    expect(did.at(-1)).toBe("rm /root/.config/tkglab/password");
  });
});

describe("takeDockerConfig", () => {
  it("gives a file that nobody else can read", async () => {
    await using folder = await temporaryFolder();
    const { toolbox } = fakeToolbox({ when: "cat /root/.docker/config.json", stdout: '{"auths":{}}' });
    const file = await takeDockerConfig({ toolbox, folder: folder.path });
    expect(await readFile(file, "utf8")).toBe('{"auths":{}}');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
