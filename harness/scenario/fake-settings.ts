import { join } from "node:path";
import type { RunSettings } from "./settings.ts";

/** For tests: the settings of a run whose records and report are in one folder. */
export function fakeSettings(folder: string, more: Partial<RunSettings> = {}): RunSettings {
  return {
    runId: "20260101-000000-abcdef",
    owner: "1.2.3",
    secretsDir: join(folder, "secrets"),
    networkLock: join(folder, "network"),
    recordsDir: join(folder, "records"),
    evidenceDir: join(folder, "report/evidence"),
    reportDir: join(folder, "report"),
    keep: "never",
    stepLimit: 600_000,
    images: {},
    archives: {},
    programs: {},
    folders: {},
    versions: {},
    cell: {},
    idSuffix: "",
    ...more,
  };
}
