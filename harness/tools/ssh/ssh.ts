/** Where an SSH command goes. */
export interface SshTarget {
  readonly user: string;
  /** An address or a name. */
  readonly host: string;
  /** The private key's file, where ssh runs. */
  readonly identityFile: string;
  /** Seconds until a connection attempt is given up. */
  readonly connectTimeout: number;
  /** `first meeting` unless told; `any` where machines are replaced, and a new one has the address of an old one. */
  readonly hostKeys?: "first meeting" | "any";
}

/** The argv of ssh for one command, which never asks anything. */
export function sshArgv(target: SshTarget, command: string): string[] {
  const { user, host, identityFile, connectTimeout, hostKeys = "first meeting" } = target;
  return [
    "ssh",
    "-i",
    identityFile,
    "-o",
    "BatchMode=yes",
    "-o",
    "IdentitiesOnly=yes",
    // The first meeting is trusted, as an operator answers "yes" to it (seed 003); a changed key is refused. Seed 001
    // says "no": every key is taken.
    "-o",
    `StrictHostKeyChecking=${hostKeys === "any" ? "no" : "accept-new"}`,
    "-o",
    "LogLevel=ERROR",
    "-o",
    `ConnectTimeout=${connectTimeout}`,
    `${user}@${host}`,
    command,
  ];
}
