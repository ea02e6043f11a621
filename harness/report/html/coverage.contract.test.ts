import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedProcedures } from "../coverage/coverage.ts";
import { coveringIds, coveringResults } from "../sample-coverage.ts";
import { writeReport } from "../write-report.ts";
import { chromiumPath, launchChromium, openTab } from "./browser-under-test.ts";
import { contrastScript } from "./contrast-script.ts";

/** A folder to look at what the test saw; nothing is kept unless it is set. */
const pictures = process.env.TKGLAB_SCREENSHOTS;

describe.skipIf(chromiumPath === undefined)("the coverage of the seeds in a browser", () => {
  // The last procedure is not carried out, so that the section is closed; two scenarios go wrong.
  const absent = seedProcedures.at(-1)?.scenarios ?? [];
  const ids = coveringIds().filter((id) => !absent.includes(id));
  const [failed = "", broken = "", passed = ""] = ids;
  let browser: Browser;
  let dir: string;
  let address: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tkglab-coverage-"));
    const results = coveringResults({ [failed]: "failed", [broken]: "broken" }, ids);
    address = pathToFileURL((await writeReport({ results, dir: join(dir, "run") })).html).href;
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
      await page.locator("#coverage").screenshot({ path: join(pictures, `coverage-${name}.png`) });
  }

  it("opens from the head of the page, by its link", async () => {
    await using tab = await open();
    const first = tab.page.locator(".procedure").first();
    expect(await first.isVisible()).toBe(false);
    await tab.page.getByRole("link", { name: /procedures passed$/ }).click();
    await first.waitFor({ state: "visible" });
    expect(await tab.page.locator(".procedure").count()).toBe(seedProcedures.length);
    expect(tab.trouble).toEqual([]);
  });

  it("leads to a scenario and opens it, even one that the filter hides", async () => {
    await using tab = await open({ at: "#coverage" });
    await tab.page.getByRole("searchbox").fill("nothing like that");
    await tab.page.locator("#coverage").getByRole("link", { name: passed, exact: true }).first().click();
    const card = tab.page.locator(`[id="${passed}"]`);
    expect(await card.locator(".said").first().isVisible()).toBe(true);
  });

  it.each([1280, 700, 390, 360])("fits %i pixels: nothing is wider than the screen", async (width) => {
    await using tab = await open({ viewport: { width, height: 844 }, at: "#coverage" });
    expect(await tab.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await picture(tab.page, `${width}`);
  });

  it.each(["light", "dark"] as const)("has contrast of 4.5 for all its text, %s", async (colorScheme) => {
    await using tab = await open({ colorScheme, at: "#coverage" });
    expect(await tab.page.evaluate(contrastScript(4.5))).toEqual([]);
    await picture(tab.page, colorScheme);
  });
});
