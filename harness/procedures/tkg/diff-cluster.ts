import type { WorkloadCluster } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import { explainKubectlFailure } from "../../tools/kubectl/errors.ts";
import { kubectl } from "../../tools/kubectl/kubectl.ts";

/** What `kubectl diff` says of one object. */
export interface ObjectDiff {
  /** `KubeadmControlPlane tkg-1-control-plane`. */
  readonly object: string;
  /** Changed lines with their sign, in their order. */
  readonly lines: readonly string[];
}

/** Which objects a patch may touch, and what its changed lines have to look like. */
export interface ExpectedDiff {
  readonly objects: readonly string[];
  readonly lines: readonly RegExp[];
}

/** `kubectl diff -f patch.yaml` on the management cluster, as seed 000 wants it before any apply; nothing is changed. */
export async function diffCluster(input: {
  readonly cluster: Pick<WorkloadCluster, "management">;
  readonly patch: string;
}): Promise<string> {
  const { kubectl: options } = input.cluster.management;
  const result = await kubectl(["diff", "--filename", input.patch], options);
  // 1 says that there are differences; only what is above is a failure.
  if (result.exitCode > 1) throw explainKubectlFailure(`Comparing ${input.patch} with the cluster`, result);
  return result.stdout;
}

/** The same, judged: succeeded when exactly the expected objects differ, in expected lines only. */
export async function checkDiff(
  input: Parameters<typeof diffCluster>[0] & { readonly expected: ExpectedDiff },
): Promise<Attempt> {
  const text = await diffCluster(input);
  const problems = unexpectedIn(parseDiff(text), input.expected);
  return {
    command: "kubectl diff -f patch.yaml",
    succeeded: problems.length === 0,
    text: [...problems, text].join("\n"),
  };
}

/** The objects in a unified diff of kubectl, which names their files `<group>.<version>.<kind>.<namespace>.<name>`. */
export function parseDiff(text: string): ObjectDiff[] {
  return text
    .split(/^diff /m)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const file = /^\+\+\+ \S*\/(\S+)/m.exec(part)?.[1] ?? "";
      const [, kind = "", , name = ""] = /\.?([A-Z]\w*)\.([^.]*)\.(.+)$/.exec(file) ?? [];
      // What is left of the first line are diff's own arguments: they begin with a minus too.
      const [, ...body] = part.split("\n");
      const lines = body.filter((line) => /^[+-](?![+-]{2} )/.test(line));
      return { object: `${kind} ${name}`, lines };
    });
}

function unexpectedIn(diffs: readonly ObjectDiff[], { objects, lines }: ExpectedDiff): string[] {
  const seen = diffs.map(({ object }) => object);
  return [
    ...objects
      .filter((object) => !seen.includes(object))
      .map((object) => `${object}: expected to differ; it does not`),
    ...diffs.flatMap(({ object, lines: changed }) =>
      objects.includes(object)
        ? changed
            .filter((line) => !lines.some((pattern) => pattern.test(line)))
            .map((line) => `${object}: expected no such change: ${line}`)
        : [`${object}: expected not to differ; actual ${changed.length} lines`],
    ),
  ];
}
