/** `raport run`: ticks until nothing is due, then says what happened and what comes next. */

import { Command } from "commander";
import type { Execution } from "../adapters/aws/executions.ts";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import { typable } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import { archiveAddress, isOnAws, mailFor, openHome } from "../home.ts";
import type { Ports } from "../ports.ts";
import { type RunInput, type RunSummary, run, type Watch } from "../stages/run.ts";
import { checkMappings } from "./check.ts";
import { configOfHome, placeOf } from "./in-force.ts";
import { configOption, homeOption, nowOption, utc } from "./options.ts";
import { noStackOption } from "./place.ts";
import { board } from "./progress.ts";
import { secretAt } from "./secrets.ts";
import { stopSignal } from "./stop.ts";
import { refusals, summaryLines } from "./summary.ts";

export function runCommand(): Command {
  return new Command("run")
    .description("Land what is new, bring the tables up to date, send what is due; then exit.")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(noStackOption())
    .addOption(nowOption())
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- run\n  npm run raport -- run --config my/raport.yaml --home my/.raport --now 2026-11-16T08:00:00Z\n  RAPORT_DATABASE=raport RAPORT_WORKGROUP=raport npm run raport -- run --home s3://my-raport-lake",
    )
    .option("--log-queries", "of s3://BUCKET: one JSON line per Athena query on standard error")
    .action(runOnce);
}

interface Options {
  readonly config: string;
  readonly home: string;
  readonly now?: string;
  readonly logQueries?: boolean;
}

async function runOnce(options: Options): Promise<void> {
  const { home } = options;
  const now = options.now ?? utc(new Date());
  const stopped = stopSignal(
    isOnAws(home)
      ? "Stopping: what runs on Athena is cancelled. Once more ends at once."
      : "Stopping when the work at hand is done; what is being read is landed as far as it was read. Once more ends at once: nothing is lost, the next run goes on.",
  );
  const queries = queryTally(options.logQueries ?? false);
  const ports = openHome(home, { signal: stopped.signal, onQuery: queries.add });
  const progress = board({ now: ports.vendors.clock.now });
  try {
    const mailOf = (config: Config) => mailFor(config, ports.mail);
    const config = await configOfHome({ config: options.config, home, now }, ports, mailOf);
    archiveAddress(config, home); // before any work
    await ports.prepare();
    if (isOnAws(home)) await checkMappings(config, ports.warehouse);
    const place = placeOf(options);
    const { signal: stop } = stopped;
    const input = { config, home, now, place, stop, secretAt: secretAt(options.config) };
    const summary = await runHere(input, { ...ports, mail: mailOf(config) }, progress.watch);
    for (const line of await summaryLines({ config, now, home }, summary, ports))
      console.log(typable(line, place));
    for (const line of queries.lines()) console.log(line);
    const code = exitCodeOf(summary, await refusals(config, ports.lake));
    if (code !== 0) process.exitCode = code; // what is wrong with the config was said, and counts, before
  } finally {
    progress.end();
    stopped.forget();
    await ports.warehouse.close();
  }
}

/** 1 where somebody has to put something right, 2 where another run may do. */
export function exitCodeOf(
  { problems, held, sent, isStopped }: Pick<RunSummary, "problems" | "held" | "sent" | "isStopped">,
  refused: readonly string[],
): 0 | 1 | 2 {
  const outcomes = new Set(sent.flatMap(({ deliveries }) => deliveries.map(({ outcome }) => outcome)));
  // A mail server that takes nothing is the world's.
  if (outcomes.has("failed") || isStopped) return 2;
  const isWrong = problems.length > 0 || refused.length > 0 || held !== null;
  return isWrong || outcomes.has("refused") ? 1 : 0;
}

/** One run on this machine, with this process as its worker. */
export function runHere(
  {
    config,
    home,
    now,
    isPaced = false,
    place,
    stop,
    secretAt: at,
  }: Pick<RunInput, "config" | "now" | "isPaced" | "place" | "stop" | "secretAt"> & { readonly home: string },
  ports: Ports,
  watch?: Watch,
): Promise<RunSummary> {
  const archive = archiveAddress(config, home);
  const worker = { machineNow: () => new Date(), owner: thisOwner(), isAlive };
  return run({ config, now, isPaced, archive, place, stop, secretAt: at, ...worker }, ports, watch);
}

/** Athena bills no query less. */
const leastBilled = 10_000_000;

/** What Athena was asked, and what it read for it. */
function queryTally(isLogged: boolean) {
  let count = 0;
  let bytes = 0;
  let billed = 0;
  return {
    add(query: Execution): void {
      count += 1;
      bytes += query.bytesScanned;
      billed += Math.max(leastBilled, query.bytesScanned);
      if (isLogged) console.error(JSON.stringify({ query }));
    },
    lines: () =>
      count === 0
        ? []
        : [
            `queries   ${count.toLocaleString("en")} on Athena read ${megabytes(bytes)}`,
            `queries   billed as ${megabytes(billed)}: Athena bills at least 10 MB each`,
          ],
  };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
