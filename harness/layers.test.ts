import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { packageRoot } from "./core/package-root.ts";

const below = (...layers: readonly string[]) => layers.map((layer) => `harness/${layer}/`);
const tools = below("tools", "core");
const materials = below("assets", "pki", "tools", "core");
const actors = below("cluster", "registry", "assets", "pki", "tools", "core");

const page = ["harness/documents.ts", ...below("core")];
const script = ["scripts/", ...below("core", "host", "report"), "harness/tools/exec.ts"];

/** What of ours a file, or the files of a folder, may import: the arrows of the design. The first that fits counts. */
const layers: Readonly<Record<string, readonly string[]>> = {
  // Tests of the documentation meet what it speaks of.
  "harness/readme.contract.test.ts": [...page, ...below("cli", "report")],
  "harness/workflows.contract.test.ts": below("cli", "core"),
  "harness/docs.contract.test.ts": [...page, ...below("registry")],
  "harness/docs.test.ts": page,
  "harness/documents.ts": page,
  "harness/layers.test.ts": below("core"),
  // It writes a page from headers and steps, as write-schema.ts does from the report's schema.
  "scripts/write-scenario-docs.ts": [
    ...[...script, "harness/scenario/definition.ts", "harness/scenario/discover.ts"],
    "harness/scenario/matrix/",
  ],
  "scripts/write-symptom-docs.ts": [...script, ...below("explain")],
  "scripts/write-oci-docs.ts": [...script, ...below("registry/oci-specification")],
  "harness/core/": below("core"),
  "harness/tools/": tools,
  "harness/pki/": below("pki", "core"),
  "harness/assets/": below("assets", "tools", "core"),
  "harness/host/": below("host", "tools", "core"),
  "harness/report/": below("report", "core"),
  // It looks as the report does.
  "harness/page/": [
    ...below("page", "cluster", "core"),
    ...["harness/report/html/style-theme.ts", "harness/report/html/browser-under-test.ts"],
    "harness/report/html/contrast-script.ts",
  ],
  "harness/registry/": below("registry", "pki", "tools", "core"),
  // A program in a Pod: it knows one cluster, by its API.
  "harness/supervisor/": [
    ...below("supervisor", "cluster/kube", "pki", "core"),
    // The addon of a cluster's network is the same in standalone TKG.
    "harness/cluster/tkg/addon-app.ts",
  ],
  "harness/cluster/": [
    ...["harness/cluster/", "harness/supervisor/api/", "harness/supervisor/objects/lab-settings.ts"],
    ...materials,
  ],
  "harness/workloads/": ["harness/workloads/", ...actors],
  "harness/procedures/": ["harness/procedures/", "harness/supervisor/api/", ...actors],
  "harness/inspect/": below("inspect", "cluster", "registry", "pki", "tools", "core"),
  // What is known of failures, and of a run what its results.json says.
  "harness/explain/": below("explain", "report", "core"),
  // It runs the command line on a machine of its own and reads what that reports.
  "harness/faults/": below("faults", "report", "tools", "core"),
  "harness/scenario/": [
    ...below(
      "scenario",
      "faults",
      "supervisor/api",
      "report",
      "inspect",
      "explain",
      "procedures",
      "workloads",
    ),
    ...["harness/supervisor/objects/lab-settings.ts", ...actors],
  ],
  "harness/index.ts": [...below("scenario", "faults", "inspect", "procedures", "workloads"), ...actors],
  "harness/cli/": [
    ...[
      ...below("cli", "scenario", "report", "inspect", "explain", "procedures", "workloads", "host"),
      ...actors,
    ],
  ],
  // Scenarios that differ by the operating system only share a file beside them.
  "scenarios/": ["harness/index.ts", "scenarios/"],
  "scripts/": script,
};

