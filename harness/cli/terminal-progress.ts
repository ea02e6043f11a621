import { stripVTControlCharacters } from "node:util";
import type { Progress } from "../core/progress.ts";

/** Progress on stderr: lines that stay, and on a terminal one live line below them. */
export function terminalProgress(stream: NodeJS.WriteStream): Progress & Disposable {
  let live = "";
  const clear = () => (live === "" ? "" : "\r\u001b[2K");
  return {
    say(line) {
      stream.write(`${clear()}${line}\n${live}`);
    },
    now(line) {
      if (!stream.isTTY) return;
      const text = stripVTControlCharacters(line).slice(0, Math.max(10, stream.columns - 1));
      stream.write(`${clear()}${text}`);
      live = text;
    },
    [Symbol.dispose]() {
      stream.write(clear());
      live = "";
    },
  };
}
