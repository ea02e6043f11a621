import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { NodeSystem } from "../../cluster/index.ts";
import { checkCa } from "../../cluster/tkg/operator/check-ca.ts";
import { checkFolder } from "../../cluster/tkg/operator/check-folder.ts";
import { type ConfigHome, customCaFiles } from "../../cluster/tkg/operator/config-home.ts";
import { HarnessError } from "../../core/errors.ts";
import type { Progress } from "../../core/progress.ts";

/**
 * Looks at the customizations before ytt reads them, and at the CA that they give to clusters, where they give one:
 * warnings are said.
 * @throws HarnessError `bad-input` for what checkFolder() refuses, and when a cluster would not trust the registry.
 */
export async function checkCustomizations(
  home: ConfigHome,
  os: NodeSystem,
  progress: Progress,
): Promise<void> {
  const problem = await checkFolder(home.customizations);
  if (problem !== undefined) {
    const doing = `Checking the customizations in ${home.customizations}`;
    throw new HarnessError({ ...problem, code: "bad-input", message: `${doing}: ${problem.message}` });
  }
  const readers = await overlaysThatReadTheCa(home);
  if (readers.length === 0) return;
  const findings = await checkCa(home, os);
  for (const { level, message, hint } of findings) {
    if (level === "warning") progress.say(`warning: ${message}\n  what to do: ${hint}`);
  }
  const errors = findings.filter(({ level }) => level === "error");
  const [first] = errors;
  if (first === undefined) return;
  throw new HarnessError({
    code: "bad-input",
    message: `Checking the CA that ${readers.join(", ")} reads: ${errors.map(({ message }) => message).join("; ")}`,
    hint: first.hint,
  });
}

/** The files among the customizations that name harbor-ca.pem in more than a comment. */
export async function overlaysThatReadTheCa({ customizations }: ConfigHome): Promise<readonly string[]> {
  const names = await readdir(customizations, { recursive: true });
  const found = await Promise.all(
    names
      .filter((name) => /\.(?:ya?ml|star)$/.test(name))
      .map(async (name) => {
        const text = await readFile(join(customizations, name), "utf8");
        const lines = text.split("\n").filter((line) => !/^\s*#(?:!|\s|$)/.test(line));
        return lines.some((line) => line.includes(customCaFiles.pem)) ? [name] : [];
      }),
  );
  return found.flat().toSorted();
}