/** Who may import a package: folders, files, or kinds of files. What is not here nobody may. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "@kubernetes/client-node": ["harness/cluster/"],
  ajv: ["harness/report/results-json-schema.test.ts", "harness/supervisor/api/crds.test.ts"],
  commander: ["harness/cli/", "harness/readme.contract.test.ts", "harness/workflows.contract.test.ts"],
  execa: ["harness/tools/exec.ts"],
  "fast-check": ["harness/registry/hostile-input/"],
  // Tests parse the XML that was written.
  "fast-xml-parser": ["harness/report/", ".contract.test.ts"],
  hono: ["harness/registry/api/", "harness/report/"],
  jose: ["harness/registry/api/", "harness/registry/seen-request.ts"],
  leven: ["harness/scenario/"],
  // What runs inside the registry's container has no execa; the other two hold a process for contract tests.
  "node:child_process": [
    ...[".contract.test.ts", "scripts/", "harness/registry/api/distribution-process.ts"],
    ...["harness/registry/registry-process.ts", "harness/cli/cli-process.ts"],
  ],
  "node-forge": ["harness/pki/"],
  "playwright-core": [".contract.test.ts", "scripts/", "harness/report/html/browser-under-test.ts"],
  prettier: ["scripts/"],
  "proper-lockfile": ["harness/assets/"],
  testcontainers: ["harness/registry/"],
  typescript: ["harness/layers.test.ts"],
  // The command line's progress is a reporter of vitest, by its type.
  vitest: [".test.ts", "harness/scenario/", "harness/cli/progress-reporter.ts"],
  yaml: [
    ...["harness/cluster/", "harness/explain/", "harness/supervisor/api/crds.test.ts"],
    "harness/workloads/nginx.test.ts",
  ],
  zod: [
    ...["harness/assets/", "harness/registry/", "harness/report/"],
    "harness/cluster/source-to-url/builder-file.ts",
  ],
  zx: ["scripts/"],
};

/** What is wrong with the imports of a file: a sentence each. */
function strayImports(file: string, text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .flatMap((imported) => {
      const rule = imported.startsWith(".") ? ruleOfLayers(file, imported) : ruleOfPackages(file, imported);
      return rule === undefined ? [] : [`${file} imports ${imported}: ${rule}`];
    });
}

function ruleOfLayers(file: string, imported: string): string | undefined {
  const target = join(dirname(file), imported);
  const [layer, may] = Object.entries(layers).find(([path]) => covers(path, file)) ?? [];
  if (layer === undefined || may === undefined) return "its folder is no layer of harness/layers.test.ts";
  return may.some((path) => covers(path, target)) ? undefined : `${layer} may import ${may.join(", ")} only`;
}

function ruleOfPackages(file: string, imported: string): string | undefined {
  const [scopeOrName = "", name] = imported.split("/");
  const packageName = imported.startsWith("@") ? `${scopeOrName}/${name ?? ""}` : scopeOrName;
  const may = packages[packageName];
  if (may === undefined) {
    return packageName.startsWith("node:") ? undefined : "it is no package of harness/layers.test.ts";
  }
  return may.some((path) => covers(path, file)) ? undefined : `only ${may.join(", ")} may`;
}

/** A folder ends with a slash, a kind of files begins with a dot, everything else is one file. */
function covers(path: string, file: string): boolean {
  if (path.endsWith("/")) return file.startsWith(path);
  return path.startsWith(".") ? file.endsWith(path) : file === path;
}

const files = globSync("{harness,scenarios,scripts}/**/*.ts", { cwd: packageRoot }).toSorted();

describe("every import follows the arrows of the design", () => {
  it("and there are files to look at in each layer", () => {
    const folders = Object.keys(layers).filter((layer) => layer.endsWith("/"));
    const empty = folders.filter((layer) => !files.some((file) => covers(layer, file)));
    expect(empty).toEqual([]);
  });

  it("of our own files and of packages", () => {
    const stray = files.flatMap((file) => strayImports(file, readFileSync(join(packageRoot, file), "utf8")));
    expect(stray).toEqual([]);
  });
});

