import { filesFollow } from "./node-script.ts";

/** A file of a node that is, or could have been, part of a trust store. */
export interface NodeFile {
  readonly path: string;
  readonly text: string;
  /** When it last changed, seconds since the epoch. */
  readonly changed: number;
}

/** What a node says of itself; times in seconds since the epoch. */
export interface NodeReading {
  readonly machineId: string;
  /** `ID` of os-release. */
  readonly os: string;
  /** When containerd was started. */
  readonly started: number | undefined;
  /** Whether containerd's log goes back to that start. */
  readonly logged: boolean;
  /** The first image that containerd was told to pull since then. */
  readonly firstPull: number | undefined;
  /** When containerd last refused this registry's certificate since then. */
  readonly refused: number | undefined;
  /** Where containerd keeps what it knows of this registry. */
  readonly registryFolder: string | undefined;
  readonly files: readonly NodeFile[];
}

/** Reads what the script of nodes has printed. */
export function parseNode(printed: string): NodeReading {
  const [head = "", ...rest] = printed.split(new RegExp(`^${filesFollow}$`, "m"));
  const lines = head.split("\n").map((line) => {
    const at = line.indexOf(" ");
    return { key: at < 0 ? line : line.slice(0, at), value: at < 0 ? "" : line.slice(at + 1) };
  });
  const value = (key: string) => lines.find((line) => line.key === key)?.value;
  const time = (key: string) => {
    const text = value(key);
    return text === undefined ? undefined : Number(text);
  };
  const changes = lines.filter(({ key }) => key === "changed").map(({ value: change }) => pair(change));
  return {
    machineId: value("machine-id") ?? "",
    os: value("os") ?? "",
    started: time("started"),
    logged: value("booted") !== undefined,
    firstPull: time("first-pull"),
    refused: time("refused"),
    registryFolder: value("registry-folder"),
    files: filesIn(rest.join(filesFollow)).map((file) => ({
      ...file,
      // Of a link there are two times: its own, and that of what it leads to.
      changed: Math.max(...changes.filter(([, path]) => path === file.path).map(([at]) => at), 0),
    })),
  };
}

function pair(change: string): readonly [at: number, path: string] {
  const at = change.indexOf(" ");
  return [Number(change.slice(0, at)), change.slice(at + 1)];
}

/** Takes apart what `head --verbose` has printed. */
function filesIn(printed: string): readonly Omit<NodeFile, "changed">[] {
  const [, ...parts] = printed.split(/^==> (.*) <==$\n?/m);
  return parts.flatMap((path, at) => (at % 2 === 0 ? [{ path, text: parts[at + 1] ?? "" }] : []));
}
