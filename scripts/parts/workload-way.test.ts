import { describe, expect, it } from "vitest";
import { inNoHands, stretchesOf, type TimedObject, timesOf } from "./workload-way.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
/** Where an instant that was cut to this second counts. */
const counted = (second: number) => Date.parse(at(second)) + 500;

type Labels = Readonly<Record<string, string>>;

function object(
  kind: string,
  second: number,
  status: TimedObject["status"] = {},
  labels: Labels = {},
): TimedObject {
  return { kind, metadata: { name: "hello", creationTimestamp: at(second), labels }, status };
}

const condition = (type: string, second: number, status = "True") => ({
  conditions: [{ type, status, lastTransitionTime: at(second) }],
});

const container = (name: string, from: number, to: number) => ({
  name,
  state: { terminated: { startedAt: at(from), finishedAt: at(to) } },
});

const runs = { "app.kubernetes.io/part-of": "hello", "app.kubernetes.io/component": "run" };

const hello: readonly TimedObject[] = [
  object("Workload", 10),
  object("GitRepository", 11, { artifact: { lastUpdateTime: at(12) } }),
  object("Image", 12, condition("Ready", 24)),
  object(
    "Pod",
    14,
    {
      initContainerStatuses: [container("prepare", 14, 15), container("build", 18, 20)],
      containerStatuses: [container("completion", 22, 23)],
    },
    { "kpack.io/build": "hello-build-1" },
  ),
  object("Deployment", 25),
  object("Pod", 25, condition("Ready", 28), runs),
];

describe("stretchesOf", () => {
  it("says who had a Workload how long", () => {
    expect(Object.fromEntries(timesOf(stretchesOf(hello, "hello")))).toEqual({
      Cartographer: 2000,
      Flux: 1000,
      kpack: 3000,
      "build Pod": 7000,
      buildpack: 2000,
      "Deployment and kubelet": 3000,
    });
  });

  it("leaves nobody a gap between the Workload and a Pod that serves", () => {
    expect(inNoHands(stretchesOf(hello, "hello"), counted(10), counted(28))).toBe(0);
  });

  it("does not take another Pod of the same Workload for the one that serves", () => {
    const old = object("Pod", 1, condition("Ready", 2), { ...runs, "app.kubernetes.io/part-of": "other" });
    expect(stretchesOf([old, ...hello], "hello")).toEqual(stretchesOf(hello, "hello"));
  });

  it("names what is not there, or not ready yet", () => {
    const without = (kind: string) => hello.filter((one) => one.kind !== kind);
    expect(() => stretchesOf(without("Image"), "hello")).toThrow(
      "Reading the times of hello: there is no Image of it",
    );
    const waiting = [...without("Image"), object("Image", 12, condition("Ready", 24, "Unknown"))];
    expect(() => stretchesOf(waiting, "hello")).toThrow(
      "Reading the times of Image hello: Ready is not True",
    );
  });
});

describe("inNoHands", () => {
  const stretch = (from: number, to: number) => ({ hands: "kpack", from, to }) as const;

  it("counts what is before, between and after", () => {
    expect(inNoHands([stretch(40, 50), stretch(10, 20), stretch(15, 30)], 5, 60)).toBe(5 + 10 + 10);
  });

  it("counts nothing outside of the while itself", () => {
    expect(inNoHands([stretch(0, 20), stretch(90, 200)], 10, 100)).toBe(70);
    expect(inNoHands([stretch(200, 300)], 10, 100)).toBe(90);
    expect(inNoHands([stretch(0, 300)], 10, 100)).toBe(0);
  });
});
