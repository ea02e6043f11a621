import { describe, expect, it } from "vitest";
import { scenarioSchema, type ScenarioResult } from "../../report/scenario-result.ts";
import { Scenario } from "../definition.ts";
import { fakeHeader } from "../fake-header.ts";
import { notYetRun } from "../record.ts";
import { SecretWatch } from "./secret-watch.ts";
import { withoutSecrets } from "./without-secrets.ts";

const password = "Aa1-toy-password-0123456789";
const watch = () => new SecretWatch([password]);
const blank = notYetRun(new Scenario(fakeHeader), { idSuffix: "" });
const result = (more: Partial<ScenarioResult>): ScenarioResult => ({ ...blank, verdict: "passed", ...more });
const proof = { color: "red", step: "red-1", command: "pull" } as const;

describe("withoutSecrets", () => {
  it("leaves a result as it is in which there are none", () => {
    const clean = result({ proofs: [{ ...proof, text: "x509", matched: "x509" }] });
    expect(withoutSecrets(clean, watch())).toEqual(clean);
  });

  it("breaks one that has passed", () => {
    const shown = result({ proofs: [{ ...proof, text: `x509 ${password}`, matched: "x509" }] });
    const hidden = withoutSecrets(shown, watch());
    expect(hidden).toMatchObject({
      verdict: "broken",
      proofs: [{ text: "x509 ***", matched: "x509" }],
      error: { code: "secret" },
    });
    expect(scenarioSchema.parse(hidden)).toEqual(hidden);
  });

  it("drops what matched where a secret was part of it: it has to stand in the text", () => {
    const shown = result({
      proofs: [{ ...proof, text: `x509 ${password}`, matched: `9 ${password.slice(0, 5)}` }],
    });
    expect(withoutSecrets(shown, watch()).proofs).toEqual([{ ...proof, text: "x509 ***" }]);
  });

  it("tells what went wrong before first", () => {
    const failed = result({
      verdict: "failed",
      error: { code: "check", message: `no ${password}`, hint: "look" },
    });
    expect(withoutSecrets(failed, watch()).error).toEqual({
      code: "secret",
      message:
        "no ***\nthen: Looking for secrets in the report: a password of the run in results.json, error.message, line 1. Each is *** now",
      hint: "docs/decisions/0047-secrets-in-reports.md says how to find who shows it",
    });
  });

  it("breaks a result that is clean itself when the watch has found one in its evidence", () => {
    const seen = watch();
    seen.text("evidence/a.log", password);
    expect(withoutSecrets(result({}), seen)).toMatchObject({ verdict: "broken", error: { code: "secret" } });
  });
});
