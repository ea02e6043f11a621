import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launchChromium } from "../harness/report/html/browser-under-test.ts";

/**
 * Makes docs/report.png and docs/report-dark.png of a real report: node scripts/screenshot-report.ts [folder of a report]
 */
const folder = resolve(process.argv[2] ?? "reports/latest");
const docs = join(import.meta.dirname, "../docs");
const opened = "containerd/photon-node-by-ssh";

await using browser = await launchChromium();

for (const [colorScheme, file] of [
  ["light", "report.png"],
  ["dark", "report-dark.png"],
] as const) {
  await using context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  const card = page.locator(`[id="${opened}"]`);
  await card.locator("summary").click();
  const proofs = await card.locator(".proof").last().boundingBox();
  if (proofs === null) throw new Error(`${folder} shows no proofs of ${opened}`);
  // Down to the proofs; the steps and versions below them would make the picture too long to read.
  const height = Math.ceil(proofs.y + proofs.height + 16);
  await page.setViewportSize({ width: 1280, height });
  await page.screenshot({ path: join(docs, file), clip: { x: 0, y: 0, width: 1280, height } });
}
