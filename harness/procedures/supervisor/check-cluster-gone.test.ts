import { expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { checkClusterGone } from "./check-cluster-gone.ts";

const cluster = { name: "abc", namespace: "ns1" };

async function goneWith(objects: string, containers = "") {
  await using kubectl = await fakeKubectl(
    { when: "api-resources *", stdout: "secrets\nevents\n" },
    { when: "get secrets *", stdout: objects },
  );
  await using _docker = await fakeProgram("docker", [{ when: "ps --all *cluster=abc", stdout: containers }]);
  // It waits for what is left; here nothing goes.
  const signal = AbortSignal.timeout(1_000);
  return await checkClusterGone({ supervisor: { kubectl: { ...kubectl.options, signal } }, cluster });
}

it("succeeds when nothing has its name, whatever there is of others", async () => {
  expect(await goneWith("Secret ns1/abcd-ssh\nSecret ns2/abc-ssh\nNamespace abc\n")).toEqual({
    command: "kubectl get $(kubectl api-resources --verbs=list -o name | paste -sd,) -A | grep abc",
    succeeded: true,
    text: "no object and no container of its name",
  });
});

it.each([
  ["an object", "Secret ns1/abc-ssh\n", ""],
  ["the object itself", "Cluster ns1/abc\n", ""],
  ["a container", "", "c0ffee\n"],
])("waits while %s is left", async (_what, objects, containers) => {
  await expect(goneWith(objects, containers)).rejects.toMatchObject({ name: "TimeoutError" });
});
