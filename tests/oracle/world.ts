/** The facts of the simulated centre, as its exports tell them, without a file in between. */

import { agentTimeOn } from "../../world/agent-time.ts";
import { type Case, caseOf, casesAliveOn, remembering } from "../../world/cases.ts";
import { addDays, startOfDay } from "../../world/clock.ts";
import { costsOf } from "../../world/costs.ts";
import { truthOf } from "../../world/rows.ts";
import { type Told, toldOf } from "../../world/told.ts";
import type { AgentTime, Contact, Cost, Facts } from "./facts.ts";

/** What the nightly exports of these local days, both ends included, say in the end. */
export function factsOf(from: string, to: string, seed: string): Facts {
  const [start, end] = [startOfDay(from), startOfDay(addDays(to, 1))];
  const isTold = (at: number | null) => at !== null && at >= start && at < end;
  const known = (at: number | null) => (at !== null && at < end ? at : null);
  const rows = truthOf(from, to, seed);
  const cases = rows.map(({ contact }) => caseOf(contact));
  const every = <Fact>(facts: (each: Case) => readonly Fact[]) => cases.flatMap(facts);
  const places = {};
  return {
    contacts: rows.map((row) => contactOf(toldOf(row))),
    legs: every((each) => each.legs)
      .filter((leg) => isTold(leg.wrappedAt))
      .map(({ department, agent, queue, ...leg }) => ({ ...leg, places: { department, agent, queue } })),
    messages: every((each) => each.messages)
      .filter((message) => isTold(message.sentAt))
      .map(({ agent, ...message }) => ({ ...message, places: { agent } })),
    surveys: every((each) => each.surveys)
      .filter((survey) => isTold(survey.invitedAt) || isTold(survey.answeredAt))
      .map(({ answeredAt, score, comment: _, ...survey }) => ({
        ...survey,
        answeredAt: known(answeredAt),
        score: known(answeredAt) === null ? null : score,
        places,
      })),
    verdicts: every((each) => each.verdicts)
      .filter((verdict) => isTold(verdict.appliedAt) || isTold(verdict.achievedAt))
      .map(({ policy: _, appliedAt: __, ...verdict }) => ({
        ...verdict,
        achievedAt: known(verdict.achievedAt),
        places,
      })),
    ...timeAndCosts(from, to, seed),
  };
}

function contactOf({ channel, department, reason, agent, location, product, queue, ...told }: Told): Contact {
  return { ...told, places: { channel, department, reason, agent, location, product, queue } };
}

function timeAndCosts(from: string, to: string, seed: string): Pick<Facts, "agentTime" | "costs"> {
  const openedOn = remembering();
  const agentTime: AgentTime[] = [];
  const costs: Cost[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    for (const interval of agentTimeOn(date, seed, casesAliveOn(date, seed, openedOn))) {
      const { from: startedAt, to: endedAt, ...rest } = interval;
      agentTime.push({ ...rest, startedAt, endedAt });
    }
    if (!addDays(date, 1).endsWith("-01")) continue;
    for (const { cents, currency: _, ...cost } of costsOf(date.slice(0, 7), seed))
      costs.push({ ...cost, amount: cents / 100 });
  }
  return { agentTime, costs };
}
