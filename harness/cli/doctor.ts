import { Command } from "commander";
import { diagnose, findingsTable, type Host } from "../host/index.ts";

export interface DoctorDeps {
  readonly host: Host;
  /** What earlier runs left: one line each. */
  readonly leftovers: () => Promise<readonly string[]>;
  readonly stdout: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes the exit code: 0, or 2 when there is a problem. */
  readonly exit: (code: 0 | 2) => void;
}

/** `tkglab doctor`: says what of this machine would keep tkglab from working, and what to do about it. */
export function doctorCommand({ host, leftovers, stdout, env, exit }: DoctorDeps): Command {
  return new Command("doctor")
    .description("look at everything tkglab needs of this machine; changes nothing")
    .option("--json", "print the findings as JSON")
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const findings = await diagnose({ host, leftovers });
      // NO_COLOR counts when it is set to anything but the empty text: https://no-color.org
      const color = stdout.isTTY === true && (env.NO_COLOR ?? "") === "";
      stdout.write(json ? `${JSON.stringify(findings, undefined, 2)}\n` : findingsTable(findings, { color }));
      exit(findings.some(({ status }) => status === "problem") ? 2 : 0);
    });
}
