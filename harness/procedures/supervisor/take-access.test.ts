import { expect, it } from "vitest";
import { fakeShell } from "./fake-shell.ts";
import { listColumns, takeAccess } from "./take-access.ts";

it("takes both from their secrets as the seed types it, and shows the nodes", async () => {
  const { shell, typed } = fakeShell({ when: /get nodes -o wide$/, stdout: "NAME   STATUS" });
  expect(await takeAccess(shell)).toMatchObject({ succeeded: true, text: "NAME   STATUS" });
  expect(typed).toEqual([
    expect.stringMatching(
      /\$CLUSTER_NAME-kubeconfig -o jsonpath='\{\.data\.value\}' \| base64 -d > .*\$CLUSTER_NAME-ssh -o jsonpath='\{\.data\.ssh-privatekey\}' \| base64 -d > .* && chmod 600 \$CLUSTER_NAME-ssh-privatekey && /,
    ),
  ]);
});

const line = "kubectl get clusters";
const columns = ["NAME", "API SERVER AVAILABLE", "AGE"];
const list = (head: string) => fakeShell({ when: /get/, stdout: `${head}\nabc   true   43h` }).shell;

it.each(["NAME   API SERVER AVAILABLE   AGE", "NAME   DESIRED   API SERVER AVAILABLE   AGE   MORE"])(
  "finds the seed's columns in: %s",
  async (head) => {
    expect(await listColumns(list(head), { line, columns })).toMatchObject({
      command: line,
      succeeded: true,
    });
  },
);

it.each(["NAME   AVAILABLE   AGE", "NAME   AGE   API SERVER AVAILABLE"])(
  "misses one in: %s",
  async (head) => {
    const { succeeded, text } = await listColumns(list(head), { line, columns });
    expect(succeeded).toBe(false);
    expect(text).toContain("columns: expected NAME, API SERVER AVAILABLE, AGE; actual NAME, A");
  },
);
