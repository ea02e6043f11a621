import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { certificatesApart, installControllers } from "./install-controllers.ts";

const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;
const crd = `${object("CustomResourceDefinition", "certificates.cert-manager.io")}spec:\n  names:\n    kind: Certificate\n`;

describe("certificatesApart", () => {
  it("takes Issuers and Certificates out, and nothing that only speaks of them", () => {
    const issuer = object("Issuer", "capi-selfsigned-issuer");
    const certificate = object("Certificate", "capi-serving-cert");
    const request = object("CertificateRequest", "capi");
    expect(certificatesApart([crd, issuer, request, certificate].join("---\n"))).toEqual({
      certificates: `${issuer}---\n${certificate}`,
      others: `${crd}---\n${request}`,
    });
  });

  it("is not misled by a line in the middle of a text", () => {
    const text = `${object("ConfigMap", "a")}data:\n  text: |\n    ---\n    kind: Issuer\n`;
    expect(certificatesApart(text)).toEqual({ certificates: "", others: text });
  });
});

describe("installControllers", () => {
  async function files() {
    const folder = await temporaryFolder();
    const write = async (name: string, text: string) => {
      const file = join(folder.path, name);
      await writeFile(file, text);
      return file;
    };
    const manifests = {
      certManager: await write("cert-manager.yaml", crd),
      clusterApi: await write(
        "cluster-api.yaml",
        [object("Issuer", "i"), object("Deployment", "capi")].join("---\n"),
      ),
      kappController: await write("kapp-controller.yaml", object("Deployment", "kapp-controller")),
    };
    return { manifests, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  }

  it("applies what needs cert-manager's webhook last, and waits for every Deployment", async () => {
    await using input = await files();
    await using kubectl = await fakeKubectl({ when: "*" });
    await installControllers(input.manifests, kubectl.options);
    const apply = "apply --server-side --force-conflicts --filename -";
    expect(await kubectl.calls()).toEqual([
      ...[apply, apply, apply, "apply --filename -"],
      "wait deployment --all --all-namespaces --for=condition=Available --timeout=240s",
    ]);
    expect(await kubectl.input()).toBe(
      [
        crd,
        object("Deployment", "capi"),
        object("Deployment", "kapp-controller"),
        object("Issuer", "i"),
      ].join(""),
    );
  });

  it("says which part could not be installed", async () => {
    await using input = await files();
    const fails = { when: "apply --server-side *", stderr: "error: no space", exitCode: 1 };
    await using kubectl = await fakeKubectl(fails, { when: "*" });
    await expect(installControllers(input.manifests, kubectl.options)).rejects.toThrow(
      /^Installing cert-manager: .* ended with exit code 1: error: no space$/,
    );
  });
});
