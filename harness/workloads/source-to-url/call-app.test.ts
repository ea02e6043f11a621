import { describe, expect, it } from "vitest";
import { appAnswers, appUrl, callApp } from "./call-app.ts";
import { fakeIngress } from "./fake-ingress.ts";

const budget = { name: "appDeployed", limit: 400, every: 10 };

describe("callApp", () => {
  it("reaches it on 127.0.0.1 under its own name, whatever the port is", async () => {
    using app = await fakeIngress((request, response) => response.end(request.headers.host));
    const { platform } = app;
    expect(await callApp({ platform, name: "hello" })).toEqual({
      status: 200,
      body: "hello-127-0-0-1.sslip.io",
    });
    expect(appUrl({ platform, name: "hello" })).toBe(
      `http://hello-127-0-0-1.sslip.io:${platform.ports.http}`,
    );
  });
});

describe("appAnswers", () => {
  it("waits through everything that comes before the answer", async () => {
    let asked = 0;
    using app = await fakeIngress((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else if (asked === 2) response.writeHead(404).end("404 page not found\n");
      else response.end(asked === 3 ? "Hello Old!" : "Hello World!");
    });
    const { platform } = app;
    expect(await appAnswers({ platform, name: "hello", expected: /World/, budget })).toEqual({
      command: `curl http://hello-127-0-0-1.sslip.io:${platform.ports.http}`,
      succeeded: true,
      text: "Hello World!",
    });
    expect(asked).toBe(4);
  });

  it("has failed when the answer does not come, and says what came instead", async () => {
    using app = await fakeIngress((_request, response) =>
      response.writeHead(404).end("404 page not found\n"),
    );
    const attempt = await appAnswers({ platform: app.platform, name: "hello", budget });
    expect(attempt.succeeded).toBe(false);
    expect(attempt.text).toMatch(
      /^Waiting for http:\/\/hello-\S+ to answer: not within 0\.4 s .*; last seen: 404 404 page not found$/,
    );
  });
});
