import type { Toolbox } from "../../cluster/index.ts";
import type { HarborEndpoint } from "../../registry/index.ts";

/** Writes the admin's credentials where a program of the toolbox reads them, never into an argv; gives the file. */
export async function logIn(
  toolbox: Toolbox,
  { host, adminUser, adminPassword }: Pick<HarborEndpoint, "host" | "adminUser" | "adminPassword">,
  file: string,
): Promise<string> {
  const auth = Buffer.from(`${adminUser}:${adminPassword.reveal()}`).toString("base64");
  await toolbox.writeFile(file, JSON.stringify({ auths: { [host]: { auth } } }));
  return file;
}
