import type { DockerHost } from "../../cluster/index.ts";
import type { Attempt } from "../../core/attempt.ts";
import type { HarborEndpoint } from "../../registry/index.ts";

export interface PushWithDockerInput {
  readonly dockerHost: DockerHost;
  readonly harbor: HarborEndpoint;
  /** A file of this host with an image, as `docker save` writes it. */
  readonly archive: string;
  /** `library/hello-app:2.0`. */
  readonly name: string;
}

/** Logs in, pushes an image and pulls it back as people do (seed 000), and stops at the first command that fails. */
export async function pushWithDocker(input: PushWithDockerInput): Promise<Attempt> {
  const { dockerHost, harbor, archive, name } = input;
  const reference = `${harbor.host}/${name}`;
  await dockerHost.copyIn(archive, "/image.tar");
  const loaded = await dockerHost.run(["docker", "load", "--quiet", "--input", "/image.tar"]);
  const local = loaded.stdout.replace("Loaded image: ", "");
  const said: string[] = [];
  const steps: readonly { readonly command: readonly string[]; readonly input?: string }[] = [
    {
      command: ["docker", "login", "--username", harbor.adminUser, "--password-stdin", harbor.host],
      input: harbor.adminPassword.reveal(),
    },
    { command: ["docker", "tag", local, reference] },
    { command: ["docker", "push", reference] },
    { command: ["docker", "image", "rm", reference] },
    { command: ["docker", "pull", reference] },
  ];
  for (const step of steps) {
    const { exitCode, stdout, stderr } = await dockerHost.run(step.command, step.input);
    said.push(...[stdout, stderr].filter((text) => text !== ""));
    if (exitCode !== 0) return { command: step.command.join(" "), succeeded: false, text: said.join("\n") };
  }
  return {
    command: `docker login; docker push ${reference}; docker pull ${reference}`,
    succeeded: true,
    text: said.join("\n"),
  };
}
