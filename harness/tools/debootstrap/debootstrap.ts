import { type Command, execOk } from "../exec.ts";

export interface DebootstrapInput {
  /** The Debian release, by code name. */
  readonly suite: string;
  readonly include: readonly string[];
  /** An empty folder. */
  readonly target: string;
  /** A Debian mirror's URL; debootstrap's own choice when absent. */
  readonly mirror?: string | undefined;
}

/** The arguments of debootstrap for the smallest root file system that apt works in. */
export function debootstrapArgs({ suite, include, target, mirror }: DebootstrapInput): string[] {
  return [
    "--variant=minbase",
    // The release's signature has to be good: without the keyring debootstrap only warns.
    "--force-check-gpg",
    ...(include.length === 0 ? [] : [`--include=${include.join(",")}`]),
    suite,
    target,
    ...(mirror === undefined ? [] : [mirror]),
  ];
}

/** Makes a Debian root file system; needs root. */
export async function debootstrap(
  input: DebootstrapInput,
  options: Pick<Command, "signal" | "onLine"> = {},
): Promise<void> {
  await execOk({
    doing: `Making a Debian ${input.suite} root file system`,
    file: "debootstrap",
    args: debootstrapArgs(input),
    hint: `less ${input.target}/debootstrap/debootstrap.log`,
    ...options,
  });
}
