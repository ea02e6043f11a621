import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../../core/package-root.ts";
import { temporaryFolder } from "../../../core/temporary-folder.ts";
import { parseClusterConfig, readClusterConfig } from "./cluster-config.ts";
import { clusterVariables } from "./cluster-variables.ts";

const providers = join(packageRoot, "fixtures/ytt/providers");
const defaults = readFileSync(join(providers, "config_default.yaml"), "utf8");
const read = (text: string) => parseClusterConfig({ text, file: "cheetah.yaml", defaults });
const hint = "config_default.yaml among the providers lists every variable with its default";

describe("the variables", () => {
  it("are those of config_default.yaml", () => {
    expect(Object.keys(clusterVariables)).toEqual(Object.keys(parse(defaults) as object)); // as: a map
  });
});

describe("parseClusterConfig", () => {
  it("needs nothing but a name", () => {
    expect(read("CLUSTER_NAME: cheetah\n")).toEqual({
      name: "cheetah",
      namespace: "default",
      plan: "dev",
      os: "photon",
      kubernetesVersion: "v1.29.15",
      variables: {
        CLUSTER_NAME: "cheetah",
        CLUSTER_PLAN: "dev",
        NAMESPACE: "default",
        INFRASTRUCTURE_PROVIDER: "docker",
        OS_NAME: "photon",
        KUBERNETES_VERSION: "v1.29.15",
        CLUSTER_CIDR: "100.96.0.0/11",
        SERVICE_CIDR: "100.64.0.0/13",
      },
    });
  });

  it("takes what the operator says, counts in quotes too", () => {
    const text = `# my cluster
CLUSTER_NAME: cheetah-2
CLUSTER_PLAN: prod
NAMESPACE: team
OS_NAME: ubuntu
CONTROL_PLANE_MACHINE_COUNT: "5"
WORKER_MACHINE_COUNT: 2
CLUSTER_CIDR: 100.100.0.0/16
SERVICE_CIDR: 100.64.8.0/22
TKG_HTTP_PROXY: http://proxy.lab:3128
TKG_NO_PROXY: .lab, 10.0.0.0/8
`;
    expect(read(text)).toMatchObject({
      name: "cheetah-2",
      namespace: "team",
      plan: "prod",
      os: "ubuntu",
      variables: {
        CONTROL_PLANE_MACHINE_COUNT: 5,
        WORKER_MACHINE_COUNT: 2,
        CLUSTER_CIDR: "100.100.0.0/16",
        SERVICE_CIDR: "100.64.8.0/22",
        TKG_HTTP_PROXY: "http://proxy.lab:3128",
        TKG_NO_PROXY: ".lab, 10.0.0.0/8",
      },
    });
  });

  it("leaves the default where a value is empty", () => {
    expect(read("CLUSTER_NAME: cheetah\nCLUSTER_PLAN:\nOS_NAME: ''\n")).toMatchObject({
      plan: "dev",
      os: "photon",
    });
  });

  it.each([
    ["", "CLUSTER_NAME is missing"],
    ["# nothing\n", "CLUSTER_NAME is missing"],
    ["CLUSTER_NAME:\n", "CLUSTER_NAME is missing"],
    ["- a\n", "it holds no `NAME: value` lines"],
    ["cheetah\n", "it holds no `NAME: value` lines"],
    ["A: [b\n", expect.stringMatching(/it is no YAML: .*line \d+/)],
    ["CLUSTER_NAME: a\nCLUSTER_NAME: b\n", expect.stringContaining("it is no YAML: Map keys must be unique")],
    [
      "CLUSTER_NAME: a\nCLUSTR_PLAN: dev\nLAB_NODE_IMAGES: {}\n",
      "CLUSTR_PLAN: the lab knows no such variable; LAB_NODE_IMAGES: the lab knows no such variable",
    ],
    [
      `a: &a [x, x]\n${Array.from("bcdefgh")
        .map(
          (name, at) =>
            `${name}: &${name} [${Array<string>(9)
              .fill(`*${"abcdefg".charAt(at)}`)
              .join()}]\n`,
        )
        .join("")}`,
      "it is no YAML that anybody would write: Excessive alias count indicates a resource exhaustion attack",
    ],
    [
      "CLUSTER_NAME: a\n__proto__: {CLUSTER_PLAN: prod}\nconstructor: a\n",
      "__proto__: the lab knows no such variable; constructor: the lab knows no such variable",
    ],
    ["OS_NAME: windows\n", 'CLUSTER_NAME is missing; OS_NAME is "windows": it has to be photon or ubuntu'],
  ])("says what is wrong with %j", (text, problem: unknown) => {
    const message: unknown =
      typeof problem === "string" ? `Reading the cluster configuration cheetah.yaml: ${problem}` : problem;
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "bad-input", message, hint }));
  });

  const label = "lower-case letters, digits and hyphens, a letter first and no hyphen last";
  const odd = "an odd number, 1 or more: etcd needs a majority";
  const pods = "100.96.0.0/11 or a network in it down to a /22";
  const services = "100.64.0.0/13 or a network in it down to a /24";
  it.each([
    ["CLUSTER_NAME", "Cheetah", `at most 42 ${label}`],
    ["CLUSTER_NAME", "cheetah-", `at most 42 ${label}`],
    ["CLUSTER_NAME", "c".repeat(43), `at most 42 ${label}`],
    ["CLUSTER_NAME", 42, `at most 42 ${label}`],
    ["NAMESPACE", "team.a", `at most 63 ${label}`],
    ["CLUSTER_PLAN", "test", "dev or prod"],
    ["OS_NAME", "windows", "photon or ubuntu"],
    ["INFRASTRUCTURE_PROVIDER", "vsphere", "docker"],
    ["KUBERNETES_VERSION", "v1.21.2+vmware.1", "v1.29.15 or v1.34.4"],
    ["CONTROL_PLANE_MACHINE_COUNT", 2, odd],
    ["CONTROL_PLANE_MACHINE_COUNT", "many", odd],
    ["CONTROL_PLANE_MACHINE_COUNT", -1, odd],
    ["WORKER_MACHINE_COUNT", 0, "a number, 1 or more"],
    ["WORKER_MACHINE_COUNT", 1.5, "a number, 1 or more"],
    ["WORKER_MACHINE_COUNT", true, "a number, 1 or more"],
    ["CLUSTER_CIDR", "10.0.0.0/16", pods],
    ["CLUSTER_CIDR", "100.96.0.0/8", pods],
    ["CLUSTER_CIDR", "100.96.0.0/24", pods],
    ["CLUSTER_CIDR", "100.96.1.0/16", pods],
    ["CLUSTER_CIDR", "100.96.0.0", pods],
    ["SERVICE_CIDR", "100.72.0.0/16", services],
    ["SERVICE_CIDR", "100.64.300.0/16", services],
    ["TKG_HTTP_PROXY", "proxy.lab:3128", "http://host:port or https://host:port"],
    ["TKG_HTTPS_PROXY", "http://proxy.lab", "http://host:port or https://host:port"],
    ["TKG_NO_PROXY", "a b", "names and addresses, separated by commas"],
  ])("refuses %s: %j", (name, value, allowed) => {
    const text = JSON.stringify({ CLUSTER_NAME: "cheetah", [name]: value });
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        code: "bad-input",
        message: `Reading the cluster configuration cheetah.yaml: ${name} is ${JSON.stringify(value)}: it has to be ${allowed}`,
        hint,
      }),
    );
  });

  it("does not hide a default that somebody spoilt", () => {
    const spoilt = defaults.replace("OS_NAME: photon", "OS_NAME: null");
    expect(() => parseClusterConfig({ text: "CLUSTER_NAME: a\n", file: "a.yaml", defaults: spoilt })).toThrow(
      "Reading the cluster configuration a.yaml: OS_NAME has neither a value nor a default",
    );
  });
});

describe("readClusterConfig", () => {
  it("reads a file", async () => {
    await using dir = await temporaryFolder();
    const file = join(dir.path, "cheetah.yaml");
    await writeFile(file, "CLUSTER_NAME: cheetah\n");
    expect(await readClusterConfig(file, providers)).toMatchObject({ name: "cheetah" });
  });

  it("says which file is not there", async () => {
    await expect(readClusterConfig("/nonexistent/a.yaml", providers)).rejects.toMatchObject({
      code: "bad-input",
      message: "Reading the cluster configuration /nonexistent/a.yaml: it cannot be read",
    });
  });
});
