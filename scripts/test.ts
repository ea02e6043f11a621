import { parseTestArguments } from "./host/arguments.ts";
import { orExplain } from "./host/say.ts";
import { allParts } from "./parts/all-parts.ts";
import { runParts } from "./parts/run-parts.ts";

const usage = `scripts/test [--no-install] [--only part,part]
  Prepares this machine, then runs every check, test and scenario. The last line is "N passed, N failed".
  --no-install (or TKGLAB_NO_INSTALL=1)  install no Debian package and start no daemon: say what is missing
  --only                                 run these parts only (each finds the machine as it is, unless host is among them)
`;

const print = (text: string) => process.stdout.write(text);

await orExplain(async () => {
  const { help, wishes, only } = parseTestArguments(process.argv.slice(2), process.env);
  const parts = allParts(wishes, print);
  if (help) {
    print(`${usage}  parts: ${parts.map(({ name }) => name).join(", ")}\n`);
    return 0;
  }
  const { failed, failedParts } = await runParts({ parts, only, print });
  // A host that is not fit is no verdict on tkglab: see the exit codes in the README.
  if (failedParts.includes("host")) return 2;
  return failed > 0 ? 1 : 0;
});
