/** Every five minutes: what is due, and a worker started for each piece of it. Nothing here takes long. */

import { isMadeUnsaid } from "../core/cadence.ts";
import type { Config } from "../core/config.ts";
import type { Work } from "../core/due.ts";
import type { Notice } from "../core/notice.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import type { Lake } from "../ports.ts";
import { notify } from "../stages/notify.ts";
import { noticeReports } from "../stages/reports.ts";
import { settleReport } from "../stages/tick.ts";
import { untold } from "../stages/untold.ts";
import { ask } from "./ask.ts";
import { pushedConfig } from "./configured.ts";
import { inboxOf, lakeOf, stackPlace } from "./home.ts";
import { isAlive } from "./lease.ts";
import { mailOf } from "./mail.ts";
import { start } from "./start.ts";

export async function startDue(_event: unknown, invocation: Invocation): Promise<Outcome> {
  const lake = lakeOf();
  const config = await pushedConfig(lake);
  if (!config) return { outcome: "no config was pushed yet" };
  await noticeReports(config, invocation.now, lake);
  const { work, waiting, notices, late, state } = await ask(config, invocation, { lake, inbox: inboxOf() });
  for (const one of work) await begin(one, lake);
  // Who made the tables died before the last word: what they replaced may still be there.
  if (work.length === 0 && isMadeUnsaid(config, state)) await start("compute");
  const told = await tell([...notices, ...(await untold(lake))], config, invocation, lake);
  return {
    outcome: work.length === 0 ? "nothing is due" : "started what is due",
    fields: { work: work.map(nameOf), waiting: waiting.length, late, told },
    metrics: { LateReports: late },
  };
}

async function begin(work: Work, lake: Lake): Promise<void> {
  if (work.kind === "land") return start("land", { source: work.source });
  if (work.kind === "compute") return start("compute");
  const { report, period } = work;
  if (work.kind === "skip") return settleReport(lake, report, period.name, work.missing);
  return start("send", { report, period: period.name });
}

/** How many were told now. One that cannot be told keeps no report from going out, and is tried again. */
async function tell(
  notices: readonly Notice[],
  config: Config,
  { now, machineNow, owner, log }: Invocation,
  lake: Lake,
): Promise<number> {
  const place = stackPlace();
  let told = 0;
  for (const notice of notices) {
    const worker = { owner, isAlive, machineNow: machineNow().toISOString() };
    const { fresh, outcome } = await notify(
      notice,
      { config, now, worker, place },
      { lake, mail: mailOf(config) },
    );
    if (fresh) told += 1;
    if (outcome === "failed" || outcome === "refused") log("an owner could not be told", { outcome });
  }
  return told;
}

const nameOf = (work: Work) =>
  work.kind === "compute"
    ? "compute"
    : work.kind === "land"
      ? `land ${work.source}`
      : `${work.kind} ${work.report} ${work.period.name}`;
