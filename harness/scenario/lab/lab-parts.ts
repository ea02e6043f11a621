import type { AssetId } from "../../assets/index.ts";
import { HarnessError } from "../../core/errors.ts";
import type { RunContext } from "../../core/run-context.ts";
import { type HostProgram, hostPrograms, type RunSettings } from "../settings.ts";

/**
 * What a lab makes things of, and who removes them. What the scenario's header does not name is a HarnessError
 * `internal`.
 */
export interface LabParts {
  readonly settings: RunSettings;
  readonly context: RunContext;
  /** The image of a catalogue entry. */
  readonly image: (id: AssetId) => string;
  /** The file with an image of the catalogue, as `docker save` writes it. */
  readonly archive: (id: AssetId) => string;
  /** The folder with the files of a catalogue entry. */
  readonly folder: (id: AssetId) => string;
  /** A program of the catalogue that runs on this host. */
  readonly program: (name: HostProgram) => string;
  /** Has something removed with the scenario; what was deferred last goes first. */
  readonly defer: (remove: () => Promise<void>) => void;
}

/** The parts that a run has prepared. */
export function labParts(input: Pick<LabParts, "settings" | "context" | "defer">): LabParts {
  const { images, archives, folders, programs } = input.settings;
  return {
    ...input,
    image: (id) => images[id] ?? notPrepared(id),
    archive: (id) => archives[id] ?? notPrepared(id),
    folder: (id) => folders[id] ?? notPrepared(id),
    program: (name) => programs[name] ?? notPrepared(hostPrograms[name]),
  };
}

function notPrepared(id: AssetId): never {
  throw new HarnessError({
    code: "internal",
    message: `Using ${id}: the scenario's header does not name it under "uses"`,
  });
}
