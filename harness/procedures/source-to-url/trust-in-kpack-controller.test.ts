import { expect, it } from "vitest";
import { fakeKubectl } from "../../tools/kubectl/fake-kubectl.ts";
import { forgetInKpackController, trustInKpackController } from "./trust-in-kpack-controller.ts";

const everything = [{ when: "apply *" }, { when: "patch *" }, { when: "rollout *" }, { when: "delete *" }];

/** The patch that a call carries. */
const patchIn = (calls: readonly string[]): unknown =>
  JSON.parse(calls.find((call) => call.startsWith("patch "))?.split(" --patch ")[1] ?? "");

it("the CA becomes one file of the trust store, and goes again", async () => {
  await using trusting = await fakeKubectl(...everything);
  await trustInKpackController({ cluster: { kubectl: trusting.options }, caPem: "CA" });
  expect(await trusting.input()).toContain('"data":{"ca.crt":"CA"}');
  const mountPath = "/etc/ssl/certs/harbor-ca.crt";
  const volumeMounts = [{ name: "harbor-ca", mountPath, subPath: "ca.crt", readOnly: true }];
  expect(patchIn(await trusting.calls())).toMatchObject({
    spec: {
      template: {
        spec: {
          volumes: [{ name: "harbor-ca", configMap: { name: "harbor-ca" } }],
          containers: [{ name: "controller", volumeMounts }],
        },
      },
    },
  });
  await using forgetting = await fakeKubectl(...everything);
  await forgetInKpackController({ cluster: { kubectl: forgetting.options } });
  expect(patchIn(await forgetting.calls())).toMatchObject({
    spec: {
      template: {
        spec: {
          volumes: [{ name: "harbor-ca", $patch: "delete" }],
          containers: [{ name: "controller", volumeMounts: [{ mountPath, $patch: "delete" }] }],
        },
      },
    },
  });
});

it("another CA makes another Pod, the same one none", async () => {
  const annotations = async (caPem: string) => {
    await using kubectl = await fakeKubectl(...everything);
    await trustInKpackController({ cluster: { kubectl: kubectl.options }, caPem });
    const patch = patchIn(await kubectl.calls());
    return (patch as { spec: { template: { metadata: object } } }).spec.template.metadata; // as: it is such a patch
  };
  expect(await annotations("CA")).toEqual(await annotations("CA"));
  expect(await annotations("CA")).not.toEqual(await annotations("another CA"));
});
