/** A stored email as a frame of the desk shows it: in the colours that are asked for, its links leading to pages served here. */

export type Theme = "light" | "dark";

/**
 * The email in one colour scheme, whatever the browser's is: its own rules for dark apply always, or never. `page` is
 * where the archive has its report. Everything else stays as it was sent.
 */
export function themed(html: string, theme: Theme, page: string): string {
  return servedLinks(html, page)
    .replaceAll(
      /@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/gi,
      theme === "dark" ? "@media all" : "@media not all",
    )
    .replaceAll(/(<meta\s+name="(?:supported-)?color-schemes?"\s+content=")[^"]*(")/gi, `$1${theme}$2`)
    .replaceAll(/((?:supported-)?color-schemes?\s*:\s*)light dark/gi, `$1${theme}`)
    .replace(/<head[^>]*>/i, (head) => `${head}<base target="_top">`)
    .replaceAll(/(<a\b[^>]*?)\starget="[^"]*"/gi, "$1");
}

/**
 * A link that opens the report for its reader opens the same page in the archive of the desk; one that unsubscribes them
 * leads to a page that says so and does nothing.
 */
export function servedLinks(html: string, page: string): string {
  return html
    .replaceAll(/href="[^"]*\/open(?:\/[\w.-]{20,})?\/?((?:kpis\.csv)?(?:#[^"]*)?)"/g, (_, rest: string) =>
      rest.startsWith("kpis.csv") ? `href="${page.replace(/index\.html$/, rest)}"` : `href="${page}${rest}"`,
    )
    .replaceAll(/href="[^"]*\/unsubscribe(?:\/[\w.-]{20,})?\/?"/g, 'href="/inbox/unsubscribe"')
    .replaceAll(
      /href="file:\/\/[^"]*\/archive\/([^"/]+\/[^"/]+\/(?:[^"/]+\/)?index\.html)/g,
      'href="/archive/$1',
    );
}
