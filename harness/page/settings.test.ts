import { expect, it } from "vitest";
import { readSettings } from "./settings.ts";

it("shows the Workloads of the platform, unless told otherwise", () => {
  expect(readSettings({})).toEqual({
    ...{ port: 8080, address: "::", namespace: "default", kubeconfig: undefined },
  });
  const env = {
    LISTEN_PORT: "0",
    LISTEN_ADDRESS: "127.0.0.1",
    WORKLOADS_NAMESPACE: "team",
    KUBECONFIG: "/x",
  };
  expect(readSettings(env)).toEqual({
    ...{ port: 0, address: "127.0.0.1", namespace: "team", kubeconfig: "/x" },
  });
});

it("takes nothing for a setting that Kubernetes says of Services", () => {
  const env = { PAGE_PORT: "tcp://10.96.191.209:80", PAGE_SERVICE_HOST: "10.96.191.209" };
  expect(readSettings(env)).toEqual(readSettings({}));
});

it.each(["", "http", "-1", "65536", "8080x"])('refuses "%s" for a port', (port) => {
  expect(() => readSettings({ LISTEN_PORT: port })).toThrow(`Reading LISTEN_PORT: "${port}" is no TCP port`);
});
