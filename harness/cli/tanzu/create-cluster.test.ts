import { describe, expect, it } from "vitest";
import type { ClusterSummary } from "../../cluster/tkg/list-clusters.ts";
import { HarnessError } from "../../core/errors.ts";
import { fakeProgram } from "../../tools/fake-program.ts";
import { checkName } from "./create-cluster.ts";
import { explainUnfinished, whatStands } from "./unfinished-cluster.ts";

const puma = { name: "puma", namespace: "default" };
const summary: ClusterSummary = {
  ...puma,
  ...{
    status: "creating",
    plan: "dev",
    controlplane: "0/1",
    workers: "0/2",
    kubernetes: "v1.29.15",
    roles: [],
  },
};

describe("checkName", () => {
  it("lets a new name be", () => {
    expect(() =>
      checkName([{ summary, machines: [] }], { name: "lynx", namespace: "default" }),
    ).not.toThrow();
  });

  it("refuses one that is taken, in another namespace too", () => {
    const there = { summary: { ...summary, namespace: "team" }, machines: [] };
    expect(() => checkName([there], puma)).toThrow(
      expect.objectContaining({
        code: "usage",
        message: "Creating the cluster puma: there is one of that name in namespace team, and it is creating",
        hint: "another name, or first: tkglab tanzu cluster delete puma --namespace team",
      }),
    );
  });
});

describe("whatStands", () => {
  const stopped = "Stopped by SIGINT";

  it("says that a cluster without addons gets none", () => {
    expect(whatStands(puma, stopped, { summary, hasAddons: false })).toEqual({
      message:
        "Creating the cluster puma: Stopped by SIGINT; it stands and is creating, control plane 0/1, workers 0/2; it has no addons yet and gets none: delete it and create it again",
      hint: "tkglab tanzu cluster delete puma removes it",
    });
  });

  it("says that the management cluster goes on", () => {
    const team = { name: "puma", namespace: "team" };
    expect(whatStands(team, stopped, { summary, hasAddons: true })).toEqual({
      message:
        "Creating the cluster puma: Stopped by SIGINT; it stands and is creating, control plane 0/1, workers 0/2; the management cluster goes on with it",
      hint: "tkglab tanzu cluster get puma --namespace team shows it; tkglab tanzu cluster delete puma --namespace team removes it",
    });
  });
});

describe("explainUnfinished", () => {
  const nothing = JSON.stringify({ items: [] });
  const something = JSON.stringify({
    items: [{ kind: "Cluster", metadata: { name: "puma", namespace: "default" }, spec: {} }],
  });
  const stop = new AbortController();
  stop.abort(new HarnessError({ code: "interrupted", message: "Stopped by SIGTERM" }));
  const running = { binary: "kubectl", kubeconfig: "/s/m.kubeconfig", signal: new AbortController().signal };
  const stopped = { ...running, signal: stop.signal };
  const late = new HarnessError({ code: "timeout", message: "Waiting for x: not within 5 s", hint: "look" });

  it("looks even after Ctrl-C, and gives its exit code", async () => {
    await using _kubectl = await fakeProgram("kubectl", [
      { when: "*--all-namespaces*", stdout: something },
      { when: "*get app/puma-cni --namespace default *", stdout: "app.kappctrl.k14s.io/puma-cni" },
    ]);
    expect(await explainUnfinished(puma, stopped, new Error("killed"))).toMatchObject({
      code: "interrupted",
      message: expect.stringMatching(
        /^Creating the cluster puma: Stopped by SIGTERM; it stands .*; the management cluster goes on/,
      ) as string,
    });
  });

  it("says after Ctrl-C that nothing stands", async () => {
    await using _kubectl = await fakeProgram("kubectl", [
      { when: "*--all-namespaces*", stdout: nothing },
      { when: "*" },
    ]);
    expect(await explainUnfinished(puma, stopped, new Error("killed"))).toMatchObject({
      code: "interrupted",
      message: "Creating the cluster puma: Stopped by SIGTERM; nothing of it stands",
    });
  });

  it("keeps why it failed, and its code", async () => {
    await using _kubectl = await fakeProgram("kubectl", [
      { when: "*--all-namespaces*", stdout: something },
      { when: "*" },
    ]);
    expect(await explainUnfinished(puma, running, late)).toMatchObject({
      code: "timeout",
      message: expect.stringMatching(
        /^Creating the cluster puma: Waiting for x: not within 5 s; it stands/,
      ) as string,
      hint: "tkglab tanzu cluster delete puma removes it",
    });
  });

  it("adds nothing to an error where nothing stands, or nobody can tell", async () => {
    {
      await using _kubectl = await fakeProgram("kubectl", [
        { when: "*--all-namespaces*", stdout: nothing },
        { when: "*" },
      ]);
      expect(await explainUnfinished(puma, running, late)).toBe(late);
    }
    await using _kubectl = await fakeProgram("kubectl", [{ when: "*", exitCode: 1, stderr: "no" }]);
    expect(await explainUnfinished(puma, running, late)).toBe(late);
  });
});
