import { expect, it } from "vitest";
import { checkForwardProxy } from "./check-forward-proxy.ts";

const harbor = { host: "harbor.tkg.test" };
const [toHarbor, toApi] = ["CONNECT harbor.tkg.test:443", "CONNECT 10.96.0.1:443"];
const check = (requests: string[], since?: number) =>
  checkForwardProxy({
    ...{ proxy: { container: "proxy", requests: () => Promise.resolve(requests) }, harbor },
    ...(since === undefined ? {} : { since }),
  });

it("succeeds where the registry was asked for, and says for what else", async () => {
  expect(await check([toApi, toHarbor, toApi])).toEqual({
    command: "docker logs proxy",
    succeeded: true,
    text: `${toApi} (2 times)\n${toHarbor} (once)`,
  });
});

it("looks at what came since then", async () => {
  expect(await check([toApi, toHarbor], 1)).toMatchObject({ succeeded: true, text: `${toHarbor} (once)` });
  expect(await check([toHarbor, toApi], 1)).toMatchObject({ succeeded: false, text: `${toApi} (once)` });
});

it.each([
  [[], "the proxy was asked for nothing"],
  [["CONNECT harbor.tkg.test:80"], "CONNECT harbor.tkg.test:80 (once)"],
  [["CONNECT other-harbor.tkg.test:443"], "CONNECT other-harbor.tkg.test:443 (once)"],
])("fails where it was asked for %j", async (requests, text) => {
  expect(await check(requests)).toMatchObject({ succeeded: false, text });
});
