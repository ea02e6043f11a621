import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileResults } from "../sample-hostile.ts";
import { plainText } from "../plain-text.ts";
import { writeReport } from "../write-report.ts";
import { chromiumPath, launchChromium, openTab } from "./browser-under-test.ts";

describe.skipIf(chromiumPath === undefined)("a report that is made of hostile texts, in a browser", () => {
  const results = hostileResults();
  let browser: Browser;
  let dir: string;
  let address: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tkglab-report-"));
    address = pathToFileURL((await writeReport({ results, dir: join(dir, "run") })).html).href;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await rm(dir, { recursive: true });
  });

  it("runs nothing of theirs, asks for nothing and complains about nothing", async () => {
    await using tab = await openTab(browser, address);
    const { page } = tab;
    await page.getByRole("button", { name: "Expand all" }).click();
    for (const summary of await page.locator("details.log > summary").all()) await summary.click();
    await page.keyboard.press("/");
    await page.keyboard.type("<img onerror");
    await page.evaluate(`for (const one of document.querySelectorAll("*")) one.focus?.()`);
    expect(await page.evaluate("globalThis.ran ?? 'nothing'")).toBe("nothing");
    expect(tab.trouble).toEqual([]);
    expect(page.url()).toBe(address);
  });

  it("has no element and no attribute but its own", async () => {
    await using tab = await openTab(browser, address);
    const counted = (selector: string) => tab.page.locator(selector).count();
    expect(await counted("script")).toBe(1);
    expect(await counted("style")).toBe(1);
    expect(await counted("link")).toBe(1);
    expect(await counted("img, iframe, object, embed, base, form, body meta, body title")).toBe(0);
    const handlers = `[...document.querySelectorAll("*")].flatMap((one) => one.getAttributeNames()).filter((name) => /^on|^style$|^autofocus$|^srcdoc$/.test(name))`;
    expect(await tab.page.evaluate(handlers)).toEqual([]);
  });

  it("shows them to the letter, without what cannot be shown", async () => {
    await using tab = await openTab(browser, address);
    const titles = await tab.page.locator(".card h3").allTextContents();
    expect(titles).toEqual(results.scenarios.map(({ title }) => plainText(title)));
    const said = await tab.page.locator(".proof .said").allTextContents();
    expect(said).toEqual(
      results.scenarios.flatMap(({ proofs }) => proofs.map(({ text }) => plainText(text))),
    );
    const text = await tab.page.evaluate("document.documentElement.textContent");
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd]/u);
  });

  it("links to nothing but files in its own folder", async () => {
    await using tab = await openTab(browser, address);
    const links = await tab.page.evaluate(`[...document.querySelectorAll("a[href]")].map((one) => one.href)`);
    const folder = new URL(".", address).href;
    const own = (href: string) => href.startsWith(`${address}#`) || href.startsWith(folder);
    // as: what the script gives
    expect((links as string[]).filter((href) => !own(href))).toEqual([]);
    expect(links).toContain(`${folder}%252e%252e/%252e%252e/etc/passwd`);
  });

  it("is no wider than a phone, whatever words are in it", async () => {
    await using tab = await openTab(browser, address, { viewport: { width: 390, height: 844 } });
    await tab.page.getByRole("button", { name: "Expand all" }).click();
    expect(await tab.page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
});
