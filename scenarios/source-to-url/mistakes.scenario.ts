import {
  deleteAppWorkload,
  scenario,
  sourceToUrl,
  workloadConditions,
  workloadOutcome,
  workloadRecovers,
} from "../../harness/index.ts";
import { apply, mistakes } from "./mistakes.ts";
import { differs } from "./platform.ts";
import { inspect } from "./trust.ts";

const begin = scenario({
  id: "source-to-url/mistakes",
  title:
    "A mistake in a Workload or its credentials is said by the object that knows, and goes with its cure",
  seed: "002",
  product: "plain kind",
  tags: ["nightly", "source-to-url", "mistake"],
  differs,
  uses: sourceToUrl,
}).given("platform", "cert-manager, kpack, Flux, Traefik, Cartographer and a private Harbor", ({ lab }) =>
  lab.sourceToUrl(),
);

/** What Cartographer says of most. */
const waits = "MissingValueAtPath";

export default mistakes.reduce(
  (before, { what, app, first, error, symptom, said, inspected, cure, mend }) => {
    const { name } = app;
    const seen = before
      .red(
        `${what}: the object that knows says it`,
        async ({ platform }) => {
          await first?.(platform);
          await apply(app)(platform);
          return workloadOutcome({ cluster: platform, name });
        },
        { error, ...(symptom === undefined ? {} : { symptom }) },
      )
      .red(
        `${what}: what the Workload itself says`,
        ({ platform }) => workloadConditions({ cluster: platform, name, expected: said }),
        { error: said, ...(said.source.includes(waits) ? { symptom: "N22" } : {}) },
      );
    const found =
      inspected === undefined
        ? seen
        : seen.red(`${what}: tkglab inspect names it`, ({ platform }) => inspect(platform, "kpack-login"), {
            error: inspected,
          });
    return found
      .check(cure, async ({ platform }) => {
        await mend(platform);
      })
      .green(`${what}: the Workload goes on`, ({ platform }) => workloadRecovers({ cluster: platform, name }))
      .green("the Workload goes", ({ platform }) => deleteAppWorkload({ cluster: platform, name }));
  },
  begin,
);
