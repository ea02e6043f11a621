import {
  execInContainer,
  execInContainerOk,
  removeContainers,
  runContainer,
} from "../../tools/docker/containers.ts";
import { dockerOk } from "../../tools/docker/docker.ts";
import { removeImages } from "../../tools/docker/images.ts";

/** For tests: what kpack would make of a stack, the lifecycle and the buildpacks, and a container of it. */
export interface BuilderUnderTest extends AsyncDisposable {
  /** Copies a project of this host into the workspace, changes it there by a piece of shell, and builds it. */
  build(name: string, source: string, change?: string): Promise<Built>;
  /** Runs a piece of shell over a project, as the user that builds. */
  run(source: string, command: string): Promise<string>;
}

/** How a build ended. */
export interface Built {
  /** What came out, if it was built. */
  readonly image: string;
  readonly exitCode: number;
  readonly log: string;
}

export interface BuilderImages {
  readonly build: string;
  readonly run: string;
  /** Whose layers go on top: the lifecycle and the buildpacks. */
  readonly layers: readonly string[];
  /** Buildpacks in the order of detection. */
  readonly order: readonly { readonly id: string; readonly version: string }[];
}

/**
 * Starts a builder without any network. What it builds, it hands to this host's Docker, where the run image is.
 * Caches live as long as it does.
 */
export async function startBuilder(images: BuilderImages, tag: string): Promise<BuilderUnderTest> {
  const made = new Set([`${tag}:builder`]);
  const groups = images.order.map(
    ({ id, version }) => `[[order]]\n[[order.group]]\nid = "${id}"\nversion = "${version}"\n`,
  );
  const dockerfile = [
    `FROM ${images.build}`,
    ...images.layers.map((image) => `COPY --from=${image} /cnb /cnb`),
    "USER root",
    "RUN mkdir /workspace /layers /cache && chown 1000:1000 /workspace /layers /cache",
  ];
  await dockerOk(
    "Making a builder",
    ["build", "--quiet", "--force-rm", "--network", "none", "--tag", `${tag}:builder`, "-"],
    { input: `${dockerfile.join("\n")}\n` },
  );
  const container = await runContainer({
    image: `${tag}:builder`,
    ...{ labels: [], network: "none", mounts: ["/var/run/docker.sock:/var/run/docker.sock"] },
    ...{ entrypoint: "sleep", command: ["infinity"] },
  });
  const shell = (doing: string, text: string) => execInContainerOk(doing, container, ["sh", "-euc", text]);
  const place = async (source: string) => {
    await shell("Emptying the workspace", "rm -rf /workspace/* /layers/*");
    await dockerOk("Copying a project", ["cp", `${source}/.`, `${container}:/workspace`]);
    await shell("Giving the project away", "chown -R 1000:1000 /workspace");
  };
  await execInContainerOk("Naming the order", container, ["tee", "/cnb/order.toml"], {
    input: groups.join(""),
  });
  return {
    async build(name, source, change = "true") {
      await place(source);
      await shell(
        "Changing a project",
        `install -d -o 1000 -g 1000 /cache/${name} && cd /workspace && ${change}`,
      );
      // A tag of its own: an older Docker cannot hand out the base again that a rebuilt image shares.
      const image = `${tag}:${name}-${made.size}`;
      made.add(image);
      const { exitCode, stdout, stderr } = await execInContainer(container, [
        ...[
          "env",
          "CNB_PLATFORM_API=0.9",
          "/cnb/lifecycle/creator",
          "-no-color",
          "-daemon",
          "-app",
          "/workspace",
        ],
        ...["-run-image", images.run, "-cache-dir", `/cache/${name}`, image],
      ]);
      return { image, exitCode, log: `${stdout}\n${stderr}` };
    },
    async run(source, command) {
      await place(source);
      return execInContainerOk(command, container, [
        ...["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"],
        ...["env", "HOME=/tmp", "sh", "-euc", `cd /workspace && ${command}`],
      ]);
    },
    async [Symbol.asyncDispose]() {
      await removeContainers([container]);
      await removeImages([...made]);
    },
  };
}
