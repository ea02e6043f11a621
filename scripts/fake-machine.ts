import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const project = join(import.meta.dirname, "..");
const fakeBin = join(project, "fixtures/fake-bin");

const coreutils = [
  ...[
    "sh",
    "bash",
    "env",
    "cat",
    "tail",
    "rm",
    "mkdir",
    "mv",
    "cp",
    "ln",
    "touch",
    "chmod",
    "sleep",
    "uname",
  ],
  ...["dirname", "readlink", "mktemp", "cmp", "grep", "flock"],
];

export interface Ran {
  readonly pid: number | undefined;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a FakeMachine is made of: the programs by the name in fixtures/fake-bin, and the files that are not as usual. */
export interface MachineParts {
  readonly programs?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** "new": the Node that runs the test, "old": one that is too old, "none". */
  readonly node?: "new" | "old" | "none";
}

const usualFiles = {
  "/etc/os-release": 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  "/proc/sys/kernel/cap_last_cap": "40\n",
  "/proc/self/status": "CapBnd:\t000001ffffffffff\n",
  "/proc/1/status": "CapBnd:\t000001ffffffffff\n",
};

/** A copy of the project on a pretended machine, whose whole PATH is a folder of stand-ins. */
export class FakeMachine implements AsyncDisposable {
  readonly dir: string;
  readonly cache: string;
  readonly #bin: string;
  readonly #state: string;
  readonly project: string;

  private constructor(dir: string) {
    this.dir = dir;
    this.cache = join(dir, "cache");
    this.project = join(dir, "project");
    this.#bin = join(dir, "bin");
    this.#state = join(dir, "state");
  }

  static async create({ programs = [], files = {}, node = "new" }: MachineParts): Promise<FakeMachine> {
    const machine = new FakeMachine(await mkdtemp(join(tmpdir(), "tkglab-machine-")));
    await Promise.all([machine.#bin, machine.#state].map((dir) => mkdir(dir)));
    for (const name of coreutils) await symlink(realProgram(name), join(machine.#bin, name));
    for (const name of ["id", ...programs]) await symlink(standIn(name), join(machine.#bin, name));
    if (node === "new") await symlink(process.execPath, join(machine.#bin, "node"));
    if (node === "old") await symlink(join(fakeBin, "old-node"), join(machine.#bin, "node"));
    for (const [path, text] of Object.entries({ ...usualFiles, ...files })) await machine.write(path, text);
    await machine.#copyProject();
    return machine;
  }

  /** Writes a file of the pretended machine, by its absolute path there. */
  async write(path: string, text: string): Promise<void> {
    const file = join(this.dir, "root", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Pretends that Docker's daemon was up before. */
  async startDaemon(): Promise<void> {
    await writeFile(join(this.#state, "daemon"), "");
  }

  /** The calls of a stand-in, one line of arguments each. */
  async calls(program: string): Promise<readonly string[]> {
    const log = (await readdir(this.#state)).find((name) => name === `${program}.log`);
    return log === undefined ? [] : (await readFile(join(this.#state, log), "utf8")).trimEnd().split("\n");
  }

  /** The text of a file, by its real path. */
  async read(path: string): Promise<string> {
    return await readFile(path, "utf8");
  }

  async list(folder: string): Promise<readonly string[]> {
    return await readdir(folder);
  }

  /** Pretends that the npm packages are those of another lockfile. */
  async forgetPackages(): Promise<void> {
    await writeFile(join(this.project, "node_modules/.tkglab-lock"), "{}\n");
  }

  async run(
    script: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    const child = spawn(join(this.#bin, "sh"), [join(this.project, script), ...args], {
      cwd: this.dir,
      env: {
        PATH: this.#bin,
        HOME: this.dir,
        TKGLAB_CACHE: this.cache,
        TKGLAB_HOST_ROOT: join(this.dir, "root"),
        FAKE_STATE: this.#state,
        FAKE_BIN: this.#bin,
        FAKE_NODE: process.execPath,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((resolve) => child.once("exit", resolve)),
    ]);
    return { pid: child.pid, code, stdout, stderr };
  }

  /** What a person sees on stderr, with this machine's folders under a name that is always the same. */
  shown(text: string): string {
    return text.replaceAll(this.dir, "<dir>");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The pretended daemon ends when its state is gone.
    await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  async #copyProject(): Promise<void> {
    const parts = [
      ...["scripts", ".ci", "harness/core", "harness/host", "harness/tools/exec.ts"],
      ...["fixtures/node-runtime", "fixtures/modules/oci-runtime", "package.json", "package-lock.json"],
    ];
    for (const part of parts) await cp(join(project, part), join(this.project, part), { recursive: true });
    await mkdir(join(this.project, "node_modules"));
    for (const name of ["zx", "execa"]) {
      await symlink(join(project, "node_modules", name), join(this.project, "node_modules", name));
    }
    await cp(join(project, "package-lock.json"), join(this.project, "node_modules/.tkglab-lock"));
    await mkdir(join(this.project, "harness/cli"));
    await writeFile(join(this.project, "harness/cli/main.ts"), fakeMain);
  }
}

/** Says how it was called, then ends as it is told. */
const fakeMain = `
const { PATH, GOROOT, FAKE_EXIT } = process.env;
console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2), path: PATH?.split(":"), goroot: GOROOT ?? null }));
process.exitCode = Number(FAKE_EXIT ?? 0);
`;

function realProgram(name: string): string {
  const found = ["/usr/bin", "/bin"].map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`this test needs ${name}`);
  return found;
}

/** A program that is only looked for needs no stand-in of its own. */
function standIn(name: string): string {
  const own = join(fakeBin, name);
  return existsSync(own) ? own : join(fakeBin, "idle");
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}
