import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchChromium, openTab } from "../html/browser-under-test.ts";
import { contrastScript } from "../html/contrast-script.ts";
import { writeReport } from "../write-report.ts";
import { sampleNights } from "./sample-trend.ts";
import { toTrendHtml } from "./trend-page.ts";
import { trendOf } from "./trend.ts";

/** A folder to look at what the test saw; nothing is kept unless it is set. */
const pictures = process.env.TKGLAB_SCREENSHOTS;

const nights = {
  "containerd/photon-node-by-ssh": "pppppppppppppppppppppppppppppp",
  "containerd/rehash-forgotten": "ppppppppfpppppppppppbppppppppp",
  "kapp-controller/proxy": "ppppppppppppppppppppppppppppff",
  "supervisor/rotate-certificates": "fffppppppppppppppppppppppppppp",
  "tkg/new-cluster-with-a-name-that-does-not-fit": "--------------------psppp-pppp",
};

describe.skipIf(chromiumPath === undefined)("the page of the trend in a browser", () => {
  let browser: Browser;
  let dir: string;
  let address: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tkglab-trend-"));
    const runs = sampleNights(nights);
    for (const { results } of runs) await writeReport({ results, dir: join(dir, results.run.id) });
    const linked = runs.map((run) => ({ ...run, href: `./${run.results.run.id}/index.html` }));
    const file = join(dir, "trend.html");
    await writeFile(file, toTrendHtml(trendOf(linked, 30)));
    address = pathToFileURL(file).href;
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await rm(dir, { recursive: true });
  });

  const open = (options: BrowserContextOptions & { readonly at?: string } = {}) =>
    openTab(browser, address, options);

  async function picture(page: Page, name: string): Promise<void> {
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, `trend-${name}.png`), fullPage: true });
  }

  it("shows how things stand, asks for nothing and complains about nothing", async () => {
    await using tab = await open();
    expect(await tab.page.locator("h1").innerText()).toBe("1 failing, 1 flaky");
    const titles = await tab.page.locator(".matter h3").allInnerTexts();
    expect(titles.map((title) => title.replace("\n", " "))).toEqual([
      "Failing 1",
      "Flaky 1",
      "Fixed 1",
      "New 1",
    ]);
    expect(await tab.page.locator("tr.scenario:visible").count()).toBe(5);
    expect(tab.trouble).toEqual([]);
  });

  it("leads from a cell to the scenario in the report of that run", async () => {
    await using tab = await open();
    await tab.page.locator(`[id="containerd/rehash-forgotten"] .cells a`).nth(8).click();
    await tab.page.locator(`[id="containerd/rehash-forgotten"] > details[open]`).waitFor();
    expect(tab.page.url()).toMatch(/\/run-08\/index\.html#containerd\/rehash-forgotten$/);
  });

  it("leads from what stands out to the scenario's row, and from a column to its report", async () => {
    await using tab = await open();
    await tab.page.getByRole("link", { name: "kapp-controller/proxy" }).click();
    expect(await tab.page.locator("tr:target").getAttribute("id")).toBe("kapp-controller/proxy");
    await tab.page.locator("a.column").nth(20).click();
    expect(await tab.page.locator("h1").innerText()).toBe("Broken");
  });

  it("shows only what stands out where that is wished, and no area without any", async () => {
    await using tab = await open();
    const rows = () =>
      tab.page.evaluate(
        `[...document.querySelectorAll("tr.scenario")].filter((row) => row.checkVisibility()).map(({ id }) => id)`,
      );
    await tab.page.getByLabel("Only what stands out").check();
    expect(await rows()).toEqual(Object.keys(nights).slice(1));
    expect(await tab.page.locator(".area:visible").count()).toBe(4);
    await tab.page.getByLabel("Only what stands out").uncheck();
    expect(await rows()).toEqual(Object.keys(nights));
  });

  it("is not a long way by keyboard: what passed is passed over", async () => {
    await using tab = await open();
    const tabbed = await tab.page.locator("table a:not([tabindex])").count();
    expect(tabbed).toBe(Object.values(nights).join("").match(/[fbs]/g)?.length);
  });

  it.each([1280, 900, 700, 390, 360])("fits %i pixels: nothing is wider than the screen", async (width) => {
    await using tab = await open({ viewport: { width, height: 844 } });
    expect(await tab.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await picture(tab.page, `${width}`);
  });

  it.each(["light", "dark"] as const)("has contrast of 4.5 for all its text, %s", async (colorScheme) => {
    await using tab = await open({ colorScheme, at: "#kapp-controller/proxy" });
    expect(await tab.page.evaluate(contrastScript(4.5))).toEqual([]);
    await picture(tab.page, colorScheme);
  });

  it("is dark where the reader's system is, and dark on light on paper", async () => {
    await using tab = await open({ colorScheme: "dark" });
    expect(await tab.page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(
      "rgb(15, 16, 19)",
    );
    await tab.page.emulateMedia({ media: "print" });
    expect(await tab.page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(28, 29, 32)");
    expect(await tab.page.getByLabel("Only what stands out").isVisible()).toBe(false);
  });
});
