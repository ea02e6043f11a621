import { describe, expect, it } from "vitest";
import { createRootCa } from "../../pki/index.ts";
import { checkStages, stagesOfSuccess } from "./register-stages.ts";

const nodes = ["172.18.0.7", "172.18.0.8"];
const caUrl = "https://harbor.tkg.test/api/systeminfo/getcert";
const { certificatePem: caPem } = await createRootCa();

/** What the script prints when these are its stages. */
function printed(stages: readonly string[]) {
  const lines = stages.map((stage) =>
    stage.startsWith("link ")
      ? `Doing /etc/ssl/certs/\nlink other.pem => 0a775a30.0\n${stage.replace("HASH", "145dc843")}`
      : `Sun Nov 22 03:00:0${stages.indexOf(stage) % 10} UTC 2026 INFO: ${stage}`,
  );
  return { command: "./register-registry.sh", succeeded: true, text: ["jq-1.6", ...lines].join("\n") };
}

describe("checkStages", () => {
  it.each([
    ["on all nodes", []],
    ["on one", nodes.slice(0, 1)],
    ["on none", nodes],
  ])("has nothing against the stages of a run that changes something %s", (_what, already) => {
    const expected = { nodes, already, caPem, caUrl };
    const attempt = printed(stagesOfSuccess(expected));
    expect(checkStages(attempt, expected)).toBe(attempt);
  });

  it.each([
    [
      "a stage is missing",
      (all: string[]) => all.toSpliced(2, 1),
      /^stage 3 should be: TKC Kubernetes API token is valid!; actual: Getting the IPs/,
    ],
    [
      "no link was made",
      (all: string[]) => all.filter((stage) => !stage.startsWith("link ")),
      /^stage 12 should be: link harbor\.tkg\.test\.crt => HASH\.0; actual: Registry added/,
    ],
    [
      "the end is",
      (all: string[]) => all.slice(0, -1),
      /^stage \d+ should be: Cleaning up temporary files\.\.\.; actual: \(none\)\n/,
    ],
    ["something else is said", (all: string[]) => [...all, "Again"], /should be: \(none\); actual: Again\n/],
  ])("is a failure when %s", (_what, change, text) => {
    const expected = { nodes, caPem, caUrl };
    const attempt = checkStages(printed(change(stagesOfSuccess(expected))), expected);
    expect(attempt.succeeded).toBe(false);
    expect(attempt.text).toMatch(text);
  });

  it("takes a node that is restarted before all have the CA for another order", () => {
    const expected = { nodes, caPem, caUrl };
    const all = stagesOfSuccess(expected);
    const restart = all.indexOf("Restarting ContainerD on node '172.18.0.7'...");
    const early = all.toSpliced(restart, 2).toSpliced(13, 0, ...all.slice(restart, restart + 2));
    expect(early).toHaveLength(all.length);
    expect(checkStages(printed(early), expected).text).toMatch(
      /^stage 14 should be: Adding registry to the node '172\.18\.0\.8'\.\.\.; actual: Restarting/,
    );
  });
});
