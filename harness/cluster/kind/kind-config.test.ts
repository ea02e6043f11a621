import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { kindConfig } from "./kind-config.ts";

const read = (workers: number): unknown =>
  parse(kindConfig({ workers, authorizedKeysFile: "/secrets/lab ssh: #1.pub" }));

const node = (role: string) => ({
  role,
  extraMounts: [
    {
      hostPath: "/secrets/lab ssh: #1.pub",
      containerPath: "/etc/ssh/authorized_keys.d/vmware-system-user",
      readOnly: true,
    },
  ],
});

describe("kindConfig", () => {
  it("is, read back, one node with a key, on addresses that stay in the lab", () => {
    expect(read(0)).toEqual({
      kind: "Cluster",
      apiVersion: "kind.x-k8s.io/v1alpha4",
      networking: {
        apiServerAddress: "127.0.0.1",
        podSubnet: "10.244.0.0/16",
        serviceSubnet: "10.96.0.0/16",
      },
      nodes: [node("control-plane")],
    });
  });

  it("lets the control plane see more of this host, and no worker", () => {
    const socket = { hostPath: "/secrets/docker.sock", containerPath: "/var/run/docker.sock" };
    const config = kindConfig({
      workers: 1,
      authorizedKeysFile: "/secrets/lab ssh: #1.pub",
      mounts: [socket],
    });
    const controlPlane = node("control-plane");
    expect(parse(config)).toMatchObject({
      nodes: [{ ...controlPlane, extraMounts: [...controlPlane.extraMounts, socket] }, node("worker")],
    });
  });

  it("shows ports of the control plane to this host alone, and none of a worker", () => {
    const config = kindConfig({
      workers: 1,
      authorizedKeysFile: "/secrets/lab ssh: #1.pub",
      ports: [{ nodePort: 80, hostPort: 8080 }],
    });
    const mapping = { containerPort: 80, hostPort: 8080, listenAddress: "127.0.0.1", protocol: "TCP" };
    expect(parse(config)).toMatchObject({
      nodes: [{ ...node("control-plane"), extraPortMappings: [mapping] }, node("worker")],
    });
    expect(config.match(/extraPortMappings/g)).toHaveLength(1);
  });

  it("has as many workers as it is told, after the control plane", () => {
    expect(read(2)).toMatchObject({ nodes: [node("control-plane"), node("worker"), node("worker")] });
  });
});
