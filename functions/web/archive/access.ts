/** What a visitor may see of the archive, and how it is found: every page asks here first. */

import { type ArchivedModel, modelFile, spanNamed } from "../../core/archived.ts";
import { type Span, spanBefore } from "../../core/calendar.ts";
import { type Locale, locales } from "../../core/organisation.ts";
import { parseStored } from "../../core/stored.ts";
import type { Lake } from "../../ports.ts";
import { archivePath } from "../../stages/places.ts";

export type Reading = Pick<Lake, "get" | "list">;

/** One report on one period, as it was made for one scope in one language. */
export interface Edition {
  /** Its name in the archive, which a report keeps when it is renamed. */
  readonly report: string;
  readonly period: string;
  /** Its folder below the period; empty for everything in English. */
  readonly variant: string;
  /** Its place below the archive's own address, with its closing slash. */
  readonly address: string;
}

export interface Access {
  readonly lake: Reading;
  /** The language of pages about more than one report. */
  readonly locale: Locale;
  /** Names in the archive that may be seen; undefined: every one there is. */
  readonly reports: readonly string[] | undefined;
  /** Whether the contacts behind the figures may be seen, where they were listed. */
  readonly listsContacts: boolean;
  /** What a report is called now, where that is known. */
  titleOf(report: string): string | undefined;
  /** Of the variants that a period has, those that may be seen, each under its name in addresses. */
  seen(variants: readonly string[]): readonly { readonly variant: string; readonly named: string }[];
}

/** One plain name: no slash, no leading dot, nothing a path could be made of. */
const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export const isPlainName = (text: string): boolean => name.test(text);

/** On the machine of whoever runs the reports: everything, each variant at an address of its own. */
export const everything = (lake: Reading): Access => ({
  lake,
  locale: "en",
  reports: undefined,
  listsContacts: true,
  titleOf: () => undefined,
  seen: (variants) => variants.map((variant) => ({ variant, named: variant })),
});

/** Everything the visitor may see, of all reports or of one: by report, the newest period first. */
export async function editionsOf(access: Access, report?: string): Promise<readonly Edition[]> {
  const wanted = access.reports?.filter((one) => report === undefined || one === report);
  const prefixes = wanted ?? (report === undefined ? [undefined] : [report]);
  const found = await Promise.all(
    prefixes.map((one) => variantsBelow(`archive/${one === undefined ? "" : `${one}/`}`, access.lake)),
  );
  return found
    .flat()
    .flatMap((one) => editions(one, access))
    .sort((a, b) => order(a.report, b.report) || order(b.period, a.period) || order(a.variant, b.variant));
}

/** The edition at an address; undefined where there is none, or none for this visitor. */
export async function editionAt(
  access: Access,
  report: string,
  period: string,
  named = "",
): Promise<Edition | undefined> {
  if (![report, period, ...(named === "" ? [] : [named])].every(isPlainName)) return undefined;
  if (access.reports && !access.reports.includes(report)) return undefined;
  const [folder] = await variantsBelow(`archive/${archivePath(report, period)}`, access.lake);
  const address = addressOf(report, period, named);
  return folder && editions(folder, access).find((one) => one.address === address);
}

/** The periods beside one, so far away at most: a report that was paused for longer is found in the list of all. */
export const reach = 3;

export interface Beside {
  readonly edition: Edition;
  readonly span: Span;
}

/** The editions of the periods before and after this one, nearest first, under any name the report had. */
export async function beside(
  edition: Edition,
  access: Access,
): Promise<Readonly<Record<"before" | "after", readonly Beside[]>>> {
  const span = spanNamed(edition.period);
  if (!span) return { before: [], after: [] };
  const names = access.reports ?? [edition.report];
  const named = edition.address.split("/").slice(2).join("/").replace(/\/$/, "");
  const at = async (count: number): Promise<readonly Beside[]> => {
    const other = spanBefore(span, count);
    const found = await Promise.all(names.map((one) => editionAt(access, one, other.name, named)));
    return found.flatMap((one) => (one ? [{ edition: one, span: other }] : [])).slice(0, 1);
  };
  const steps = Array.from({ length: reach }, (_, index) => index + 1);
  const [before, after] = await Promise.all([
    Promise.all(steps.map((count) => at(count))),
    Promise.all(steps.map((count) => at(-count))),
  ]);
  return { before: before.flat(), after: after.flat() };
}

export const folderOf = ({ report, period, variant }: Edition): string =>
  `archive/${archivePath(report, period, variant)}`;

/** What an edition says; undefined where only its page was kept. */
export async function modelOf(edition: Edition, lake: Pick<Lake, "get">): Promise<ArchivedModel | undefined> {
  const key = `${folderOf(edition)}${modelFile}`;
  const stored = await lake.get(key);
  return stored && parseStored<ArchivedModel>(key, stored.body);
}

/** The language a variant was made in. */
export const localeOf = ({ variant }: Pick<Edition, "variant">): Locale =>
  locales.find((locale) => variant === locale || variant.endsWith(`-${locale}`)) ?? "en";

interface Folder {
  readonly report: string;
  readonly period: string;
  readonly variants: readonly string[];
}

const addressOf = (report: string, period: string, named: string) =>
  `${report}/${period}/${named === "" ? "" : `${named}/`}`;

const editions = ({ report, period, variants }: Folder, { seen }: Access): readonly Edition[] =>
  seen(variants).map(({ variant, named }) => ({
    report,
    period,
    variant,
    address: addressOf(report, period, named),
  }));

/** The variants that have a page, by report and period. */
async function variantsBelow(prefix: string, lake: Reading): Promise<readonly Folder[]> {
  const found = new Map<string, Folder & { readonly variants: string[] }>();
  for await (const { key } of lake.list(prefix)) {
    const [, report = "", period = "", ...rest] = key.split("/");
    const [variant = "", file, more] = rest.length === 1 ? ["", ...rest] : rest;
    const isPlain = [report, period, ...(variant === "" ? [] : [variant])].every(isPlainName);
    if (file !== "index.html" || more !== undefined || !isPlain) continue;
    const folder = found.get(`${report}/${period}`) ?? { report, period, variants: [] };
    folder.variants.push(variant);
    found.set(`${report}/${period}`, folder);
  }
  return [...found.values()];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
