import { matchesGlob } from "node:path";
import { HarnessError } from "../../harness/core/errors.ts";

/** The host's platform in Go's words. */
export interface GoPlatform {
  readonly GOHOSTOS: string;
  readonly GOHOSTARCH: string;
}

/**
 * Refuses to download a toolchain that nobody would verify, and gives the platform it is for.
 * @param settings what `go env -json` printed
 */
export function assertChecksumDatabase(settings: string, doing: string): GoPlatform {
  const parsed: unknown = JSON.parse(settings);
  // as: `go env -json` is an object of strings; what is missing is read as the empty text.
  const env = new Map(Object.entries(parsed as Readonly<Record<string, string>>));
  const value = (name: string) => env.get(name) ?? "";
  if (value("GOSUMDB") === "off") throw refusal(doing, "GOSUMDB=off");
  for (const name of ["GONOSUMDB", "GOPRIVATE"]) {
    if (value(name).split(",").some(exemptsToolchain)) throw refusal(doing, `${name}=${value(name)}`);
  }
  return { GOHOSTOS: value("GOHOSTOS"), GOHOSTARCH: value("GOHOSTARCH") };
}

/** Go compares a pattern with as many leading parts of the path as the pattern has: `go help goproxy`. */
function exemptsToolchain(pattern: string): boolean {
  const path = ["golang.org", "toolchain"];
  const depth = pattern.split("/").length;
  return pattern !== "" && depth <= path.length && matchesGlob(path.slice(0, depth).join("/"), pattern);
}

function refusal(doing: string, setting: string): HarnessError {
  return new HarnessError({
    code: "unverified",
    message: `${doing}: ${setting} keeps Go's checksum database from verifying it, so nothing is downloaded`,
    hint: `take ${setting.replace(/=.*/, "")} out of the environment and of \`go env\`, or install a newer Go yourself`,
  });
}
