import { expect, it } from "vitest";
import { checkUnpatched } from "./control-plane-object.ts";
import { fakeShell } from "./fake-shell.ts";

const before = "generation 1, rolloutAfter ";

it("tells a KubeadmControlPlane that was patched from one that was not", async () => {
  const at = (stdout: string) => fakeShell({ when: /get kcp/, stdout }).shell;
  expect(await checkUnpatched({ shell: at(before), before })).toMatchObject({ succeeded: true });
  expect(await checkUnpatched({ shell: at("generation 2, rolloutAfter 2026"), before })).toMatchObject({
    succeeded: false,
    text: `expected ${before}; actual generation 2, rolloutAfter 2026`,
  });
});
