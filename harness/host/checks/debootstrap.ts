import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";

const about = { id: "debootstrap", title: "debootstrap (only to build images)" };

/** Whether the root file system of node images can be built here. */
export async function checkDebootstrap(host: Host): Promise<Finding> {
  const said = await host.run("debootstrap", ["--version"]);
  if (said?.exitCode === 0) return { ...about, status: "ok", saw: said.stdout.trim() };
  return {
    ...about,
    status: "warning",
    saw: "no debootstrap on the PATH",
    cure: "sudo apt-get install debootstrap, or use --source pull",
  };
}
