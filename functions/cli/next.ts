/** `raport next`: the coming sends, to whom they go, and what each still waits for. Changes nothing. */

import { Command, InvalidArgumentError } from "commander";
import { onClock } from "../core/clock.ts";
import type { Config, Scope } from "../core/config.ts";
import { type Coming, forecast } from "../core/forecast.ts";
import type { Ports } from "../ports.ts";
import { overlay } from "../stages/overlay.ts";
import { noticeReports } from "../stages/reports.ts";
import { stateAt } from "../stages/tick.ts";
import { configOf } from "./in-force.ts";
import { configOption, homeOption, nowOption, utc } from "./options.ts";
import { openPlace, type Place, stackOption } from "./place.ts";
import { plain } from "./plain.ts";

interface Options extends Place {
  readonly config: string;
  readonly now?: string;
  readonly count?: number;
  readonly json?: boolean;
}

export function nextCommand(): Command {
  return new Command("next")
    .description("Say what goes out next, to whom, and what it still waits for. Changes nothing.")
    .addOption(configOption())
    .addOption(homeOption())
    .addOption(stackOption())
    .addOption(nowOption())
    .option("--count <n>", "so many sends of all reports (default: the next of each report)", counted)
    .option("--json", "one JSON array instead of text")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run raport -- next\n  npm run raport -- next --config my/raport.yaml --home my/.raport --count 10 --json\n  npm run raport -- next --stack raport",
    )
    .action(async (options: Options) => {
      const config = await configOf(options);
      const now = options.now ?? utc(new Date());
      const ports = openPlace(options);
      try {
        const coming = await comingSends({ config, now, count: options.count }, ports);
        if (options.json) console.log(JSON.stringify(coming.map(rowOf), null, 2));
        else for (const line of coming.flatMap((one) => linesOf(one, now))) console.log(line);
      } finally {
        await ports.warehouse.close();
      }
    });
}

/** What the next tick would note of reports is noted where nobody sees it. */
export async function comingSends(
  {
    config,
    now,
    count,
  }: { readonly config: Config; readonly now: string; readonly count?: number | undefined },
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<readonly Coming[]> {
  const lake = overlay(ports.lake);
  await noticeReports(config, now, lake);
  const polled = new Set(config.sources.map(({ id }) => id));
  const machineNow = new Date().toISOString();
  return forecast(config, await stateAt({ config, now, machineNow, polled }, { ...ports, lake }), now, count);
}

function counted(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("Write a number from 1 to 9999.");
  return Number(text);
}

function rowOf({ period, ...coming }: Coming) {
  const { report, title, until, ...rest } = coming;
  const { name, start, end } = period;
  return { report, title, period: name, start, end, ...rest, deadline: until };
}

function linesOf(coming: Coming, now: string): readonly string[] {
  const { report, period, dueAt, local, zone, recipients, waitsFor, failing, pausedUntil } = coming;
  const ours = (words: string) => plain(onClock(words, zone));
  const people = `${recipients.length} ${recipients.length === 1 ? "person" : "people"}`;
  const label = dueAt > now ? "next" : "due";
  return [
    `${label.padEnd(10)}${plain(report)} ${period.name}: ${local} (${zone})`,
    ...(pausedUntil === null ? [] : [`          paused until ${pausedUntil}`]),
    `          to ${people}: ${recipients.map(person).join(", ")}`,
    ...(waitsFor.length === 0
      ? ["          waits for nothing"]
      : waitsFor.map((one) => `          waits for ${ours(one)}`)),
    ...failing.map((one) => `          ${ours(one)}`),
    `          ${ours(outcomeOf(coming))}`,
  ];
}

const person = ({ name, locale, scope }: Coming["recipients"][number]) =>
  `${plain(name)} (${[locale, ...scoped(scope)].join(", ")})`;

const scoped = (scope: Scope | null) => (scope === null ? [] : [`${scope.by} ${plain(scope.member)}`]);

const outcomes = {
  send: "not complete by then: it goes out and says what is missing",
  skip: "not complete by then: it does not go out, and its owner is told",
  "give up": "not complete by then: it is too old to send, and its owner is told",
};

const outcomeOf = ({ until, then }: Coming) => `waits for data until ${until}; ${outcomes[then]}`;
