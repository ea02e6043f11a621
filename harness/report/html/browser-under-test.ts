import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const usualPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** For tests and pictures: the Chromium of this machine; undefined where there is none. */
export const chromiumPath = process.env.TKGLAB_CHROMIUM ?? usualPaths.find((path) => existsSync(path));

/** For tests and pictures: starts it, so that it asks for nothing by itself. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync"],
      ...flags,
    ],
  });
}

/** For tests: a tab, and what went wrong in it. */
export interface Tab extends AsyncDisposable {
  readonly page: Page;
  /** Fills with what the browser complains about, and with every request to elsewhere. */
  readonly trouble: string[];
}

/** For tests: opens an address in a fresh tab. Requests may begin with the address, or be in the page itself. */
export async function openTab(
  browser: Browser,
  address: string,
  { at = "", ...options }: BrowserContextOptions & { readonly at?: string } = {},
): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) trouble.push(request.url());
  });
  await page.goto(`${address}${at}`);
  return { page, trouble, [Symbol.asyncDispose]: () => context.close() };
}
