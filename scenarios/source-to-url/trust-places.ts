import {
  applyAppWorkload,
  builderReady,
  deleteAppWorkload,
  fetchSourceAgain,
  forgetInKpackController,
  giveGitCredentials,
  makeBuilderAnew,
  sourceFetched,
  trustInKpackController,
} from "../../harness/index.ts";
import {
  after,
  asking,
  goesOn,
  inspected,
  name,
  nextBuildGoesOn,
  ofNextBuild,
  type Place,
  repository,
  stops,
  x509,
} from "./trust.ts";

/** A Workload whose source Flux has never had. */
const another = `${name}-2`;

/** Flux takes the CA from the Secret that has its login. */
export const flux: Place = {
  who: "Flux",
  async takeAway({ platform }) {
    const { username, password } = platform.git;
    await giveGitCredentials({ cluster: platform, username, password });
    await fetchSourceAgain({ cluster: platform, name });
  },
  red: [
    {
      title: "it clones no repository for a Workload that is new",
      async run({ platform }) {
        await applyAppWorkload({ cluster: platform, app: { name: another, repository } });
        return sourceFetched({ cluster: platform, name: another });
      },
      text: new RegExp(`unable to clone 'https://[^']+': .*${x509}`),
      symptom: "N20",
    },
    stops(
      `GitRepository/${name}`,
      String.raw`[^\n]*unable to list remote for 'https://[^']+': [^\n]*${x509}`,
      "Flux",
      "N20",
    ),
    inspected(
      "git-repository",
      `Flux: GitRepository default/${name}: missing; Secret git-credentials has no ca.crt; .*${x509}`,
    ),
  ],
  async giveBack({ platform }) {
    await deleteAppWorkload({ cluster: platform, name: another });
    const { username, password, caPem } = platform.git;
    await giveGitCredentials({ cluster: platform, username, password, caPem });
    await fetchSourceAgain({ cluster: platform, name });
  },
  green: [goesOn],
};

const controller = "kpack's controller";

/** It reads buildpacks, stack and builder: the CA is one more file of its trust store. */
export const kpackController: Place = {
  who: controller,
  takeAway: ({ platform }) => forgetInKpackController({ cluster: platform }),
  red: [
    // A builder that was made once stays Ready, so that kpack begins a Build.
    ofNextBuild(
      stops(
        String.raw`Build/${name}-build-\d+`,
        `unable to fetch remote builder image: ${asking}`,
        controller,
        "N18",
      ),
    ),
    after(
      ({ platform }) => makeBuilderAnew({ cluster: platform }),
      stops("ClusterStack/base", String.raw`[^\n]*${asking}`, controller, "N18"),
    ),
    inspected(
      "kpack-controller",
      String.raw`kpack's controller \(kpack/kpack-controller-\S+\): missing; ClusterSt(?:ore default|ack base): .*${asking}`,
    ),
  ],
  async giveBack({ platform }) {
    await trustInKpackController({ cluster: platform, caPem: platform.harbor.caPem });
    await builderReady({ cluster: platform });
  },
  green: [nextBuildGoesOn],
};
