import { expect, it } from "vitest";
import { fakeShell, listsNodes, type ShellAnswer } from "./fake-shell.ts";
import { restartControlPlane } from "./restart-control-plane.ts";

const nodes = listsNodes("control plane", "10.0.0.1", "10.0.0.2");

/** What the API server knows of the control plane's Pods, one answer after the other. */
const lists = (...rows: readonly string[]): ShellAnswer => ({
  when: /get pods -l tier=control-plane/,
  stdout: `${rows.join("\n")}\n`,
  times: 1,
});

it("starts one control plane anew when the one before is ready, and waits until the API server knows", async () => {
  const { shell, typed } = fakeShell(
    nodes,
    { when: /readyz/, node: "10.0.0.1", stdout: "[-]etcd failed", times: 1 },
    { when: /readyz/, node: "10.0.0.1", stdout: "ok" },
    { when: /readyz/, node: "10.0.0.2", stdout: "ok" },
    lists("etcd-1 true 0", "etcd-2 true 3"),
    { when: /get pods/, stderr: "Unable to connect to the server: EOF", exitCode: 1, times: 1 },
    // Nobody has looked yet; then one is down, one not ready; then both are.
    lists("etcd-1 true 0", "etcd-2 true 3"),
    lists("etcd-2 false 4"),
    lists("etcd-1 true 1", "etcd-2 true 4"),
  );
  await restartControlPlane(shell);
  const said = typed.filter((line) => !line.includes("master"));
  expect(said.map((line) => line.replace(/.*(get pods).*|(: ).*(crictl stop|readyz).*/, "$1$2$3"))).toEqual([
    "get pods",
    ...["10.0.0.1: crictl stop", "10.0.0.1: readyz", "10.0.0.1: readyz"],
    ...["10.0.0.2: crictl stop", "10.0.0.2: readyz"],
    ...["get pods", "get pods", "get pods", "get pods"],
  ]);
});
