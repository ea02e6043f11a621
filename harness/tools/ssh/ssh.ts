/** Where an SSH command goes. */
export interface SshTarget {
  readonly user: string;
  /** An address or a name. */
  readonly host: string;
  /** The private key's file, where ssh runs. */
  readonly identityFile: string;
  /** Seconds until a connection attempt is given up. */
  readonly connectTimeout: number;
}

/** The argv of ssh for one command, which never asks anything. */
export function sshArgv({ user, host, identityFile, connectTimeout }: SshTarget, command: string): string[] {
  return [
    "ssh",
    "-i",
    identityFile,
    "-o",
    "BatchMode=yes",
    "-o",
    "IdentitiesOnly=yes",
    // The first meeting is trusted, as an operator answers "yes" to it (seed 003); a changed key is refused.
    "-o",
    "StrictHostKeyChecking=accept-new",
    "-o",
    "LogLevel=ERROR",
    "-o",
    `ConnectTimeout=${connectTimeout}`,
    `${user}@${host}`,
    command,
  ];
}
