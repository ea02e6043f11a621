import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClientMachine, onMachine, startClientMachine } from "./client-machine.ts";
import { type ClientUse, clientUses } from "./clients.ts";

/** @throws Error: a contract test that cannot run has failed */
function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: tkglab images env`);
  return value;
}

let machine: ClientMachine;
let host: string;
beforeAll(async () => {
  machine = await startClientMachine({
    harborImage: variable("TKGLAB_HARBOR_IMAGE"),
    toolboxImage: variable("TKGLAB_TOOLBOX_IMAGE"),
    archive: variable("TKGLAB_HELLO_APP_ARCHIVE"),
    oras: variable("TKGLAB_ORAS"),
  });
  host = machine.harbor.host;
  await skopeo("copy", ...to, `docker-archive:${onMachine.image}`, `docker://${host}/library/hello:1`);
  await machine.run("mkdir", "-p", "/bundle/.imgpkg", "/files");
  await sh(`printf 'apiVersion: imgpkg.carvel.dev/v1alpha1
kind: ImagesLock
images:
- image: %s
' ${host}/library/hello@${await digestOf("hello", "1")} > /bundle/.imgpkg/images.yml`);
  await sh("echo kept > /bundle/kept.txt; echo signed > /files/note.txt");
});
afterAll(() => machine[Symbol.asyncDispose]());

const sh = (script: string) => machine.run("sh", "-euc", script);
const skopeo = (...args: readonly string[]) =>
  machine.run("skopeo", args[0] ?? "", "--authfile=/root/.docker/config.json", ...args.slice(1));
const imgpkg = (...args: readonly string[]) =>
  machine.run("imgpkg", ...args, `--registry-ca-cert-path=${onMachine.ca}`);
const oras = (...args: readonly string[]) =>
  sh(
    `cd /files && oras ${args.join(" ")} --ca-file ${onMachine.ca} --registry-config /root/.docker/config.json`,
  );
const from = [`--src-cert-dir=${onMachine.certs}`];
const to = [`--dest-cert-dir=${onMachine.certs}`];
const certs = `--cert-dir=${onMachine.certs}`;

async function digestOf(name: string, tag: string): Promise<string> {
  const artifacts = await machine.harbor.api.listArtifacts(`library/${name}`);
  return artifacts.find(({ tags }) => tags.includes(tag))?.digest ?? "there is none";
}

