import {
  fetchCaByGetcert,
  type KappControllerLine,
  packageCluster,
  scenario,
  type ScenarioHeader,
  trustNodesBySsh,
} from "../../harness/index.ts";
import { differs, offerHello, relocateHello } from "./packages.ts";

interface PackageScenario extends Pick<ScenarioHeader, "id" | "title" | "tags" | "varies"> {
  /** What differs beyond what all of them have. */
  readonly differs?: readonly string[];
  /** What is used beyond what all of them need. */
  readonly uses?: ScenarioHeader["uses"];
  /** The line of kapp-controller that the cluster begins with; 0.41 unless told. */
  readonly kappController?: KappControllerLine;
}

/** The beginning of a scenario on one cluster with kapp-controller, whose nodes trust Harbor already. */
export function packageScenario(input: PackageScenario) {
  const { differs: more = [], uses = [], kappController = "0.41", tags, ...header } = input;
  const line = header.varies?.includes("kapp-controller") === true ? "" : ` ${kappController}`;
  return scenario({
    ...header,
    seed: "000",
    product: "TKG 1.x",
    tags: ["kapp-controller", "photon", ...tags],
    differs: [
      ...differs,
      "one cluster of kind, without a management cluster: the configuration is written by hand",
      ...more,
    ],
    uses: [...packageCluster, ...uses],
  })
    .given("harbor", "a self-signed Harbor", ({ lab }) => lab.harbor())
    .given("cluster", `a cluster with kapp-controller${line}`, ({ lab }) =>
      lab.packageCluster({ kappController }),
    )
    .given("ca", "the operator has Harbor's CA, by getcert", ({ cluster: { jumpbox }, harbor }) =>
      fetchCaByGetcert({ jumpbox, caUrl: harbor.getcertUrl }),
    )
    .given("nodes", "its nodes trust Harbor", ({ cluster, harbor }) =>
      trustNodesBySsh({ jumpbox: cluster.jumpbox, nodes: cluster.nodes, caUrl: harbor.getcertUrl }),
    );
}

/** The same, with the small package relocated and offered. */
export function helloScenario(input: PackageScenario) {
  return packageScenario(input)
    .green("imgpkg copies a bundle into Harbor", ({ lab, harbor, ca }) =>
      relocateHello({ lab, harbor, caPem: ca }),
    )
    .given("offered", "its package is offered", ({ lab, harbor, cluster }) =>
      offerHello({ lab, harbor, cluster }),
    );
}
