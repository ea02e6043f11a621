import { describe, expect, it } from "vitest";
import { containerdRegistry } from "./containerd-registry.ts";

const folder = "/etc/containerd/certs.d/harbor.tkg.test";

function look(files: Readonly<Record<string, string>>) {
  const listed = Object.entries(files).map(([path, text]) => ({ path, text, changed: 1 }));
  const { texts, ...rest } = containerdRegistry({ registryFolder: folder, files: listed }, "harbor.tkg.test");
  return { ...rest, read: texts.map(({ where }) => where) };
}

describe("containerdRegistry", () => {
  it("reads the CA that hosts.toml names for the registry, beside it or elsewhere", () => {
    const hosts =
      'server = "https://harbor.tkg.test"\n[host."https://harbor.tkg.test"]\n  ca = ["ca.crt", "/etc/harbor/ca.crt"]\n';
    const read = look({
      [`${folder}/hosts.toml`]: hosts,
      [`${folder}/ca.crt`]: "1",
      [`${folder}/other.crt`]: "2",
      "/etc/harbor/ca.crt": "3",
      "/etc/ssl/certs/a.pem": "4",
    });
    expect(read).toEqual({
      skipsVerification: false,
      read: [`${folder}/ca.crt`, "/etc/harbor/ca.crt"],
    });
  });

  it("takes the CA above all sections for the registry's, that of a mirror not", () => {
    const files = { [`${folder}/a.crt`]: "1", [`${folder}/b.crt`]: "2" };
    const hosts = 'ca = "a.crt"\n[host."https://mirror.test"]\nca = "b.crt"\nskip_verify = true\n';
    expect(look({ ...files, [`${folder}/hosts.toml`]: hosts })).toEqual({
      skipsVerification: false,
      read: [`${folder}/a.crt`],
    });
  });

  it("sees that nothing is verified", () => {
    const hosts = '[host."https://harbor.tkg.test"]\nskip_verify = true\n';
    expect(look({ [`${folder}/hosts.toml`]: hosts }).skipsVerification).toBe(true);
    expect(look({ [`${folder}/hosts.toml`]: hosts.replace("true", "false") }).skipsVerification).toBe(false);
  });

  it("takes every *.crt for a CA where there is no hosts.toml, as Docker does", () => {
    expect(look({ [`${folder}/ca.crt`]: "1", [`${folder}/client.key`]: "2" }).read).toEqual([
      `${folder}/ca.crt`,
    ]);
  });

  it("has nothing where containerd has no folder for the registry", () => {
    expect(containerdRegistry({ registryFolder: undefined, files: [] }, "harbor.tkg.test").texts).toEqual([]);
  });
});
