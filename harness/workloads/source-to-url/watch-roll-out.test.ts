import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { Kube } from "../../cluster/index.ts";
import { watchRollOut } from "./watch-roll-out.ts";

/** A platform of one application whose answer changes with a push, after requests that are lost where it is told so. */
async function platform({ losing }: { readonly losing: boolean }) {
  let pushed = false;
  // More than one: whoever waits for the answer asks as well.
  let toLose = losing ? 3 : 0;
  let pods = 2;
  const server = createServer((_request, response) => {
    if (pushed && toLose > 0) {
      toLose -= 1;
      response.writeHead(502).end("Bad Gateway");
    } else response.end(pushed ? "Hello again!\n" : "Hello World!\n");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // as: a server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  const listNamespacedPod = () => Promise.resolve({ items: Array.from({ length: pods-- }) });
  return {
    push: () => {
      pushed = true;
      return Promise.resolve({ command: "git push", succeeded: true, text: "" });
    },
    platform: {
      ports: { http: port, https: 443 },
      // as: this is all that it is asked for.
      kube: { core: { listNamespacedPod } } as unknown as Kube,
      kubectl: { binary: "", kubeconfig: "", signal: new AbortController().signal },
    },
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const expected = /again/;

describe("watchRollOut", () => {
  it("has succeeded when the new answer came and every request had one, once the old Pod is gone", async () => {
    using stage = await platform({ losing: false });
    const { platform: there, push } = stage;
    const attempt = await watchRollOut({ platform: there, name: "hello", push, expected });
    expect(attempt).toMatchObject({ succeeded: true });
    expect(attempt.text).toMatch(
      /^after \d+\.\d s: Hello again!\n\d+ requests, 0 lost; .*"Hello again!" \d+ times/,
    );
  });

  it("has failed when requests were lost", async () => {
    using stage = await platform({ losing: true });
    const { platform: there, push } = stage;
    const attempt = await watchRollOut({ platform: there, name: "hello", push, expected });
    expect(attempt.succeeded).toBe(false);
    expect(attempt.text).toContain(" 502 Bad Gateway");
  });

  it("ends with what git says where nothing was pushed", async () => {
    using stage = await platform({ losing: false });
    const refused = { command: "git push", succeeded: false, text: "fatal: Authentication failed" };
    const push = () => Promise.resolve(refused);
    expect(await watchRollOut({ platform: stage.platform, name: "hello", push, expected })).toEqual(refused);
  });
});
