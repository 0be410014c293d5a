import { describe, test } from "vitest";
import { expectOneProblem, type Mistake } from "./problems.ts";

const comparing: Mistake[] = [
  ["fewest: 50", "fewest: 1", "65:11", "comparison.fewest", "1 is not a whole number from 2 to 1000000"],
  ["fewest: 50", "fewst: 50", "65:3", "comparison.fewst", 'did you mean "fewest"?'],
  [
    "binomial",
    "normal",
    "66:19",
    "comparison.standard_error",
    '"normal" is not a way to reckon the error; use one of max, binomial, day_cluster',
  ],
  [
    "significance: 1%",
    "significance: 0.01",
    "67:17",
    "comparison.significance",
    "0.01 is not a percentage above 0% and up to 50%; write one like 5%",
  ],
  ["significance: 1%", "significance: 0%", "67:17", "comparison.significance", '"0%" is not a percentage'],
  ["significance: 1%", "significance: 51%", "67:17", "comparison.significance", '"51%" is not a percentage'],
  ["significance: 1%", "smallest_points: -1", "67:20", "comparison.smallest_points", "-1 is not a number of"],
  ["significance: 1%", "trailing: 1", "67:13", "comparison.trailing", "1 is not a whole number from 2 to 52"],
  ["last_year: iso", "last_year: 365d", "68:14", "comparison.last_year", "use one of 364d, iso, calendar"],
];

const replyTo = "  reply_to: help@example.org\n";
const others: Mistake[] = [
  [replyTo, "  locale: en-US\n", "6:11", "organisation.locale", 'did you mean "en"?'],
  [replyTo, "  locale: Hungarian\n", "6:11", "organisation.locale", 'did you mean "hu"?'],
  [
    "name: Northwind Support",
    "name: #1 Support",
    "2:9",
    "organisation.name",
    "holds a colon or begins with #",
  ],
  ["name: Northwind Support", 'name: "\\uD800"', "2:9", "organisation.name", '"\\u{d800}" is not a name'],
  [
    "zone: Europe/Budapest",
    "zone: +02:00",
    "3:9",
    "organisation.zone",
    "write the place, like Europe/Budapest",
  ],
  [
    "http://localhost:4747/",
    "reports.example.org",
    "4:8",
    "organisation.url",
    'mean "https://reports.example.org"?',
  ],
  [
    "http://localhost:4747/",
    "https://me:hush@x.org",
    "4:8",
    "organisation.url",
    "this is not a plain web address",
  ],
  [
    "value: 82.5%",
    "value: 82.5",
    "50:39",
    "benchmarks.resolved_within_day_share.value",
    "82.5 is not a share; this KPI is a share",
  ],
  [
    "{ value: 82.5%, source: Desk Survey 2025 }",
    "{ value: 82.5% }",
    "50:30",
    "benchmarks.resolved_within_day_share.source",
    "is missing; say who published the figure",
  ],
  [
    "  resolved_within_day_share: { value",
    "  resolved_in_day_share: { value",
    "50:3",
    "benchmarks.resolved_in_day_share",
    'did you mean "resolved_within_day_share"?',
  ],
  [
    "  reply_to: help@example.org\n",
    "  currency: eur\n",
    "6:13",
    "organisation.currency",
    '"eur" is not a currency; did you mean "EUR"?',
  ],
  [
    "  reply_to: help@example.org\n",
    "  currency: €\n",
    "6:13",
    "organisation.currency",
    '"€" is not a currency; did you mean "EUR"?',
  ],
  [
    "[queue, location]",
    "[queues]",
    "87:14",
    "dimensions[0]",
    '"queues" is not a dimension; did you mean "queue"?',
  ],
  ["[queue, location]", "[queue, queue]", "87:21", "dimensions[1]", '"queue" is listed twice'],
  ["holidays: [2026-12-25, 2026-03-15]", "holidays: [2026-02-30]", "80:12", "holidays[0]", "is not a date"],
  ["2026-03-15]", "2026-12-25]", "80:24", "holidays[1]", '"2026-12-25" is listed twice'],
  [
    "until: 2026-09-14",
    "until: 2026-08-31",
    "85:12",
    "events[0].until",
    '"2026-08-31" is before the event began, "2026-09-01"',
  ],
  ["    on: 2026-09-01\n", "", "82:5", "events[0].on", "is missing; write YYYY-MM-DD"],
  ["id: new-menu", "id: New menu", "82:9", "events[0].id", '"New menu" is not an id'],
  ["[phone, mail]", "[phone, phone]", "86:23", "events[0].channels[1]", '"phone" is listed twice'],
  ["[phone, mail]", "[]", "86:15", "events[0].channels", "the list is empty; write it as [phone]"],
  [
    "dimensions: [queue, location]\n",
    "  - { id: new-menu, title: Again, on: 2026-10-01 }\n",
    "87:11",
    "events[1].id",
    '"new-menu" is already the id of events[0]',
  ],
];

describe("a config with one mistake has one problem, at its place", () => {
  test.each([...comparing, ...others])("%j -> %j", expectOneProblem);
});
