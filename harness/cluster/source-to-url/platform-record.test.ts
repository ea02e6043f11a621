import { expect, it } from "vitest";
import { Secret } from "../../core/secret.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import type { Kube } from "../kube/kube.ts";
import { type PlatformRecord, readRecord, writeRecord } from "./platform-record.ts";

const login = (name: string) => ({ username: name, password: new Secret(`password of ${name}`) });
const record: PlatformRecord = {
  harbor: { ...login("admin"), host: "harbor.tkg.test", port: 40443, caPem: "CA" },
  robot: login("robot$demo+platform"),
  git: { ...login("git"), chainPem: "CHAIN", privateKeyPem: new Secret("KEY") },
  ports: { http: 80, https: 8443 },
  builder: {
    ...{ store: ["go:1"], stack: { id: "s", build: "build", run: "run" } },
    order: [{ group: [{ id: "x/go" }] }],
  },
};

/** A cluster with one Secret, or none. */
function cluster(secret: unknown): Pick<Kube, "core"> {
  const readNamespacedSecret = () =>
    secret === undefined
      ? Promise.reject(Object.assign(new Error("not found"), { code: 404 }))
      : Promise.resolve(secret);
  // as: this is all that it is asked for.
  return { core: { readNamespacedSecret } } as unknown as Kube;
}

it("a record is read as it was written, its Secrets Secrets again", async () => {
  await using kubectl = await fakeKubectl({ when: "apply *" });
  await writeRecord(record, kubectl.options);
  // as: writeRecord() wrote it.
  const { items } = JSON.parse(await kubectl.input()) as {
    items: { stringData: { record: string } }[];
  };
  const data = { record: Buffer.from(items[0]?.stringData.record ?? "").toString("base64") };
  const read = await readRecord(cluster({ data, metadata: {} }));
  expect(read?.isInstalled).toBe(false);
  expect(read?.record.harbor.password.reveal()).toBe("password of admin");
  expect(read?.record.git.privateKeyPem.reveal()).toBe("KEY");
  expect(JSON.stringify(read)).not.toContain("password of");
  expect(read?.record).toMatchObject({ harbor: { port: 40443 }, ports: { https: 8443 } });
  expect(read?.record.builder).toEqual(record.builder);
  const marked = { data, metadata: { annotations: { "tkglab.test/installed": "true" } } };
  expect(await readRecord(cluster(marked))).toMatchObject({ isInstalled: true });
});

it("a cluster without one is no platform", async () => {
  expect(await readRecord(cluster(undefined))).toBeUndefined();
});
