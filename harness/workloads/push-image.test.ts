import { describe, expect, it } from "vitest";
import { type Toolbox } from "../cluster/index.ts";
import { Secret } from "../core/secret.ts";
import type { HarborEndpoint } from "../registry/index.ts";
import { pushImage } from "./push-image.ts";

/** A toolbox that keeps what it is given. */
function fakeToolbox() {
  const files: Record<string, string> = {};
  const commands: string[][] = [];
  const toolbox = {
    writeFile: (path: string, content: string) => {
      files[path] = content;
      return Promise.resolve();
    },
    copyIn: (from: string, to: string) => {
      files[to] = `copy of ${from}`;
      return Promise.resolve();
    },
    runOk: (_doing: string, command: string[]) => {
      // What a command needs has to be there before it.
      commands.push([...command, `(with ${Object.keys(files).length} files)`]);
      return Promise.resolve("");
    },
    // as: pushing uses these of a toolbox and no others.
  } as unknown as Toolbox;
  return { toolbox, files, commands };
}

const harbor = {
  host: "harbor.tkg.test",
  adminUser: "admin",
  adminPassword: new Secret("Harbor12345"),
  caPem: "the CA",
  // as: pushing reads these of an endpoint and no others.
} as HarborEndpoint;

describe("pushImage", () => {
  it("pushes an archive as the admin, trusting the registry's CA, and gives the name to pull it by", async () => {
    const { toolbox, files, commands } = fakeToolbox();
    const input = { toolbox, harbor, archive: "/cache/image.tar", name: "library/hello-app:1.0" };
    expect(await pushImage(input)).toBe("harbor.tkg.test/library/hello-app:1.0");
    expect(files).toEqual({
      "/tmp/library-hello-app-1.0.tar": "copy of /cache/image.tar",
      "/etc/containers/certs.d/harbor.tkg.test/ca.crt": "the CA",
      "/root/.config/tkglab/auth.json": JSON.stringify({
        auths: { "harbor.tkg.test": { auth: Buffer.from("admin:Harbor12345").toString("base64") } },
      }),
    });
    expect(commands).toEqual([
      [
        ...["skopeo", "copy", "--quiet", "--dest-cert-dir", "/etc/containers/certs.d/harbor.tkg.test"],
        ...["--dest-authfile", "/root/.config/tkglab/auth.json"],
        ...[
          "docker-archive:/tmp/library-hello-app-1.0.tar",
          "docker://harbor.tkg.test/library/hello-app:1.0",
        ],
        "(with 3 files)",
      ],
    ]);
  });

  it("trusts nothing of its own where the registry's CA is a public one", async () => {
    const { toolbox, files } = fakeToolbox();
    const { caPem: _caPem, ...known } = harbor;
    // as: the endpoint without its CA is an endpoint.
    await pushImage({ toolbox, harbor: known as HarborEndpoint, archive: "/a", name: "x/y:1" });
    expect(Object.keys(files).toSorted()).toEqual(["/root/.config/tkglab/auth.json", "/tmp/x-y-1.tar"]);
  });
});
