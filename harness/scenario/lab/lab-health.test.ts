import { describe, expect, it } from "vitest";
import { HarnessError } from "../../core/errors.ts";
import { type Answer, fakeProgram } from "../../tools/fake-program.ts";
import { blamedOnHost, examineLab } from "./lab-health.ts";

const well: readonly Answer[] = [
  { when: "version *", stdout: "28.0" },
  { when: "ps *", stdout: "id1" },
  { when: "inspect *", stdout: "/node\ttrue\t0\tfalse\t0001-01-01T00:00:00Z\t0" },
  { when: "exec node timeout 5 getent hosts harbor.tkg.test", stdout: "172.18.0.3 harbor.tkg.test" },
  { when: "exec node curl *", stdout: "Pong" },
];
const roomy = {
  run: () => Promise.resolve({ command: "stat", exitCode: 0, stdout: "9000000 4096", stderr: "", ms: 1 }),
};
const noRoom = {
  run: () => Promise.resolve({ command: "stat", exitCode: 0, stdout: "256 4096", stderr: "", ms: 1 }),
};

async function examined(answers: readonly Answer[], jumpbox = roomy): Promise<string[]> {
  await using _docker = await fakeProgram("docker", answers);
  const ailments = await examineLab({
    ...{ scenarioId: "area/name", reportDir: "/", jumpbox, outOfMemoryKills: undefined },
    ...{ containers: ["node"], hosts: ["harbor.tkg.test"] },
  });
  return ailments.map(({ code, what }) => `${code}: ${what}`);
}

describe("examineLab", () => {
  it("finds nothing in a lab that is well", async () => {
    expect(await examined(well)).toEqual([]);
  });

  it("finds a disk without room", async () => {
    expect(await examined(well, noRoom)).toEqual(["no-space: Docker's disk is full: 1 MiB are free"]);
  });

  it("finds a name that is not known any more", async () => {
    const deaf = { when: "exec node timeout *", exitCode: 2 };
    expect(await examined([...well.slice(0, 3), deaf])).toEqual([
      "unreachable: node does not find harbor.tkg.test by its name: the DNS of Docker's network, or the registry behind it, is gone",
    ]);
  });

  it("finds a registry that does not answer, with curl's words", async () => {
    const refused = { when: "exec node curl *", exitCode: 7, stderr: "curl: (7) Failed to connect" };
    expect(await examined([...well.slice(0, 4), refused])).toEqual([
      "unreachable: node gets no answer from harbor.tkg.test: curl: (7) Failed to connect",
    ]);
  });

  it("says so where it cannot look", async () => {
    const broken = { when: "ps *", exitCode: 1, stderr: "no such flag" };
    const [found] = await examined([...well.slice(0, 1), broken]);
    expect(found).toContain("tool-failed: it cannot be seen how the lab is: Listing containers");
  });
});

describe("blamedOnHost", () => {
  const check = new HarnessError({ code: "check", message: "its text should match /x509/" });

  it("leaves a failure in a lab that is well as it is", () => {
    expect(blamedOnHost(check, [])).toBe(check);
  });

  it("makes the first ailment the error, and keeps what the check said", () => {
    const ailments = [{ code: "no-space", what: "Docker's disk is full", hint: "docker system df" } as const];
    expect(blamedOnHost(check, ailments)).toMatchObject({
      code: "no-space",
      message:
        "Docker's disk is full. So this says nothing about the procedure: its text should match /x509/",
      hint: "docker system df",
      cause: check,
    });
  });
});
