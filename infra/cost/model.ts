/** What a month costs: counted calls, taken so often as contacts and readers ask for, times the list prices. */

import { alarms } from "../alarms.ts";
import { functionNames } from "../reach.ts";
import { sizes } from "../sizes.ts";
import { assumptions, leastScanned, readPerContact, searchedPerContact } from "./assumptions.ts";
import { type Calls, type Counts, summed, total } from "./calls.ts";
import { type Price, type PriceName, prices, type Region } from "./prices.ts";

export interface Size {
  readonly contactsPerDay: number;
  /** Each gets a daily and a weekly report. */
  readonly recipients: number;
}

export interface Line {
  readonly name: PriceName;
  /** A month, in the unit of the price. */
  readonly count: number;
  readonly dollars: number;
  /** What of it is there without contacts and readers, and what they add. */
  readonly fixed: number;
  readonly byContacts: number;
  readonly byReaders: number;
}

const daysPerMonth = 365.25 / 12;
const weeksPerMonth = daysPerMonth / 7;
const hoursPerMonth = daysPerMonth * 24;
/** What is logged is kept so long (infra/work.ts). */
const monthsOfLogs = 3;

export function emailsPerMonth({ recipients }: Size, { sent }: Calls): number {
  return sent.reports * recipients * weeksPerMonth;
}

export function costs(size: Size, region: Region, calls: Calls): readonly Line[] {
  const dollars = (of: Size) => {
    const counts = quantities(of, calls);
    return (name: PriceName) => priced(counts[name], prices[name], region);
  };
  const { contactsPerDay, recipients } = size;
  const counts = quantities(size, calls);
  const [all, none, contacts, readers] = [
    dollars(size),
    dollars({ contactsPerDay: 0, recipients: 0 }),
    dollars({ contactsPerDay, recipients: 0 }),
    dollars({ contactsPerDay: 0, recipients }),
  ];
  return (Object.keys(prices) as PriceName[]).map((name) => ({
    name,
    count: counts[name],
    dollars: all(name),
    fixed: none(name),
    byContacts: contacts(name) - none(name),
    byReaders: readers(name) - none(name),
  }));
}

const priced = (count: number, { dollars, per }: Price, region: Region) => (count / per) * dollars[region];

/** Of what each account has free for ever, so much is not billed if nothing else uses it. */
export function freeOf({ name, count }: Line, region: Region): number {
  const price: Price = prices[name];
  return priced(Math.min(count, price.free ?? 0), price, region);
}

/** How many of everything a month has. */
export function quantities(size: Size, calls: Calls): Readonly<Record<PriceName, number>> {
  const month = monthOf(size, calls);
  const invocations = total(month, / invocations$/);
  const emails = emailsPerMonth(size, calls);
  const links = total(calls.opened, / invocations$/) * emails * assumptions.clicks.value;
  const logged = bytesLogged(month, invocations, links);
  return {
    ...requests(month),
    scanned: bytesScanned(month, size),
    stored: bytesKept(size, calls),
    computing: gigabyteSeconds(month, size),
    invocations,
    // The others are by functions that have done something.
    ticks: total(month, /^tick invocations$/) - total(month, /^(land|compute) lambda\.Invoke$/),
    mailEvents: total(calls.told, /^feedback invocations$/) * emails,
    emails: total(month, / ses\.SendRawEmail$/),
    emailBytes: total(month, / ses\.SendRawEmail$/) * calls.bytes.email,
    links,
    logged,
    logsKept: logged * monthsOfLogs,
    metrics: total(month, /^metric hours /) / hoursPerMonth,
    alarms: alarms.length,
    dashboards: 1,
  };
}

/** Everything that was counted, a month of it, for this size. */
function monthOf(size: Size, calls: Calls): Counts {
  const { sent, days } = calls;
  const perWeek = sent.reports * size.recipients;
  return summed([
    [calls.week, weeksPerMonth],
    [calls.furtherReader, (perWeek - sent.emails) * weeksPerMonth],
    [calls.furtherDay, (assumptions.daysTouched.value - days) * daysPerMonth],
    [calls.told, perWeek * weeksPerMonth],
    [calls.opened, perWeek * weeksPerMonth * assumptions.clicks.value],
  ]);
}

const statements = (month: Counts) => total(month, /^athena (selects|unloads)$/);

function requests(month: Counts) {
  const { requestsPerFile, writesPerStatement, filesPerPartition, historyDays } = assumptions;
  const tablesRead = total(month, /^athena tables read$/);
  const filesRead = total(month, /^athena files read$/) + historyDays.value * daysPerMonth;
  return {
    gets:
      total(month, / (s3\.get |athena\.GetQueryResults$)/) +
      total(month, /^athena lists of files read$/) +
      filesRead * requestsPerFile.value,
    // Each table's folder is listed by Athena before it is read.
    puts:
      total(month, / s3\.(put|claim|swap|list) /) +
      tablesRead +
      total(month, /^athena files written$/) * filesPerPartition.value +
      statements(month) * writesPerStatement.value,
    // Athena asks for the database and the table.
    catalog: total(month, / glue\./) + tablesRead * 2,
  };
}

function bytesScanned(month: Counts, { contactsPerDay }: Size): number {
  const read = Object.values(readPerContact).map((bytes) => bytes * contactsPerDay);
  const searched = searchedPerContact * contactsPerDay * assumptions.historyDays.value;
  const above = [...read, searched].reduce((sum, bytes) => sum + Math.max(0, bytes - leastScanned), 0);
  return statements(month) * leastScanned + above * daysPerMonth;
}

function gigabyteSeconds(month: Counts, { contactsPerDay }: Size): number {
  const { secondsToBegin, secondsPerRequest, secondsPerStatement, secondsPerContact } = assumptions;
  const seconds = functionNames.map((name) => {
    // Looking whether a statement has ended is in the time of the statement.
    const asked = new RegExp(`^${name} (s3|glue|ses|lambda|athena\\.GetQueryResults)`);
    const time =
      total(month, new RegExp(`^${name} invocations$`)) * secondsToBegin.value +
      total(month, asked) * secondsPerRequest.value +
      total(month, new RegExp(`^${name} athena\\.StartQueryExecution$`)) * secondsPerStatement.value;
    return (sizes[name].megabytes / 1024) * time;
  });
  const landing = (sizes.land.megabytes / 1024) * contactsPerDay * daysPerMonth * secondsPerContact.value;
  return seconds.reduce((sum, one) => sum + one, landing);
}

function bytesLogged(month: Counts, invocations: number, links: number): number {
  const { platformBytes, bytesPerLine, accessBytes } = assumptions;
  const own = total(month, / log bytes$/) + total(month, / log lines$/) * bytesPerLine.value;
  return own + invocations * platformBytes.value + links * accessBytes.value;
}

/** After a year: nothing of it is removed before. */
function bytesKept(size: Size, calls: Calls): number {
  const { sent, bytes } = calls;
  const reports = sent.reports * weeksPerMonth * 12;
  const contacts = size.contactsPerDay * 365 * assumptions.bytesPerContact.value;
  return contacts + reports * (bytes.keptForReport + size.recipients * bytes.keptForReader);
}
