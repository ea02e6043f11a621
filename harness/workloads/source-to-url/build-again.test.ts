import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { buildAgain } from "./build-again.ts";

it("buildAgain asks for another Build by way of the last one", async () => {
  await using kubectl = await fakeKubectl(
    { when: "get build.kpack.io * image.kpack.io/image=hello *", stdout: "hello-build-3" },
    { when: "annotate *" },
  );
  await buildAgain({ cluster: { kubectl: kubectl.options }, name: "hello" });
  expect((await kubectl.calls()).at(-1)).toMatch(
    /^annotate build\.kpack\.io hello-build-3 --namespace default image\.kpack\.io\/additionalBuildNeeded=\S+ --overwrite$/,
  );
});

it("buildAgain says that there is nothing yet which another Build could follow", async () => {
  await using kubectl = await fakeKubectl({ when: "get build.kpack.io *", stdout: "" });
  await expect(buildAgain({ cluster: { kubectl: kubectl.options }, name: "hello" })).rejects.toMatchObject({
    code: "check",
    message: "Having hello built again: kpack has not begun a Build of it yet",
  });
});
