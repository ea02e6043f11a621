import {
  anotherBuild,
  type Attempt,
  buildAgain,
  type BuildImages,
  checkTrust,
  countBuilds,
  type LabSourceToUrl,
  workloadRecovers,
  workloadStops,
} from "../../harness/index.ts";

/** What the steps of a place are given. */
export interface Stage {
  readonly platform: LabSourceToUrl;
  /** What builds run in: images with the CA in them, and the same without. */
  readonly images: { readonly trusting: BuildImages; readonly plain: BuildImages };
}

/** What is tried while a place does not trust, and after. */
export interface Trial {
  readonly title: string;
  readonly run: (stage: Stage) => Promise<Attempt>;
  readonly text: RegExp;
  /** Of a red one: what it is a case of (docs/symptoms.md). */
  readonly symptom?: string;
}

/** Somebody who has to trust the registry, or the git server, by itself. */
export interface Place {
  readonly who: string;
  readonly takeAway: (stage: Stage) => Promise<unknown>;
  /** Each has to fail, with its text. */
  readonly red: readonly Trial[];
  /** Carries out the procedure that there is for it. */
  readonly giveBack: (stage: Stage) => Promise<unknown>;
  /** Each has to succeed. */
  readonly green: readonly Trial[];
}

/** The Workload that all is shown with, and where its source is. */
export const name = "hello-trust";
export const repository = "hello-nodejs";

export const x509 = "(?:tls: failed to verify certificate: )?x509: certificate signed by unknown authority";

/** Whoever is about to do something with a registry asks it first whether it is one. */
export const asking = `Get "https://harbor-[^/"]+/v2/": ${x509}`;

/** The kubelet, in the words of containerd. */
export const pulling = (image: string) =>
  String.raw`[^\n]*ErrImagePull: [^]*failed to do request: Head "https://harbor-[^/"]+/v2/demo/${image}/manifests/[^"]+": ${x509}`;

/** The Workload stops: the object that knows says why, and it is clear who lacks the CA. */
export function stops(at: string, text: string, who: string, symptom: string): Trial {
  const [kind = ""] = at.split("/");
  return {
    title: `the Workload stops, and its ${kind} says why`,
    run: ({ platform }) => workloadStops({ cluster: platform, name, at: new RegExp(`^${at}$`) }),
    text: new RegExp(
      String.raw`^${at}: ${text}[^]*\nlikely: ${who}[^\n]* does not trust the CA of the server\n`,
    ),
    symptom,
  };
}

/** The Workload becomes an application again. */
export const goesOn: Trial = {
  title: "the Workload goes on",
  run: ({ platform }) => workloadRecovers({ cluster: platform, name }),
  text: new RegExp(`^Workload/${name}: `),
};

/** A trial that needs something done first. */
export function after(before: (stage: Stage) => Promise<unknown>, trial: Trial): Trial {
  return {
    ...trial,
    async run(stage) {
      await before(stage);
      return trial.run(stage);
    },
  };
}

/** The same of the next Build, which there has to be: kpack tries none a second time by itself. */
export function ofNextBuild(trial: Trial): Trial {
  return {
    ...trial,
    async run(stage) {
      const app = { cluster: stage.platform, name };
      const before = await countBuilds(app);
      await buildAgain(app);
      const begun = await anotherBuild({ ...app, after: before });
      return begun.succeeded ? trial.run(stage) : begun;
    },
  };
}

/** The Workload becomes an application again by it. */
export const nextBuildGoesOn: Trial = {
  ...ofNextBuild(goesOn),
  title: "the next Build goes through, and the Workload goes on",
};

type PlaceKind = NonNullable<Parameters<typeof checkTrust>[0]["kinds"]>[number];

/** `tkglab inspect`, of a kind of place; of all, unless told. */
export function inspect({ kubectl, harbor, record }: LabSourceToUrl, kind?: PlaceKind): Promise<Attempt> {
  return checkTrust({
    kubeconfig: kubectl.kubeconfig,
    registry: harbor.url,
    connect: `127.0.0.1:${record.harbor.port}`,
    ...(kind === undefined ? {} : { kinds: [kind] }),
  });
}

/** tkglab inspect names the place that lacks the CA. */
export function inspected(kind: PlaceKind, text: string): Trial {
  return {
    title: "tkglab inspect names the place",
    run: ({ platform }) => inspect(platform, kind),
    text: new RegExp(`^${text}`, "m"),
  };
}
