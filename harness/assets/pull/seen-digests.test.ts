import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { checkSeen } from "./seen-digests.ts";

const image = "localhost:5000/team/kind:k1";
const [one, other] = ["a", "b"].map((letter) => `sha256:${letter.repeat(64)}`) as [string, string];

describe("checkSeen", () => {
  it("writes down what it sees first, and is content as long as that is what it sees", async () => {
    await using cache = await temporaryFolder();
    await checkSeen(cache.path, image, one);
    await checkSeen(cache.path, image, one);
    expect(await readFile(join(cache.path, "digests", image), "utf8")).toBe(`${one}\n`);
    // Another name, another digest.
    await expect(checkSeen(cache.path, "localhost:5000/team/kind:k2", other)).resolves.toBeUndefined();
    await expect(checkSeen(cache.path, "localhost:5001/team/kind:k1", other)).resolves.toBeUndefined();
  });

  it("names both where it sees another one, and stays with the first", async () => {
    await using cache = await temporaryFolder();
    await checkSeen(cache.path, image, one);
    const refusal = {
      code: "unverified",
      message: `Checking ${image}: its digest is ${other}, first seen was ${one}`,
      hint: `ask who publishes it; if the new one is right: rm ${join(cache.path, "digests", image)}`,
    };
    await expect(checkSeen(cache.path, image, other)).rejects.toMatchObject(refusal);
    await expect(checkSeen(cache.path, image, other)).rejects.toMatchObject(refusal);
    await expect(checkSeen(cache.path, image, one)).resolves.toBeUndefined();
  });
});
