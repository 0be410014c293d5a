/** `raport next`: the coming sends, to whom they go, and what each still waits for. Changes nothing. */

import { Command, InvalidArgumentError } from "commander";
import { onClock } from "../core/clock.ts";
import { typable } from "../core/commands.ts";
import type { Scope } from "../core/config.ts";
import type { Coming } from "../core/forecast.ts";
import { type ComingSend, comingSends } from "./coming.ts";
import { configOf, placeOf } from "./in-force.ts";
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
        else
          for (const line of coming.flatMap((one) => linesOf(one, now)))
            console.log(typable(line, placeOf(options)));
      } finally {
        await ports.warehouse.close();
      }
    });
}

function counted(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("Write a number from 1 to 9999.");
  return Number(text);
}

function rowOf({ period, ...coming }: ComingSend) {
  const { report, title, until, ...rest } = coming;
  const { name, start, end } = period;
  return { report, title, period: name, start, end, ...rest, deadline: until };
}

export function linesOf(coming: ComingSend, now: string): readonly string[] {
  const { report, period, dueAt, local, zone, recipients, waitsFor, failing, pausedUntil, done } = coming;
  const ours = (words: string) => plain(onClock(words, zone));
  const people = `${recipients.length} ${recipients.length === 1 ? "person" : "people"}`;
  const label = dueAt > now ? "next" : "due";
  return [
    `${label.padEnd(10)}${plain(report)} ${period.name}: ${local} (${zone})`,
    ...(pausedUntil === null ? [] : [`          paused until ${pausedUntil}`]),
    `          to ${[people, ...(done === null ? [] : [`${done} have theirs`])].join("; ")}${recipients.length === 0 ? "" : `: ${recipients.map(person).join(", ")}`}`,
    ...waitsFor.map((one) => `          waits for ${ours(one)}`),
    ...(waitsFor.length + failing.length === 0 ? ["          waits for nothing"] : []),
    ...(coming.begins === undefined
      ? []
      : [`          the data begin on ${coming.begins}: it says so, and nothing is concluded from it`]),
    ...failing.map((one) => `          ${ours(one)}`),
    ...(done === null ? [`          ${ours(outcomeOf(coming, now))}`] : []),
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

/** What the next run does with what is not complete, where it had until then. */
const late = {
  send: "it goes out with the next run, and says what is missing",
  skip: "the next run settles it unsent, and its owner is told",
  "give up": "it is too old to send, and its owner is told",
};

/** What happens where the data never come. */
export const outcomeOf = ({ until, then }: Coming, now: string) =>
  until > now
    ? `waits for data until ${until}; ${outcomes[then]}`
    : `its data were awaited until ${until}: ${late[then]}`;
