import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleResults } from "../sample-results.ts";
import { verdictWord } from "../verdicts.ts";
import { writeReport } from "../write-report.ts";
import { chromiumPath, launchChromium, openTab } from "./browser-under-test.ts";
import { contrastScript } from "./contrast-script.ts";

/** A folder to look at what the test saw; nothing is kept unless it is set. */
const pictures = process.env.TKGLAB_SCREENSHOTS;

describe.skipIf(chromiumPath === undefined)("the page in a browser", () => {
  const results = sampleResults();
  let browser: Browser;
  let dir: string;
  let address: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tkglab-report-"));
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
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  // Scripts for the browser are text, because this project's types know no DOM.
  const shownIds = (page: Page) =>
    page.evaluate(
      `[...document.querySelectorAll(".card")].filter((card) => card.checkVisibility()).map((card) => card.id)`,
    );

  it("shows what results.json says, asks for nothing and complains about nothing", async () => {
    await using tab = await open();
    expect(await shownIds(tab.page)).toEqual(results.scenarios.map(({ id }) => id));
    expect(await tab.page.locator("h1").textContent()).toBe("Broken");
    await tab.page.getByRole("button", { name: "Expand all" }).click();
    for (const scenario of results.scenarios) {
      const card = tab.page.locator(`[id="${scenario.id}"]`);
      expect(await card.locator(".badge").innerText()).toBe(verdictWord[scenario.verdict]);
      expect(await card.locator("h3").innerText()).toBe(scenario.title);
      for (const color of ["red", "green"] as const) {
        const proofs = scenario.proofs.filter((proof) => proof.color === color);
        const panes = card.locator(`.proof.${color}`);
        expect(await panes.locator(".said").allTextContents()).toEqual(proofs.map(({ text }) => text));
        expect(await panes.locator(".command").allTextContents()).toEqual(
          proofs.map(({ command }) => command),
        );
        expect(await panes.locator("mark").allTextContents()).toEqual(
          proofs.flatMap(({ matched = [] }) => matched),
        );
      }
    }
    await picture(tab.page, "desktop-all");
    expect(tab.trouble).toEqual([]);
  });

  it("opens what went wrong, and only that", async () => {
    await using tab = await open();
    const openIds = `[...document.querySelectorAll(".card:has(> details[open])")].map((card) => card.id)`;
    expect(await tab.page.evaluate(openIds)).toEqual([
      "kapp-controller/ca-in-config",
      "tkg/cluster-with-ytt-overlay",
    ]);
    await picture(tab.page, "desktop");
  });

  it("lets nothing run or load that is not its own", async () => {
    await using tab = await open();
    const intruder = `document.body.append(Object.assign(document.createElement("script"), { textContent: "globalThis.ran = true" }))`;
    await tab.page.evaluate(intruder);
    expect(await tab.page.evaluate("globalThis.ran ?? false")).toBe(false);
    expect(tab.trouble.join()).toContain("Content Security Policy");
  });

  it("filters by words and says how many it shows", async () => {
    await using tab = await open();
    const status = tab.page.getByRole("status");
    expect(await status.textContent()).toBe("5 scenarios");
    await tab.page.keyboard.press("/");
    await tab.page.keyboard.type("Harbor photon");
    expect(await shownIds(tab.page)).toEqual(["containerd/photon-node-by-ssh"]);
    expect(await status.textContent()).toBe("Showing 1 of 5 scenarios");
    await tab.page.keyboard.type(" nowhere");
    expect(await shownIds(tab.page)).toEqual([]);
    expect(await tab.page.getByText("No scenario matches").isVisible()).toBe(true);
    await picture(tab.page, "empty");
    await tab.page.getByRole("button", { name: "Show all scenarios" }).click();
    expect(await status.textContent()).toBe("5 scenarios");
    expect(await tab.page.getByText("No scenario matches").isVisible()).toBe(false);
  });

  it("is used by keyboard alone: Tab, Space, Enter", async () => {
    await using tab = await open();
    const press = (key: string) => tab.page.keyboard.press(key);
    const focused = () =>
      tab.page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')");
    await press("Tab");
    expect(await focused()).toBe("Skip to the scenarios");
    await press("Tab");
    expect(await focused()).toBe("Passed 1");
    expect(await tab.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await press("Tab");
    await press("Space");
    expect(await shownIds(tab.page)).toEqual(["kapp-controller/ca-in-config"]);
    await press("Shift+Tab");
    await press("Enter");
    expect(await shownIds(tab.page)).toEqual([
      "containerd/photon-node-by-ssh",
      "kapp-controller/ca-in-config",
    ]);
    const first = tab.page.locator(".card details").first();
    expect(await first.getAttribute("open")).toBeNull();
    await first.locator("summary").first().focus();
    await press("Enter");
    expect(await first.getAttribute("open")).toBe("");
    await press("Space");
    expect(await first.getAttribute("open")).toBeNull();
  });

  it("opens the scenario that a permalink names", async () => {
    await using tab = await open({ at: "#containerd/photon-node-by-ssh" });
    const card = tab.page.locator(`[id="containerd/photon-node-by-ssh"]`);
    expect(await card.locator(".said").first().isVisible()).toBe(true);
    await tab.page.getByRole("button", { name: "Broken 1" }).click();
    expect(await card.isVisible()).toBe(false);
    await tab.page.evaluate(`location.hash = "#source-to-url/four-languages"`);
    await tab.page.locator(`[id="source-to-url/four-languages"] > details[open]`).waitFor();
    expect(await shownIds(tab.page)).toEqual(results.scenarios.map(({ id }) => id));
  });

  it.each([390, 360])("fits a phone of %i pixels: nothing is wider than the screen", async (width) => {
    await using tab = await open({ viewport: { width, height: 844 }, at: "#containerd/photon-node-by-ssh" });
    await tab.page.getByRole("button", { name: "Expand all" }).click();
    expect(await tab.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    const red = await tab.page.locator(".proof.red").first().boundingBox();
    const green = await tab.page.locator(".proof.green").first().boundingBox();
    expect(green?.x).toBe(red?.x);
    expect(green?.y ?? 0).toBeGreaterThan((red?.y ?? 0) + (red?.height ?? 0));
    await picture(tab.page, `phone-${width}`);
  });

  it("puts red and green side by side where there is room", async () => {
    await using tab = await open({ at: "#containerd/photon-node-by-ssh" });
    const red = await tab.page.locator(".proof.red").first().boundingBox();
    const green = await tab.page.locator(".proof.green").first().boundingBox();
    expect(green?.y).toBe(red?.y);
    expect(green?.x ?? 0).toBeGreaterThan((red?.x ?? 0) + (red?.width ?? 0));
  });

  it.each(["light", "dark"] as const)("has contrast of 4.5 for all its text, %s", async (colorScheme) => {
    await using tab = await open({ colorScheme });
    await tab.page.getByRole("button", { name: "Expand all" }).click();
    await tab.page.getByRole("button", { name: "Failed 1" }).click();
    await tab.page.getByRole("button", { name: "Failed 1" }).blur();
    expect(await tab.page.evaluate(contrastScript(4.5))).toEqual([]);
    await tab.page.getByRole("button", { name: "Failed 1" }).click();
    await picture(tab.page, colorScheme);
  });

  it("is dark where the reader's system is", async () => {
    await using light = await open({ colorScheme: "light" });
    await using dark = await open({ colorScheme: "dark" });
    const background = "getComputedStyle(document.body).backgroundColor";
    expect(await light.page.evaluate(background)).toBe("rgb(247, 247, 245)");
    expect(await dark.page.evaluate(background)).toBe("rgb(15, 16, 19)");
  });

  it("moves nothing for those who asked for that", async () => {
    await using still = await open({ reducedMotion: "reduce" });
    await using lively = await open({ reducedMotion: "no-preference" });
    const duration = `getComputedStyle(document.querySelector("button.toggle")).transitionDuration`;
    expect(await still.page.evaluate(duration)).toBe("0s");
    expect(await lively.page.evaluate(duration)).toBe("0.12s, 0.12s");
  });

  it("prints every scenario open, dark on light, without the controls", async () => {
    await using tab = await open({ colorScheme: "dark" });
    await tab.page.emulateMedia({ media: "print" });
    expect(await tab.page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(28, 29, 32)");
    await tab.page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    expect(await tab.page.locator(".card > details:not([open])").count()).toBe(0);
    expect(await tab.page.locator("#filter").isVisible()).toBe(false);
    await picture(tab.page, "print");
    await tab.page.evaluate(`dispatchEvent(new Event("afterprint"))`);
    expect(await tab.page.locator(".card > details[open]").count()).toBe(2);
  });

  it("can be read without its script", async () => {
    await using tab = await open({ javaScriptEnabled: false });
    expect(await tab.page.locator(".card:visible").count()).toBe(5);
    expect(await tab.page.locator("#words").isDisabled()).toBe(true);
  });
});