const uses: Readonly<Record<string, () => Promise<void>>> = {
  async "skopeo: pull"() {
    const digest = await digestOf("hello", "1");
    await skopeo("copy", ...from, `docker://${host}/library/hello@${digest}`, "oci:/pulled:1");
    const layers = await sh("cat /pulled/blobs/sha256/* | grep -ac diff_ids");
    expect(Number(layers)).toBeGreaterThan(0);
  },
  async "skopeo: push"() {
    await skopeo(
      "copy",
      ...from,
      ...to,
      `docker://${host}/library/hello:1`,
      `docker://${host}/library/copied:2`,
    );
    expect(await digestOf("copied", "2")).toBe(await digestOf("hello", "1"));
  },
  async "skopeo: discovery"() {
    await skopeo(
      "copy",
      ...from,
      ...to,
      `docker://${host}/library/hello:1`,
      `docker://${host}/library/listed:b`,
    );
    await skopeo(
      "copy",
      ...from,
      ...to,
      `docker://${host}/library/hello:1`,
      `docker://${host}/library/listed:a`,
    );
    const seen = JSON.parse(await skopeo("inspect", certs, `docker://${host}/library/listed:a`)) as unknown;
    expect(seen).toMatchObject({ Digest: await digestOf("hello", "1"), RepoTags: ["a", "b"] });
    const listed = JSON.parse(await skopeo("list-tags", certs, `docker://${host}/library/listed`)) as unknown;
    expect(listed).toEqual({ Repository: `${host}/library/listed`, Tags: ["a", "b"] });
  },
  async "skopeo: management"() {
    await skopeo(
      "copy",
      ...from,
      ...to,
      `docker://${host}/library/hello:1`,
      `docker://${host}/library/gone:1`,
    );
    await skopeo("delete", certs, `docker://${host}/library/gone:1`);
    await expect(skopeo("inspect", certs, `docker://${host}/library/gone:1`)).rejects.toThrow(
      "manifest unknown",
    );
  },
  async "imgpkg: push"() {
    await imgpkg("push", "-b", `${host}/library/bundle:1`, "-f", "/bundle");
    await imgpkg("copy", "-b", `${host}/library/bundle:1`, "--to-repo", `${host}/library/relocated`);
    expect(await digestOf("relocated", "1")).toBe(await digestOf("bundle", "1"));
  },
  async "imgpkg: pull"() {
    await imgpkg("push", "-b", `${host}/library/bundle:1`, "-f", "/bundle");
    await imgpkg("pull", "-b", `${host}/library/bundle:1`, "-o", "/unpacked");
    expect(await sh("cat /unpacked/kept.txt")).toBe("kept");
  },
  async "imgpkg: discovery"() {
    await imgpkg("push", "-b", `${host}/library/bundle:1`, "-f", "/bundle");
    const tags = await imgpkg("tag", "list", "-i", `${host}/library/bundle`, "--json");
    expect(JSON.parse(tags)).toMatchObject({ Tables: [{ Rows: [{ name: "1" }] }] });
    const resolved = await imgpkg("tag", "resolve", "-i", `${host}/library/bundle:1`);
    expect(resolved).toBe(`${host}/library/bundle@${await digestOf("bundle", "1")}`);
  },
  async "oras: push"() {
    for (const [name, spec] of [
      ["attached", "v1.1-referrers-api"],
      ["tagged", "v1.1-referrers-tag"],
    ] as const) {
      await oras("push", `${host}/library/${name}:1`, "note.txt:text/plain");
      const attach = ["attach", "--artifact-type", "text/signature", "--distribution-spec", spec];
      await oras(...attach, `${host}/library/${name}:1`, "note.txt:text/plain");
    }
    // In place of a list that the registry keeps, there is an index under a tag.
    const tag = (await digestOf("tagged", "1")).replace(":", "-");
    expect(await oras("repo", "tags", `${host}/library/tagged`)).toBe(`1\n${tag}`);
    expect(await oras("repo", "tags", `${host}/library/attached`)).toBe("1");
  },
  async "oras: pull"() {
    await oras("push", `${host}/library/files:1`, "note.txt:text/plain");
    await oras("pull", `${host}/library/files:1`, "--output", "/got");
    expect(await sh("cat /got/note.txt")).toBe("signed");
  },
  async "oras: discovery"() {
    for (const spec of ["v1.1-referrers-api", "v1.1-referrers-tag"]) {
      const image = `${host}/library/${spec}:1`;
      await oras("push", image, "note.txt:text/plain");
      await oras(
        "attach",
        "--artifact-type",
        "text/signature",
        "--distribution-spec",
        spec,
        image,
        "note.txt",
      );
      await oras("attach", "--artifact-type", "text/bill", "--distribution-spec", spec, image, "note.txt");
      const discover = [
        "discover",
        "--format",
        "json",
        "--distribution-spec",
        spec,
        "--artifact-type",
        "text/bill",
      ];
      const found = JSON.parse(await oras(...discover, image)) as unknown;
      expect(found).toMatchObject({ manifests: [{ artifactType: "text/bill" }] });
    }
  },
  async "oras: management"() {
    const image = `${host}/library/unwanted:1`;
    await oras("push", image, "note.txt:text/plain");
    const digest = await digestOf("unwanted", "1");
    const { layers } = JSON.parse(await oras("manifest", "fetch", image)) as { layers: [{ digest: string }] };
    await oras("manifest", "delete", "--force", `${host}/library/unwanted@${digest}`);
    await expect(oras("manifest", "fetch", image)).rejects.toThrow("not found");
    const blob = `${host}/library/unwanted@${layers[0].digest}`;
    await oras("blob", "delete", "--force", blob);
    await expect(oras("blob", "fetch", "--descriptor", blob)).rejects.toThrow("not found");
  },
};

const nameOf = ({ client, category }: ClientUse) => `${client}: ${category}`;
const tried = clientUses.filter(({ does, scenario }) => does !== undefined && scenario === undefined);

it("tries what the table says, and nothing else", () => {
  expect(Object.keys(uses).sort()).toEqual(tried.map(nameOf).sort());
});

describe("a real client", () => {
  it.each(tried.map((use) => ({ name: nameOf(use), does: use.does ?? "" })))(
    "$name: $does",
    async ({ name }) => {
      await uses[name]?.();
    },
  );
});
