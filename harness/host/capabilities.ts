/** Linux capabilities in the kernel's order: the index is the bit (include/uapi/linux/capability.h). */
const names = (
  "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE " +
  "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT " +
  "SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL " +
  "SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split(" ");

/**
 * The capabilities that a process can never have although the kernel knows them: those that are not in its
 * bounding set. A privileged container asks for all, so one missing here keeps it from starting.
 * @param status the text of /proc/<pid>/status
 * @param lastCapability the text of /proc/sys/kernel/cap_last_cap
 * @returns undefined when the texts do not say: a guess would be worse
 */
export function missingCapabilities(
  status: string | undefined,
  lastCapability: string | undefined,
): readonly string[] | undefined {
  const mask = /^CapBnd:\s*([0-9a-f]+)\s*$/im.exec(status ?? "")?.[1];
  const last = /^\d+/.exec(lastCapability ?? "")?.[0];
  if (mask === undefined || last === undefined) return undefined;
  const bits = BigInt(`0x${mask}`);
  const missing: string[] = [];
  for (let bit = 0; bit <= Number(last); bit++) {
    if ((bits & (1n << BigInt(bit))) === 0n) missing.push(`CAP_${names[bit] ?? bit}`);
  }
  return missing;
}
