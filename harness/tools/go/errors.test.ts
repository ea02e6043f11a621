import { describe, expect, it } from "vitest";
import { explainGoFailure } from "./errors.ts";

function explain(stderr: string) {
  return explainGoFailure("Building crictl", { command: "go build", exitCode: 1, stdout: "", stderr, ms: 1 });
}

describe("explainGoFailure", () => {
  it.each([
    [
      "verifying example.com/m@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=\n\nSECURITY ERROR\nThis download does NOT match an earlier download recorded in go.sum.",
      {
        code: "unverified",
        message:
          "Building crictl: example.com/m@v1.0.0 as downloaded does not match the checksum in go.sum; nothing was built",
        hint: "git diff -- fixtures/modules; if go.sum is as committed, the module proxy serves something else",
      },
    ],
    [
      "verifying example.com/m@v1.0.0/go.mod: checksum mismatch",
      {
        code: "unverified",
        message:
          "Building crictl: example.com/m@v1.0.0/go.mod as downloaded does not match the checksum in go.sum; nothing was built",
      },
    ],
    [
      "tools.go:7:2: missing go.sum entry for module providing package example.com/m; to add:\n\tgo get example.com/m",
      {
        code: "unverified",
        message:
          "Building crictl: go.sum has no checksum for what is needed: tools.go:7:2: missing go.sum entry for module providing package example.com/m; to add:\n\tgo get example.com/m",
        hint: "go mod tidy in the module's folder under fixtures/modules, then review the change of go.sum",
      },
    ],
    [
      "link: mapping output file failed: no space left on device",
      {
        code: "no-space",
        message:
          "Building crictl: the disk is full: link: mapping output file failed: no space left on device",
        hint: "tkglab images prune; df -h",
      },
    ],
    [
      "go: go.mod requires go >= 1.26.2 (running go 1.22.0; GOTOOLCHAIN=local)",
      {
        code: "missing-tool",
        message:
          "Building crictl: this Go is too old: go: go.mod requires go >= 1.26.2 (running go 1.22.0; GOTOOLCHAIN=local)",
        hint: "tkglab doctor",
      },
    ],
    [
      "go: errors parsing go.mod:\ngo.mod:3: invalid go version '1.26.2': must match format 1.23",
      {
        code: "missing-tool",
        message:
          "Building crictl: this Go is too old: go: errors parsing go.mod:\ngo.mod:3: invalid go version '1.26.2': must match format 1.23",
        hint: "tkglab doctor",
      },
    ],
    [
      "main.go:3:1: syntax error",
      {
        code: "tool-failed",
        message: "Building crictl: go build ended with exit code 1: main.go:3:1: syntax error",
        hint: undefined,
      },
    ],
  ])("knows %j", (stderr, error) => {
    expect(explain(stderr)).toMatchObject(error);
  });
});
