import { describe, expect, it } from "vitest";
import { labNetworks } from "../assets/index.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { checkHermetic, unusedAddress } from "./hermetic.ts";

const number = (address: string) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
const ranges = Object.values(labNetworks).flatMap(({ service, pod }) => [service, pod]);
const node = { name: "n1", address: "172.18.0.2", os: "photon" as const };
const { signal } = new AbortController();
const refuses = { when: "*", stderr: "curl: (7) Failed to connect", exitCode: 7 };

describe("unusedAddress", () => {
  it.each(ranges)("is one of %s, above all that is given away first", (range) => {
    const [base = "", bits = ""] = range.split("/");
    const offset = number(unusedAddress(range)) - number(base);
    expect(offset).toBeGreaterThan(60_000);
    expect(offset).toBeLessThan(2 ** (32 - Number(bits)));
  });
});

describe("checkHermetic", () => {
  it("is content when an address in each range refuses", async () => {
    await using docker = await fakeProgram("docker", [refuses]);
    await checkHermetic(node, signal);
    const asked = (await docker.calls()).map((call) =>
      call.slice(call.lastIndexOf("/", call.length - 2) + 1),
    );
    expect(asked.toSorted()).toEqual([
      "10.244.253.253/",
      "10.96.253.253/",
      "100.64.253.253/",
      "100.96.253.253/",
    ]);
  });

  it.each([
    ["answers", { stdout: "a page of the uplink", exitCode: 0 }, "curl ended with 0: a page of the uplink"],
    [
      "keeps silent",
      { stderr: "curl: (28) timed out", exitCode: 28 },
      "curl ended with 28: curl: (28) timed out",
    ],
  ])("names the address that %s", async (_what, answer, end) => {
    const stray = { when: "*https://100.96.253.253/", ...answer };
    await using _docker = await fakeProgram("docker", [stray, refuses]);
    await expect(checkHermetic(node, signal)).rejects.toMatchObject({
      code: "internal",
      message: `Checking that n1 keeps the lab's traffic: 100.96.253.253 should refuse, ${end}`,
      hint: "docker exec n1 systemctl status tkglab-hermetic",
    });
  });
});
