import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../core/package-root.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { readBuilderFile } from "./builder-file.ts";

/** Reads it from a file of this text. */
async function read(text: string) {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "builder.yaml");
  await writeFile(file, text);
  try {
    return { value: await readBuilderFile(file) };
  } catch (error) {
    // as: nothing else is thrown.
    return { code: (error as { code?: string }).code, said: (error as Error).message.replace(file, "FILE") };
  }
}

const sound = `
store:
  - paketobuildpacks/nodejs
  - paketobuildpacks/go
stack:
  id: io.buildpacks.stacks.jammy
  build: paketobuildpacks/build-jammy-base
  run: paketobuildpacks/run-jammy-base
order:
  - group:
      - id: paketo-buildpacks/nodejs
  - group:
      - id: paketo-buildpacks/ca-certificates
        optional: true
      - id: paketo-buildpacks/go
        version: "4.9.0"
`;

describe("readBuilderFile", () => {
  it("reads images, stack and order", async () => {
    expect(await read(sound)).toEqual({
      value: {
        store: ["paketobuildpacks/nodejs", "paketobuildpacks/go"],
        stack: {
          id: "io.buildpacks.stacks.jammy",
          build: "paketobuildpacks/build-jammy-base",
          run: "paketobuildpacks/run-jammy-base",
        },
        order: [
          { group: [{ id: "paketo-buildpacks/nodejs" }] },
          {
            group: [
              { id: "paketo-buildpacks/ca-certificates", optional: true },
              { id: "paketo-buildpacks/go", version: "4.9.0" },
            ],
          },
        ],
      },
    });
  });

  it("reads the example that there is", async () => {
    const { store, order } = await readBuilderFile(join(packageRoot, "fixtures/builders/paketo.yaml"));
    expect(store).toHaveLength(4);
    expect(order).toHaveLength(4);
  });

  it.each([
    ["", "the file: it has to name store, stack and order"],
    ["store: [", /^Flow sequence .* at line 1, column 9:?$/],
    [
      sound.replace(/^ {2}run: .*$/m, "  run: 3").replace("group:", "groups:"),
      "stack.run: it has to be the name of an image; order[0].group: it has to be a list of buildpacks, with one at least; order[0].groups: there is no such field",
    ],
    [
      sound.replace("stack:", "stacks:"),
      "stack: it has to name id, build and run; stacks: there is no such field",
    ],
    [
      sound.replace('"4.9.0"', "4.9"),
      'order[1].group[1].version: it has to be a version, in quotes: "1.2.3"',
    ],
    [
      sound.replace(/store:\n( {2}- .*\n)+/, "store: []\n"),
      "store: it has to be a list of images of buildpacks, with one at least",
    ],
  ])("names what is wrong: %#", async (text, message) => {
    const { code, said = "" } = await read(text);
    expect(code).toBe("bad-input");
    expect(said).toMatch(/^Reading the builder in FILE: /);
    const rest = said.replace("Reading the builder in FILE: ", "");
    if (typeof message === "string") expect(rest).toBe(message);
    else expect(rest).toMatch(message);
  });

  it("says that there is no such file", async () => {
    await expect(readBuilderFile("/nonexistent.yaml")).rejects.toThrow(
      /^Reading the builder in \/nonexistent\.yaml: ENOENT: no such file/,
    );
  });
});
