/** The numbers a chart is drawn from, folded away below it: what a reader sees is what a screen reader, a copy or paper gets. */

import { html, type Markup } from "./html.ts";

/** The first cell of each row names it. */
export function tableBehind(
  id: string,
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Markup {
  const body = rows.map(
    ([name = "", ...cells]) =>
      html`<tr><th scope="row"><bdi>${name}</bdi></th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  );
  return html`<details><summary id="${id}-numbers">${title}</summary><section class="behind" aria-labelledby="${id}-numbers" tabindex="0"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${body}</tbody></table></section></details>`;
}

/** Two digits behind the point are less than a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
