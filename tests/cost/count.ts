/** A week of the journey's centre, with a daily and a weekly report, and what more contacts, readers and clicks add to it. */

import { readFile, writeFile } from "node:fs/promises";
import { addDays } from "../../functions/core/period.ts";
import { parseEml } from "../contracts/eml.ts";
import { httpRequest, mailEvent } from "../deployed/payloads.ts";
import { type Centre, exportOf, firstDay, openCentre } from "../journey/centre.ts";
import { copyOf, type World } from "../journey/cloud/world.ts";
import { bucket, type Installation, installation } from "./installation.ts";
import { pushed } from "./push.ts";
import { less, sorted, type Tally } from "./tally.ts";

/** Readers of each report, at first and where more are counted. */
const [few, many] = [2, 12];
/** Days whose contacts change in one file beside the usual ones. */
const older = Array.from({ length: 8 }, (_, at) => addDays("2026-10-29", at));

export interface Counted {
  /** From Wednesday 2026-11-11 00:00 in Budapest, where there are `few` readers. */
  readonly day: Tally;
  readonly week: Tally;
  /** Reports that went out in these days, and emails to readers. */
  readonly sent: { readonly reports: number; readonly emails: number };
  /** Days of contacts that a file of the week touches, where no exception makes it more. */
  readonly days: number;
  /** What each further day adds whose contacts a file touches. */
  readonly furtherDay: Tally;
  /** What each further reader of a report adds. */
  readonly furtherReader: Tally;
  /** What SES tells of one email: that it was sent, and that it was delivered. */
  readonly told: Tally;
  /** A reader who follows the link of an email: the redirect, the page and its style sheet. */
  readonly opened: Tally;
  readonly bytes: { readonly email: number; readonly keptForReport: number; readonly keptForReader: number };
}

/** With fewer days than seven the `week` is only these. */
export async function count(days: number): Promise<Counted> {
  const one = await installation("2026-11-10T22:00:00Z");
  try {
    const centre = await openCentre(undefined, undefined, reports);
    for (let day = firstDay; day < "2026-11-10"; day = addDays(day, 1)) arrives(one, day);
    await pushTo(one, centre);
    await one.ticksUntil("2026-11-10T23:00:00Z");
    const start = copyOf(one.cloud.world);
    const furtherDay = await furtherDays(one, start);
    const { furtherReader, keptForReport, keptForReader } = await furtherReaders(one, start, centre);
    one.backTo("2026-11-10T23:00:00Z", start);
    const { day, week, sent, email } = await nights(one, days);
    const clicks = await afterwards(one);
    const bytes = { email, keptForReport, keptForReader };
    return { day, week, sent, days: 2, furtherDay, furtherReader, ...clicks, bytes };
  } finally {
    await one.close();
  }
}

const readers = (number: number) =>
  Array.from(
    { length: number },
    (_, at) => `      - { name: Reader ${at}, address: reader.${at}@example.org }\n`,
  ).join("");

/** A weekly and a daily report, both to `few`. */
function reports(yaml: string): string {
  const [head = ""] = yaml.replace(/^ {2}url: .*\n/m, "").split("    to:\n");
  const list = `    owner: owner@example.org\n    to:\n${readers(few)}`;
  const daily =
    "  - id: daily\n    title: Daily service digest\n    template: digest\n    period: day\n    at: 08:00\n";
  return `${head}${list}${daily}${list}`;
}

async function toMany({ configFile }: Centre): Promise<void> {
  const yaml = await readFile(configFile, "utf8");
  await writeFile(configFile, yaml.replaceAll(readers(few), readers(many)));
}

const pushTo = (one: Installation, { configFile }: Centre) =>
  pushed(configFile, `s3://${bucket}`, one.cloud.url);

/** The export of a day, with one more change of a contact of each of these days. */
function arrives(one: Installation, day: string, changed: readonly string[] = []): void {
  const rows = changed.map(
    (old) => `B-${old},${day} 16:00,${old} 15:00,${day} 16:00,email,Parcels,Delivery,\n`,
  );
  one.arrives(`contacts-${day}.csv`, `${exportOf(day)}${rows.join("")}`);
}

/** The same night with a file that touches the usual days, and with one that touches others besides. */
async function furtherDays(one: Installation, start: World): Promise<Tally> {
  const night = async (changed: readonly string[]) => {
    one.backTo("2026-11-11T02:00:00Z", start);
    arrives(one, "2026-11-10", changed);
    one.counted();
    await one.ticksUntil("2026-11-11T04:00:00Z");
    return one.counted();
  };
  const usual = await night([]);
  return each(less(await night(older), usual), older.length);
}

