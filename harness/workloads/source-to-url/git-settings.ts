import { gitHosts } from "../../cluster/source-to-url/names.ts";
import type { GitClient } from "./push-change.ts";

/** Where git keeps what it needs, in the toolbox. */
export const gitFolder = "/root/git";

/** Gives git the CA and the login of a git server, and names its settings: nothing secret, for they are arguments. */
export async function gitSettings(git: GitClient): Promise<string[]> {
  const { toolbox, node, username, password, caPem } = git;
  const ca = `${gitFolder}/ca.pem`;
  const credentials = `${gitFolder}/credentials`;
  const { outside } = gitHosts;
  await toolbox.writeFile(ca, caPem);
  await toolbox.writeFile(credentials, `https://${username}:${password.reveal()}@${outside}\n`);
  const settings = {
    "http.sslCAInfo": ca,
    // The name says 127.0.0.1, which on the laptop leads to the node.
    "http.curloptResolve": `${outside}:443:${node.address}`,
    "credential.helper": `store --file ${credentials}`,
    "user.name": "developer",
    "user.email": "developer@tkglab.test",
  };
  return Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
}