describe("a stray import is told by a sentence", () => {
  it.each([
    [
      "harness/core/a.ts",
      'import { exec } from "../tools/exec.ts";',
      "harness/core/a.ts imports ../tools/exec.ts: harness/core/ may import harness/core/ only",
    ],
    [
      "harness/tools/ssh/a.ts",
      'export type { Assets } from "../../assets/index.ts";',
      "harness/tools/ssh/a.ts imports ../../assets/index.ts: harness/tools/ may import harness/tools/, harness/core/ only",
    ],
    [
      "harness/cluster/a.ts",
      'const more = await import("../scenario/lab.ts");',
      "harness/cluster/a.ts imports ../scenario/lab.ts: harness/cluster/ may import harness/cluster/, harness/supervisor/api/, harness/supervisor/objects/lab-settings.ts, harness/assets/, harness/pki/, harness/tools/, harness/core/ only",
    ],
    [
      "harness/report/a.ts",
      'import type { Run } from "../cli/run.ts";',
      "harness/report/a.ts imports ../cli/run.ts: harness/report/ may import harness/report/, harness/core/ only",
    ],
    [
      "scenarios/x/a.scenario.ts",
      'import { Secret } from "../../harness/core/secret.ts";',
      "scenarios/x/a.scenario.ts imports ../../harness/core/secret.ts: scenarios/ may import harness/index.ts, scenarios/ only",
    ],
    [
      "scripts/a.ts",
      'export * from "../harness/tools/docker/docker.ts";',
      "scripts/a.ts imports ../harness/tools/docker/docker.ts: scripts/ may import scripts/, harness/core/, harness/host/, harness/report/, harness/tools/exec.ts only",
    ],
    [
      "harness/pki/a.ts",
      'import "../../scripts/run.ts";',
      "harness/pki/a.ts imports ../../scripts/run.ts: harness/pki/ may import harness/pki/, harness/core/ only",
    ],
    [
      "harness/new/a.ts",
      'import "../core/errors.ts";',
      "harness/new/a.ts imports ../core/errors.ts: its folder is no layer of harness/layers.test.ts",
    ],
    [
      "harness/workloads/a.ts",
      'import type { V1Pod } from "@kubernetes/client-node";',
      "harness/workloads/a.ts imports @kubernetes/client-node: only harness/cluster/ may",
    ],
    [
      "harness/tools/kind/a.ts",
      'import { execa } from "execa";',
      "harness/tools/kind/a.ts imports execa: only harness/tools/exec.ts may",
    ],
    [
      "harness/report/a.ts",
      'import { z } from "left-pad/sub";',
      "harness/report/a.ts imports left-pad/sub: it is no package of harness/layers.test.ts",
    ],
    [
      "harness/host/a.test.ts",
      'import { spawn } from "node:child_process";',
      "harness/host/a.test.ts imports node:child_process: only .contract.test.ts, scripts/, harness/registry/api/distribution-process.ts, harness/registry/registry-process.ts, harness/cli/cli-process.ts may",
    ],
  ])("%s: %s", (file, text, sentence) => {
    expect(strayImports(file, text)).toEqual([sentence]);
  });

  it.each([
    ["harness/tools/exec.ts", 'import { execa } from "execa"; import { a } from "../core/errors.ts";'],
    ["harness/report/html/a.ts", 'import { html } from "hono/html";'],
    ["harness/pki/a.contract.test.ts", 'import { execFileSync } from "node:child_process";'],
    ["harness/core/a.test.ts", 'import { it } from "vitest"; import { join } from "node:path";'],
    ["scenarios/x/a.scenario.ts", 'import { scenario } from "../../harness/index.ts";'],
    ["harness/core/a.ts", '// import "execa";\nconst text = \'import "execa"\';'],
  ])("and what is no stray import is not: %s: %s", (file, text) => {
    expect(strayImports(file, text)).toEqual([]);
  });
});
