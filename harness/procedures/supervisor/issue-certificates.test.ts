import { expect, it } from "vitest";
import { fakeShell, listsNodes } from "./fake-shell.ts";
import { issueCertificates, restartControlPlane } from "./issue-certificates.ts";

const nodes = listsNodes("control plane", "10.0.0.1", "10.0.0.2");

it("has kubeadm issue them on each node, with its own validity or another", async () => {
  const { shell, typed } = fakeShell(nodes);
  await issueCertificates({ shell, which: "all" });
  expect(typed.slice(1)).toEqual([
    "10.0.0.1: sudo kubeadm certs renew all",
    "10.0.0.2: sudo kubeadm certs renew all",
  ]);
  await issueCertificates({ shell, which: "apiserver", validity: "-1h" });
  expect(typed.at(-1)).toMatch(
    /certificateValidityPeriod: -1h\/' > kubeadm\.yaml && sudo kubeadm certs renew apiserver --config kubeadm\.yaml$/,
  );
});

it("starts one control plane anew when the one before is ready, and waits for the API at last", async () => {
  const { shell, typed } = fakeShell(
    nodes,
    { when: /readyz/, node: "10.0.0.1", stdout: "[-]etcd failed", times: 1 },
    { when: /readyz/, node: "10.0.0.1", stdout: "ok" },
    { when: /readyz/, node: "10.0.0.2", stdout: "ok" },
    { when: /readyz/, stderr: "Unable to connect to the server: EOF", exitCode: 1, times: 1 },
    { when: /readyz/, stdout: "ok" },
  );
  await restartControlPlane(shell);
  expect(typed.slice(1).map((line) => line.replace(/: .*(crictl stop|readyz).*/, ": $1"))).toEqual([
    ...["10.0.0.1: crictl stop", "10.0.0.1: readyz", "10.0.0.1: readyz"],
    ...["10.0.0.2: crictl stop", "10.0.0.2: readyz"],
    ...Array<unknown>(2).fill(expect.stringMatching(/^kubectl .* get --raw \/readyz$/)),
  ]);
});
