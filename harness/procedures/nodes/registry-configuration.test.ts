import { describe, expect, it } from "vitest";
import { AnsweringJumpbox } from "../supervisor/answering-jumpbox.ts";
import {
  addLegacyMirror,
  bindCaToHost,
  checkCri,
  checkRegistryKeys,
  nameCaInConfig,
  removeLegacyRegistry,
} from "./registry-configuration.ts";

const node = { name: "a", os: "photon", address: "10.0.0.1" } as const;
const host = "harbor.tkg.test";

describe("the registry configuration of a node", () => {
  it("binds a CA to one host, and restarts containerd for the folder", async () => {
    const jumpbox = new AnsweringJumpbox();
    await bindCaToHost({ jumpbox, node, host, caUrl: `https://${host}/getcert` });
    const [, line = ""] = jumpbox.typed;
    expect(line).toContain(`'[plugins."io.containerd.grpc.v1.cri".registry]'`);
    expect(line).toContain(`sudo tee /etc/containerd/certs.d/${host}/hosts.toml`);
    expect(line).toContain(`'  ca = "/etc/containerd/certs.d/${host}/ca.crt"'`);
    expect(line).toContain(`'  config_path = "/etc/containerd/certs.d"'`);
    expect(line).toMatch(/&& sudo systemctl restart containerd$/);
  });

  it("takes away what it has added of a mirror", async () => {
    const jumpbox = new AnsweringJumpbox();
    await addLegacyMirror({ jumpbox, node, host });
    await removeLegacyRegistry({ jumpbox, node });
    const [, added = "", removed = ""] = jumpbox.typed;
    const [, mark = ""] = /'\/(.*)\/d'/.exec(removed) ?? [];
    expect(mark).not.toBe("");
    expect(added.split(mark)).toHaveLength(3);
  });

  it("names a CA as containerd had it before certs.d, and can take that away too", async () => {
    const jumpbox = new AnsweringJumpbox();
    await nameCaInConfig({ jumpbox, node, host, caUrl: `https://${host}/getcert` });
    await removeLegacyRegistry({ jumpbox, node });
    const [, line = "", removed = ""] = jumpbox.typed;
    expect(line).toContain(`'[plugins."io.containerd.grpc.v1.cri".registry.configs."${host}".tls] #`);
    expect(line).toContain(`'  ca_file = "/etc/containerd/${host}.crt" #`);
    const [, mark = ""] = /'\/(.*)\/d'/.exec(removed) ?? [];
    expect(line.split(mark)).toHaveLength(3);
  });

  it.each([
    ["2\n", "io.containerd.grpc.v1.cri"],
    ["", "io.containerd.grpc.v1.cri"],
    ["3\n", "io.containerd.cri.v1.images"],
  ])("speaks to the plugin that reads a file of version %j", async (stdout, plugin) => {
    const jumpbox = new AnsweringJumpbox({ when: "ssh ", stdout });
    await addLegacyMirror({ jumpbox, node, host });
    expect(jumpbox.typed[1]).toContain(`'[plugins."${plugin}".registry.mirrors."${host}"] #`);
  });

  it("says which part of the configuration containerd does not know", async () => {
    const said = 'level=warning msg="Ignoring unknown key in TOML for plugin"';
    const jumpbox = new AnsweringJumpbox({ when: "ssh ", stdout: said, exitCode: 1 });
    expect(await checkRegistryKeys({ jumpbox, node })).toMatchObject({ succeeded: false, text: said });
    const content = new AnsweringJumpbox({ when: "ssh ", stdout: "knows" });
    expect(await checkRegistryKeys({ jumpbox: content, node })).toMatchObject({ succeeded: true });
  });

  it("says what containerd said when it does not serve the kubelet", async () => {
    const jumpbox = new AnsweringJumpbox({ when: "ssh ", stdout: "failed to load plugin", exitCode: 1 });
    expect(await checkCri({ jumpbox, node })).toMatchObject({
      succeeded: false,
      text: "failed to load plugin",
    });
  });
});
