import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { imageBuilt } from "./image-built.ts";

const reason =
  "wait image.kpack.io/hello --namespace default --for=jsonpath={.status.latestBuildReason}=STACK";
const succeeded = "wait image.kpack.io/hello --namespace default --for=condition=Ready";

it("imageBuilt waits for a Build of that reason and its success, and shows both", async () => {
  const table = "REASON   IMAGE\nSTACK    h/i@sha256:1";
  await using kubectl = await fakeKubectl(
    { when: `${reason} --timeout=480s` },
    { when: `${succeeded} --timeout=480s` },
    { when: "get image.kpack.io/hello *", stdout: table },
  );
  expect(
    await imageBuilt({ cluster: { kubectl: kubectl.options }, name: "hello", reason: "STACK" }),
  ).toMatchObject({ succeeded: true, text: table });
  expect((await kubectl.calls()).map((call) => call.split(" --timeout")[0])).toEqual([
    ...[reason, succeeded],
    "get image.kpack.io/hello --namespace default --output custom-columns=REASON:.status.latestBuildReason,IMAGE:.status.latestImage",
  ]);
});

it("a Build that does not come is a failure in kubectl's words", async () => {
  const stderr = "error: timed out waiting for the condition on images/hello";
  await using kubectl = await fakeKubectl({ when: "wait *", stderr, exitCode: 1 });
  expect(
    await imageBuilt({ cluster: { kubectl: kubectl.options }, name: "hello", reason: "STACK" }),
  ).toMatchObject({ succeeded: false, text: stderr });
});
