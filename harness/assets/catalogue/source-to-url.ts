import type { ContextEntry, ImageRecipe, Recipe } from "../recipe.ts";
import { nodeProgram } from "./node-program.ts";
import { staticBinary } from "./static-binary.ts";

const kpack = "github.com/pivotal/kpack";
const sourceController = "github.com/fluxcd/source-controller";
const traefik = "github.com/traefik/traefik/v3";

/** The name by which manifests know an image that lies in the nodes. */
const inNode = (name: string) => `tkglab.test/${name}:node`;

/** What turns a git push into a URL (seed 002), besides Cartographer: kpack, Flux, an ingress controller, a git server, a page. */
export const sourceToUrl = [
  {
    type: "go",
    id: "kpack",
    title: "kpack v0.15.0",
    module: "kpack",
    programs: Object.fromEntries(
      ["controller", "webhook", "build-init", "completion", "rebase"].map((name) => [
        name,
        `${kpack}/cmd/${name}`,
      ]),
    ),
    // Without this the builders that it makes say "v0.0.0".
    ldflags: `-X ${kpack}/cmd.Version=0.15.0`,
    usually: 195,
  },
  staticBinary("kpack-controller", "kpack", "controller"),
  staticBinary("kpack-webhook", "kpack", "webhook"),
  kpackProcess("build-init"),
  kpackProcess("completion"),
  kpackProcess("rebase"),
  {
    type: "manifests",
    id: "kpack-manifests",
    title: "manifests of kpack v0.15.0",
    module: "kpack",
    from: {
      kind: "ytt",
      files: { modulePath: kpack, folder: "." },
      names: ["config"],
      values: {
        kpack_version: "0.15.0",
        "controller.image": inNode("kpack-controller"),
        "webhook.image": inNode("kpack-webhook"),
      },
    },
    overlays: "kpack",
    usually: 2,
  },
  {
    type: "go",
    id: "source-controller",
    title: "Flux source-controller v1.3.0",
    module: "source-controller",
    programs: { "source-controller": sourceController },
    usually: 200,
  },
  {
    ...staticBinary("source-controller-image", "source-controller", "source-controller"),
    upstream: "ghcr.io/fluxcd/source-controller:v1.3.0",
  },
  {
    type: "manifests",
    id: "source-controller-manifests",
    title: "manifests of Flux source-controller v1.3.0",
    module: "source-controller",
    from: {
      kind: "kustomize",
      parts: [{ modulePath: sourceController, folder: "config/default" }],
      kubectl: "kubernetes-1.34",
    },
    overlays: "source-controller",
    usually: 2,
  },
  {
    type: "go",
    id: "traefik",
    title: "Traefik v3.6.12",
    module: "traefik",
    programs: { traefik: `${traefik}/cmd/traefik` },
    // Without this it calls itself "dev".
    ldflags: `-X ${traefik}/pkg/version.Version=3.6.12`,
    usually: 240,
  },
  {
    ...staticBinary("traefik-image", "traefik", "traefik"),
    upstream: "docker.io/library/traefik:v3.6.12",
  },
  {
    type: "image",
    id: "git-server",
    title: "git server over https",
    dockerfile: "git-server",
    base: "debian",
    context: [
      repository("hello-golang", "master"),
      repository("hello-tanzu", "main"),
      repository("hello-nodejs", "master"),
      repository("hello-ruby", "main"),
    ],
    installs: true,
    usually: 15,
  },
  nodeProgram("page", "page that shows supply chains", "page/main"),
  {
    type: "preloaded-image",
    id: "node-source-to-url",
    title: "node-ubuntu, images of Source-to-URL loaded",
    base: "node-ubuntu",
    extra: {
      [inNode("cert-manager-controller")]: "cert-manager-controller",
      [inNode("cert-manager-webhook")]: "cert-manager-webhook",
      [inNode("cert-manager-cainjector")]: "cert-manager-cainjector",
      [inNode("kpack-controller")]: "kpack-controller",
      [inNode("kpack-webhook")]: "kpack-webhook",
      [inNode("source-controller")]: "source-controller-image",
      [inNode("traefik")]: "traefik-image",
      [inNode("git-server")]: "git-server",
      [inNode("page")]: "page",
    },
    usually: 30,
  },
] as const satisfies readonly Recipe[];

/** An image for a step of build Pods: they name the program by the path that kpack's own images have it at. */
function kpackProcess<P extends "build-init" | "completion" | "rebase">(program: P) {
  return {
    type: "image",
    id: `kpack-${program}`,
    title: `${program} image of kpack`,
    dockerfile: "kpack-process",
    base: "debian",
    context: [{ from: "asset", asset: "kpack", path: program, to: `bin/${program}` }],
    installs: false,
    usually: 3,
  } as const satisfies ImageRecipe;
}

/** A repository that the git server begins with; its branch is called as in the seed. */
function repository(name: string, branch: string): ContextEntry {
  return { from: "package", path: `fixtures/apps/${name}`, to: `repositories/${name}/${branch}` };
}
