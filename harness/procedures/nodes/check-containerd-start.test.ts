import { expect, it } from "vitest";
import { fakeProgram } from "../../tools/fake-program.ts";
import { checkContainerdStart, judgeStart } from "./check-containerd-start.ts";

it.each([
  ["the CA came later, and nobody restarted it", "100.250000 103.750000 0", true, "3.5"],
  ["it was started after the CA", "110.000000 103.500000 0", false, "-6.5"],
  ["it was restarted", "100.000000 103.500000 1", false, "3.5"],
])("judges that %s", (_what, out, succeeded, seconds) => {
  const attempt = judgeStart(`${out}\n`, "/ca.pem");
  expect(attempt.succeeded).toBe(succeeded);
  expect(attempt.text).toContain(`the CA came ${seconds} s after containerd was started`);
});

it("is no success where the node says something else", () => {
  expect(judgeStart("", "/ca.pem").succeeded).toBe(false);
});

it.each([
  ["photon", "/etc/ssl/certs/harbor-ca.pem"],
  ["ubuntu", "/usr/local/share/ca-certificates/tkg-custom-ca.crt"],
] as const)("looks where the overlay leaves the CA on %s", async (os, file) => {
  await using docker = await fakeProgram("docker", [{ when: "exec *", stdout: "100.0 101.0 0\n" }]);
  const node = { name: "abc", address: "172.18.0.9", os };
  expect(await checkContainerdStart({ node })).toMatchObject({ succeeded: true });
  expect((await docker.calls()).at(-1)).toMatch(new RegExp(`^exec abc sh -c .* sh ${file}$`, "s"));
});
