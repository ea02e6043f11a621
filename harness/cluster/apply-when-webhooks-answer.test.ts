import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeKubectl } from "../tools/kubectl/fake-kubectl.ts";
import { applyWhenWebhooksAnswer } from "./apply-when-webhooks-answer.ts";

const down = 'Internal error occurred: failed calling webhook "webhook.cert-manager.io": connection refused';

describe("applyWhenWebhooksAnswer", () => {
  it("tries again while a webhook is down", async () => {
    await using kubectl = await fakeKubectl({ when: "apply *" });
    const { binary } = kubectl.options;
    // The first time the webhook is down.
    const once = join(binary, "../webhook-down");
    await writeFile(once, "");
    const script = `#!/bin/sh\nif rm "${once}" 2>/dev/null; then echo '${down}' >&2; exit 1; fi\nexec "${binary}" "$@"\n`;
    await writeFile(`${binary}-at-first`, script, { mode: 0o755 });
    const options = { ...kubectl.options, binary: `${binary}-at-first` };
    await applyWhenWebhooksAnswer("the certificates", "kind: Issuer\n", options);
    expect(await kubectl.calls()).toEqual(["apply --filename -"]);
    expect(await kubectl.input()).toBe("kind: Issuer\n");
  });

  it("does not try again where the API server refuses", async () => {
    const stderr = "The Issuer is invalid: spec: Required value";
    await using kubectl = await fakeKubectl({ when: "apply *", stderr, exitCode: 1 });
    await expect(applyWhenWebhooksAnswer("the certificates", "", kubectl.options)).rejects.toMatchObject({
      code: "bad-input",
      message: `Applying the certificates: the API server refuses it: ${stderr}`,
    });
    expect(await kubectl.calls()).toHaveLength(1);
  });
});
