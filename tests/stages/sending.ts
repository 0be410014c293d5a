/** Sends the weekly report of the centre, from real tables to a lake and a mailbox in memory. */

import { afterAll, beforeAll } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import type { State } from "../../functions/core/due.ts";
import { MailError } from "../../functions/core/errors.ts";
import type { Lack } from "../../functions/core/lack.ts";
import type { ReportState } from "../../functions/core/owed.ts";
import { periodOf } from "../../functions/core/period.ts";
import { local } from "../../functions/local.ts";
import type { Lake, Message, Ports } from "../../functions/ports.ts";
import { compute } from "../../functions/stages/compute.ts";
import { land } from "../../functions/stages/land.ts";
import type { Owner } from "../../functions/stages/lease.ts";
import type { Plan } from "../../functions/stages/plan.ts";
import { send } from "../../functions/stages/send.ts";
import { loadState } from "../../functions/stages/tick.ts";
import { textAt } from "../contracts/lake.ts";
import { now, openCentre } from "../journey/centre.ts";
import { memoryLake } from "../memory.ts";

const zone = "Europe/Budapest";
export const w46 = periodOf("week", "2026-11-09", zone);
export const [ilona, samuel] = ["ilona.varga@example.org", "samuel.adeyemi@example.org"] as const;
export const owner: Owner = { token: "ann", host: "h", pid: 1, startedAt: "s" };
export const folder = "sent/weekly/2026-W46/";

export interface Sending {
  config(): Config;
  /** Sends from the tables of the centre; plan, ledger and archive are in the lake given. */
  send(
    lake: Lake,
    mail: ReturnType<typeof mailbox>,
    settings?: Partial<Config>,
    at?: string,
    tables?: Partial<Ports["warehouse"]>,
    missing?: readonly Lack[],
  ): ReturnType<typeof send>;
  /** The config's reports, changed. */
  reports(change: Partial<Config["reports"][number]>): Partial<Config>;
  /** Reports that go to these addresses. */
  to(...addresses: readonly string[]): Partial<Config>;
}

/** Lands and computes two weeks of the centre before the tests of a file. */
export function sendingFrom(): Sending {
  let config: Config;
  let ports: Ports;
  let state: State;
  const centre = openCentre("2026-11-02");
  beforeAll(async () => {
    ({ config } = await centre);
    ports = local((await centre).home, { threads: 1, memory: "200MB" });
    const [source] = config.sources;
    await land({ source: source!, zone, now, machineNow: now, run: "r" }, ports);
    await compute({ config, run: "r" }, ports);
    state = await loadState({ config, polled: new Set() }, ports);
  });
  afterAll(() => ports.warehouse.close());
  const reports = (change: Partial<Config["reports"][number]>) => ({
    reports: config.reports.map((report) => ({ ...report, ...change })),
  });
  return {
    config: () => config,
    reports,
    to: (...addresses) =>
      reports({
        to: addresses.map((address) => ({ name: "X", address, locale: "en" as const, scope: null })),
      }),
    send(lake, mail, settings = {}, at = now, tables = {}, missing = []) {
      const worker = { owner, machineNow: at, isAlive: () => false };
      const what = { report: "weekly", period: w46, archive: "file:///home/archive" };
      const warehouse = { ...ports.warehouse, ...tables };
      const input = { ...what, config: { ...config, ...settings }, state, now: at, worker, missing };
      return send(input, { warehouse, lake, mail });
    },
  };
}

/** A lake that knows the report. */
export function noted(): ReturnType<typeof memoryLake> {
  const seen = new TextEncoder().encode(JSON.stringify({ firstSeen: "2026-11-16T07:00:00Z", settled: [] }));
  return memoryLake(new Map([["state/reports/weekly.json", seen]]));
}

/** Accepts each message once, as the outbox does; refuses everybody, or one address, when told to. */
export function mailbox() {
  const sent: Message[] = [];
  const mail = {
    sent,
    refuse: false as boolean | string,
    /** Comes before everything else, and may throw. */
    before: (_: Message): void => undefined,
    async send(message: Message) {
      mail.before(message);
      if (mail.refuse === true || mail.refuse === message.to.address) throw new MailError("refused", "no");
      sent.push(message);
      return { messageId: message.id };
    },
    lookup: async (id: string) => sent.some((message) => message.id === id),
  };
  return mail;
}

export async function settled(lake: Lake): Promise<readonly string[]> {
  const text = (await textAt(lake, "state/reports/weekly.json")) ?? "";
  return (JSON.parse(text) as ReportState).settled;
}

export async function planIn(lake: Lake): Promise<Plan> {
  return JSON.parse((await textAt(lake, `${folder}plan.json`)) ?? "") as Plan;
}
