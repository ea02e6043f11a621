import { describe, expect, it } from "vitest";
import { AnsweringJumpbox } from "../supervisor/answering-jumpbox.ts";
import { addLegacyMirror, bindCaToHost, checkCri, removeLegacyMirror } from "./registry-configuration.ts";

const node = { name: "a", os: "photon", address: "10.0.0.1" } as const;
const host = "harbor.tkg.test";

describe("the registry configuration of a node", () => {
  it("binds a CA to one host, and restarts containerd for the folder", async () => {
    const jumpbox = new AnsweringJumpbox();
    await bindCaToHost({ jumpbox, node, host, caUrl: `https://${host}/getcert` });
    const [line = ""] = jumpbox.typed;
    expect(line).toContain(`sudo tee /etc/containerd/certs.d/${host}/hosts.toml`);
    expect(line).toContain(`'  ca = "/etc/containerd/certs.d/${host}/ca.crt"'`);
    expect(line).toContain(`'  config_path = "/etc/containerd/certs.d"'`);
    expect(line).toMatch(/&& sudo systemctl restart containerd$/);
  });

  it("takes away what it has added of a mirror", async () => {
    const jumpbox = new AnsweringJumpbox();
    await addLegacyMirror({ jumpbox, node, host });
    await removeLegacyMirror({ jumpbox, node });
    const [added = "", removed = ""] = jumpbox.typed;
    const [, mark = ""] = /'\/(.*)\/d'/.exec(removed) ?? [];
    expect(mark).not.toBe("");
    expect(added.split(mark)).toHaveLength(3);
  });

  it("says what containerd said when it does not serve the kubelet", async () => {
    const jumpbox = new AnsweringJumpbox({ when: "ssh ", stdout: "failed to load plugin", exitCode: 1 });
    expect(await checkCri({ jumpbox, node })).toMatchObject({
      succeeded: false,
      text: "failed to load plugin",
    });
  });
});
