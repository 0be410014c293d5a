/** In which language a page speaks: that of the reader whose link it is, else the first of their browser's that we have. */

import type { Context } from "hono";
import type { Config } from "../core/config.ts";
import { type Locale, locales } from "../core/organisation.ts";
import { addressKey } from "../stages/places.ts";

/** `address` is the key of the link's reader; nobody knows whose a broken link was. */
export function localeFor(
  context: Context,
  { reports }: Pick<Config, "reports"> = { reports: [] },
  address?: string,
  /** The report it is about: somebody may read others in another language. */
  report?: string,
): Locale {
  const reader =
    address === undefined
      ? undefined
      : reports
          .toSorted((one, other) => Number(other.id === report) - Number(one.id === report))
          .flatMap(({ to }) => to)
          .find((one) => addressKey(one.address) === address);
  return reader?.locale ?? ofBrowser(context.req.header("accept-language") ?? "");
}

/** `hu-HU,hu;q=0.9,en;q=0.8`: browsers send the one they like best first. */
function ofBrowser(accepted: string): Locale {
  const named = accepted.split(",").map((one) => one.trim().slice(0, 2).toLowerCase());
  return named.flatMap((name) => locales.find((locale) => locale === name) ?? [])[0] ?? "en";
}
