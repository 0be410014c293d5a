/** All pictures of one template beside each other, for whoever looks at them. */

import { escapeHtml } from "../../templates/html.ts";

/** A page that shows the pictures named, which lie beside it. */
export function sheetOf(title: string, pictures: readonly string[]): string {
  const shown = pictures.map((name) => {
    const words = escapeHtml(name.replace(/\.png$/, "").replaceAll("-", " "));
    return `<figure><figcaption>${words}</figcaption><img src="${escapeHtml(name)}" alt="${words}"></figure>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>
body { font: 14px sans-serif; display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; background: #888; }
figure { margin: 0; } figcaption { padding: 4px; background: #fff; } img { display: block; width: 320px; }
</style></head><body>
${shown.join("\n")}
</body></html>
`;
}
