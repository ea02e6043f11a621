import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { Secret } from "../../core/secret.ts";
import type { HarborEndpoint } from "../../registry/index.ts";
import { pushImage } from "./push-image.ts";

const harbor = {
  host: "harbor.tkg.test",
  adminUser: "admin",
  adminPassword: new Secret("Harbor12345"),
  caPem: "the CA",
  // as: pushing reads these of an endpoint and no others.
} as HarborEndpoint;

describe("pushImage", () => {
  it("pushes an archive as the admin, trusting the registry's CA, and gives the name to pull it by", async () => {
    const { toolbox, files, did } = fakeToolbox();
    const input = { toolbox, harbor, archive: "/cache/image.tar", name: "library/hello-app:1.0" };
    expect(await pushImage(input)).toBe("harbor.tkg.test/library/hello-app:1.0");
    expect(files).toEqual({
      "/tmp/library-hello-app-1.0.tar": "copy of /cache/image.tar",
      "/etc/containers/certs.d/harbor.tkg.test/ca.crt": "the CA",
      "/root/.config/tkglab/auth.json": JSON.stringify({
        auths: { "harbor.tkg.test": { auth: Buffer.from("admin:Harbor12345").toString("base64") } },
      }),
    });
    // What it needs has to be there before it.
    expect(did.slice(3)).toEqual([
      "skopeo copy --quiet --dest-cert-dir /etc/containers/certs.d/harbor.tkg.test --dest-authfile /root/.config/tkglab/auth.json docker-archive:/tmp/library-hello-app-1.0.tar docker://harbor.tkg.test/library/hello-app:1.0",
      "rm /tmp/library-hello-app-1.0.tar",
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
