/**
 * What AWS asks, in US dollars without tax, for what Raport uses: list prices of the first step, without free tier, credits or
 * discounts. To bring them up to date, open the pages, change the numbers and `pricesOf`.
 */

/** When these were looked at. */
export const pricesOf = "2026-11-22";

export const regions = ["us-east-1", "eu-central-1"] as const;
export type Region = (typeof regions)[number];

export type Seen =
  /** In AWS's machine-readable price list, as somebody else wrote it down. */
  | "price list"
  /** On a page of somebody else that repeats AWS's price. */
  | "second hand"
  /** Nowhere: well known, and not looked up. Look before you rely on it. */
  | "not verified";

export interface Price {
  readonly dollars: Readonly<Record<Region, number>>;
  /** How many of `unit` that is for. */
  readonly per: number;
  readonly unit: string;
  /** Title of AWS's page that has it. */
  readonly page: string;
  readonly seen: Readonly<Record<Region, Seen>>;
  /** So many a month are free for ever, in each account. Shown apart, as other work may use it up. */
  readonly free?: number;
}

const million = 1_000_000;
const gigabyte = 1_000_000_000;

const both = (one: number) => ({ "us-east-1": one, "eu-central-1": one });
const seen = (east: Seen, central: Seen = "not verified") => ({ "us-east-1": east, "eu-central-1": central });

export const prices = {
  scanned: {
    dollars: both(5),
    per: 1000 * gigabyte,
    unit: "bytes read by queries",
    page: "Amazon Athena pricing",
    seen: seen("second hand"),
  },
  puts: {
    dollars: { "us-east-1": 0.005, "eu-central-1": 0.0054 },
    per: 1000,
    unit: "PUT and LIST requests",
    page: "Amazon S3 pricing",
    seen: seen("second hand", "price list"),
  },
  gets: {
    dollars: { "us-east-1": 0.0004, "eu-central-1": 0.00043 },
    per: 1000,
    unit: "GET requests",
    page: "Amazon S3 pricing",
    seen: seen("second hand"),
  },
  stored: {
    dollars: { "us-east-1": 0.023, "eu-central-1": 0.0245 },
    per: gigabyte,
    unit: "bytes kept",
    page: "Amazon S3 pricing",
    seen: seen("not verified", "price list"),
  },
  computing: {
    dollars: both(0.0000133334),
    per: 1,
    unit: "GB-seconds (arm64)",
    free: 400_000,
    page: "AWS Lambda pricing",
    seen: seen("second hand", "second hand"),
  },
  invocations: {
    dollars: both(0.2),
    per: million,
    unit: "invocations",
    free: million,
    page: "AWS Lambda pricing",
    seen: seen("second hand"),
  },
  ticks: {
    dollars: both(1),
    per: million,
    unit: "invocations by the schedule",
    free: 14 * million,
    page: "Amazon EventBridge pricing",
    seen: seen("second hand", "second hand"),
  },
  mailEvents: {
    dollars: both(0),
    per: million,
    unit: "events of an AWS service",
    page: "Amazon EventBridge pricing",
    seen: seen("second hand", "second hand"),
  },
  catalog: {
    dollars: both(1),
    per: million,
    unit: "requests to the catalog",
    free: million,
    page: "AWS Glue pricing",
    seen: seen("second hand"),
  },
  emails: {
    dollars: both(0.1),
    per: 1000,
    unit: "emails",
    page: "Amazon SES pricing",
    seen: seen("second hand"),
  },
  emailBytes: {
    dollars: both(0.12),
    per: gigabyte,
    unit: "bytes of emails",
    page: "Amazon SES pricing",
    seen: seen("second hand"),
  },
  links: {
    dollars: { "us-east-1": 1, "eu-central-1": 1.2 },
    per: million,
    unit: "HTTP API requests",
    page: "Amazon API Gateway pricing",
    seen: seen("not verified"),
  },
  logged: {
    dollars: { "us-east-1": 0.5, "eu-central-1": 0.63 },
    per: gigabyte,
    unit: "bytes logged",
    page: "Amazon CloudWatch pricing",
    seen: seen("second hand"),
    free: 5 * gigabyte,
  },
  logsKept: {
    dollars: { "us-east-1": 0.03, "eu-central-1": 0.0324 },
    per: gigabyte,
    unit: "bytes of logs kept",
    page: "Amazon CloudWatch pricing",
    seen: seen("second hand"),
    free: 5 * gigabyte,
  },
  metrics: {
    dollars: both(0.3),
    per: 1,
    unit: "custom metrics, by the hours they are sent in",
    free: 10,
    page: "Amazon CloudWatch pricing",
    seen: seen("second hand"),
  },
  alarms: {
    dollars: both(0.1),
    per: 1,
    unit: "alarms",
    free: 10,
    page: "Amazon CloudWatch pricing",
    seen: seen("second hand"),
  },
  // Those that the console makes by itself cost nothing; one of a stack is paid for, whosever metrics it shows.
  dashboards: {
    dollars: both(3),
    per: 1,
    unit: "dashboards",
    free: 3,
    page: "Amazon CloudWatch pricing",
    seen: seen("second hand"),
  },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
