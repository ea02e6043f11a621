import { describe, expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { checkLoadBalancer, publishedBeyondLoopback } from "./check-load-balancer.ts";

const { signal } = new AbortController();

describe("publishedBeyondLoopback", () => {
  it("finds nothing where all is on loopback, or nothing is published", () => {
    expect(publishedBeyondLoopback("")).toEqual([]);
    expect(
      publishedBeyondLoopback(
        "6443/tcp -> 127.0.0.1:40001\n6443/tcp -> [::1]:40001\n8404/tcp -> 127.0.0.2:5\n",
      ),
    ).toEqual([]);
  });

  it.each([
    "6443/tcp -> 0.0.0.0:40001",
    "6443/tcp -> [::]:40001",
    "6443/tcp -> 192.168.1.127:40001",
    "6443/tcp -> 127.0.0.1.example:40001",
    // Whatever it is, it is not known to be loopback.
    "something else",
  ])("finds %s", (line) => {
    expect(publishedBeyondLoopback(`8404/tcp -> 127.0.0.1:40002\n${line}`)).toEqual([line]);
  });
});

describe("checkLoadBalancer", () => {
  it("is content with loopback", async () => {
    await using docker = await fakeProgram("docker", [{ when: "*", stdout: "6443/tcp -> 127.0.0.1:1" }]);
    await expect(checkLoadBalancer("abc", signal)).resolves.toBeUndefined();
    expect(await docker.calls()).toEqual(["port abc-lb"]);
  });

  it("names what can be reached from outside", async () => {
    const stdout = "6443/tcp -> 0.0.0.0:1\n6443/tcp -> [::]:1";
    await using _docker = await fakeProgram("docker", [{ when: "*", stdout }]);
    await expect(checkLoadBalancer("abc", signal)).rejects.toMatchObject({
      code: "internal",
      message:
        "Checking where abc-lb is published: 6443/tcp -> 0.0.0.0:1, 6443/tcp -> [::]:1 can be reached from outside this host",
      hint: "docker port abc-lb",
    });
  });

  it("does not take a load balancer that is not there for a closed one", async () => {
    const stderr = "Error: No such container: abc-lb";
    await using _docker = await fakeProgram("docker", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(checkLoadBalancer("abc", signal)).rejects.toThrow(
      `Checking where abc-lb is published: docker port abc-lb ended with exit code 1: ${stderr}`,
    );
  });
});
