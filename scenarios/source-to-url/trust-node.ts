import {
  builderReady,
  fetchSourceAgain,
  forgetNodesBySsh,
  imagesOfPods,
  makeBuilderAnew,
  pushChange,
  removeNodeImages,
  startPodsAnew,
  trustNodesBySsh,
} from "../../harness/index.ts";
import {
  after,
  goesOn,
  inspected,
  name,
  ofNextBuild,
  type Place,
  pulling,
  repository,
  stops,
  type Trial,
} from "./trust.ts";

const containerd = "containerd on the node";

/** Where Cartographer is. */
const namespace = "cartographer-system";

const cartographerStarts: Trial = {
  title: "Cartographer's own image is pulled",
  run: ({ platform }) => startPodsAnew({ cluster: platform, namespace }),
  text: /^cartographer-controller-\S+: Running$/,
};

/** It pulls what Pods run, for the kubelet. */
export const node: Place = {
  who: "containerd",
  takeAway: ({ platform }) => forgetNodesBySsh(platform),
  red: [
    after(
      async ({ platform }) => {
        const change = { files: ["greeting.js"], text: "Hello World!", by: "Hello again!" };
        await pushChange({ git: platform.git, repository, branch: "master", change });
        await fetchSourceAgain({ cluster: platform, name });
      },
      {
        ...stops(`Pod/${name}-[0-9a-z]+-[0-9a-z]+/workload`, pulling(name), containerd, "N01"),
        title: "a push becomes an image, and its Pod says why it does not start",
      },
    ),
    after(
      async ({ platform }) => {
        await makeBuilderAnew({ cluster: platform });
        await builderReady({ cluster: platform });
      },
      {
        ...ofNextBuild(
          stops(
            String.raw`Pod/${name}-build-\d+-build-pod/analyze`,
            pulling("clusterbuilder"),
            containerd,
            "N01",
          ),
        ),
        title: "a builder is made anew, and the Pod of the next Build says why it does not start",
      },
    ),
    after(
      async ({ platform }) => {
        const images = await imagesOfPods({ cluster: platform, namespace });
        await removeNodeImages({ ...platform, images });
      },
      {
        ...cartographerStarts,
        title: "Cartographer's own image cannot be pulled again",
        text: new RegExp(`^Pod/cartographer-controller-[^/]+/[^:]+: ${pulling("cartographer-bundle")}`),
      },
    ),
    inspected(
      "node",
      String.raw`node \S+: missing; no certificate there verifies what the registry serves; `,
    ),
  ],
  giveBack: ({ platform }) => trustNodesBySsh({ ...platform, caUrl: platform.harbor.getcertUrl }),
  // kubelet and kpack need no telling.
  green: [cartographerStarts, goesOn],
};
