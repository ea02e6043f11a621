import { stripVTControlCharacters } from "node:util";
import type { Progress } from "../core/progress.ts";

/** The part of a stream that is needed here. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Progress on stderr: lines that stay, and on a terminal one live line below them. */
export function terminalProgress(stream: ProgressStream): Progress & Disposable {
  let live = "";
  const write = (text: string) => {
    if (text !== "") stream.write(text);
  };
  const wipe = "\r\u001b[2K";
  const clear = () => (live === "" ? "" : wipe);
  const now = (line: string) => {
    if (stream.isTTY !== true) return;
    // A line that is as wide as the terminal wraps, and then only its last part can be cleared. Some say they have none.
    const { columns = 0 } = stream;
    const text = stripVTControlCharacters(line).slice(0, (columns > 0 ? columns : 80) - 1);
    write(`${clear()}${text}`);
    live = text;
  };
  return {
    // A terminal shows the key of Ctrl-C wherever it stands.
    say: (line) => write(`${stream.isTTY === true ? wipe : ""}${line}\n${live}`),
    now,
    [Symbol.dispose]: () => now(""),
  };
}
