import { expect, it } from "vitest";
import { fakeShell, listsNodes } from "./fake-shell.ts";
import { issueCertificates } from "./issue-certificates.ts";

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
