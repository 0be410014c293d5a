/** From the objects in the bucket to the KPI tables: every value is what the centre's own facts give. */

import { expect, test } from "vitest";
import { kpis } from "../../../../functions/core/kpi.ts";
import { compute } from "../../../../functions/stages/compute.ts";
import { feeds } from "../../../../queries/feeds.ts";
import { chainsOf } from "../../../../world/vendors/amazon-connect/contacts.ts";
import { amazonConnect as personality } from "../../../../world/vendors/amazon-connect/index.ts";
import type { Centre, Matter } from "../../../../world/vendors/centre.ts";
import { groundOf, stageOf } from "../../../connectors/chaos.ts";
import { dropSource } from "../../../connectors/dropped.ts";
import { configOf, temporaryHome } from "../../../home.ts";
import { allGrains, differences, type Facts, noFacts, nowhere, oracle } from "../../../oracle/index.ts";
import { pipelineRows, unfed } from "../../../oracle/pipeline.ts";

const source = dropSource({
  type: "amazon-connect",
  path: "/in/*/*/*/*/*/*",
  settings: { reason_attribute: "CallReason", csat_attribute: "Score", productive_statuses: "Training" },
});

const untold = {
  ...{
    reopenedAt: null,
    handedOverAt: null,
    outcome: null,
    tags: null,
    beganWith: null,
    isReopeningTold: false as const,
    isFinal: true as const,
    isOutcomeTold: false as const,
    isSolvedAtOnce: null,
  },
  ...{ requesterWaitSeconds: null, agentWaitSeconds: null, onHoldSeconds: null },
} as const;

const customerOf = ({ customer, contact }: Matter) =>
  customer === null ? null : contact.channel === "phone" ? customer.phone : customer.id;

/** What the centre knows, as much of it as Connect can tell. */
function truthOf(centre: Centre): Facts {
  const told = centre.matters.filter(({ course }) => course.way !== "written").map(toldOf);
  const agentTime = centre.days
    .flatMap((day) => centre.agentTime(day))
    .filter(({ activity }) => activity !== "paid" && activity !== "scheduled")
    .map(({ from, to, ...each }) => ({
      ...each,
      startedAt: from,
      endedAt: to,
      department: null,
      location: null,
    }));
  return {
    ...noFacts,
    contacts: told.flatMap(({ contacts }) => contacts),
    legs: told.flatMap(({ legs }) => legs),
    surveys: told.flatMap(({ surveys }) => surveys),
    agentTime,
  };
}

function toldOf(matter: Matter): Pick<Facts, "contacts" | "legs" | "surveys"> {
  const chains = chainsOf(matter, true);
  const end = matter.happenings.find(({ kind }) => kind === "resolved")?.at;
  const { channel, openedAt } = matter.contact;
  if (chains.length === 0 && matter.course.way === "contained" && end !== undefined) {
    const times = { openedAt, resolvedAt: end, firstResolvedAt: end, assignedAt: null };
    const who = { id: matter.id, customerId: customerOf(matter), direction: "inbound" } as const;
    const places = { ...nowhere, channel, reason: matter.reason };
    return { contacts: [{ ...untold, ...times, ...who, places }], legs: [], surveys: [] };
  }
  const each = chains.map((chain) => chainOf(matter, chain));
  return {
    contacts: each.map(({ contact }) => contact),
    legs: each.flatMap(({ legs }) => legs),
    surveys: scoreOf(matter, chains[0] ?? []),
  };
}

