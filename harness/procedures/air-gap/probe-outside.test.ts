import { expect, it } from "vitest";
import type { Toolbox } from "../../cluster/index.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { curlOutsideFromNode, pullOutsideFromPod } from "./probe-outside.ts";

it("a node's curl is the attempt", async () => {
  const node = { name: "n1", address: "172.18.0.3", os: "photon" as const };
  const refused = { exitCode: 7, stdout: "", stderr: "curl: (7) Failed to connect" };
  const asked: string[] = [];
  const tryOnNode = ({ name }: { name: string }, command: string) => {
    asked.push(`${name}: ${command}`);
    return Promise.resolve(refused);
  };
  // as: this is all that is used of it.
  const jumpbox = { tryOnNode } as unknown as Toolbox;
  const command = "curl --silent --show-error --insecure --max-time 10 https://203.0.113.10/";
  expect(await curlOutsideFromNode({ jumpbox, node })).toEqual({
    ...{ command, succeeded: false, text: "curl: (7) Failed to connect" },
  });
  expect(asked).toEqual([`n1: ${command}`]);
});

it("a Pod's imgpkg is the attempt", async () => {
  const when =
    "exec --namespace tkg-system deploy/kapp-controller --container kapp-controller-sidecarexec -- imgpkg pull --image 203.0.113.10/library/hello:1.0 --output /tmp/outside";
  await using kubectl = await fakeKubectl({ when, stderr: "connection refused", exitCode: 1 });
  expect(await pullOutsideFromPod({ cluster: { kubectl: kubectl.options } })).toEqual({
    ...{ command: `kubectl ${when}`, succeeded: false, text: "connection refused" },
  });
});
