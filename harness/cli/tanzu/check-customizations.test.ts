import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCustomCa, createConfigHome } from "../../cluster/tkg/operator/config-home.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { brokenPem, createRootCa } from "../../pki/index.ts";
import { checkCustomizations, overlaysThatReadTheCa } from "./check-customizations.ts";

async function operator() {
  const dir = await temporaryFolder();
  const said: string[] = [];
  return {
    ...dir,
    home: await createConfigHome({ dir: dir.path, version: "1.4" }),
    said,
    progress: { say: (line: string) => void said.push(line), now: () => undefined },
  };
}

describe("checkCustomizations", () => {
  it("has nothing to say where no overlay reads a CA", async () => {
    await using dir = await operator();
    await checkCustomizations(dir.home, "photon", dir.progress);
    expect(dir.said).toEqual([]);
  });

  it("stops what would create a cluster without trust", async () => {
    await using dir = await operator();
    await addCustomCa(dir.home, "photon", undefined);
    const pem = join(dir.home.customizations, "harbor-ca.pem");
    await expect(checkCustomizations(dir.home, "photon", dir.progress)).rejects.toMatchObject({
      code: "bad-input",
      message: `Checking the CA that custom-ca.yaml reads: ${pem} is missing: the overlay cannot be rendered`,
      hint: `curl -sk https://<registry>/api/v2.0/systeminfo/getcert > ${pem}`,
    });
  });

  it("stops before anybody reads what no folder of overlays should hold", async () => {
    await using dir = await operator();
    const { customizations } = dir.home;
    await symlink("/etc/passwd", join(customizations, "harbor-ca.pem"));
    await expect(checkCustomizations(dir.home, "photon", dir.progress)).rejects.toMatchObject({
      code: "bad-input",
      message: `Checking the customizations in ${customizations}: harbor-ca.pem is a link that leads out of the folder, to /etc/passwd`,
      hint: "put a copy of the file in place of harbor-ca.pem",
    });
  });

  it("says what is odd, and goes on", async () => {
    await using dir = await operator();
    await addCustomCa(dir.home, "photon", brokenPem.crlf((await createRootCa()).certificatePem));
    await checkCustomizations(dir.home, "photon", dir.progress);
    expect(dir.said).toEqual([
      expect.stringMatching(/^warning: \S+harbor-ca\.pem has Windows line ends: .*\n {2}what to do: sed -i/),
    ]);
  });
});

describe("overlaysThatReadTheCa", () => {
  it("finds them in folders, and not in comments or other files", async () => {
    await using dir = await operator();
    const { customizations } = dir.home;
    await mkdir(join(customizations, "more"));
    const files = {
      "a.yaml": '#@ ca = data.read("harbor-ca.pem")\n',
      "more/b.lib.yml": '  content: #@ data.read("harbor-ca.pem")\n',
      "c.yaml": "#! harbor-ca.pem is not needed\n# nor harbor-ca.pem\n",
      "d.md": 'data.read("harbor-ca.pem")\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(customizations, name), text);
    expect(await overlaysThatReadTheCa(dir.home)).toEqual(["a.yaml", "more/b.lib.yml"]);
  });
});
