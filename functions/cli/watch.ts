/** `raport watch`: a complete deployment in one process. It ticks, and serves the links of its emails. */

import { Command, InvalidArgumentError, Option } from "commander";
import { isAlive, thisOwner } from "../adapters/local/process.ts";
import { typable } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import { mailFor, type OpenHome, openHome } from "../home.ts";
import type { Ports } from "../ports.ts";
import { siteOf } from "../site.ts";
import type { Delivery } from "../stages/deliver.ts";
import type { Refusal } from "../web/refusal.ts";
import { explainError } from "./fail.ts";
import { configOfHome, configWhenever, placeOf, sayNews } from "./in-force.ts";
import { configOption, homeOption, utc } from "./options.ts";
import { noStackOption } from "./place.ts";
import { board } from "./progress.ts";
import { runHere } from "./run.ts";
import { secretAt } from "./secrets.ts";
import { listen, portOption } from "./serve.ts";
import { type Stop, stopSignal } from "./stop.ts";
import { summaryLines } from "./summary.ts";

interface Options {
  readonly config: string;
  readonly home: string;
  readonly port: number;
  readonly host: string;
  readonly every: number;
}

export function watchCommand(): Command {
  return new Command("watch")
    .description("Run whenever something may be due, and serve the links of the emails, until it is stopped.")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(noStackOption())
    .addOption(portOption())
    .option("--host <name>", "name or address to listen on; 0.0.0.0 for every one", "localhost")
    .addOption(
      new Option("--every <seconds>", "longest pause between two runs").default(300).argParser(seconds),
    )
    .addHelpText(
      "after",
      "\nExample:\n  npm run raport -- watch --config my/raport.yaml --home my/.raport --port 8080",
    )
    .action(watch);
}

async function watch(options: Options): Promise<void> {
  const stopped = stopSignal(
    "Stopping when the work at hand is done; what is being read is landed as far as it was read. Once more ends at once: nothing is lost, the next start goes on.",
  );
  const ports = openHome(options.home);
  try {
    await ports.prepare();
    const watched = await watchedOf(options, ports);
    const config = configWhenever(() => ({ ...options, now: utc(new Date()) }), ports);
    const site = siteOf({ lake: ports.lake, ...watched, config });
    const server = await listen(site.fetch, options.port, options.host, watched);
    console.log(greeting(watched.config(), options));
    await tickUntil(stopped, options, watched, ports);
    await server.close();
    await watched.settled();
    console.log("stopped");
  } finally {
    stopped.forget();
    await ports.warehouse.close();
  }
}

/** The config of the last tick and how its mail leaves; what still goes on beside the ticks. */
async function watchedOf(options: Options, ports: OpenHome) {
  const say = sayNews();
  let [config, mail] = await read();
  const running = new Set<Promise<unknown>>();
  async function read(): Promise<readonly [Config, Ports["mail"]]> {
    const now = utc(new Date());
    const found = await configOfHome({ ...options, now }, ports, (one) => mailFor(one, ports.mail), say);
    return [found, mailFor(found, ports.mail)];
  }
  return {
    config: () => config,
    mail: () => mail,
    async refresh() {
      [config, mail] = await read();
    },
    worker: () => ({
      place: placeOf(options),
      now: utc(new Date()),
      worker: { owner: thisOwner(), isAlive, machineNow: new Date().toISOString() },
    }),
    background(_: string, work: Promise<Delivery | undefined>) {
      const told = work.catch(explainError).finally(() => running.delete(told));
      running.add(told);
    },
    settled: () => Promise.all(running),
    onRefusal: ({ route, why }: Refusal) => console.error(`${utc(new Date())} web: ${route}: ${why}`),
  };
}

type Watched = Awaited<ReturnType<typeof watchedOf>>;

/** One tick's failure is told, and the next one goes on. */
async function tickUntil(stopped: Stop, options: Options, watched: Watched, ports: OpenHome): Promise<void> {
  let said = "";
  while (!stopped.is()) {
    let pause = options.every * 1000;
    try {
      await watched.refresh();
      const { lines, nextAt } = await tickOnce(stopped.signal, options, watched, ports);
      // The same waits and problems every five minutes are no news.
      if (lines.join("\n") !== said) for (const line of ["", utc(new Date()), ...lines]) console.log(line);
      said = lines.join("\n");
      pause = Math.min(pause, untilNext(nextAt));
    } catch (error) {
      console.error(utc(new Date()));
      explainError(error);
    }
    await stopped.after(pause);
  }
  process.exitCode = 0;
}

async function tickOnce(stop: AbortSignal, options: Options, watched: Watched, ports: OpenHome) {
  const { home } = options;
  const place = placeOf(options);
  const now = utc(new Date());
  const at = secretAt(options.config);
  const input = { place, config: watched.config(), home, now, isPaced: true, stop, secretAt: at };
  const { watch: progress } = board({ now: ports.vendors.clock.now, isTerse: true });
  const summary = await runHere(input, { ...ports, mail: watched.mail() }, progress);
  const lines = await summaryLines(input, summary, ports);
  return { lines: lines.map((line) => typable(line, place)), nextAt: summary.nextAt };
}

/** Milliseconds until something may be due although nothing happens; a moment longer, as `now` has whole seconds. */
const untilNext = (nextAt: string | null) =>
  nextAt === null ? Number.POSITIVE_INFINITY : Math.max(1000, Date.parse(nextAt) - Date.now() + 100);

function greeting({ organisation, mail }: Config, { host, port, every }: Options): string {
  const where = `http://${host}:${port}`;
  const links = organisation.url
    ? `The links of the emails begin with ${organisation.url}, which must lead to ${where}.`
    : `organisation.url is not set: the links of the emails open files of this machine, and ${where} has nothing to show.`;
  const out =
    mail.kind === "smtp" ? `Mail leaves through ${mail.host}.` : "Mail is kept in the outbox of the home.";
  return `Watching: a run at least every ${every} seconds. ${links} ${out} Ctrl+C ends it.`;
}

function seconds(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 86_400)
    throw new InvalidArgumentError("Write a number of seconds from 1 to 86400.");
  return number;
}
