import { type BuildImages, imageBuilt, nameBuildImages, type TrustPlace } from "../../harness/index.ts";
import {
  after,
  asking,
  inspected,
  name,
  nextBuildGoesOn,
  ofNextBuild,
  type Place,
  type Stage,
  stops,
  type Trial,
  x509,
} from "./trust.ts";

/** The images that bring a trust store of their own. */
export const imagePlaces: readonly TrustPlace[] = [
  ...(["build-init", "completion", "rebase", "stack-build", "stack-run"] as const),
];

/** All images with the CA in them, but for some. */
type Mix = (images: Stage["images"]) => BuildImages;

const mixes = {
  buildInit: ({ trusting, plain }) => ({
    ...trusting,
    kpack: { ...trusting.kpack, buildInit: plain.kpack.buildInit },
  }),
  stackBuild: ({ trusting, plain }) => ({
    ...trusting,
    stack: { ...trusting.stack, build: plain.stack.build },
  }),
  completion: ({ trusting, plain }) => ({
    ...trusting,
    kpack: { ...trusting.kpack, completion: plain.kpack.completion },
  }),
  stackRun: ({ trusting, plain }) => ({ ...trusting, stack: { ...trusting.stack, run: plain.stack.run } }),
  all: ({ trusting }) => trusting,
} as const satisfies Record<string, Mix>;

/** Another run image is what kpack rebases for. */
const rebaseAndStackRun: Mix = (images) => {
  const { kpack, stack } = mixes.stackRun(images);
  return { stack, kpack: { ...kpack, rebase: images.plain.kpack.rebase } };
};

const nameImages =
  (mix: Mix) =>
  ({ platform, images }: Stage) =>
    nameBuildImages({ cluster: platform, images: mix(images) });

/** A step of a build. */
const step = (container: string) => String.raw`Pod/${name}-build-\d+-build-pod/${container}`;

const buildInit: Place = {
  who: "kpack's step prepare",
  takeAway: nameImages(mixes.buildInit),
  red: [
    ofNextBuild(
      stops(
        step("prepare"),
        `Error verifying write access to "harbor-[^"]+/demo/${name}": creating push check transport for harbor-[^ ]+ failed: ${asking}`,
        "kpack's build-init image",
        "N17",
      ),
    ),
    inspected("kpack-step", String.raw`kpack's builds: build-init image \(prepare\): missing; .*${asking}`),
  ],
  giveBack: nameImages(mixes.all),
  green: [nextBuildGoesOn],
};

const stackBuild: Place = {
  who: "the lifecycle",
  takeAway: nameImages(mixes.stackBuild),
  red: [
    ofNextBuild(
      stops(
        step("analyze"),
        String.raw`ERROR: failed to initialize analyzer: validating registry read access[^\n]*${asking}`,
        "the ClusterStack's build image",
        "P08",
      ),
    ),
    inspected("kpack-step", String.raw`kpack's builds: stack's build image \([^)]+\): missing; .*${asking}`),
  ],
  giveBack: nameImages(mixes.all),
  green: [nextBuildGoesOn],
};

const completion: Place = {
  who: "kpack's step completion",
  takeAway: nameImages(mixes.completion),
  red: [
    ofNextBuild(stops(step("completion"), `[^]*${x509}`, "kpack's completion or rebase image", "P08")),
    inspected("kpack-step", `kpack's builds: completion image: missing; .*${x509}`),
  ],
  giveBack: nameImages(mixes.all),
  green: [nextBuildGoesOn],
};

const rebased: Trial = {
  title: "kpack rebases by itself when the stack has its run image back",
  run: ({ platform }) => imageBuilt({ cluster: platform, name, reason: "STACK" }),
  text: /^STACK +harbor-\S+@sha256:[0-9a-f]{64}$/m,
};

const rebase: Place = {
  who: "kpack's rebase",
  takeAway: nameImages(rebaseAndStackRun),
  red: [
    stops(step("rebase"), `[^]*${x509}`, "kpack's completion or rebase image", "P08"),
    inspected("kpack-step", `kpack's builds: rebase image: missing; .*${x509}`),
  ],
  giveBack: nameImages(mixes.stackRun),
  green: [
    // What has failed is not rebased: a Build comes first.
    nextBuildGoesOn,
    after(nameImages(mixes.all), rebased),
    nextBuildGoesOn,
  ],
};

/** In the order of a build; a rebase needs one. */
export const images: readonly Place[] = [buildInit, stackBuild, completion, rebase];
