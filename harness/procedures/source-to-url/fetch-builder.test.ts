import { describe, expect, it } from "vitest";
import type { BuilderParts } from "../../cluster/source-to-url/builder.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { fetchBuilder } from "./fetch-builder.ts";

const builder: BuilderParts = {
  store: ["paketo/go:1", "paketo/ca:1"],
  stack: { id: "jammy", build: "paketo/build", run: "paketo/run" },
  order: [
    {
      group: [
        { id: "p/ca", optional: true },
        { id: "p/go", version: "4.9.0" },
      ],
    },
  ],
};

const labelled = (image: string, labels: object | null): Answer => ({
  when: `image inspect --format {{json .Config.Labels}} ${image}`,
  stdout: JSON.stringify(labels),
});
const buildpack = (layers: object) => ({ "io.buildpacks.buildpack.layers": JSON.stringify(layers) });
const stack = (id: string) => ({ "io.buildpacks.stack.id": id });

const good: readonly Answer[] = [
  labelled("paketo/run", stack("jammy")),
  labelled("paketo/build", stack("jammy")),
  labelled("paketo/go:1", buildpack({ "p/go": { "4.9.0": {} }, "p/go-dist": { "1.0.0": {} } })),
  labelled("paketo/ca:1", buildpack({ "p/ca": { "3.0.0": {} } })),
];
const allThere: Answer = { when: "image inspect --format {{.Id}} *", stdout: "sha256:1" };

/** Fetches it from a Docker that answers so. */
async function fetch(of: BuilderParts, answers: readonly Answer[]) {
  await using docker = await fakeProgram("docker", answers);
  const outcome = await fetchBuilder({ builder: of, signal: undefined }).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  return { ...outcome, pulled: (await docker.calls()).filter((call) => call.startsWith("pull ")) };
}

describe("fetchBuilder", () => {
  it("pulls what Docker does not have, the run image before what stands on it", async () => {
    const absent = { when: "image inspect --format {{.Id}} *", stderr: "No such image: x", exitCode: 1 };
    const { value, pulled } = await fetch(builder, [absent, { when: "pull *" }, ...good]);
    expect(value).toBe(builder);
    expect(pulled).toEqual(
      ["paketo/run", "paketo/build", "paketo/go:1", "paketo/ca:1"].map((image) => `pull --quiet ${image}`),
    );
  });

  it("pulls nothing that is there", async () => {
    expect(await fetch(builder, [allThere, ...good])).toMatchObject({ value: builder, pulled: [] });
  });

  it("says which field names an image that cannot be had", async () => {
    const absent = { when: "image inspect *", stderr: "No such image: x", exitCode: 1 };
    const refused = { when: "pull *", stderr: "pull access denied for paketo/run", exitCode: 1 };
    expect(await fetch(builder, [absent, refused])).toMatchObject({
      error: {
        code: "tool-failed",
        message: expect.stringMatching(
          /^Fetching stack\.run of the builder: Pulling paketo\/run: .*pull access denied for paketo\/run$/,
        ) as string,
        hint: expect.stringMatching(/^docker pull paketo\/run; .*docker login/) as string,
      },
    });
  });

  it.each<[string, Partial<BuilderParts>, readonly Answer[], string]>([
    [
      "a stack of another id",
      { stack: { ...builder.stack, id: "bionic" } },
      good,
      "stack.run: paketo/run is of the stack jammy, and stack.id is bionic",
    ],
    [
      "an image that is of no stack",
      {},
      [labelled("paketo/run", null), ...good],
      "stack.run: paketo/run is no image of a stack: it has no label io.buildpacks.stack.id",
    ],
    [
      "an image that is no buildpack",
      {},
      [labelled("paketo/ca:1", {}), ...good],
      "store[1]: paketo/ca:1 is no buildpack: it has no label io.buildpacks.buildpack.layers",
    ],
    [
      "a buildpack that the store lacks",
      { order: [{ group: [{ id: "p/ca" }, { id: "p/java" }] }] },
      good,
      "order[0].group[1].id: the store has no buildpack p/java; it has p/go, p/go-dist, p/ca",
    ],
    [
      "a version that the store lacks",
      { order: [{ group: [{ id: "p/go", version: "5.0.0" }] }] },
      good,
      "order[0].group[0].version: the store has p/go 4.9.0, and no 5.0.0",
    ],
  ])("refuses %s", async (_what, change, answers, message) => {
    const { error } = await fetch({ ...builder, ...change }, [allThere, ...answers]);
    expect(error).toMatchObject({ code: "bad-input", message: `Checking the builder: ${message}` });
  });
});
