/** From the simulated account's interface through the landing and the mappings: what LiveAgent can tell is the centre's truth. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Matter } from "../../../../world/vendors/centre.ts";
import { isCallOnly, ticketKey } from "../../../../world/vendors/liveagent/records.ts";
import { agentId } from "../../../../world/vendors/members.ts";
import { groundOf, stageOf } from "../../../connectors/chaos.ts";
import { account, trialOf } from "../../../connectors/liveagent-trial.ts";
import { openDatabase } from "../../memory-draft.ts";
import { type Mapped, mapped, type Row } from "./mapped.ts";

const settings = { reason_field: "reason", reward_score: "5", punishment_score: "1" };
const own = { ...account, settings };
const ground = groundOf(trialOf("calm", { days: 2, share: 0.05 }, own));
const { matters } = ground.centre;
const idOf = (matter: Matter) => (isCallOnly(matter) ? `call:${callOf(matter)}` : ticketKey(matter));
const callOf = ({ standings }: Matter) =>
  standings.at(-1)?.legs[0]?.id.replaceAll("-", "").toLowerCase().replace(/^/, "c") ?? "";
const utc = (seconds: number | null | undefined) =>
  seconds == null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")}Z`;
const agentOf = (name: string | null) => (name === null ? null : `desk:u${agentId(name)}`);
const sorted = <One>(all: readonly One[]) => all.map((one) => JSON.stringify(one)).toSorted();
const only = (rows: readonly Row[] | undefined, ...names: readonly string[]) =>
  (rows ?? [])
    .filter(({ is_deleted }) => is_deleted !== "true")
    .map((row) => names.map((name) => row[name] ?? null));

let database: DuckDBConnection;
let told: Mapped;
beforeAll(async () => {
  database = await openDatabase();
  const stage = stageOf(ground);
  await stage.until(ground.centre.until * 1000);
  await stage.quiet();
  const rows = await stage.rows();
  told = await mapped(database, rows, settings);
}, 120_000);
afterAll(() => database.closeSync());

const last = (matter: Matter) => matter.standings.at(-1);

test("every record is mapped or known to be unused", () => {
  expect({ lost: told.lost, twice: told.twice }).toEqual({ lost: [], twice: [] });
});

test("contacts are the centre's, with channel, reason, department, agent, opening and last resolution", () => {
  expect(matters.length).toBeGreaterThan(20);
  expect(matters.filter(isCallOnly).length).toBeGreaterThan(0);
  const names = [
    "contact_id",
    "opened_at",
    "resolved_at",
    "channel",
    "direction",
    "department",
    "reason",
    "agent",
  ];
  const truth = matters.map((matter) => {
    const { contact, reason } = matter;
    const isCall = isCallOnly(matter);
    return [
      ...[idOf(matter), utc(contact.openedAt), utc(last(matter)?.resolvedAt), contact.channel, null],
      ...(isCall ? [null, null, null] : [contact.department, reason, agentOf(last(matter)?.agent ?? null)]),
    ];
  });
  expect(sorted(only(told.contacts, ...names))).toEqual(sorted(truth));
});

test("legs are the calls, answered or not, to the second; what a call came to is told for the answered ones only", () => {
  const names = [
    "contact_id",
    "queued_at",
    "answered_at",
    "ended_at",
    "outcome",
    "direction",
    "talk_seconds",
  ];
  const truth = matters
    .filter(({ contact }) => contact.channel === "phone")
    .flatMap((matter) =>
      (last(matter)?.legs ?? []).map((leg) => [
        ...[idOf(matter), utc(leg.queuedAt), utc(leg.answeredAt), utc(leg.endedAt)],
        ...[leg.answeredAt === null ? "abandoned" : "answered", leg.direction],
        leg.answeredAt === null ? null : String((leg.talkSeconds ?? 0) + (leg.holdSeconds ?? 0)),
      ]),
    );
  expect(truth.length).toBeGreaterThan(5);
  expect(sorted(only(told.contact_legs, ...names))).toEqual(sorted(truth));
});

test("messages are everybody's, notes and the system's among them", () => {
  const names = ["contact_id", "sent_at", "author", "is_public", "agent"];
  const truth = matters.flatMap((matter) =>
    (last(matter)?.messages ?? []).map(({ sentAt, author, isPublic, agent }) => [
      ...[idOf(matter), utc(sentAt), author, String(isPublic), author === "agent" ? agentOf(agent) : null],
    ]),
  );
  expect(truth.length).toBeGreaterThan(40);
  expect(sorted(only(told.messages, ...names))).toEqual(sorted(truth));
});

test("the first resolution and the return are told by changes of state", () => {
  const earliest = (matter: Matter, change: string, after: string | null = "") =>
    (told.status_changes ?? [])
      .filter((row) => row.contact_id === idOf(matter) && row.change === change && after !== null)
      .map(({ changed_at }) => changed_at ?? "")
      .filter((at) => at > (after ?? ""))
      .toSorted()[0] ?? null;
  for (const matter of matters.filter((one) => !isCallOnly(one))) {
    const resolved = earliest(matter, "resolved");
    expect([resolved, earliest(matter, "open", resolved), earliest(matter, "assigned")]).toEqual([
      ...[utc(last(matter)?.firstResolvedAt), utc(last(matter)?.reopenedAt)],
      utc(last(matter)?.assignedAt),
    ]);
  }
});

test("ratings are the centre's answers as thumbs", () => {
  const surveys = matters
    .filter((one) => !isCallOnly(one))
    .flatMap((matter) =>
      (last(matter)?.surveys ?? [])
        .filter(
          ({ kind, answeredAt }) => kind === "satisfaction" && (answeredAt ?? Infinity) < ground.centre.until,
        )
        .map(({ answeredAt, score }) => [idOf(matter), utc(answeredAt), (score ?? 0) >= 4 ? "5" : "1"]),
    );
  expect(sorted(only(told.surveys, "contact_id", "answered_at", "score"))).toEqual(sorted(surveys));
});

test("time logged in is the centre's, told by each of three reports", () => {
  const truth = ground.centre.days
    .flatMap((day) => ground.centre.agentTime(day))
    .filter(({ activity }) => activity === "logged_in")
    .flatMap(({ agent, from, to, department }) =>
      Array.from({ length: 3 }, () => [agentOf(agent), utc(from), utc(to), department]),
    );
  expect(truth.length).toBeGreaterThan(60);
  expect(sorted(only(told.agent_time, "agent", "started_at", "ended_at", "department"))).toEqual(
    sorted(truth),
  );
});
