/** Compares a simulated year with what the reference lists, and says every difference. */

import { addressKey } from "../../functions/stages/places.ts";
import type { Expected, Listed, Untold } from "./reference.ts";
import { later, type Scenario } from "./scenario.ts";
import type { Year } from "./simulate.ts";

export interface Verdict {
  readonly problems: readonly string[];
  readonly messages: number;
  readonly unknown: number;
  readonly ambiguous: number;
  readonly kills: number;
  readonly runs: number;
  readonly missed: number;
  readonly skipped: number;
  readonly marked: number;
}

export function judge(scenario: Scenario, { world, runs, kills }: Year, expected: Expected): Verdict {
  const unknown = idsOf(world.objects, "unknown");
  const ambiguous = new Set(world.ambiguous);
  const reports = world.sent.filter(({ message }) => message.listId !== "notices");
  const notices = world.sent.filter(({ message }) => message.listId === "notices");
  const delivered = new Map<string, number>();
  const problems: string[] = [];
  const lineOf = (id: string) => scenario.lines.get(id) ?? id;
  for (const { message, at } of reports) {
    const [period = "", mark] = message.subject.split(" ");
    const key = `${lineOf(message.listId)} ${period} ${message.to.address}`;
    delivered.set(key, (delivered.get(key) ?? 0) + 1);
    const listed = expected.sends.get(`${lineOf(message.listId)} ${period}`);
    if (!listed) problems.push(`${key} at ${at}: nobody was to get it`);
    else problems.push(...wrongs(listed, message.to.address, key, at, message.date, mark === "marked"));
  }
  for (const [key, count] of delivered) if (count > 1) problems.push(`${key}: ${count} times`);
  for (const { line, period, must, at } of expected.sends.values())
    for (const address of must) {
      const isKnown = delivered.has(`${line} ${period} ${address}`);
      const tail = `-${period}-${addressKey(address)}`;
      const isUnknown = [...unknown].some((id) => id.endsWith(tail));
      if (!isKnown && !isUnknown) problems.push(`${line} ${period} ${address}: not delivered (due at ${at})`);
    }
  for (const id of unknown) {
    if (!ambiguous.has(id)) problems.push(`${id}: unknown, and its answer was not lost`);
    if (!isTold(id) && !isGone(id)) problems.push(`${id}: unknown, and not reported`);
  }
  for (const one of expected.missed) tell("missed", one);
  for (const one of expected.skipped) tell("skipped", one);
  for (const [key, count] of countsOf(notices.map(({ message }) => message.subject)))
    if (count > 1) problems.push(`${key}: told ${count} times`);
  problems.push(...strangers());
  return {
    problems,
    messages: reports.length,
    unknown: unknown.size,
    ambiguous: ambiguous.size,
    kills,
    runs,
    missed: expected.missed.length,
    skipped: expected.skipped.length,
    marked: reports.filter(({ message }) => message.subject.endsWith("marked")).length,
  };

  /** Under the name the report has now, which may be another than the one its ledger is kept under. */
  function isTold(id: string): boolean {
    const ledger =
      [...scenario.lines.keys()].filter((one) => id.startsWith(`${one}-`)).sort(byLength)[0] ?? "";
    const names = [...scenario.lines.keys()].filter((one) => lineOf(one) === lineOf(ledger));
    return names.some((name) => {
      const key = `unknown-${name}${id.slice(ledger.length)}`.toLowerCase();
      return notices.some(({ message }) => message.subject === key) || ambiguous.has(`notice-${key}`);
    });
  }

  /** Whether the report was taken away, or made another one, within the day in which its owner would be told. */
  function isGone(id: string): boolean {
    const send = [...expected.sends.values()].find(({ period, must, may }) =>
      [...must, ...may].some((address) => id.endsWith(`-${period}-${addressKey(address)}`)),
    );
    if (!send) return false;
    const inForce = scenario.configs.filter(
      ({ at }, index, all) => at < later(send.at, 86_400) && (all[index + 1]?.at ?? "9") > send.at,
    );
    const kinds = inForce.map(
      ({ config }) => config.reports.find((one) => lineOf(one.id) === send.line)?.period,
    );
    return new Set(kinds).size > 1;
  }

  /** An owner hears of it, unless the report was gone before anybody could tell. */
  function tell(what: "missed" | "skipped", { id, period, at }: Untold): void {
    const named = notices.filter(({ message }) => message.subject.startsWith(`${what}-${id.toLowerCase()}-`));
    const told = named.some(({ message }) => message.text.includes(period));
    const lost = [...ambiguous].some((one) => one.startsWith(`notice-${what}-${id.toLowerCase()}-`));
    const until = later(at, 2 * 86_400);
    const stays = scenario.configs
      .filter((one, index, all) => one.at < until && (all[index + 1]?.at ?? "9") > at)
      .every(({ config }) =>
        config.reports.some((report) => report.id === id && isPlain(report.pausedUntil)),
      );
    if (!told && !lost && stays)
      problems.push(`${id} ${period}: ${what} at ${at}, and its owner was not told`);
  }

  /** What is told as missed or skipped and is neither. */
  function strangers(): readonly string[] {
    return notices.flatMap(({ message: { subject } }) => {
      const found = /^(missed|skipped)-(.*)$/.exec(subject);
      if (!found) return [];
      const list = found[1] === "missed" ? expected.missed : expected.skipped;
      const isListed = list.some(
        ({ id, period }) => `${lineOf(id)}-${period}`.toLowerCase() === named(found[2] ?? ""),
      );
      return isListed ? [] : [`${subject}: told, and nothing of it is so`];
    });
  }

  function named(rest: string): string {
    const id = [...scenario.lines.keys()].filter((one) => rest.startsWith(`${one}-`)).sort(byLength)[0] ?? "";
    return rest.replace(id, lineOf(id));
  }
}

const byLength = (one: string, other: string) => other.length - one.length;

const isPlain = (pausedUntil: string | undefined) => pausedUntil === undefined;

function wrongs(
  { at: listedAt, must, may, marked }: Listed,
  address: string,
  key: string,
  at: string,
  plannedAt: string,
  isMarked: boolean,
): readonly string[] {
  return [
    ...(at < listedAt ? [`${key} at ${at}: early, it was due at ${listedAt}`] : []),
    ...(plannedAt === listedAt ? [] : [`${key}: begun at ${plannedAt}, listed at ${listedAt}`]),
    ...(must.has(address) || may.has(address) ? [] : [`${key}: not theirs`]),
    ...(isMarked === marked ? [] : [`${key}: ${isMarked ? "marked" : "not marked"}`]),
  ];
}

/** Ids of the reports' messages in this state. */
function idsOf(objects: Year["world"]["objects"], state: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [key, { body }] of objects) {
    if (!key.startsWith("sent/") || key.endsWith("plan.json")) continue;
    const entry = JSON.parse(Buffer.from(body).toString());
    if (entry.state === state) found.add(entry.id);
  }
  return found;
}

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
