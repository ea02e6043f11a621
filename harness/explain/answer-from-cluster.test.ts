import { describe, expect, it } from "vitest";
import { answerFrom } from "./answer-from-cluster.ts";
import { Explainer } from "./explain-text.ts";
import { explanationOf } from "./explanation.ts";
import { explanationText } from "./explanation-text.ts";
import { readSymptoms } from "./read-symptoms.ts";
import { spoken } from "./spoken.ts";

const explained = (id: string) => {
  const [finding] = new Explainer(readSymptoms()).explain(spoken[id]?.[0] ?? "");
  if (finding === undefined) throw new Error(`${id} is not found`);
  return explanationOf(finding);
};
const place = (kind: string, state: string) => ({ kind, state, line: `${kind}: ${state}` });

describe("the answer of a cluster", () => {
  it.each([
    ["N01", place("node", "missing"), "the CA is not in the node's trust store"],
    [
      "N01",
      place("node", "restart needed"),
      "the CA is there, but containerd has not been restarted since (N02)",
    ],
    ["N12", place("kapp-controller-config", "unreadable"), "the PEM in caCerts is malformed (N28)"],
    [
      "N24",
      place("image-pull-secret", "missing"),
      "the Pod names no imagePullSecret, or one that is not in its namespace",
    ],
  ])("%s with %j", (id, seen, is) => {
    const explanation = explained(id);
    const answer = answerFrom(explanation, [place("registry", "sound"), seen, place("node", "trusted")]);
    expect(explanation.causes[answer.cause ?? -1]?.is).toBe(is);
    expect(answer.seen).toEqual([seen.line]);
    const text = explanationText([{ ...explanation, answer }]);
    expect(text).toContain(`seen: ${seen.line}\nanswer: ${is}\n  cure: `);
  });

  it("is none where what is seen is in order", () => {
    const explanation = explained("N01");
    const answer = answerFrom(explanation, [place("node", "trusted"), place("flux", "missing")]);
    expect(answer).toEqual({ cause: undefined, seen: ["node: trusted"] });
    expect(explanationText([{ ...explanation, answer }])).toContain(
      "seen: node: trusted\nanswer: none of these causes shows in the cluster; run the command below\n",
    );
  });
});
