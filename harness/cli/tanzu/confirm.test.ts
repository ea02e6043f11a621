import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { HarnessError } from "../../core/errors.ts";
import { confirm } from "./confirm.ts";
import { agreeToDelete } from "./delete-cluster.ts";

/** A terminal at which somebody types this, or nothing yet. */
function terminal(typed?: string) {
  const asked: string[] = [];
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      asked.push(chunk.toString());
      done();
    },
  });
  if (typed !== undefined) stdin.end(typed);
  return { asked, asking: { stdin, stderr, signal: new AbortController().signal } };
}

describe("confirm", () => {
  it.each([
    ["y\n", true],
    ["Yes \n", true],
    ["n\n", false],
    ["\n", false],
    ["yesterday\n", false],
    ["", false],
  ])("takes %j for %s", async (typed, answer) => {
    const { asking, asked } = terminal(typed);
    expect(await confirm("Sure?", asking)).toBe(answer);
    expect(asked.join("")).toBe("Sure? [y/N]: ");
  });

  it("ends with Ctrl-C", async () => {
    const stop = new AbortController();
    const asking = { ...terminal().asking, signal: stop.signal };
    const answer = confirm("Sure?", asking);
    stop.abort(new HarnessError({ code: "interrupted", message: "Stopped by SIGINT" }));
    await expect(answer).rejects.toThrow("Stopped by SIGINT");
  });
});

describe("agreeToDelete", () => {
  const puma = { name: "puma", namespace: "team" };

  it("is content with a yes", async () => {
    const { asking, asked } = terminal("y\n");
    await agreeToDelete(puma, asking);
    expect(asked.join("")).toBe("Deleting workload cluster 'puma'. Are you sure? [y/N]: ");
  });

  it("leaves the cluster when the answer is no", async () => {
    await expect(agreeToDelete(puma, terminal("n\n").asking)).rejects.toMatchObject({
      code: "interrupted",
      message: "Deleting the cluster puma: not confirmed, it stays",
    });
  });

  it("asks nobody where there is no terminal", async () => {
    const { asking, asked } = terminal("y\n");
    await expect(agreeToDelete(puma, { ...asking, stdin: new PassThrough() })).rejects.toMatchObject({
      code: "usage",
      message: "Deleting the cluster puma: there is no terminal to ask whether you are sure",
      hint: "tkglab tanzu cluster delete puma --namespace team --yes",
    });
    expect(asked).toEqual([]);
  });
});
