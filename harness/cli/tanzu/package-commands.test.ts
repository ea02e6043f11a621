import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeKappController } from "../../cluster/packages/fake-kapp-controller.ts";
import { cartographer, fakePackageCluster, patient } from "../../cluster/packages/fake-packages.ts";
import { temporaryFolder } from "../../core/temporary-folder.ts";
import { agreeToDeletePackage } from "./delete-package.ts";
import { parseBoolean } from "./install-package.ts";
import { parseDuration } from "./package-cluster.ts";
import { tanzuCommand } from "./tanzu.ts";

/** Runs `tanzu package ...`, and gives what it prints. */
async function tanzuPackage(...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await tanzuCommand().parseAsync(["package", ...words], { from: "user" });
  } finally {
    vi.restoreAllMocks();
  }
  return printed.join("");
}

const install = ["install", "cartographer", "-p", cartographer.packageName, "-v", cartographer.version];
const here = ["-n", cartographer.namespace];

afterEach(() => vi.restoreAllMocks());

describe("tanzu package", patient, () => {
  it("installs, lists, shows and deletes", async () => {
    await using api = await fakePackageCluster(new FakeKappController("succeeds"));
    const chosen = ["--kubeconfig", api.kubeconfig];
    expect(await tanzuPackage("available", "list", ...here, ...chosen)).toContain("LATEST-VERSION");
    expect(await tanzuPackage("available", "list", cartographer.packageName, ...here, ...chosen)).toMatch(
      / 0\.0\.7\n.* 0\.0\.8\n/,
    );
    expect(await tanzuPackage(...install, ...here, ...chosen)).toBe(
      "Added installed package 'cartographer' in namespace 'tkg-package-install'\n",
    );
    expect(await tanzuPackage("installed", "list", "-A", ...chosen)).toContain("Reconcile succeeded");
    expect(await tanzuPackage("installed", "list", ...chosen)).not.toContain("cartographer");
    expect(await tanzuPackage("installed", "get", "cartographer", ...here, ...chosen)).toContain(
      "STATUS:               Reconcile succeeded\n",
    );
    expect(await tanzuPackage(...install, ...here, ...chosen)).toBe(
      "Unchanged: installed package 'cartographer' in namespace 'tkg-package-install'\n",
    );
    expect(await tanzuPackage("installed", "delete", "cartographer", "-y", ...here, ...chosen)).toBe(
      "Uninstalled package 'cartographer' from namespace 'tkg-package-install'\n",
    );
  });

  it("fails with what kapp-controller says, and installs all the same with --wait=false", async () => {
    await using api = await fakePackageCluster(new FakeKappController({ fails: "vendir: Error:\n  x509\n" }));
    const chosen = ["--kubeconfig", api.kubeconfig, ...here];
    await expect(tanzuPackage(...install, ...chosen)).rejects.toMatchObject({
      code: "check",
      message:
        "Installing package cartographer: Reconcile failed: Error (see .status.usefulErrorMessage for details)\nvendir: Error:\n  x509",
    });
    expect(await tanzuPackage(...install, ...chosen, "--wait=false")).toContain("Unchanged");
  });

  it("fails when what was deployed cannot be deleted", async () => {
    const controller = new FakeKappController("succeeds");
    await using api = await fakePackageCluster(controller);
    const chosen = ["--kubeconfig", api.kubeconfig, ...here];
    await tanzuPackage(...install, ...chosen);
    controller.deleteFails = "kapp: Error: forbidden";
    await expect(tanzuPackage("installed", "delete", "cartographer", "-y", ...chosen)).rejects.toMatchObject({
      code: "check",
      message:
        "Deleting package cartographer: kapp-controller cannot delete what it has deployed:\nkapp: Error: forbidden",
    });
  });

  it("waits as long as it is told", async () => {
    const controller = new FakeKappController();
    controller.isAsleep = true;
    await using api = await fakePackageCluster(controller);
    const chosen = ["--kubeconfig", api.kubeconfig, ...here, "--poll-timeout", "300ms"];
    await expect(tanzuPackage(...install, ...chosen)).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining("not within 0.3 s") as string,
    });
  });

  it("shows nothing of what is not installed", async () => {
    await using api = await fakePackageCluster(new FakeKappController());
    await expect(
      tanzuPackage("installed", "get", "cartographer", "--kubeconfig", api.kubeconfig),
    ).rejects.toMatchObject({
      code: "usage",
      message:
        "Looking for package cartographer: no package is installed as cartographer in namespace default",
    });
  });
});

describe("the cluster of tanzu package", patient, () => {
  it("has to be chosen", async () => {
    await expect(tanzuPackage("installed", "list")).rejects.toMatchObject({
      code: "usage",
      message: "Which cluster is meant? --cluster NAME, or --kubeconfig FILE",
    });
  });

  it("has to be reachable by the file that is given", async () => {
    await using dir = await temporaryFolder();
    const file = join(dir.path, "config");
    await expect(tanzuPackage("installed", "list", "--kubeconfig", file)).rejects.toMatchObject({
      code: "usage",
      message: `Reading the kubeconfig ${file}: there is no such file`,
    });
    await writeFile(file, "a: b: c");
    await expect(tanzuPackage("installed", "list", "--kubeconfig", file)).rejects.toMatchObject({
      code: "bad-input",
      message: expect.stringContaining(`Reading the kubeconfig ${file}: it is none: `) as string,
    });
  });
});

describe("agreeToDeletePackage", () => {
  const signal = new AbortController().signal;

  /** A terminal at which somebody types this. */
  function terminal(typed: string) {
    const asked: string[] = [];
    const stdin = Object.assign(new PassThrough(), { isTTY: true });
    stdin.end(typed);
    const stderr = new PassThrough().on("data", (chunk: Buffer) => asked.push(chunk.toString()));
    return { asked, asking: { stdin, stderr, signal } };
  }

  it("is content with a yes", async () => {
    const { asked, asking } = terminal("y\n");
    await agreeToDeletePackage(cartographer, asking);
    expect(asked.join("")).toBe(
      "Deleting installed package 'cartographer' in namespace 'tkg-package-install'. Are you sure? [y/N]: ",
    );
  });

  it("leaves the package when the answer is no, and asks nobody where there is no terminal", async () => {
    await expect(agreeToDeletePackage(cartographer, terminal("n\n").asking)).rejects.toMatchObject({
      ...{ code: "interrupted", message: "Deleting package cartographer: not confirmed, it stays" },
    });
    const asking = { ...terminal("y\n").asking, stdin: new PassThrough() };
    await expect(agreeToDeletePackage(cartographer, asking)).rejects.toMatchObject({
      code: "usage",
      message: "Deleting package cartographer: there is no terminal to ask whether you are sure",
      hint: "tkglab tanzu package installed delete cartographer --namespace tkg-package-install --yes",
    });
  });
});

describe("what the options take", () => {
  it.each([
    ["90s", 90_000],
    ["5m", 300_000],
    ["1h30m", 5_400_000],
    ["1.5m", 90_000],
    ["300ms", 300],
  ])("%s", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(["", "5", "0s", "m", "5m later", "-5m"])("and not %j", (text) => {
    expect(() => parseDuration(text)).toThrow("It takes a duration, such as 90s, 5m or 1h30m.");
  });

  it("true and false", () => {
    expect(["true", "1", "T"].map(parseBoolean)).toEqual([true, true, true]);
    expect(["false", "0", "F"].map(parseBoolean)).toEqual([false, false, false]);
    expect(() => parseBoolean("cartographer")).toThrow("It takes true or false.");
  });
});
