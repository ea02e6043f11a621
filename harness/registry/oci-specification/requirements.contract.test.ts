import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { basicLogin } from "../oci-calls.ts";
import { type RegistryProcess, startRegistryProcess } from "../registry-process.ts";
import { fullProject } from "./every-category.ts";
import { requirements } from "./index.ts";
import { type OciClient, ociClient } from "./oci-client.ts";
import { NotMet, type Requirement } from "./requirement.ts";

let registry: RegistryProcess;
let client: OciClient;
beforeAll(async () => {
  registry = await startRegistryProcess();
  await registry.api.createProject({ name: "oci", public: false });
  await registry.api.createProject({ name: fullProject, public: false, storageLimit: 1 });
  client = ociClient(registry.target, basicLogin("admin", registry.password.reveal()));
});
afterAll(async () => {
  client[Symbol.dispose]();
  await registry[Symbol.asyncDispose]();
});

const trying = ({ id, run }: Requirement) => run({ client, repository: `oci/${id}` });

describe("the registry meets", () => {
  const held = requirements.filter(({ verdict }) => verdict === "holds");
  it.each(held.map((requirement) => ({ name: titleOf(requirement), requirement })))(
    "$name",
    ({ requirement }) => trying(requirement),
  );
});

describe("the registry does not meet, as is known,", () => {
  const missed = requirements.flatMap((requirement) =>
    requirement.verdict === "holds"
      ? []
      : [{ name: titleOf(requirement), requirement, seen: requirement.verdict.seen }],
  );
  it.each(missed)("$name", async ({ requirement, seen }) => {
    await expect(trying(requirement)).rejects.toEqual(new NotMet(seen));
  });
});

function titleOf({ id, says }: Requirement): string {
  return `${id}: ${says}`;
}
