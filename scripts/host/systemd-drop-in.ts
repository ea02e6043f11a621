/**
 * A drop-in that starts a unit's program with more flags. systemd adds up ExecStart lines, so the old one has
 * to be emptied first.
 * @param unit what `systemctl cat` prints
 * @returns undefined where the unit has no ExecStart
 */
export function dropInWithFlags(unit: string, flags: readonly string[]): string | undefined {
  const joined = unit.replaceAll(/\\\n\s*/g, " ");
  const starts = [...joined.matchAll(/^ExecStart=(.+)$/gm)].map(([, start]) => start?.trim() ?? "");
  const start = starts.at(-1);
  if (start === undefined) return undefined;
  return `# Written by tkglab: this host's capability bounding set is incomplete.\n[Service]\nExecStart=\nExecStart=${[start, ...flags].join(" ")}\n`;
}
