import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../core/secret.ts";
import { temporaryFolder } from "../../../core/temporary-folder.ts";
import { writeSupervisorFiles } from "./files.ts";

const user = "administrator@vsphere.local";

async function written() {
  const folder = await temporaryFolder();
  const kubeconfig = join(folder.path, "kubeconfig");
  await writeFile(
    kubeconfig,
    "clusters: [{ cluster: { server: 'https://127.0.0.1:1' } }]\nusers: [{ user: {} }]\n",
  );
  const home = join(folder.path, "home");
  const variable = await writeSupervisorFiles({
    folder: home,
    supervisor: { kubeconfig, address: "172.18.0.4", administrator: { user, password: new Secret("pass") } },
    harbor: { caPem: "PEM" },
    image: "harbor.tkg.test/ns1/nginx:latest",
  });
  return {
    home,
    variable,
    read: (name: string) => readFile(join(home, name), "utf8"),
    mode: async (name: string) => ((await stat(join(home, name))).mode & 0o777).toString(8),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe("writeSupervisorFiles", () => {
  it("lets nobody else read what opens something", async () => {
    await using files = await written();
    const secret = ["config", "administrator-password", "register-registry.env"];
    expect(await Promise.all(secret.map((name) => files.mode(name)))).toEqual(["600", "600", "600"]);
    expect(await files.mode(".")).toBe("700");
    expect(await files.mode("register-registry.sh")).toBe("755");
  });

  it("has kubectl read the kubeconfigs of clusters too, as soon as they are there", async () => {
    await using files = await written();
    const names = ["config", "tkc-cluster-1-kubeconfig", "tkg-cluster-kubeconfig"];
    expect(files.variable).toBe(names.map((name) => join(files.home, name)).join(":"));
    expect(await readdir(files.home)).not.toContain("tkc-cluster-1-kubeconfig");
  });

  it("has the lab's addresses and CA in what is to be applied", async () => {
    await using files = await written();
    expect(await files.read("tks.yaml")).toContain("- name: harbor-ca\n        data: UEVN\n");
    expect(await files.read("tkc-nginx-harbor-svc-deployment.yaml")).toContain(
      "image: harbor.tkg.test/ns1/nginx:latest\n",
    );
    expect(await files.read("register-registry.env")).toContain(
      `SV_IP='172.18.0.4'\nVC_IP='vcenter.tkg.test'\nVC_ADMIN_USER='${user}'\nVC_ADMIN_PASSWORD='pass'\n`,
    );
    expect(await files.read("tkg-cluster.yaml")).toMatch(
      /name: tkg-cluster\n {2}namespace: tkg-cluster-ns\n/,
    );
    expect(await files.read("jumpbox-ubuntu.yaml")).toContain("secretName: tkc-cluster-1-ssh");
  });
});
