import { describe, expect, it } from "vitest";
import { fakeProgram } from "../fake-program.ts";
import { debootstrap, debootstrapArgs } from "./debootstrap.ts";

const input = { suite: "bookworm", include: [], target: "/rootfs" };

describe("debootstrapArgs", () => {
  it("insists on a good signature and takes debootstrap's own mirror", () => {
    expect(debootstrapArgs(input)).toEqual(["--variant=minbase", "--force-check-gpg", "bookworm", "/rootfs"]);
  });

  it("names packages and a mirror where they are given", () => {
    const args = debootstrapArgs({
      ...input,
      include: ["a", "b"],
      mirror: "https://mirror.example.test/debian",
    });
    expect(args.slice(2)).toEqual([
      "--include=a,b",
      "bookworm",
      "/rootfs",
      "https://mirror.example.test/debian",
    ]);
  });
});

describe("debootstrap", () => {
  it("says what it said last and where its log is", async () => {
    const stderr = "E: Release signed by unknown key";
    await using _program = await fakeProgram("debootstrap", [{ when: "*", stderr, exitCode: 1 }]);
    await expect(debootstrap(input)).rejects.toMatchObject({
      code: "tool-failed",
      message:
        "Making a Debian bookworm root file system: debootstrap '--variant=minbase' --force-check-gpg bookworm /rootfs ended with exit code 1: E: Release signed by unknown key",
      hint: "less /rootfs/debootstrap/debootstrap.log",
    });
  });
});
