import { dockerOk } from "./docker.ts";
import { runtimeName } from "../../core/runtime-name.ts";

/** What a Docker daemon inside a container has to be told of the one outside. */
export interface DockerWays {
  /** The file of the OCI runtime through which Docker starts every container; undefined where it has none of ours. */
  readonly runtime: string | undefined;
  /** The version of the kernel's control groups. */
  readonly cgroups: 1 | 2;
}

const format = `{{.CgroupVersion}}\t{{.DefaultRuntime}}\t{{with index .Runtimes "${runtimeName}"}}{{.Path}}{{end}}`;

/** Asks Docker how it starts containers. */
export async function waysOfDocker(signal?: AbortSignal): Promise<DockerWays> {
  const said = await dockerOk("Asking Docker how it starts containers", ["info", "--format", format], {
    signal,
  });
  const [version, runtime, path] = said.split("\t");
  return { runtime: runtime === runtimeName ? path : undefined, cgroups: version === "1" ? 1 : 2 };
}
