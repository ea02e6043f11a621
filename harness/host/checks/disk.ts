import type { DockerState } from "../docker-state.ts";
import { type Finding, gibibyte, inGibibytes } from "../finding.ts";
import type { Host } from "../host.ts";

/** A full set of images and their build takes the first; below the second not even one cluster fits. Bytes. */
const comfortable = 15 * gibibyte;
const least = 5 * gibibyte;

/** Whether there is room where Docker and where tkglab's cache keep their data. */
export async function checkDisk(host: Host, docker: DockerState): Promise<Finding> {
  const places = [{ name: "cache", path: host.cacheDir }];
  // A daemon elsewhere names a folder that is not here.
  if (docker.kind === "answers" && (await host.exists(docker.rootDir))) {
    places.unshift({ name: "Docker", path: docker.rootDir });
  }
  const found = await Promise.all(
    places.map(async (place) => ({ ...place, free: await host.freeBytes(place.path) })),
  );
  const tightest = Math.min(...found.map(({ free }) => free));
  const status = tightest < least ? "problem" : tightest < comfortable ? "warning" : "ok";
  return {
    id: "disk",
    title: "free disk",
    status,
    saw: found.map(({ name, path, free }) => `${inGibibytes(free)} for ${name} (${path})`).join(", "),
    ...(status === "ok"
      ? {}
      : { cure: `make room up to ${inGibibytes(comfortable)}: tkglab images prune, docker system prune` }),
  };
}
