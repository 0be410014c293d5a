/** From the logs of the exchange to the KPI tables: every value is what the centre's own facts give. */

import { expect, test } from "vitest";
import { kpis } from "../../../../functions/core/kpi.ts";
import { compute } from "../../../../functions/stages/compute.ts";
import { feeds } from "../../../../queries/feeds.ts";
import { startOfDay } from "../../../../world/clock.ts";
import { within, without } from "../../../../world/spans.ts";
import { chainsOf } from "../../../../world/vendors/amazon-connect/contacts.ts";
import { asterisk as personality } from "../../../../world/vendors/asterisk/index.ts";
import { callId, peerOf } from "../../../../world/vendors/asterisk/lines.ts";
import type { Centre, Matter } from "../../../../world/vendors/centre.ts";
import { groundOf, stageOf } from "../../../connectors/chaos.ts";
import { dropSource } from "../../../connectors/dropped.ts";
import { configOf, temporaryHome } from "../../../home.ts";
import { allGrains, differences, type Facts, noFacts, nowhere, oracle } from "../../../oracle/index.ts";
import { pipelineRows, unfed } from "../../../oracle/pipeline.ts";

const source = dropSource({
  path: "/in/*",
  settings: {
    outbound_contexts: "outgoing",
    reason_column: "userfield",
    callback_key: "7",
    productive_pauses: "Training",
  },
});

const untold = {
  ...{ reopenedAt: null, handedOverAt: null, outcome: null, tags: null, beganWith: null },
  isReopeningTold: false as const,
  ...{ isFinal: true as const, isOutcomeTold: false as const, areSurveysTold: false as const },
  ...{ isSolvedAtOnce: null, requesterWaitSeconds: null, agentWaitSeconds: null, onHoldSeconds: null },
};
/** Nobody names the agents of an exchange. */
const agentOf = (name: string | null) => (name === null ? null : `calls:${peerOf(name)}`);

type Chain = ReturnType<typeof chainsOf>[number];

const isOut = (chain: Chain) => chain[0]?.direction === "outbound";

/** What the centre knows, as much of it as Asterisk can tell. */
function truthOf(centre: Centre): Facts {
  const phone = centre.matters.filter(({ contact }) => contact.channel === "phone");
  const told = phone.flatMap((matter) => {
    const chains = chainsOf(matter, false);
    return chains.length === 0
      ? menuOf(matter)
      : chains.map((chain, index) => callOf(matter, chain, callId(matter, chain, index)));
  });
  return {
    ...noFacts,
    contacts: told.map(({ contact }) => contact),
    legs: told.flatMap(({ legs }) => legs),
    agentTime: timeOf(centre, phone),
  };
}

type Told = { readonly contact: Facts["contacts"][number]; readonly legs: Facts["legs"] };

function menuOf(matter: Matter): readonly Told[] {
  const { openedAt } = matter.contact;
  const end = matter.happenings.find(({ kind }) => kind === "resolved")?.at;
  if (end === undefined || end - openedAt > 7200) return [];
  const times = { openedAt, resolvedAt: end, firstResolvedAt: end, assignedAt: null };
  const places = { ...nowhere, channel: "phone", reason: matter.reason };
  const who = { id: matter.id, customerId: matter.customer?.phone ?? null, direction: "inbound" as const };
  return [{ contact: { ...untold, ...times, ...who, places }, legs: [] }];
}

function callOf(matter: Matter, chain: Chain, id: string) {
  const end = chain.at(-1)?.endedAt ?? null;
  const department = isOut(chain) ? null : (chain.at(-1)?.department ?? null);
  const agent = agentOf(chain.findLast((leg) => leg.agent !== null)?.agent ?? null);
  const contact: Facts["contacts"][number] = {
    ...{ ...untold, id, customerId: matter.customer?.phone ?? null },
    direction: isOut(chain) ? "outbound" : "inbound",
    ...{ openedAt: Number(id.split(".")[0]), resolvedAt: end, firstResolvedAt: end },
    assignedAt: chain.find(({ answeredAt }) => answeredAt !== null)?.answeredAt ?? null,
    places: { ...nowhere, channel: "phone", reason: matter.reason, department, queue: department, agent },
  };
  const legs = chain.map((leg): Facts["legs"][number] => ({
    ...{
      ...leg,
      contactId: id,
      wrappedAt: null,
      holdSeconds: null,
      afterWorkSeconds: null,
      transferReason: null,
    },
    waitSeconds: (leg.answeredAt ?? leg.endedAt) - leg.queuedAt,
    talkSeconds: leg.answeredAt === null ? null : leg.endedAt - leg.answeredAt,
    places: {
      ...(!isOut(chain) && { department: leg.department, queue: leg.department }),
      agent: agentOf(leg.agent),
    },
  }));
  return { contact, legs };
}

