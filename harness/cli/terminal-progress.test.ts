import { describe, expect, it } from "vitest";
import { terminalProgress } from "./terminal-progress.ts";

function fakeTerminal(isTTY: boolean, columns = 40) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, stream };
}

describe("progress on a terminal", () => {
  it("keeps lines of news, and one live line below them", () => {
    const { written, stream } = fakeTerminal(true);
    const progress = terminalProgress(stream);
    progress.now("… first");
    progress.say("✓ first");
    progress.now("… second");
    progress[Symbol.dispose]();
    expect(written).toEqual(["… first", "\r\u001b[2K✓ first\n… first", "\r\u001b[2K… second", "\r\u001b[2K"]);
  });

  it("cuts the live line to the terminal's width, and takes no colours into it", () => {
    const { written, stream } = fakeTerminal(true, 20);
    terminalProgress(stream).now(`\u001b[31m${"x".repeat(50)}`);
    expect(written).toEqual(["x".repeat(19)]);
  });

  it("takes a terminal that does not know its width for one of 80 columns", () => {
    const { written, stream } = fakeTerminal(true, 0);
    terminalProgress(stream).now("x".repeat(100));
    expect(written).toEqual(["x".repeat(79)]);
  });

  it("has no live line any more when it is told of nothing", () => {
    const { written, stream } = fakeTerminal(true);
    const progress = terminalProgress(stream);
    progress.now("… first");
    progress.now("");
    progress.say("news");
    expect(written).toEqual(["… first", "\r\u001b[2K", "\r\u001b[2Knews\n"]);
  });

  it("writes news over the ^C that the terminal has shown", () => {
    const { written, stream } = fakeTerminal(true);
    terminalProgress(stream).say("SIGINT: cleaning up");
    expect(written).toEqual(["\r\u001b[2KSIGINT: cleaning up\n"]);
  });
});

describe("progress elsewhere", () => {
  it("is plain lines of news", () => {
    const { written, stream } = fakeTerminal(false);
    using progress = terminalProgress(stream);
    progress.now("… first");
    progress.say("✓ first");
    expect(written).toEqual(["✓ first\n"]);
  });
});