function chainOf(matter: Matter, chain: ReturnType<typeof chainsOf>[number]) {
  const [first] = chain;
  const id = first?.id ?? "";
  const isOut = first?.direction === "outbound";
  const queued = chain.filter(({ direction }) => direction === "inbound");
  const end = chain.at(-1)?.endedAt ?? null;
  const contact: Facts["contacts"][number] = {
    ...{ ...untold, id, customerId: customerOf(matter), direction: isOut ? "outbound" : "inbound" },
    openedAt: isOut ? (first?.queuedAt ?? 0) : matter.contact.openedAt,
    ...{ resolvedAt: end, firstResolvedAt: end },
    assignedAt: chain.find(({ answeredAt }) => answeredAt !== null)?.answeredAt ?? null,
    places: {
      ...{ ...nowhere, channel: matter.contact.channel, reason: matter.reason },
      ...{ department: queued.at(-1)?.department ?? null, queue: queued[0]?.department ?? null },
      agent: chain.findLast(({ agent }) => agent !== null)?.agent ?? null,
    },
  };
  const legs = chain.map((leg, index): Facts["legs"][number] => {
    const isLast = index === chain.length - 1;
    const isQueued = leg.direction === "inbound";
    const outcome = leg.outcome === "callback" && isLast ? "abandoned" : leg.outcome;
    const places = isQueued ? { department: leg.department, queue: leg.department } : {};
    const wait = isQueued ? leg.waitSeconds : (leg.answeredAt ?? leg.endedAt) - leg.queuedAt;
    const isTransferred = leg.isTransferred && !isLast;
    return {
      ...{ ...leg, contactId: id, outcome, waitSeconds: wait, isTransferred, transferReason: null },
      tells: ["answered", "abandoned", "callback", "flow_out"],
      places: { ...places, agent: leg.agent },
    };
  });
  return { contact, legs };
}

function scoreOf(matter: Matter, chain: ReturnType<typeof chainsOf>[number]): Facts["surveys"] {
  const last = chain.at(-1);
  const answered = matter.happenings.find(({ kind }) => kind === "survey-answered");
  if (last === undefined || answered?.kind !== "survey-answered") return [];
  const { kind, score } = answered.survey;
  if (kind !== "satisfaction" || answered.at + 3 <= last.wrappedAt + 7) return [];
  const contactId = chain[0]?.id ?? "";
  return [
    {
      id: contactId,
      contactId,
      kind,
      invitedAt: null,
      answeredAt: last.endedAt,
      score,
      places: { agent: last.agent },
    },
  ];
}

test("what Amazon Connect can tell is told, and each KPI is what the centre's facts give", async () => {
  // It ends at night, when nobody's shift is cut.
  const stage = stageOf(groundOf({ source, personality, seed: "calm calls", share: 0.2, days: 2.1 }));
  const home = temporaryHome("2026-12-01T00:00:00Z");
  const config = { ...configOf("Europe/Budapest", [source]), dimensions: ["queue"] as const };
  const computed = async (run: string) => {
    for (const [key, bytes] of stage.lake.objects) await home.ports.lake.put(key, bytes);
    return compute({ config, run, rebuild: false }, home.ports);
  };
  try {
    await stage.until(stage.clock.now() + 28 * 3_600_000);
    await computed("first");
    await stage.quiet();
    const { quarantined } = await computed("last");
    expect(quarantined).toBe(0);
    const asked = { from: "2026-11-03", to: "2026-11-04" };
    const grains = allGrains.filter((grain) => !/location|product/.test(grain));
    const pipeline = await home.ports.warehouse.read((reader) => pipelineRows(reader, config, asked));
    const fed = kpis.filter((kpi) => feeds("amazon-connect", kpi) !== "no").map(({ id }) => id as string);
    const truth = truthOf(stage.ground.centre);
    const expected = oracle(truth, { ...config, zone: "Europe/Budapest", ...asked, grains }).filter(
      ({ kpi }) => fed.includes(kpi),
    );
    const valued = new Set(expected.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
    expect(valued.size).toBeGreaterThan(35);
    expect(unfed(pipeline, fed)).toEqual([]);
    expect(truth.legs.filter(({ outcome }) => outcome === "callback").length).toBeGreaterThan(0);
    expect(differences(pipeline, expected, { kpis: fed, grains }).slice(0, 20)).toEqual([]);
  } finally {
    await home.remove();
  }
}, 300_000);
