import { describe, expect, it } from "vitest";
import { fakeToolbox } from "../../cluster/fake-toolbox.ts";
import { tryPlainHttp } from "./try-plain-http.ts";

describe("tryPlainHttp", () => {
  const harbor = { host: "harbor.tkg.test" };
  const command = "curl --silent --show-error --max-time 10 http://harbor.tkg.test/v2/";

  it("fails with curl's words where nobody listens", async () => {
    const stderr = "curl: (7) Failed to connect to harbor.tkg.test port 80: Connection refused";
    const { toolbox, did } = fakeToolbox({ when: "curl ", stderr, exitCode: 7 });
    expect(await tryPlainHttp({ toolbox, harbor })).toEqual({ command, succeeded: false, text: stderr });
    expect(did).toEqual([command]);
  });

  it("succeeds with any answer, were it a refusal: somebody listens", async () => {
    const { toolbox } = fakeToolbox({ when: "curl ", stdout: "404 page not found" });
    expect(await tryPlainHttp({ toolbox, harbor })).toMatchObject({
      succeeded: true,
      text: "404 page not found",
    });
  });
});
