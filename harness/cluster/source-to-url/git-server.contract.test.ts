import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { budgets } from "../../core/budgets.ts";
import { Secret } from "../../core/secret.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { notYet, ready, waitFor } from "../../core/wait-for.ts";
import { createRootCa, issueServerCertificate } from "../../pki/index.ts";
import {
  execInContainer,
  execInContainerOk,
  removeContainers,
  runContainer,
} from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { htpasswd } from "./git-server.ts";

const place = "localhost:8443/hello-nodejs.git";
const known = `https://git:s3cret@${place}`;

let cleanup: AsyncDisposableStack;
let container: string;

beforeAll(async () => {
  cleanup = new AsyncDisposableStack();
  const image = process.env.TKGLAB_GIT_SERVER_IMAGE;
  if (image === undefined) throw new Error("TKGLAB_GIT_SERVER_IMAGE is not set: tkglab images env");
  const folder = cleanup.use(await temporaryFolder());
  const ca = await createRootCa();
  const { chainPem, privateKeyPem } = await issueServerCertificate({ issuer: ca, dnsNames: ["localhost"] });
  const files = {
    "ca.crt": ca.certificatePem,
    "tls/tls.crt": chainPem,
    "tls/tls.key": privateKeyPem.reveal(),
    "users/htpasswd": htpasswd({ username: "git", password: new Secret("s3cret") }),
  };
  // The server is not root.
  await chmod(folder.path, 0o755);
  for (const name of ["tls", "users"]) await mkdir(join(folder.path, name));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  const mounts = [
    ...["tls", "users"].map((name) => `${folder.path}/${name}:/etc/git-server/${name}:ro`),
    `${folder.path}/ca.crt:/ca.crt:ro`,
  ];
  container = await runContainer({ image, labels: [], mounts });
  cleanup.defer(() => removeContainers([container]));
  await serving();
});
afterAll(() => cleanup.disposeAsync());

async function serving(): Promise<void> {
  await waitFor({
    what: "the git server to answer",
    look: async () => {
      const { exitCode, stderr } = await git("ls-remote", known);
      return exitCode === 0 ? ready(undefined) : notYet(stderr);
    },
    budget: budgets.containerdReady,
    signal: undefined,
  });
}

/** git in the server's own container, with the CA. */
function git(...args: string[]) {
  return execInContainer(container, [
    "env",
    "GIT_TERMINAL_PROMPT=0",
    "git",
    "-c",
    "http.sslCAInfo=/ca.crt",
    ...args,
  ]);
}

describe("the git server", () => {
  it("gives a repository to those who trust its CA, and to nobody else", async () => {
    expect((await git("clone", "--quiet", known, "/tmp/cloned")).stderr).toBe("");
    const untrusting = ["env", "GIT_TERMINAL_PROMPT=0", "git", "ls-remote", known];
    expect((await execInContainer(container, untrusting)).stderr).toBe(
      `fatal: unable to access 'https://${place}/': server certificate verification failed. CAfile: none CRLfile: none`,
    );
  });

  it("asks for a password, to read too", async () => {
    const wrong = await git("ls-remote", `https://git:wrong@${place}`);
    expect(wrong.stderr).toBe(`fatal: Authentication failed for 'https://${place}/'`);
    const none = await git("ls-remote", `https://${place}`);
    expect(none.stderr).toBe(
      "fatal: could not read Username for 'https://localhost:8443': terminal prompts disabled",
    );
  });

  it("says what there is when asked for what there is not", async () => {
    const { stderr } = await git("ls-remote", "https://git:s3cret@localhost:8443/nosuch.git");
    expect(stderr.split("\n")).toEqual([
      "remote: There is no repository nosuch here, and a push creates none. There are:",
      ...["golang", "nodejs", "ruby", "tanzu"].map((name) => `remote: hello-${name}.git`),
      "fatal: repository 'https://localhost:8443/nosuch.git/' not found",
    ]);
  });

  it("takes a push that git sends in chunks, and keeps it over a restart", async () => {
    const script = [
      ...["git clone --quiet $0 /tmp/pushed", "cd /tmp/pushed", "head -c 3000000 /dev/urandom > large"],
      ...["git add large", "git commit --quiet --message large", "git push --quiet", "git rev-parse HEAD"],
    ].join(" && ");
    const environment = [
      "GIT_SSL_CAINFO=/ca.crt",
      "EMAIL=dev@tkg.test",
      "GIT_COMMITTER_NAME=dev",
      "GIT_AUTHOR_NAME=dev",
    ];
    const command = ["env", ...environment, "sh", "-c", script, known];
    const pushed = await execInContainerOk("Pushing", container, command);
    await dockerOk("Restarting", ["restart", "--time", "1", container]);
    await serving();
    expect((await git("ls-remote", known, "HEAD")).stdout).toBe(`${pushed}\tHEAD`);
  });
});
