import type { AssetId } from "../assets/index.ts";
import type { ScenarioResult } from "../report/index.ts";
import type { Cell } from "./matrix/axes.ts";

/** Whether what a scenario has started stays after it. */
export const keepModes = ["never", "on-failure", "always"] as const;
export type KeepMode = (typeof keepModes)[number];

/** The programs of the catalogue that the harness runs on this host. */
export const hostPrograms = {
  kind: "kind",
  kubectl: "kubernetes-1.34",
  ytt: "ytt",
} as const satisfies Record<string, AssetId>;
export type HostProgram = keyof typeof hostPrograms;

/** What a run hands to its workers; plain data, because it crosses a thread. */
export interface RunSettings {
  readonly runId: string;
  /** The process that looks after everything: see core/owner.ts. */
  readonly owner: string;
  /** A folder of mode 0700; every scenario gets one of its own in it. */
  readonly secretsDir: string;
  /** Held while the lab's network is made and taken into use, and while it is removed. */
  readonly networkLock: string;
  /** Where the record of every scenario goes, and grows as it runs. */
  readonly recordsDir: string;
  /** Where evidence goes: a folder of the report. */
  readonly evidenceDir: string;
  readonly reportDir: string;
  readonly keep: KeepMode;
  /** Milliseconds that one step may take. */
  readonly stepLimit: number;
  readonly images: Partial<Record<AssetId, string>>;
  readonly archives: Partial<Record<AssetId, string>>;
  /** Programs that run on this host. */
  readonly programs: Partial<Record<HostProgram, string>>;
  /** Folders of assets that are files to read. */
  readonly folders: Partial<Record<AssetId, string>>;
  readonly versions: Partial<Record<AssetId, ScenarioResult["versions"][number]>>;
  /** An operator's own files for 03_customizations, in place of the lab's overlay. */
  readonly customizations?: string;
  /** The row of the matrix under way; empty where nobody asked for one. */
  readonly cell: Cell;
  /** Appended to every scenario's id where a run repeats them. */
  readonly idSuffix: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    readonly tkglab: RunSettings | undefined;
  }
}
