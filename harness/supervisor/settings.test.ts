import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../core/temporary-folder.ts";
import { placesBelow, readLab } from "./settings.ts";

it("reads what the lab has decided", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "lab.json");
  await writeFile(file, JSON.stringify({ nodeImage: "photon:1" }));
  expect(await readLab(file)).toEqual({ nodeImage: "photon:1" });
});

it("says where it has looked, and how to look oneself", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "lab.json");
  const refused = {
    code: "bad-input",
    hint: "kubectl -n vmware-system-tkg get configmap tkg-controller --output yaml",
  };
  await expect(readLab(file)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining(`Reading the lab's settings from ${file}: ENOENT`) as unknown,
  });
  await writeFile(file, "{");
  await expect(readLab(file)).rejects.toMatchObject(refused);
});

it("looks where the Pod's volumes are mounted", () => {
  expect(placesBelow("/etc/tkg")).toEqual({
    lab: "/etc/tkg/lab/lab.json",
    accounts: "/etc/tkg/accounts/accounts.json",
    webhooksTls: "/etc/tkg/webhooks-tls",
    loginTls: "/etc/tkg/login-tls",
  });
});
