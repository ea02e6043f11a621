import { describe, expect, it } from "vitest";
import type { WorkloadCluster } from "../../cluster/index.ts";
import { fakeMachine, fakeMachineLists } from "../../cluster/tkg/fake-machines.ts";
import { fakeShell, listsNodes } from "./fake-shell.ts";
import { checkRollOut, rotateCertificates, timesOf } from "./rotate-certificates.ts";
import * as sample from "./sample-certificate-expiry.ts";

const old = { name: "cp-1", isOld: true, seen: 0, running: 0, deleting: 40_000, gone: 50_000 };
const made = { name: "cp-2", isOld: false, seen: 1_000, running: 39_000 };
const rotation = {
  ...{ before: [], after: [], said: "kcp patched", ms: 51_450, machines: [old, made] },
  availability: { looks: 1, watched: 1, outages: [], fewestEtcdMembers: 1 },
};

describe("checkRollOut", () => {
  it("says how long it took beside Cluster API's own part, and what became of each Machine", async () => {
    const { succeeded, text } = await checkRollOut(rotation);
    expect(succeeded).toBe(true);
    expect(text.split("\n")).toEqual([
      "kcp patched",
      "rolled out in 51.5 s; Cluster API's own part: 49.0 s; ratio 1.050",
      "cp-1: there before, deleted after 40.0 s, gone after 50.0 s",
      "cp-2: made after 1.0 s, Running after 39.0 s",
    ]);
    expect(timesOf(rotation)).toEqual({ ms: 51_450, clusterApi: 49_000, ratio: 1.05 });
  });

  it("fails where an old Machine went before a new one ran", async () => {
    const machines = [old, { ...made, running: 41_000 }];
    const { succeeded, text } = await checkRollOut({ ...rotation, machines });
    expect(succeeded).toBe(false);
    expect(text).toContain("cp-1: expected to go after 1 new Machines ran; actual after 40.0 s");
  });

  it("fails where one was not replaced", async () => {
    const { gone: _gone, deleting: _deleting, ...kept } = old;
    const { succeeded, text } = await checkRollOut({ ...rotation, machines: [kept] });
    expect(succeeded).toBe(false);
    expect(text).toContain("control plane: expected 1 new Machines; actual 0\ncp-1: expected to be replaced");
  });
});

/** The cluster team/abc, whose control plane rolls when it is told to. */
function clusterThatRolls() {
  const [before, after] = ["abc-control-plane-1", "abc-control-plane-2"].map((name) =>
    fakeMachine(name, { phase: "Running" }),
  );
  if (before === undefined || after === undefined) throw new Error("two names make two Machines");
  const rolled = { observedGeneration: 2, replicas: 1, updatedReplicas: 1, readyReplicas: 1 };
  const follow = async (
    path: string,
    _selector: unknown,
    onObject: (object: unknown) => void,
    signal: AbortSignal,
    onGone?: (object: unknown) => void,
  ) => {
    if (path.endsWith("/machines")) {
      for (const machine of [before, after]) onObject(machine);
      onGone?.(before);
    } else {
      onObject({ metadata: { name: "abc-control-plane", generation: 2 }, spec: {}, status: rolled });
    }
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  };
  const kube = { ...fakeMachineLists([before], [before], [after]), follow };
  const listNamespacedPod = () => Promise.resolve({ items: [] });
  // as: nothing else of it is used.
  return {
    ...{ name: "abc", namespace: "team", kube: { core: { listNamespacedPod } } },
    management: { kube, kubectl: { binary: "kubectl", kubeconfig: "/x" } },
  } as unknown as WorkloadCluster;
}

describe("rotateCertificates", () => {
  const node = listsNodes("control plane", "10.0.0.1");
  const says = (text: string) => ({ when: /check-expiration/, node: "10.0.0.1", stdout: `cp-1\n${text}` });

  it("sets rolloutAfter as the seed types it, and follows the Machines", async () => {
    const { shell, typed } = fakeShell(node, says(sample.nearExpiry), {
      when: /^kubectl patch kcp/,
      stdout: "abc-control-plane patched",
    });
    const rotated = await rotateCertificates({ shell, cluster: clusterThatRolls() });
    expect(typed.at(-1)).toBe(
      `kubectl patch kcp $CLUSTER_NAME-control-plane -n $CLUSTER_NAMESPACE --type merge -p "{\\"spec\\":{\\"rolloutAfter\\":\\"\`date +'%Y-%m-%dT%TZ'\`\\"}}"`,
    );
    expect(rotated).toMatchObject({
      said: "abc-control-plane patched",
      machines: [
        { name: "abc-control-plane-1", isOld: true },
        { name: "abc-control-plane-2", isOld: false },
      ],
    });
  });

  it("touches nothing where a certificate has expired", async () => {
    const { shell, typed } = fakeShell(node, says(sample.expired));
    await expect(rotateCertificates({ shell, cluster: clusterThatRolls() })).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(/not begun.*\ncp-1: admin\.conf expired at/) as string,
    });
    expect(typed.join("\n")).not.toContain("patch");
  });
});
