import { expect, it } from "vitest";
import { readCertificateExpiry } from "./certificate-expiry.ts";
import { checkServed } from "./check-served.ts";
import { fakeShell, listsNodes } from "./fake-shell.ts";
import * as sample from "./sample-certificate-expiry.ts";

const controlPlane = [{ node: "cp-1", expiry: readCertificateExpiry(sample.nearExpiry) }];
const serves = (stdout: string) =>
  fakeShell(listsNodes("control plane", "10.0.0.1"), { when: /s_client -connect 10\.0\.0\.1:6443/, stdout })
    .shell;

it("is content when an API server serves what lies on its node, to the minute", async () => {
  const shell = serves("notAfter=Nov 25 02:15:42 2026 GMT");
  expect(await checkServed({ shell, controlPlane })).toMatchObject({
    succeeded: true,
    text: "10.0.0.1: apiserver is served until 2026-11-25T02:15Z",
  });
});

it("is not when it still serves the one before", async () => {
  const shell = serves("notAfter=Nov 22 02:13:00 2027 GMT");
  expect(await checkServed({ shell, controlPlane })).toMatchObject({
    succeeded: false,
    text: "10.0.0.1: apiserver: expected to be served until 2026-11-25T02:15Z; actual 2027-11-22T02:13Z",
  });
});

it("says what openssl said in place of a date", async () => {
  await expect(checkServed({ shell: serves("unable to load certificate"), controlPlane })).rejects.toThrow(
    "openssl said no date: unable to load certificate",
  );
});
