import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureLabNetwork, labNetwork, Toolbox } from "../cluster/index.ts";
import { removeKindCluster } from "../cluster/kind/remove-kind-cluster.ts";
import { findLeftovers, removeLeftovers } from "../cluster/sweep.ts";
import { describeError, exitCodeOf } from "../core/errors.ts";
import { thisOwner } from "../core/owner.ts";
import { silent } from "../core/progress.ts";
import type { RunContext } from "../core/run-context.ts";
import { trustNodesBySsh } from "../procedures/nodes/trust-nodes-by-ssh.ts";
import { runContainer } from "../tools/docker/containers.ts";
import { dockerOk } from "../tools/docker/docker.ts";
import { createCluster } from "../tools/kind/kind.ts";

/** What goes wrong in the field, met for real: each has one clear message, and leaves nothing. */

const labId = randomBytes(3).toString("hex");
const ownership = { runId: `cli-${labId}`, scenarioId: "cli/field-failures", owner: thisOwner() };
let context: RunContext;
beforeAll(async () => {
  const secretsDir = await mkdtemp(join(tmpdir(), "tkglab-cli-"));
  context = { labId, ownership, secretsDir, signal: new AbortController().signal, progress: silent };
});
afterAll(async () => {
  await removeLeftovers(await findLeftovers(context.secretsDir, { runId: ownership.runId }));
  await rm(context.secretsDir, { recursive: true });
});

/** @throws Error: a contract test that cannot run has failed */
function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set: tkglab images env`);
  return value;
}

function labelPairs(): string[] {
  const { runId, scenarioId, owner } = ownership;
  return [`tkglab.run=${runId}`, `tkglab.scenario=${scenarioId}`, `tkglab.owner=${owner}`];
}

function sleeper(name: string, more: { readonly publish?: readonly string[]; readonly network?: string }) {
  const image = fromEnvironment("TKGLAB_TOOLBOX_IMAGE");
  return runContainer({ image, name: `tkglab-${labId}-${name}`, labels: labelPairs(), ...more });
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => error,
  );
}

describe("a port that is taken", () => {
  let port: string;
  beforeAll(async () => {
    const taker = await sleeper("taker", { publish: ["127.0.0.1::443"] });
    const address = await dockerOk("Asking for the port", ["port", taker, "443"]);
    port = address.split(":").at(-1) ?? "";
  });

  it("keeps a container from starting, and is named", async () => {
    const error = await failureOf(sleeper("late", { publish: [`127.0.0.1:${port}:443`] }));
    expect(describeError(error)).toMatch(
      new RegExp(
        `^Starting a container of \\S+: the port is taken: [^]*127\\.0\\.0\\.1:${port} failed: port is already allocated[^]*\\n {2}what to do: ss -ltnp shows who listens$`,
      ),
    );
    expect(exitCodeOf(error)).toBe(2);
  });

  it("keeps kind from creating a cluster, and is named", async () => {
    const name = `tkglab-${labId}`;
    const config = JSON.stringify({
      kind: "Cluster",
      apiVersion: "kind.x-k8s.io/v1alpha4",
      nodes: [
        {
          role: "control-plane",
          extraPortMappings: [{ containerPort: 80, hostPort: Number(port), listenAddress: "127.0.0.1" }],
        },
      ],
    });
    await ensureLabNetwork(context);
    const input = {
      name,
      config,
      image: fromEnvironment("TKGLAB_NODE_IMAGE"),
      kubeconfig: join(context.secretsDir, "k"),
    };
    try {
      const error = await failureOf(createCluster(input, { binary: fromEnvironment("TKGLAB_KIND") }));
      expect(describeError(error)).toMatch(
        new RegExp(
          `^Creating the kind cluster ${name}: a port is taken: failed to create cluster: [^]*\\n {2}what to do: ss -ltnp shows who listens$`,
        ),
      );
      expect(exitCodeOf(error)).toBe(2);
    } finally {
      await removeKindCluster(name);
    }
  });
});

describe("a node on which no sshd runs", () => {
  it("is named, and is out of reach", async () => {
    await ensureLabNetwork(context);
    const jumpbox = await Toolbox.start(context, fromEnvironment("TKGLAB_TOOLBOX_IMAGE"));
    await jumpbox.writeFile("/root/.ssh/id_rsa", "no key is needed where nobody listens\n");
    const node = await sleeper("deaf", { network: labNetwork });
    const format = `{{(index .NetworkSettings.Networks "${labNetwork}").IPAddress}}`;
    const address = await dockerOk("Asking for the address", ["inspect", "--format", format, node]);
    const error = await failureOf(
      trustNodesBySsh({
        jumpbox,
        nodes: [{ name: "deaf-node", address, os: "photon" }],
        caUrl: "https://harbor.tkg.test/api/v2.0/systeminfo/getcert",
      }),
    );
    expect(describeError(error)).toBe(
      [
        "Registering the CA on 1 nodes: 1 failed, 0 completed",
        `deaf-node: Registering the CA (fetch) on deaf-node: ssh to ${address} failed: ssh: connect to host ${address} port 22: Connection refused`,
        `  what to do: systemctl status ssh on ${address}`,
        "  what to do: repair the named nodes and run the procedure again: it does no harm to the others",
      ].join("\n"),
    );
    expect(error).toMatchObject({ code: "unreachable" });
    expect(exitCodeOf(error)).toBe(2);
  });
});
