import {
  checkAllPassed,
  checkGrowth,
  growthColumns,
  growthRow,
  type Sample,
  scenario,
  takeSample,
} from "../../harness/index.ts";

const turns = 100;
const every = 10;

export default scenario({
  id: "faults/hundred-runs",
  title: "A hundred runs of the fast scenario in a row pass, and nothing grows",
  seed: "003",
  product: "tkglab itself",
  tags: ["nightly", "faults", "long"],
  differs: ["the machine is a container with a Docker daemon of its own"],
  uses: ["fault-host", "kind", "node-photon", "harbor", "toolbox", "hello-app"],
})
  .given("host", "a machine of its own", ({ lab }) =>
    lab.faultHost({ images: ["node-photon", "harbor", "toolbox", "hello-app"] }),
  )
  .given("run", `${turns} turns begin`, ({ host }) =>
    host.start({
      args: ["run", "containerd/photon-node-by-ssh", "--repeat", String(turns), "--step-limit", "300"],
    }),
  )
  .check("memory, disk, containers, networks and volumes stay as they were", async ({ lab, host, run }) => {
    const table = lab.table(`${turns} turns`, growthColumns);
    const samples: Sample[] = [];
    for (let turn = every; turn <= turns; turn += every) {
      // In the same step of each: what stands then is the same.
      await run.waitForLine(new RegExp(`by-ssh#${turn} · red:`));
      const sample = await takeSample(host, run, turn);
      samples.push(sample);
      table.add(...growthRow(sample));
    }
    checkGrowth(samples, { memory: 60, disk: 100 });
  })
  .check(`all ${turns} passed, and nothing is left`, ({ host, run }) => checkAllPassed(host, run, turns));
