import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeApiServer } from "../cluster/packages/fake-api-server.ts";
import {
  building,
  delivered,
  fakeBuild,
  fakeBuildPod,
  type FakeCluster,
  fakeImage,
  fakeKpack,
  fakeWorkload,
} from "../cluster/supply-chain/fake-chain.ts";
import { chromiumPath, launchChromium, openTab } from "../report/html/browser-under-test.ts";
import { contrastScript } from "../report/html/contrast-script.ts";
import { chainResources, keptObjects } from "./page-under-test.ts";

/** A folder to look at what the test saw; nothing is kept unless it is set. */
const pictures = process.env.TKGLAB_SCREENSHOTS;

const hostile = `<img src=x onerror="globalThis.ran=true"></script><script>globalThis.ran=true</script>`;
const pod = "hello-golang-build-1-build-pod";

const failed: FakeCluster = {
  ...building,
  images: [fakeImage({ type: "Ready", status: "False", reason: "BuildFailed", message: hostile })],
  builds: [fakeBuild(1, { type: "Succeeded", status: "False", message: hostile })],
  pods: [fakeBuildPod(1, "build", { terminated: { exitCode: 51 } })],
};

/** The page's process in front of an API server that keeps what it is told. */
async function startPage(cluster: FakeCluster, port = 0) {
  await using stack = new AsyncDisposableStack();
  let isAway = false;
  let asked = 0;
  const api = stack.use(
    await fakeApiServer([], {
      resources: chainResources,
      refuse: () => {
        asked += 1;
        return isAway ? { status: 503, reason: "ServiceUnavailable", message: "etcd is away" } : undefined;
      },
    }),
  );
  const show = (next: FakeCluster) => {
    api.objects.clear();
    keptObjects(next).forEach((object, at) => api.objects.set(String(at), object));
  };
  show(cluster);
  const child = stack.adopt(
    spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
      env: {
        PATH: process.env.PATH,
        KUBECONFIG: api.kubeconfig,
        LISTEN_PORT: String(port),
        LISTEN_ADDRESS: "127.0.0.1",
      },
      stdio: ["ignore", "pipe", "inherit"],
    }),
    async (process) => {
      if (process.exitCode !== null) return;
      process.kill("SIGTERM");
      await once(process, "exit");
    },
  );
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string]; // as: readline's event has a line
  const ready = JSON.parse(line) as { readonly port: number }; // as: what main.ts says first
  const owned = stack.move();
  return {
    ...{ api, show, child, port: ready.port, address: `http://127.0.0.1:${ready.port}` },
    asked: () => asked,
    setAway: (value: boolean) => {
      isAway = value;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

describe("the page's process", () => {
  it("serves one page, its events and its health, and nothing else", async () => {
    await using server = await startPage(delivered);
    const ask = (path: string, init?: RequestInit) => fetch(`${server.address}${path}`, init);
    const page = await ask("/");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*connect-src 'self'/);
    expect(await page.text()).not.toMatch(/(?:src|href)="(?!#|data:)/);
    expect(await (await ask("/healthz")).text()).toBe("ok\n");
    expect((await ask("/etc/passwd")).status).toBe(404);
    const posted = await ask("/events", { method: "POST", body: "x" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);
  });

  it("ends at once when it is told to, whoever watches", async () => {
    await using server = await startPage(delivered);
    const events = await fetch(`${server.address}/events`);
    const exit = once(server.child, "exit");
    server.child.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
    await expect(events.text()).rejects.toThrow("terminated");
  });
});

describe.skipIf(chromiumPath === undefined)("the page in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
    browser = await launchChromium();
  });

  afterAll(() => browser.close());

  const open = (address: string, options: BrowserContextOptions = {}) => openTab(browser, address, options);

  async function picture(page: Page, name: string): Promise<void> {
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  const node = (page: Page, kind: string) =>
    page.locator(".node").filter({ has: page.locator(`.kind:text-is("${kind}")`) });
  const edges = (page: Page) => page.locator(".edge:not(.ghost, .head)").count();

  const setHidden = (page: Page, isHidden: boolean) =>
    page.evaluate(
      `Object.defineProperty(document, "hidden", { value: ${isHidden}, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`,
    );

  it("draws what there is, and what is still to come, and says how it stands in words", async () => {
    await using server = await startPage(building);
    await using tab = await open(server.address);
    const { page, trouble } = tab;
    await page.getByRole("heading", { name: "hello-golang" }).waitFor();
    expect(await page.locator(".node .kind").allTextContents()).toEqual([
      ...["Workload", "GitRepository", "Image", "Build", "Deployment", "Pod", "Service", "Ingress"],
    ]);
    expect(await node(page, "GitRepository").innerText()).toMatch(
      /ready\s+stored artifact for revision 'main@sha1:4f0e3c1'/,
    );
    expect(await node(page, "Deployment").innerText()).toContain("not there yet");
    expect(await page.locator(".step .state").allTextContents()).toEqual([
      ...["prepare", "analyze", "detect", "restore", "build", "export", "completion"],
    ]);
    expect(await page.locator(".step").nth(1).locator(".time").textContent()).toBe("2 s");
    expect(await edges(page)).toBe(3);
    expect(await page.getByText("1 Workload · 1 in progress").isVisible()).toBe(true);
    expect(await page.locator("#pulse").textContent()).toBe("Live");
    await picture(page, "building");
    expect(trouble).toEqual([]);
  });

  it("follows a change without being loaded again, and keeps what the reader has opened", async () => {
    await using server = await startPage(building);
    await using tab = await open(server.address);
    const { page, trouble } = tab;
    await page.getByText("All objects (5)").click();
    await page.evaluate("globalThis.stayed = true");
    server.show(delivered);
    const link = page.getByRole("link", { name: /^http:/ });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe(`http://hello-golang-127-0-0-1.sslip.io:${server.port}`);
    expect(await page.locator("#news").textContent()).toBe("hello-golang is ready");
    expect(await page.locator("details").getAttribute("open")).toBe("");
    expect(await page.locator("tbody tr").count()).toBe(8);
    expect(await edges(page)).toBe(7);
    expect(await page.title()).toBe("1 Workload · 1 ready · tkglab");
    expect(await page.evaluate("globalThis.stayed")).toBe(true);
    await picture(page, "delivered");
    server.show({});
    await page.getByText("There is no Workload yet").waitFor();
    expect(trouble).toEqual([]);
  });

  it("takes what the cluster says for text, whatever it is", async () => {
    await using server = await startPage(failed);
    server.api.objects.set(`/api/v1/namespaces/default/pods/${pod}/log`, hostile as never); // as: the server sends it as it is
    await using tab = await open(server.address);
    const { page, trouble } = tab;
    await page.locator(".why").waitFor();
    expect(await page.locator(".why").innerText()).toContain(hostile);
    expect(await node(page, "Image").locator(".said").textContent()).toBe(hostile);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(await page.evaluate("globalThis.ran ?? false")).toBe(false);
    await page.getByText("All objects").click();
    await picture(page, "failed");
    expect(trouble).toEqual([]);
  });

  it("says that the cluster does not answer, keeps what was seen, and goes on when it does", async () => {
    await using server = await startPage(building);
    await using tab = await open(server.address);
    const { page } = tab;
    await page.getByRole("heading", { name: "hello-golang" }).waitFor();
    server.setAway(true);
    const notice = page.getByRole("alert");
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(
      /^The cluster does not answer: Listing every \w+: .*etcd is away What is shown is \d+ s old\.$/,
    );
    expect(await node(page, "Image").isVisible()).toBe(true);
    await picture(page, "away");
    server.setAway(false);
    await notice.waitFor({ state: "hidden" });
    expect(await page.locator("#pulse").textContent()).toBe("Live");
  });

  it("asks nothing of the cluster while nobody looks, and is up to date when somebody does again", async () => {
    await using server = await startPage(building);
    await using tab = await open(server.address);
    const { page } = tab;
    await page.getByRole("heading", { name: "hello-golang" }).waitFor();
    await setHidden(page, true);
    // What was under way ends.
    await delay(1_500);
    const asked = server.asked();
    server.show(delivered);
    await delay(2_500);
    expect(server.asked()).toBe(asked);
    expect(await page.locator(".card.running").count()).toBe(1);
    await setHidden(page, false);
    await page.locator(".card.ready").waitFor();
    expect(await page.locator("#pulse").textContent()).toBe("Live");
  });

  it("comes back when its server does", async () => {
    await using first = await startPage(building);
    await using tab = await open(first.address);
    const { page } = tab;
    await page.getByRole("heading", { name: "hello-golang" }).waitFor();
    first.child.kill("SIGTERM");
    await page.getByText("This page's server does not answer.").waitFor();
    await using second = await startPage(delivered, first.port);
    await page.locator(".card.ready").waitFor();
    expect(second.port).toBe(first.port);
    expect(await page.getByRole("alert").isVisible()).toBe(false);
  });

  it("goes on after an ingress has answered in its server's place", async () => {
    await using server = await startPage(building);
    await using tab = await open(server.address);
    const { page } = tab;
    await page.getByRole("heading", { name: "hello-golang" }).waitFor();
    await setHidden(page, true);
    let refused = 0;
    await page.route("**/events", (route) => {
      refused += 1;
      return route.fulfill({ status: 503, body: "no available server" });
    });
    await setHidden(page, false);
    server.show(delivered);
    await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(await page.locator(".card.running").count()).toBe(1);
    await page.unroute("**/events");
    await page.locator(".card.ready").waitFor();
  });

  it.each([1280, 390, 320])("fits %i pixels: nothing is wider than the screen", async (width) => {
    await using server = await startPage(failed);
    await using tab = await open(server.address, { viewport: { width, height: 844 } });
    await tab.page.locator(".why").waitFor();
    await tab.page.getByText("All objects").click();
    expect(await tab.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await picture(tab.page, `failed-${width}`);
  });

  it("puts the chain in one line where there is room, what builds below it", async () => {
    await using server = await startPage(delivered);
    await using tab = await open(server.address);
    await tab.page.locator(".card").waitFor();
    const boxes = await tab.page.evaluate(
      `[...document.querySelectorAll(".node")].map((node) => [node.querySelector(".kind").textContent, node.offsetTop, node.offsetLeft])`,
    );
    const rows = boxes as readonly (readonly [string, number, number])[]; // as: the script above
    const topmost = rows.filter(([, top]) => top === rows[0]?.[1]);
    expect(topmost.toSorted(([, , one], [, , other]) => one - other).map(([kind]) => kind)).toEqual([
      ...["Workload", "GitRepository", "Image", "Deployment", "Service", "Ingress"],
    ]);
  });

  it("shows above the Image what serves everybody, when that is not in order", async () => {
    const notReady = { type: "Ready", status: "False", message: "the stack is not there" };
    const builder = fakeKpack("base", [notReady]);
    await using server = await startPage({ ...building, clusterbuilders: [builder], builds: [], pods: [] });
    await using tab = await open(server.address);
    const { page } = tab;
    await node(page, "ClusterBuilder").waitFor();
    const [above, below] = [
      await node(page, "ClusterBuilder").boundingBox(),
      await node(page, "Image").boundingBox(),
    ];
    expect(above?.x).toBe(below?.x);
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0);
    await picture(page, "builder");
  });

  it.each(["light", "dark"] as const)("has contrast of 4.5 for all its text, %s", async (colorScheme) => {
    const none: FakeCluster = { workloads: [fakeWorkload([])] };
    await using server = await startPage(none);
    await using tab = await open(server.address, { colorScheme });
    await tab.page.getByText("All objects").click();
    for (const [name, cluster, state] of [
      ["none", none, "running"],
      ["building", building, "running"],
      ["failed", failed, "failed"],
      ["delivered", delivered, "ready"],
    ] as const) {
      server.show(cluster);
      await tab.page.locator(`.card.${state} tbody tr:nth-child(${cluster === none ? 1 : 5})`).waitFor();
      expect(await tab.page.evaluate(contrastScript(4.5))).toEqual([]);
      await picture(tab.page, `${colorScheme}-${name}`);
    }
  });

  it("is used by keyboard alone", async () => {
    await using server = await startPage(delivered);
    await using tab = await open(server.address);
    const { page } = tab;
    await page.locator(".card").waitFor();
    const focused = () => page.evaluate("document.activeElement.textContent.trim()");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the Workloads");
    await page.keyboard.press("Tab");
    expect(await focused()).toMatch(/^http:\/\/hello-golang-/);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("All objects (8)");
    await page.keyboard.press("Enter");
    expect(await page.locator("table").isVisible()).toBe(true);
  });
});
