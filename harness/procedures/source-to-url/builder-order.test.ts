import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { builderOrder } from "./builder-order.ts";

it("names the buildpacks of each group", async () => {
  const order = [
    {
      group: [
        { id: "x/ca", version: "1.0.0" },
        { id: "x/go", version: "2.0.0" },
      ],
    },
    { group: [{ id: "x/ruby" }] },
  ];
  await using kubectl = await fakeKubectl({
    when: "get clusterbuilder/base *",
    stdout: JSON.stringify(order),
  });
  expect(await builderOrder({ cluster: { kubectl: kubectl.options } })).toMatchObject({
    succeeded: true,
    text: "x/ca@1.0.0, x/go@2.0.0\nx/ruby@",
  });
});
