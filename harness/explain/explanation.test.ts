import { expect, it } from "vitest";
import { Explainer } from "./explain-text.ts";
import { explanationOf } from "./explanation.ts";
import { readSymptoms } from "./read-symptoms.ts";

const explainer = new Explainer(readSymptoms());
const probeFor = (text: string) => explainer.explain(text).map((one) => explanationOf(one).probe?.run)[0];

it.each([
  ["harbor.tkg.test", "-connect harbor.tkg.test:443 -servername harbor.tkg.test "],
  ["harbor.tkg.test:8443", "-connect harbor.tkg.test:8443 -servername harbor.tkg.test "],
])("asks %s where it listens", (host, asked) => {
  expect(probeFor(`Get "https://${host}/v2/": x509: certificate is valid for a, not b`)).toContain(asked);
});

it("leaves for people what the message does not say", () => {
  expect(probeFor("x509: certificate is valid for a, not b")).toContain("-connect <name>:443 ");
});

it("puts nothing into a command that a shell would take for more than a word", () => {
  const host = (name: string) => `ssh: connect to host ${name} port 22: Connection refused`;
  expect(probeFor(host("172.18.0.4"))).toContain("172.18.0.4");
  for (const name of ["$(reboot)", "a;reboot", "`reboot`", "a|sh", "a\u001b[2J"]) {
    const probe = probeFor(host(name));
    expect(probe).toContain("<host>");
    expect(probe).not.toContain(name);
  }
});
