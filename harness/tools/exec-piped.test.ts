import { describe, expect, it } from "vitest";
import { execPiped } from "./exec.ts";

describe("execPiped", () => {
  it("lets the second program read what the first one writes", async () => {
    const ends = await execPiped({ file: "printf", args: ["b\\na\\n"] }, { file: "sort", args: [] });
    expect(ends).toMatchObject([{ exitCode: 0 }, { exitCode: 0, stdout: "a\nb" }]);
  });

  it("gives the exit codes of both as values", async () => {
    const ends = await execPiped(
      { file: "sh", args: ["-c", "echo words >&2; exit 3"] },
      { file: "sh", args: ["-c", "cat; exit 4"] },
    );
    expect(ends).toMatchObject([{ exitCode: 3, stderr: "words" }, { exitCode: 4 }]);
  });

  it("names the one that is not there", async () => {
    const missing = execPiped({ file: "true", args: [] }, { file: "tkglab-no-such", args: [] });
    await expect(missing).rejects.toMatchObject({ code: "missing-tool" });
  });

  it("ends both when it is stopped", async () => {
    const stop = new AbortController();
    const waiting = execPiped(
      { file: "sleep", args: ["60"], signal: stop.signal },
      { file: "cat", args: [] },
    );
    stop.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
  });
});
