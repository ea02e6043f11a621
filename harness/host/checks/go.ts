import type { Finding } from "../finding.ts";
import type { Host } from "../host.ts";
import { isAtLeast } from "../version.ts";

/** The newest Go that a go.mod under fixtures/modules asks for. */
export const leastGo = "1.26.2";

const about = { id: "go", title: "Go (only to build images)" };

/** Whether Go is there and new enough to build what is not pulled. */
export async function checkGo(host: Host): Promise<Finding> {
  const cure = `scripts/run brings Go ${leastGo} or newer, or use --source pull`;
  const said = await host.run("go", ["version"]);
  if (said === undefined) return { ...about, status: "warning", saw: "no go on the PATH", cure };
  const version = /\bgo(\d\S*)/.exec(said.stdout)?.[1] ?? said.stdout.trim();
  if (isAtLeast(version, leastGo)) return { ...about, status: "ok", saw: version };
  return { ...about, status: "warning", saw: `${version}; ${leastGo} or newer is needed`, cure };
}
