/** The browser of these tests: the machine's own Chromium, without a window and without a word to anybody. */

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** RAPORT_CHROMIUM names another one. */
const named = process.env.RAPORT_CHROMIUM;
const places = named ? [named] : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Why there is no browser, and what to do about it. */
export const noChromium =
  "There is no Chromium here. Install it (Debian: apt-get install chromium), or name one with RAPORT_CHROMIUM.";

/** Where Chromium is; undefined where there is none. */
export function chromiumHere(): string | undefined {
  return places.find((place) => existsSync(place));
}

const options = (executablePath: string) => ({ executablePath, args: flags });

export async function launched(): Promise<Browser> {
  const place = chromiumHere();
  if (place === undefined) throw new Error(noChromium);
  return chromium.launch(options(place));
}

/** One for several processes, each of which connects to its address. */
export async function served(): Promise<{ readonly address: string; close(): Promise<void> }> {
  const place = chromiumHere();
  if (place === undefined) throw new Error(noChromium);
  const server = await chromium.launchServer(options(place));
  return { address: server.wsEndpoint(), close: () => server.close() };
}
