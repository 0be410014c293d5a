/** Emails: how many a second, beside compiling MJML for each; how large what renders them is; how soon the first is there. */

import { execFile, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { type Locale, locales } from "../../functions/core/organisation.ts";
import type { Mailed } from "./mails.ts";
import { modelFor } from "./readers.ts";
import type { Figure } from "./table.ts";

const root = join(import.meta.dirname, "../..");
const templates = ["digest", "team", "operations", "board"] as const;
const readers = 5_000;
const compiled = 100;
const floors = { perSecond: 5_000, times: 15, bytes: 100_000, milliseconds: 60 };
/** A machine that does other work gives a few that are far off. */
const rounds = 9;

export async function measureRendering(folder: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const template of templates) figures.push(...(await throughput(template)));
  const sent = await mails("sent", "digest", readers);
  figures.push({
    what: "  sent to 5,000 readers of 105 scopes and languages, each rendered once",
    measured: aSecond(sent),
  });
  const links = await mails("links", "digest", readers);
  figures.push({ what: "  the links of each alone, of an email made once", measured: aSecond(links) });
  figures.push(...(await sizes()), ...(await firsts(folder)));
  return figures;
}

async function throughput(template: (typeof templates)[number]): Promise<readonly Figure[]> {
  const ours = await mails("raport", template, readers);
  const theirs = await mails("mjml", template, compiled);
  const minified = await mails("minified", template, compiled / 2);
  const times = perSecond(ours) / perSecond(theirs);
  const kilobytes = (ours.bytes / ours.emails / 1000).toFixed(0);
  return [
    {
      what: `Emails a second of one core, ${template} (${kilobytes} kB): view, HTML, text, links`,
      measured: aSecond(ours),
      floor: `${floors.perSecond} /s`,
      met: perSecond(ours) >= floors.perSecond,
    },
    {
      what: "  against filling and compiling MJML for each",
      measured: aSecond(ours),
      baseline: aSecond(theirs),
      ratio: times,
      floor: `${floors.times}x`,
      met: times >= floors.times,
    },
    {
      what: "  and minifying, as ours are",
      measured: aSecond(ours),
      baseline: aSecond(minified),
      ratio: perSecond(ours) / perSecond(minified),
    },
  ];
}

/** Each in a process of its own, so that none warms or burdens another. */
async function mails(what: string, template: string, count: number): Promise<Mailed> {
  process.stderr.write(`  ${what} ${template} ...`);
  const file = join(import.meta.dirname, "mails.ts");
  const words = ["--expose-gc", file, what, template, String(count)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const mailed = JSON.parse(stdout) as Mailed;
  process.stderr.write(` ${mailed.seconds.toFixed(2)} s of processor\n`);
  return mailed;
}

const perSecond = ({ emails, seconds }: Mailed) => emails / seconds;
const aSecond = (mailed: Mailed) => `${perSecond(mailed).toFixed(0)} /s`;

async function sizes(): Promise<readonly Figure[]> {
  const all = await bundled(locales);
  const one = await Promise.all(
    locales.map(async (locale) => [locale, (await bundled([locale])).length] as const),
  );
  const figure = (what: string, bytes: number): Figure => ({
    what,
    measured: inKilobytes(bytes),
    floor: "100 kB",
    met: bytes < floors.bytes,
  });
  return [
    figure("What renders emails, bundled: four templates, five languages", all.length),
    { what: "  packed by gzip", measured: inKilobytes(gzipSync(all).length) },
    ...one.map(([locale, bytes]) => figure(`  with the words of ${locale} alone`, bytes)),
  ];
}

const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

/** As functions are bundled; without the words of the languages that are left out. */
async function bundled(kept: readonly Locale[]): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "templates/email.ts")],
    ...{ bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none" },
    ...{ platform: "node", target: "node24", format: "esm", mainFields: ["module", "main"] },
    plugins: [
      {
        name: "languages",
        setup({ onLoad }) {
          onLoad({ filter: /templates\/words\/((fi|hu|ro|ru)\/index|en)\.ts$/ }, ({ path }) => {
            const locale = /(\w+)(\/index)?\.ts$/.exec(path)?.[1] as Locale;
            return kept.includes(locale) ? undefined : { contents: `export const ${locale} = {};` };
          });
        },
      },
    ],
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/** Not TypeScript, whose compiler would be loaded first. */
const program = `
const [module, model] = process.argv.slice(1);
const { readFileSync } = await import("node:fs");
const read = JSON.parse(readFileSync(model, "utf8"));
const [began, used] = [performance.now(), process.cpuUsage()];
const { renderEmail } = await import(module);
const loaded = performance.now();
renderEmail(read);
const first = performance.now();
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ loaded: loaded - began, first: first - began, processor: (user + system) / 1000 }));`;

interface First {
  readonly loaded: number;
  readonly first: number;
  readonly processor: number;
}

/** From importing what renders to the first email, of a process that runs already. */
export async function firsts(folder: string): Promise<readonly Figure[]> {
  const place = mkdtempSync(join(folder, "rendering-"));
  const module = join(place, "email.mjs");
  writeFileSync(module, await bundled(locales));
  const taken: First[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const model = join(place, "model.json");
    writeFileSync(model, JSON.stringify(modelFor(round, "digest")));
    const child = spawn(process.execPath, ["--input-type=module", "-e", program, module, model]);
    taken.push(JSON.parse(await text(child.stdout)));
  }
  const median = (of: keyof First) =>
    taken.map((one) => one[of]).sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
  const inMilliseconds = (time: number) => `${time.toFixed(0)} ms`;
  const fastest = Math.min(...taken.map(({ first }) => first));
  return [
    {
      what: "First email of a fresh process, from importing on",
      measured: inMilliseconds(median("first")),
      floor: inMilliseconds(floors.milliseconds),
      met: median("first") < floors.milliseconds,
    },
    { what: "  the fastest of them", measured: inMilliseconds(fastest) },
    { what: "  of it importing", measured: inMilliseconds(median("loaded")) },
    { what: "  processor time", measured: inMilliseconds(median("processor")) },
  ];
}
