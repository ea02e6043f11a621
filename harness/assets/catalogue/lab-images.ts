import { labNetworksFile } from "../lab-networks.ts";
import type { Recipe } from "../recipe.ts";
import { nodeProgram } from "./node-program.ts";
import { staticBinary } from "./static-binary.ts";

/** What stands beside the clusters. */
export const labImages = [
  {
    type: "image",
    id: "harbor",
    title: "Harbor-like registry",
    dockerfile: "harbor",
    base: "debian",
    context: [
      { from: "asset", asset: "node-runtime", path: "node", to: "node" },
      { from: "asset", asset: "distribution", path: "registry", to: "registry" },
      { from: "package", path: "harness/registry/api", to: "api" },
      { from: "dependency", name: "jose", to: "node_modules/jose" },
      { from: "dependency", name: "hono", to: "node_modules/hono" },
    ],
    installs: false,
    usually: 10,
  },
  {
    type: "image",
    id: "toolbox",
    title: "toolbox with ssh, curl, openssl, skopeo, imgpkg, kbld, kapp, ytt",
    dockerfile: "toolbox",
    base: "debian",
    context: ["imgpkg", "kbld", "kapp", "ytt"].map((name) => ({
      ...{ from: "asset", asset: name, path: name, to: `bin/${name}` },
    })),
    installs: true,
    usually: 20,
  },
  {
    type: "image",
    id: "docker-host",
    title: "machine with a Docker daemon of its own",
    dockerfile: "docker-host",
    base: "debian",
    context: [],
    installs: true,
    usually: 25,
  },
  {
    type: "image",
    id: "fault-host",
    title: "machine of its own for a whole run, which meets faults there",
    dockerfile: "fault-host",
    base: "debian",
    context: [],
    installs: true,
    usually: 25,
  },
  {
    type: "image",
    id: "haproxy",
    title: "load balancer of a Cluster API cluster",
    dockerfile: "haproxy",
    base: "debian",
    context: [],
    installs: true,
    usually: 10,
  },
  {
    type: "image",
    id: "forward-proxy",
    title: "forward proxy of a site",
    dockerfile: "forward-proxy",
    base: "debian",
    context: [{ from: "text", text: labNetworksFile(), to: "networks" }],
    installs: true,
    usually: 15,
  },
  nodeProgram("tkg-controller", "controller of TanzuKubernetesClusters", "supervisor/main"),
  {
    type: "image",
    id: "nginx",
    title: "Debian's nginx, to be pulled from a private project",
    dockerfile: "nginx",
    base: "debian",
    context: [],
    installs: true,
    usually: 15,
  },
  staticBinary("docker-guard", "docker-guard-program", "docker-guard"),
  staticBinary("hello-app", "hello-app-program", "hello-app"),
] as const satisfies readonly Recipe[];