async function furtherReaders(one: Installation, start: World, centre: Centre) {
  one.backTo("2026-11-11T02:00:00Z", start);
  arrives(one, "2026-11-10");
  await one.ticksUntil("2026-11-11T06:30:00Z");
  const ready = copyOf(one.cloud.world);
  const morning = async () => {
    one.backTo("2026-11-11T06:30:00Z", ready);
    await pushTo(one, centre);
    await one.ticksUntil("2026-11-11T07:00:00Z");
    one.counted();
    const before = kept(one.cloud.world);
    await one.ticksUntil("2026-11-11T07:15:00Z");
    return { tally: one.counted(), bytes: kept(one.cloud.world) - before };
  };
  const usual = await morning();
  await toMany(centre);
  const more = await morning();
  const keptForReader = Math.round((more.bytes - usual.bytes) / (many - few));
  return {
    furtherReader: each(less(more.tally, usual.tally), many - few),
    keptForReader,
    keptForReport: usual.bytes - few * keptForReader,
  };
}

/** Bytes of what is kept of reports. */
function kept({ objects }: World): number {
  const found = [...objects].filter(([path]) => /^[^/]+\/(archive|sent)\//.test(path));
  return found.reduce((sum, [, { body }]) => sum + body.length, 0);
}

/** Every day's file comes at three at night. */
async function nights(one: Installation, days: number) {
  const before = one.cloud.world.accepted.length;
  let day: Tally = {};
  let email = 0;
  const week: Tally = {};
  for (let today = "2026-11-11"; today < addDays("2026-11-11", days); today = addDays(today, 1)) {
    one.counted();
    const yesterday = addDays(today, -1);
    await one.ticksUntil(`${today}T02:00:00Z`);
    if (yesterday <= "2026-11-15") arrives(one, yesterday);
    else one.arrives(`contacts-${yesterday}.csv`, exportOf(yesterday));
    await one.ticksUntil(`${today}T23:00:00Z`);
    const counted = sorted(one.counted());
    if (today === "2026-11-11") {
      day = counted;
      email = mean(
        one.cloud.world.accepted.slice(before).map(({ parameters }) => messageIn(parameters).length),
      );
    }
    for (const [kind, times] of Object.entries(counted)) week[kind] = (week[kind] ?? 0) + times;
  }
  const emails = one.cloud.world.accepted.length - before;
  return { day, email, week: sorted(week), sent: { reports: emails / few, emails } };
}

/** What comes of an email after it was sent. */
async function afterwards(one: Installation) {
  const { parameters } = one.cloud.world.accepted.at(-1)!;
  const tag = parameters["Tags.member.1.Value"] ?? "";
  const now = new Date(Date.now()).toISOString();
  const delivered = mailEvent("Delivery", tag, now) as { readonly detail: object };
  const { delivery: _, ...detail } = delivered.detail as { readonly delivery: unknown };
  one.counted();
  await one.happens("feedback", {
    ...delivered,
    "detail-type": "Email Sent",
    detail: { ...detail, eventType: "Send", send: {} },
  });
  await one.happens("feedback", delivered);
  const told = one.counted();
  const text = parseEml(messageIn(parameters)).parts[0]?.content ?? "";
  const link = /https:\/\/links\.example\.org(\/open\/\S+)/.exec(text)?.[1] ?? "none";
  for (const [path, status] of [
    [link, 302],
    [`${link}/`, 200],
    ["/desk.css", 200],
  ] as const) {
    const { statusCode } = (await one.happens("open", httpRequest("GET", path))) as {
      readonly statusCode: number;
    };
    if (statusCode !== status) throw new Error(`a link answers ${statusCode}, not ${status}`);
  }
  return { told: sorted(told), opened: sorted(one.counted()) };
}

const messageIn = (parameters: Readonly<Record<string, string>>) =>
  Buffer.from(parameters["RawMessage.Data"] ?? "", "base64");
const mean = (of: readonly number[]) => Math.round(of.reduce((sum, one) => sum + one, 0) / of.length);
const each = (tally: Tally, times: number): Tally =>
  sorted(Object.fromEntries(Object.entries(tally).map(([kind, all]) => [kind, all / times])));
