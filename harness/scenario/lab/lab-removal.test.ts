import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { fakeSettings } from "../fake-settings.ts";
import type { LabParts } from "./lab-parts.ts";
import { inventoryOf, removeAll } from "./lab-removal.ts";

const toolbox = "c1\ttkglab-1-toolbox\tr1\tarea/one\to\n";
const ofAnother = "c2\ttkglab-2-toolbox\tr1\tarea/two\to\n";
const nothing: readonly Answer[] = ["ps *", "volume ls *", "network ls *", "image ls *", "rm *"].map(
  (when) => ({ when }),
);

/** The lab of a scenario with a folder of secrets, beside a Docker in which these containers are. */
async function labBeside(...docker: readonly Answer[]) {
  const folder = await temporaryFolder();
  const program = await fakeProgram("docker", [...docker, ...nothing]);
  const secretsDir = join(folder.path, "secrets", "a1b2c3");
  await mkdir(secretsDir, { recursive: true });
  const context = { ownership: { runId: "r1", scenarioId: "area/one", owner: "o" }, secretsDir };
  return {
    // as: whose things are meant is all that is asked of it.
    lab: { settings: fakeSettings(folder.path), context } as Pick<LabParts, "settings" | "context">,
    secretsDir,
    removed: async () => (await program.calls()).filter((call) => call.startsWith("rm ")),
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe("inventoryOf", () => {
  it("names what is the scenario's, and nobody else's", async () => {
    await using place = await labBeside({ when: "ps *", stdout: toolbox + ofAnother });
    expect(await inventoryOf(place.lab)).toEqual(["container tkglab-1-toolbox"]);
  });
});

describe("removeAll", () => {
  it("leaves nothing, and says so", async () => {
    await using place = await labBeside();
    const gone: string[] = [];
    const owned = new AsyncDisposableStack();
    for (const name of ["first", "last"]) owned.defer(() => Promise.resolve(void gone.push(name)));
    expect(await removeAll(place.lab, owned)).toEqual([]);
    expect(gone).toEqual(["last", "first"]);
    expect(existsSync(place.secretsDir)).toBe(false);
    expect(await place.removed()).toEqual([]);
  });

  it("goes on after a failure, and says each once; what is left is a leak and is taken away", async () => {
    await using place = await labBeside({ when: "ps *", stdout: toolbox });
    const owned = new AsyncDisposableStack();
    for (const message of ["kind fails", "kind fails", "docker fails"]) {
      owned.defer(() => Promise.reject(new Error(message)));
    }
    expect(await removeAll(place.lab, owned)).toEqual([
      ...["unknown (docker fails)", "unknown (kind fails)", "container tkglab-1-toolbox"],
    ]);
    expect(existsSync(place.secretsDir)).toBe(false);
    expect(await place.removed()).toEqual(["rm --force --volumes c1"]);
  });

  it("says that it could not look", async () => {
    const stderr = "Cannot connect to the Docker daemon";
    await using place = await labBeside({ when: "ps *", stderr, exitCode: 1 });
    expect(await removeAll(place.lab, new AsyncDisposableStack())).toEqual([
      "unknown (Talking to Docker: the Docker daemon does not answer: Cannot connect to the Docker daemon)",
    ]);
  });
});
