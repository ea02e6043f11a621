import { describe, expect, it } from "vitest";
import { readOsRelease } from "./os-release.ts";
import { installAdvice, packagesFor } from "./programs.ts";

const debian = readOsRelease("ID=debian\n");
const ubuntu = readOsRelease("ID=ubuntu\nID_LIKE=debian\n");
const unknown = readOsRelease("ID=plan9\n");

describe("packagesFor", () => {
  it("names each package once", () => {
    expect(packagesFor(debian, ["docker", "dockerd", "cc"])).toEqual({
      packages: ["docker.io", "gcc", "libc6-dev"],
      unknown: [],
    });
  });

  it("knows no Chromium package of Ubuntu's", () => {
    expect(packagesFor(ubuntu, ["chromium", "openssl"])).toEqual({
      packages: ["openssl"],
      unknown: ["chromium"],
    });
  });
});

describe("installAdvice", () => {
  it("is one command to paste", () => {
    expect(installAdvice(debian, ["chromium"])).toBe(
      "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium",
    );
    expect(installAdvice(readOsRelease("ID=manjaro\nID_LIKE=arch\n"), ["go", "cc"])).toBe(
      "sudo pacman -S --needed go gcc",
    );
  });

  it("adds what the archive does not have", () => {
    expect(installAdvice(ubuntu, ["chromium", "openssl"])).toBe(
      "sudo apt-get update && sudo apt-get install -y --no-install-recommends openssl; sudo snap install chromium",
    );
  });

  it("names the programs where it knows no command", () => {
    expect(installAdvice(unknown, ["docker", "go"])).toBe(
      "install docker by the means of this system; install go by the means of this system",
    );
  });
});
