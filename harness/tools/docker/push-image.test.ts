import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { pushImage } from "./push-image.ts";

const image = "localhost:5000/team/kind:k1";
const digest = `sha256:${"a".repeat(64)}`;

describe("pushImage", () => {
  it("gives the digest that the image has in the registry", async () => {
    const stdout = `The push refers to repository [localhost:5000/team/kind]\nb: Pushed\nk1: digest: ${digest} size: 528\n`;
    await using _docker = await fakeProgram("docker", [{ when: `push ${image}`, stdout }]);
    expect(await pushImage(image)).toBe(digest);
  });

  it("says why it could not, in Docker's words", async () => {
    const stderr = "denied: requested access to the resource is denied";
    await using _docker = await fakeProgram("docker", [{ when: "push *", stderr, exitCode: 1 }]);
    await expect(pushImage(image)).rejects.toMatchObject({
      code: "tool-failed",
      message: `Pushing ${image}: docker push '${image}' ended with exit code 1: ${stderr}`,
    });
  });

  it("is not content without a digest", async () => {
    await using _docker = await fakeProgram("docker", [{ when: "push *", stdout: "b: Pushed" }]);
    await expect(pushImage(image)).rejects.toThrow(
      `Pushing ${image}: Docker names no digest; it says: b: Pushed`,
    );
  });
});
