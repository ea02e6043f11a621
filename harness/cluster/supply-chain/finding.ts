import type { ChainObjects } from "./chain-objects.ts";
import type { Pod, PodTrouble } from "./pod-objects.ts";
import { saidBy } from "./pod-standing.ts";

/** Which part of the machinery speaks: what lacks a CA or a login follows from it. */
export type Speaker =
  | "cartographer"
  | "flux"
  | "kpack-controller"
  | "build-init"
  | "lifecycle"
  | "detect"
  | "build"
  | "completion"
  | "kubelet"
  | "app";

/** The object that knows. */
export interface Site {
  /** `<kind>/<name>`, and for one container `/<container>`. */
  readonly where: string;
  readonly speaker: Speaker;
  readonly message: string;
}

/** How far a Workload has come, as its objects say it. */
export type Finding =
  | { readonly outcome: "ready"; readonly site: Site }
  | { readonly outcome: "in progress"; readonly site: Site }
  | {
      readonly outcome: "failed";
      readonly site: Site;
      /** The container whose log says more than its object. */
      readonly log?: { readonly pod: string; readonly container: string; readonly previous: boolean };
    };

/** Looks at one part of a supply chain: nothing is found where it is in order. */
export type Look = (objects: ChainObjects) => Finding | undefined;

/** What stops a Pod, and whose log says more. */
export function troubleIn(
  { metadata }: Pod,
  trouble: PodTrouble,
  speakerOf: (container: string | undefined) => Speaker,
): Finding {
  const { container, kind } = trouble;
  const where = `Pod/${metadata.name}${container === undefined ? "" : `/${container}`}`;
  const text = saidBy(trouble);
  if ((kind === "exit" || kind === "crash") && container !== undefined) {
    const log = { pod: metadata.name, container, previous: kind === "crash" };
    return { outcome: "failed", site: { where, speaker: speakerOf(container), message: text }, log };
  }
  return failed(where, "kubelet", text);
}

/** Which program runs in a step of a build. */
export function speakerOfStep(step: string | undefined): Speaker {
  switch (step) {
    case "prepare":
      return "build-init";
    case "detect":
    case "build":
      return step;
    case "completion":
    case "rebase":
      return "completion";
    default:
      return "lifecycle";
  }
}

/** Cartographer has not got so far. */
export function notMade(workload: string, kind: string): Finding {
  return inProgress(`Workload/${workload}`, "cartographer", `Cartographer has made no ${kind} yet`);
}

export function failed(where: string, speaker: Speaker, message: string): Finding {
  return { outcome: "failed", site: { where, speaker, message } };
}

export function inProgress(where: string, speaker: Speaker, message: string): Finding {
  return { outcome: "in progress", site: { where, speaker, message } };
}
