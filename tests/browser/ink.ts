/**
 * Contrast as it is painted. A browser or client that darkens a page by itself leaves the computed colours as they were,
 * so the pixels are asked: of each piece of text, the commonest colour is its ground, the one farthest from it its ink.
 */

import type { Page } from "playwright-core";

export interface Ink {
  readonly text: string;
  /** By WCAG's formula, 1 to 21. */
  readonly contrast: number;
  /** How light what it stands on is, 0 to 1. */
  readonly ground: number;
}

/** Every piece of visible text with its contrast, as the page is painted now; `reader` is a page that looks at the picture. */
export async function inks(page: Page, reader: Page): Promise<readonly Ink[]> {
  const boxes = await page.evaluate<readonly Box[]>(`(${boxesOf})()`);
  const picture = (await page.screenshot({ fullPage: true })).toString("base64");
  const scale = await page.evaluate<number>("devicePixelRatio");
  return reader.evaluate<readonly Ink[]>(
    `(${contrasts})(${JSON.stringify(boxes)}, ${scale}, "data:image/png;base64,${picture}")`,
  );
}

interface Box {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Runs in the page: each line of each text node that holds a letter or a digit. */
const boxesOf = `() => {
  const found = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const text = nodes.currentNode.data.replace(/\\s+/g, " ").trim();
    const element = nodes.currentNode.parentElement;
    if (!/[\\p{L}\\p{N}]/u.test(text) || !element.checkVisibility({ opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(nodes.currentNode);
    for (const { x, y, width, height } of range.getClientRects())
      if (width > 2 && height > 4) found.push({ text: text.slice(0, 60), x, y: y + scrollY, width, height });
  }
  return found;
}`;

/** Runs in the reader. */
const contrasts = `async (boxes, scale, source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (colour) =>
    0.2126 * part(colour >> 16) + 0.7152 * part((colour >> 8) & 255) + 0.0722 * part(colour & 255);
  const against = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  return boxes.map(({ text, x, y, width, height }) => {
    const [left, top] = [Math.floor(x * scale), Math.floor(y * scale)];
    const { data } = context.getImageData(left, top, Math.ceil(width * scale), Math.ceil(height * scale));
    const seen = new Map();
    for (let at = 0; at < data.length; at += 4) {
      const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
      seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    const [ground] = [...seen].reduce((most, one) => (one[1] > most[1] ? one : most));
    // What only a pixel or two have is no stroke.
    const strokes = [...seen].filter(([, times]) => times > 2).map(([colour]) => against(light(colour), light(ground)));
    return { text, contrast: Math.max(...strokes), ground: light(ground) };
  });
}`;
