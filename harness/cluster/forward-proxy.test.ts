import { describe, expect, it } from "vitest";
import { silent } from "../core/progress.ts";
import { fakeProgram } from "../tools/fake-program.ts";
import { ForwardProxy, requestsIn } from "./forward-proxy.ts";

const context = {
  labId: "abcdef",
  ownership: { runId: "r", scenarioId: "area/one", owner: "o" },
  secretsDir: "/nonexistent",
  signal: new AbortController().signal,
  progress: silent,
};
const log = `NOTICE    Nov 21 18:16:25.276 [1]: Initializing tinyproxy ...
CONNECT   Nov 21 18:16:27.528 [1]: Connect (file descriptor 5): 172.17.0.1
CONNECT   Nov 21 18:16:27.528 [1]: Request (file descriptor 5): CONNECT 10.96.0.1:443 HTTP/1.1
CONNECT   Nov 21 18:16:30.462 [1]: Request (file descriptor 17): CONNECT harbor.tkg.test:443 HTTP/1.1
CONNECT   Nov 21 18:16:30.465 [1]: Established connection to host "harbor.tkg.test" using file descriptor 8.
CONNECT   Nov 21 18:16:31.001 [1]: Request (file descriptor 5): GET http://harbor.tkg.test/v2/ HTTP/1.1
`;
const requests = ["CONNECT 10.96.0.1:443", "CONNECT harbor.tkg.test:443", "GET http://harbor.tkg.test/v2/"];

describe("requestsIn", () => {
  it("gives what was asked for, and nothing of who connected and what came of it", () => {
    expect(requestsIn(log)).toEqual(requests);
    expect(requestsIn("")).toEqual([]);
  });
});

describe("a forward proxy", () => {
  it("has a name on the lab's network and no port on this host, and goes when it is disposed of", async () => {
    await using docker = await fakeProgram("docker", [
      { when: "run *", stdout: "an-id" },
      { when: "exec *" },
      { when: "logs tkglab-abcdef-forward-proxy", stdout: log },
      { when: "rm *" },
    ]);
    {
      await using proxy = await ForwardProxy.start(context, "proxy:1");
      expect(proxy.url).toBe("http://proxy-abcdef.tkg.test:3128");
      expect(await proxy.requests()).toEqual(requests);
    }
    expect(await docker.calls()).toEqual([
      "run --detach --name tkglab-abcdef-forward-proxy --label tkglab.run=r --label tkglab.scenario=area/one --label tkglab.owner=o --network kind --network-alias proxy-abcdef.tkg.test --cap-add NET_ADMIN proxy:1",
      "exec tkglab-abcdef-forward-proxy bash -c : </dev/tcp/127.0.0.1/3128",
      "logs tkglab-abcdef-forward-proxy",
      "rm --force --volumes tkglab-abcdef-forward-proxy",
    ]);
  });

  it("that never listens leaves nothing behind", async () => {
    const stop = new AbortController();
    await using docker = await fakeProgram("docker", [
      { when: "run *", stdout: "an-id" },
      { when: "exec *", stderr: "connect: Connection refused", exitCode: 1 },
      { when: "rm *" },
    ]);
    const start = ForwardProxy.start({ ...context, signal: stop.signal }, "proxy:1");
    while (!(await docker.calls()).some((call) => call.startsWith("exec "))) await Promise.resolve();
    stop.abort(new Error("Ctrl-C"));
    await expect(start).rejects.toThrow("Ctrl-C");
    expect((await docker.calls()).at(-1)).toBe("rm --force --volumes tkglab-abcdef-forward-proxy");
  });
});
