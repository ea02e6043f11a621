/**
 * What keeps the harness small (measured over two scenarios: 325 MiB resident became 255). All of it has to be there
 * when a process starts, so it begins anew, once, as the same process: signals, terminal and exit code stay its own.
 *
 * - glibc: one malloc arena instead of one per thread, and memory that is free goes back to the system.
 * - V8: a young generation of 1 MiB instead of 16; the harness mostly waits, and what it keeps lives long.
 */
const environment = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_TRIM_THRESHOLD_: "65536",
  MALLOC_MMAP_THRESHOLD_: "65536",
};
const flags = ["--max-semi-space-size=1", "--optimize-for-size"];

const isLean = process.env.MALLOC_ARENA_MAX !== undefined;
if (!isLean && process.platform === "linux" && process.execve !== undefined) {
  // Node calls execve experimental; what it does is what POSIX says.
  const quiet = "--disable-warning=ExperimentalWarning";
  const argv = [process.execPath, ...flags, quiet, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, argv, { ...process.env, ...environment });
}
