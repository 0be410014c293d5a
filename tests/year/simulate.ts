/** Walks a year: the clock jumps to the next instant at which `due` can change, and a worker does what is due. */

import type { Config } from "../../functions/core/config.ts";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { Ports } from "../../functions/ports.ts";
import { type RunSummary, run } from "../../functions/stages/run.ts";
import { Kill } from "../memory.ts";
import { stepsOf, World } from "./fakes.ts";
import type { Tick } from "./reference.ts";
import { callsAfter, inSpan, later, type Scenario } from "./scenario.ts";

export interface Year {
  readonly world: World;
  readonly ticks: readonly Tick[];
  readonly runs: number;
  readonly kills: number;
}

/** How soon what failed is looked at again. */
const retrySeconds = 3600;

export async function simulate(scenario: Scenario): Promise<Year> {
  const world = new World(scenario);
  const ticks: Tick[] = [];
  const tally = { runs: 0, kills: 0 };
  const events = eventsOf(scenario);
  while (world.now < scenario.end) {
    const { now } = world;
    const machine = scenario.down.machine.find(({ from, to }) => from <= now && now < to);
    if (machine) {
      world.now = machine.to;
      continue;
    }
    const config = configAt(scenario, now);
    const summary = await work(world, config, tally);
    ticks.push({ now, config });
    world.now = nextTick(world, summary, events);
  }
  return { world, ticks, ...tally };
}

/** Every other wrong mapping is an edit, and so is its end; the rest is wrong for reasons nobody sees. */
function configAt({ configs, down }: Scenario, now: string): Config {
  const { config } = configs.findLast(({ at }) => at <= now)!;
  const wrong = down.mapping.findIndex((span) => inSpan([span], now));
  return wrong < 0 || wrong % 2 === 1 ? config : { ...config, version: `${config.version} wrong ${wrong}` };
}

/** Until a worker lives to the end of its run; now and then two of them are at it at once. */
async function work(
  world: World,
  config: Config,
  tally: { runs: number; kills: number },
): Promise<RunSummary> {
  const { random } = world.scenario;
  for (;;) {
    tally.runs += 1;
    const isKilled = random() < 0.01;
    const step = stepsOf(isKilled ? Math.floor(random() * 90) : -1, random() < 0.5 ? "before" : "after");
    const others = random() < 0.01 ? [worker(world, config, `${tally.runs}b`, stepsOf(-1, "before"))] : [];
    const [one, two] = await Promise.allSettled([worker(world, config, `${tally.runs}a`, step), ...others]);
    for (const result of [one, two])
      if (
        result?.status === "rejected" &&
        !(result.reason instanceof Kill || result.reason instanceof LostRaceError)
      )
        throw result.reason;
    if (step.isDead()) {
      tally.kills += 1;
      noteClaims(world, `${tally.runs}a`);
    }
    const lived = [one, two].find((result) => result?.status === "fulfilled");
    if (lived?.status === "fulfilled" && !step.isDead()) return lived.value;
  }
}

function worker(
  world: World,
  config: Config,
  token: string,
  step: ReturnType<typeof stepsOf>,
): Promise<RunSummary> {
  const ports = {
    lake: world.lake(step),
    mail: world.mail(step),
    warehouse: world.warehouse(),
    inbox: world as unknown,
  };
  const owner = { token, host: "h", pid: 1, startedAt: "s" };
  const input = {
    config,
    now: world.now,
    machineNow: () => new Date(world.now),
    owner,
    isPaced: true,
    archive: "https://example.org",
  };
  // Who has the same number is at it now; everybody before is gone.
  const isAlive = (other: { readonly token: string }) =>
    Number.parseInt(other.token, 10) === Number.parseInt(token, 10);
  return run({ ...input, isAlive }, ports as Ports);
}

/** A worker that died between its claim and its word on it: nobody knows whether that message went out. */
function noteClaims(world: World, token: string): void {
  for (const [key, { body }] of world.objects) {
    if (!key.startsWith("sent/") && !key.startsWith("state/notices/")) continue;
    if (key.endsWith("plan.json")) continue;
    const entry = JSON.parse(Buffer.from(body).toString());
    if (entry.state === "claimed" && entry.owner.token === token) world.ambiguous.push(entry.id);
  }
}

/** Everything that changes from outside, in order. */
function eventsOf({ configs, down, files, forms }: Scenario): readonly string[] {
  const ends = [down.machine, down.mailer, down.mapping, ...Object.values(down.sources)].flatMap((spans) =>
    spans.map(({ to }) => to),
  );
  return [...configs.map(({ at }) => at), ...ends, ...files.map(({ at }) => at), ...forms].sort();
}

function nextTick(
  { now, scenario }: World,
  { waiting, isOpen, nextAt }: RunSummary,
  events: readonly string[],
): string {
  const edit = scenario.configs.find(({ at }) => at > now)?.at;
  // What arrives is of no matter while nothing waits for it.
  const arrives = waiting.length > 0 ? events.find((at) => at > now) : edit;
  const calls = waiting.length > 0 ? callsAfter(now) : null;
  const all = [nextAt, arrives, calls, scenario.end, isOpen ? later(now, retrySeconds) : null].filter(
    (at) => at != null,
  );
  return all.sort()[0]!;
}