/** The work after a call is not in the logs, so an agent is on a call as long as it lasts. */
function timeOf(centre: Centre, phone: readonly Matter[]): Facts["agentTime"] {
  const nobody = { department: null, location: null };
  const all = centre.days.flatMap((day) => centre.agentTime(day));
  const calls = phone
    .flatMap((matter) => chainsOf(matter, false))
    .flatMap((chain) =>
      chain.flatMap(({ agent, answeredAt, queuedAt, endedAt }) =>
        agent === null || answeredAt === null
          ? []
          : [
              {
                agent,
                activity: "on_contact" as const,
                from: isOut(chain) ? queuedAt : answeredAt,
                to: endedAt,
              },
            ],
      ),
    );
  const own = [...Map.groupBy(all, ({ agent }) => agent)].flatMap(([agent, intervals]) => {
    const spans = (activity: string) => intervals.filter((each) => each.activity === activity);
    const called = calls.filter((call) => call.agent === agent);
    const ready = without(spans("logged_in"), [...spans("break"), ...spans("other_productive"), ...called]);
    const named = [
      ...(["logged_in", "break", "other_productive"] as const).flatMap((activity) =>
        spans(activity).map((span) => ({ ...span, activity })),
      ),
      ...ready.map((span) => ({ ...span, activity: "available" as const })),
    ];
    return named.map((span) => ({ ...span, agent }));
  });
  const days = centre.days.map((day, index) => ({
    from: startOfDay(day),
    to: startOfDay(centre.days[index + 1] ?? "2026-12-01"),
  }));
  return [...own, ...calls].flatMap(({ agent, activity, ...span }, number) =>
    days.flatMap((day) =>
      within([span], day).map(({ from, to }) => ({
        ...{ id: `${number} ${from}`, agent: agentOf(agent) ?? "", activity, startedAt: from, endedAt: to },
        ...nobody,
      })),
    ),
  );
}

test("what Asterisk can tell is told, and each KPI is what the centre's facts give", async () => {
  // It ends at night, when nobody's shift is cut.
  const stage = stageOf(groundOf({ source, personality, seed: "calm journey", share: 0.2, days: 2.1 }));
  const home = temporaryHome("2026-12-01T00:00:00Z");
  const config = { ...configOf("Europe/Budapest", [source]), dimensions: ["queue"] as const };
  const computed = async (run: string) => {
    for (const [key, bytes] of stage.lake.objects) await home.ports.lake.put(key, bytes);
    return compute({ config, run, rebuild: false }, home.ports);
  };
  try {
    await stage.until(stage.clock.now() + 28 * 3_600_000);
    await computed("first");
    await stage.until((stage.ground.centre.until + 7200) * 1000);
    await stage.quiet();
    const { quarantined } = await computed("last");
    expect(quarantined).toBe(0);
    const asked = { from: "2026-11-03", to: "2026-11-04" };
    const grains = allGrains.filter((grain) => !/location|product/.test(grain));
    const pipeline = await home.ports.warehouse.read((reader) => pipelineRows(reader, config, asked));
    const fed = kpis.filter((kpi) => feeds("asterisk", kpi) !== "no").map(({ id }) => id as string);
    const truth = truthOf(stage.ground.centre);
    const expected = oracle(truth, { ...config, zone: "Europe/Budapest", ...asked, grains }).filter(
      ({ kpi }) => fed.includes(kpi),
    );
    const valued = new Set(expected.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
    expect(valued.size).toBeGreaterThan(30);
    expect(unfed(pipeline, fed)).toEqual([]);
    expect(differences(pipeline, expected, { kpis: fed, grains }).slice(0, 20)).toEqual([]);
  } finally {
    await home.remove();
  }
}, 300_000);
