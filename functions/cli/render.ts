/** `raport render`: a report that was sent, made again from its stored model, and whether it is the same to the last byte. */

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Argument, Command, Option } from "commander";
import { type RenderedBy, renderedBy } from "../../templates/index.ts";
import { InputError } from "../core/errors.ts";
import { isOnAws } from "../home.ts";
import type { Lake } from "../ports.ts";
import { addressKey } from "../stages/places.ts";
import type { Variant } from "../stages/plan.ts";
import { differenceOf, type Part, type Past, partsOf, pastReports } from "../stages/render.ts";
import { date, homeOption } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly on?: string;
  readonly to?: string;
  readonly variant?: string;
  readonly out?: string;
  readonly check?: boolean;
  readonly all?: boolean;
}

export function renderCommand(): Command {
  return new Command("render")
    .description("Make a report that was sent again from its stored model, and say whether it is the same.")
    .addArgument(new Argument("[report]", "its id"))
    .addOption(new Option("--on <date>", "a local date in the period it was sent for").argParser(date))
    .addOption(new Option("--to <email>", "what this reader got (default: everything)").conflicts("variant"))
    .option("--variant <id>", "one scope and language, as this command calls it")
    .addOption(new Option("--out <folder>", "where the files go (default: render/ in the home)"))
    .addOption(new Option("--check", "only hold it against what was stored; write nothing").conflicts("out"))
    .addOption(
      new Option("--all", "check every period ever sent, of this report or of all").conflicts([
        "on",
        "to",
        "variant",
        "out",
      ]),
    )
    .addOption(homeOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- render weekly --on 2026-11-09\n  npm run raport -- render weekly --on 2026-11-09 --to ana@example.org --out ana\n  npm run raport -- render --all\n  npm run raport -- render weekly --on 2026-11-09 --check --stack raport",
    )
    .action(render);
}

async function render(report: string | undefined, options: Options): Promise<void> {
  if (!options.all && (report === undefined || options.on === undefined))
    throw new InputError("Write which report and a day of its period (weekly --on 2026-11-09), or --all.");
  const { lake, warehouse } = openPlace(options);
  const told: Told[] = [];
  try {
    for await (const past of pastReports({ report, on: options.on }, lake))
      told.push(await tellOf(past, options, lake));
  } finally {
    await warehouse.close();
  }
  if (told.length === 0) throw new InputError(nothingSent(report, options));
  const wrong = told.filter(({ differs }) => differs > 0);
  if (options.all) console.log(summaryOf(told));
  // What another release makes may be another thing; the same must make the same.
  if (wrong.length > 0) process.exitCode = wrong.some(({ isOurs }) => isOurs) ? 2 : 1;
}

/** Of one report and period. */
interface Told {
  readonly variants: number;
  /** How many of them are not as they were. */
  readonly differs: number;
  readonly isOurs: boolean;
}

async function tellOf(past: Past, options: Options, lake: Lake): Promise<Told> {
  const { report, period, plan } = past;
  const isOurs = isSame(plan.release, renderedBy());
  console.log(`${plain(report)} ${period}, planned at ${plan.plannedAt} by ${releaseText(plan.release)}`);
  const wanted = wantedOf(past, options);
  let differs = 0;
  for (const variant of wanted) {
    const parts = await partsOf(past, variant, lake).catch((error: unknown) => String(error));
    const lines = typeof parts === "string" ? [`cannot be made: ${plain(parts)}`] : problemsOf(parts);
    if (lines.length > 0) differs += 1;
    console.log(`  ${nameOf(variant)}: ${lines.length === 0 ? "the same to the last byte" : "NOT the same"}`);
    for (const line of lines) console.log(`    ${line}`);
    if (typeof parts === "string" || options.check || options.all) continue;
    await write(parts, folderFor(past, variant, wanted.length > 1, options));
  }
  if (differs > 0 && !isOurs)
    console.log("  Another release may make other bytes: check with the one that made it.");
  return { variants: wanted.length, differs, isOurs };
}

function wantedOf({ report, period, plan }: Past, { to, variant }: Options): readonly Variant[] {
  const reader = plan.recipients.find(
    ({ address }) => to !== undefined && addressKey(address) === addressKey(to.trim()),
  );
  if (to !== undefined && !reader)
    throw new InputError(`${plain(to)} was not on the list of ${report} when ${period} was sent.`);
  const id = reader?.variant ?? (variant === "en" ? "" : variant);
  const wanted = plan.variants.filter((one) => id === undefined || one.id === id);
  if (wanted.length > 0) return wanted;
  const known = plan.variants.map(idOf).join(", ");
  throw new InputError(
    `Nothing was made for "${plain(variant ?? "")}" in ${period}. There is ${known === "" ? "nothing" : known}.`,
  );
}

function problemsOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ name, stored, bytes }) => {
    if (stored === undefined) return [`${name} is not there any more`];
    const difference = differenceOf(stored, bytes);
    if (!difference) return [];
    const { byte, line, stored: then, rendered: now } = difference;
    return [
      `${name} differs from byte ${byte} on, in line ${line}`,
      `  stored: ${JSON.stringify(plain(then))}`,
      `  now:    ${JSON.stringify(plain(now))}`,
    ];
  });
}

/** As they are, below the name of their variant where there are several; of the archive nothing is written twice. */
async function write(parts: readonly Part[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, bytes } of parts) if (!name.includes("/")) await writeFile(join(folder, name), bytes);
  console.log(`    It is in ${folder}`);
}

function folderFor(
  { report, period }: Past,
  variant: Variant,
  isOneOfSeveral: boolean,
  { out, home }: Options,
): string {
  const own = isOneOfSeveral ? idOf(variant) : "";
  if (out !== undefined) return resolve(out, own);
  const name = `${report}-${period}`;
  return isOnAws(home) ? resolve(`render-${name}`, own) : join(home, "render", name, own);
}

/** Everything in English has no id of its own. */
const idOf = ({ id }: Variant) => (id === "" ? "en" : id);

const nameOf = (variant: Variant) =>
  `${idOf(variant)} (${variant.locale}, ${variant.scope ? `${variant.scope.by} ${plain(variant.scope.member)} only` : "everything"})`;

const isSame = (one: RenderedBy | undefined, other: RenderedBy) =>
  one !== undefined &&
  (Object.keys(other) as (keyof RenderedBy)[]).every((name) => one[name] === other[name]);

function releaseText(release: RenderedBy | undefined): string {
  if (!release) return "a release that did not say which it was";
  const { version, renderer, unicode, zones } = release;
  const said = `${plain(version)} (renderer ${plain(renderer)}, Unicode data ${plain(unicode)}, zones ${plain(zones)})`;
  return isSame(release, renderedBy()) ? `this release, ${said}` : `another release, ${said}`;
}

function nothingSent(report: string | undefined, { on }: Options): string {
  if (report === undefined) return "Nothing was sent from this home yet.";
  const when = on === undefined ? "" : ` for a period that holds ${on}`;
  return `${plain(report)} has not been sent${when}. Write its id as the config does, and a day of a period that was sent.`;
}

function summaryOf(told: readonly Told[]): string {
  const sum = (of: (one: Told) => number) => told.reduce((total, one) => total + of(one), 0);
  const [variants, differs] = [sum((one) => one.variants), sum((one) => one.differs)];
  const same = differs === 0 ? "all the same to the last byte" : `${differs} not the same`;
  const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
  return `${counted(told.length, "report")}, ${counted(variants, "variant")}: ${same}.`;
}
