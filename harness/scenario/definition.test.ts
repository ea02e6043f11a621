import { describe, expect, it } from "vitest";
import { Scenario, type StepContext } from "./definition.ts";
import type { Lab } from "./lab/lab.ts";

const header = {
  id: "area/name",
  title: "It works",
  seed: "003",
  product: "TKG",
  tags: ["ci"],
  differs: [],
  uses: [],
} as const;
const attempt = { command: "do it", succeeded: true, text: "done" };
const nothing = () => Promise.resolve();

describe("a scenario", () => {
  const defined = new Scenario(header)
    .given("harbor", "a Harbor", () => Promise.resolve({ host: "harbor.tkg.test" }))
    .red("it fails", ({ harbor }) => Promise.resolve({ ...attempt, text: harbor.host }), { error: /x509/ })
    .when("trusted", "the CA is registered", ({ harbor }) => Promise.resolve(harbor.host.length))
    .green("it works", ({ trusted }) => Promise.resolve({ ...attempt, text: String(trusted) }), {
      answer: /ok/,
    })
    .green("it works again", () => Promise.resolve(attempt))
    .check("nothing else has changed", nothing);

  it("is a header and steps in their order, each with a name of its own, without being run", () => {
    expect(defined.header).toBe(header);
    const plan = defined.steps.map(({ kind, name, title, expected }) => [
      kind,
      name,
      title,
      expected?.source,
    ]);
    expect(plan).toEqual([
      ["given", "harbor", "a Harbor", undefined],
      ["red", "red-1", "it fails", "x509"],
      ["when", "trusted", "the CA is registered", undefined],
      ["green", "green-1", "it works", "ok"],
      ["green", "green-2", "it works again", undefined],
      ["check", "check-1", "nothing else has changed", undefined],
    ]);
  });

  it("hands the values of earlier steps to later ones", async () => {
    // as: the steps of this test look at no lab.
    let context: StepContext = { lab: {} as Lab };
    const values: unknown[] = [];
    for (const step of defined.steps) {
      const value = await step.run(context);
      values.push(value);
      context = { ...context, [step.name]: value };
    }
    expect(values).toEqual([
      { host: "harbor.tkg.test" },
      { ...attempt, text: "harbor.tkg.test" },
      15,
      { ...attempt, text: "15" },
      attempt,
      undefined,
    ]);
  });

  it.each(["harbor", "red-1", "lab"])("has no two things of one name: %s", (name) => {
    const scenario = new Scenario(header)
      .given("harbor", "a Harbor", nothing)
      .red("it fails", () => Promise.resolve(attempt), { error: /x/ });
    expect(() => scenario.when(name, "another", nothing)).toThrow(
      expect.objectContaining({
        code: "usage",
        message: `Defining the scenario area/name: there is a "${name}" before the step "another"`,
        hint: "give the step a name of its own",
      }),
    );
  });

  it("makes no difference of what it does not vary in", () => {
    const only = { containerd: ["2.2"] } as const;
    expect(() => new Scenario(header).green("it works", () => Promise.resolve(attempt), { only })).toThrow(
      expect.objectContaining({
        code: "usage",
        message:
          'Defining the scenario area/name: it does not vary in containerd, of which the step "it works" makes a difference',
        hint: 'name containerd under "varies"',
      }),
    );
  });

  it("cannot be awaited by mistake", async () => {
    // A builder with a method called `then` would make this hang.
    expect(await Promise.resolve(defined)).toBe(defined);
  });
});

describe("a scenario in a cell of the matrix", () => {
  const varying = new Scenario({ ...header, uses: ["kind", "node-photon"], varies: ["containerd", "os"] })
    .given("cluster", "a cluster", nothing)
    .red("it fails", () => Promise.resolve(attempt), { error: /x/, only: { containerd: ["1.6"] } })
    .red("it fails otherwise", () => Promise.resolve(attempt), { error: /y/, only: { containerd: ["2.2"] } })
    .green("it works", () => Promise.resolve(attempt));
  const titles = ({ steps }: Scenario) => steps.map(({ title }) => title);

  it("says so in its id, uses other parts, and has the steps of that cell", () => {
    const newer = varying.inCell({ containerd: "2.2", os: "ubuntu" });
    expect(newer.header).toEqual({
      ...varying.header,
      id: "area/name@containerd-2.2,os-ubuntu",
      uses: ["kind", "node-ubuntu-containerd-2.2"],
      cell: { containerd: "2.2", os: "ubuntu" },
    });
    expect(titles(newer)).toEqual(["a cluster", "it fails otherwise", "it works"]);
    expect(newer.steps.map(({ name }) => name)).toEqual(["cluster", "red-2", "green-1"]);
  });

  it("is as its header says where no cell is asked for, with the steps of the usual values", () => {
    const usual = varying.inCell({});
    expect(usual.header).toEqual(varying.header);
    expect(titles(usual)).toEqual(["a cluster", "it fails", "it works"]);
    expect(varying.steps).toHaveLength(4);
  });
});
