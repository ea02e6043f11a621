import { join } from "node:path";
import type { Supervisor } from "../../cluster/supervisor/supervisor.ts";
import { packageRoot } from "../../core/package-root.ts";
import type { Secret } from "../../core/secret.ts";

/** The script that registers a registry's CA on every node of a cluster (seed 003). */
export const registrationScript = join(packageRoot, "fixtures/supervisor/register-registry.sh");

/** The file beside it from which it takes its settings; nobody else may read it. */
export const registrationSettingsFile = "register-registry.env";

/** What that file holds: the variables of seed 003. */
export function registrationSettings(
  { address, administrator }: Pick<Supervisor, "address" | "administrator">,
  password: Secret = administrator.password,
): string {
  const settings = {
    SV_IP: address,
    // Nobody asks it here.
    VC_IP: "vcenter.tkg.test",
    VC_ADMIN_USER: administrator.user,
    VC_ADMIN_PASSWORD: password.reveal(),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}

/** As a value in a shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
