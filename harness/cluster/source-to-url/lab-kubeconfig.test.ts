import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { labKubeconfig } from "./lab-kubeconfig.ts";

it("labKubeconfig names the API server by its node, and leaves everything else", async () => {
  await using folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "kubeconfig");
  await writeFile(
    kubeconfig,
    `clusters:
- cluster: {certificate-authority-data: Q0E=, server: "https://127.0.0.1:40123"}
  name: kind-lab
users:
- name: kind-lab
  user: {client-key-data: a2V5}
`,
  );
  expect(parse(await labKubeconfig({ name: "lab", kubeconfig }))).toEqual({
    clusters: [
      {
        name: "kind-lab",
        cluster: { "certificate-authority-data": "Q0E=", server: "https://lab-control-plane:6443" },
      },
    ],
    users: [{ name: "kind-lab", user: { "client-key-data": "a2V5" } }],
  });
});
