import { type Command, execOk } from "../exec.ts";

export interface HelmTemplateInput {
  /** The helm binary. */
  readonly binary: string;
  /** The folder with Chart.yaml. */
  readonly chart: string;
  /** Name of the release, and of its namespace. */
  readonly name: string;
  /** The version of Kubernetes that the chart may rely on, without a cluster to ask. */
  readonly kubernetes: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The arguments of `helm template`. */
export function helmTemplateArgs({ chart, name, kubernetes, values }: HelmTemplateInput): string[] {
  return [
    ...["template", name, chart, "--namespace", name, "--kube-version", kubernetes],
    ...Object.entries(values).flatMap(([key, value]) => ["--set", `${key}=${value}`]),
  ];
}

/** Renders a chart. @throws HarnessError `tool-failed` with helm's words. */
export async function helmTemplate(
  input: HelmTemplateInput,
  { signal }: Pick<Command, "signal"> = {},
): Promise<string> {
  return execOk({
    doing: `Rendering the chart ${input.name}`,
    file: input.binary,
    args: helmTemplateArgs(input),
    // Its caches and settings are the user's: none of them matters here, none is written.
    env: {
      HELM_CACHE_HOME: "/nonexistent",
      HELM_CONFIG_HOME: "/nonexistent",
      HELM_DATA_HOME: "/nonexistent",
    },
    signal,
  });
}
