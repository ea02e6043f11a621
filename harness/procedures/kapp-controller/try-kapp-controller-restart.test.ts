import { describe, expect, it } from "vitest";
import type { Kube } from "../../cluster/index.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { errorsIn, tryKappControllerRestart } from "./try-kapp-controller-restart.ts";

const timedOut = `{"level":"error","ts":1.5,"msg":"Failed to get API Group-Resources","error":"Get \\"https://10.96.0.1:443/api?timeout=32s\\": context deadline exceeded"`;
const trace = `,"stacktrace":"main.main\\n\\tsaid \\"no\\""`;
const starting = `{"level":"info","ts":1.4,"logger":"kc.controller","msg":"starting manager"}`;

describe("errorsIn", () => {
  it("gives the errors as they were logged, without stack traces", () => {
    expect(errorsIn(`{"level":"info","msg":"start init"}\n${timedOut}${trace}}\n${timedOut}}\n`)).toBe(
      `${timedOut}}\n${timedOut}}`,
    );
  });
  it("gives everything where there are none", () => {
    expect(errorsIn("panic: oh\n\nmain.main()\n")).toBe("panic: oh\n\nmain.main()");
  });
});

interface Seen {
  /** The state of the new Pod's container. */
  readonly status?: object;
  readonly log?: string;
  readonly previous?: string;
  readonly apiFails?: boolean;
}

/** A cluster whose kapp-controller is, look after look, as it is told; the Pod from before is there all along. */
function cluster(looks: readonly Seen[]) {
  let look = -1;
  const now = () => looks[Math.min(look, looks.length - 1)];
  const pod = (uid: string, status?: object) => ({
    metadata: { uid, name: `pod-${uid}` },
    status: {
      containerStatuses: [{ name: "kapp-controller-sidecarexec" }, { name: "kapp-controller", ...status }],
    },
  });
  const old = pod("old", { state: { running: {} } });
  // as: these calls are all that is used of it.
  return {
    core: {
      listNamespacedPod: () => {
        const status = look === -1 ? undefined : now()?.status;
        look += 1;
        return Promise.resolve({ items: status === undefined ? [old] : [old, pod("new", status)] });
      },
      readNamespacedPodLog: ({ name, previous }: { name: string; previous: boolean }) => {
        if (name !== "pod-new") throw new Error(`the log of ${name} is nobody's business`);
        return Promise.resolve((previous ? looks[look - 1]?.previous : looks[look - 1]?.log) ?? "");
      },
    },
    custom: {
      getAPIResources: () =>
        looks[look - 1]?.apiFails === true
          ? Promise.reject(Object.assign(new Error("unavailable"), { code: 503 }))
          : Promise.resolve({}),
    },
  } as unknown as Kube;
}

describe("tryKappControllerRestart", () => {
  const running = { state: { running: {} } };
  const ended = { terminated: { exitCode: 1 } };

  async function restart(...looks: Seen[]) {
    await using kubectl = await fakeKubectl({
      when: "rollout restart -n tkg-system deployment kapp-controller",
    });
    return await tryKappControllerRestart({ cluster: { kubectl: kubectl.options, kube: cluster(looks) } });
  }

  it("succeeds when the new Pod has started its controllers and the packages API answers", async () => {
    const begun = { status: running, log: "{}\n" };
    const logged = { status: running, log: `{}\n${starting}\n` };
    expect(await restart({}, begun, { ...logged, apiFails: true }, logged)).toEqual({
      command:
        "kubectl rollout restart -n tkg-system deployment kapp-controller; kubectl logs -n tkg-system deployment/kapp-controller -c kapp-controller",
      succeeded: true,
      text: starting,
    });
  });

  it.each<[string, Seen]>([
    ["has ended", { status: { state: ended }, log: `${timedOut}${trace}}\n` }],
    [
      "has ended, and begun again",
      { status: { ...running, lastState: ended }, log: starting, previous: `${timedOut}${trace}}\n` },
    ],
    [
      "has ended, and waits",
      { status: { state: { waiting: {} }, lastState: ended }, previous: `${timedOut}${trace}}\n` },
    ],
  ])("gives the errors of a process that %s", async (_what, seen) => {
    expect(await restart(seen)).toMatchObject({ succeeded: false, text: `${timedOut}}` });
  });
});
