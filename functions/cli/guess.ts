/** What the columns of an export most likely mean, by what helpdesks call them. */

export interface Guess {
  readonly columns: readonly string[];
  /** Raport's column -> the file's column. */
  readonly found: Readonly<Record<string, string>>;
  /** Raport's columns for which no name looked right. */
  readonly missing: readonly string[];
  /** Columns that no figure needs and that most likely say who the customer is, or what they wrote. */
  readonly personal: readonly string[];
}

const thing = "(?:ticket|case|issue|conversation|request|incident|interaction|call|chat|session)";
const time = "(?:at|on|date|time|timestamp|datetime|utc|gmt)";

/** `Created at`, `Date created`, `Date/Time Opened`, `Ticket created - Timestamp`, `Case Last Modified Date`. */
const dated = (verb: string) => [
  new RegExp(`^(?:${thing} )?(?:last )?(?:${verb})(?: ${time})* (?:at|timestamp|datetime)(?: utc)?$`),
  new RegExp(`^(?:${thing} )?(?:last )?(?:${verb})(?: ${time})+$`),
  new RegExp(`^(?:${time} )+(?:${thing} )?(?:last )?(?:${verb})$`),
];
const bare = (verb: string) => new RegExp(`^(?:${thing} )?(?:last )?(?:${verb})$`);
const named = (word: string) =>
  new RegExp(`^(?:${thing} |contact |assigned |assignment |support )?(?:${word})(?: type| name)?$`);
/** Anywhere in the name, as a word of its own. */
const within = (word: string) => new RegExp(`(?:^| )(?:${word})(?= |$)`);

const customer = "(?:customer|requester|requestor|client|caller|visitor|guest|patient|subscriber)(?: s)?";

/** Over the words of a column's name in small letters, most telling first. */
const names: Readonly<Record<string, readonly RegExp[]>> = {
  contact_id: [
    new RegExp(`^${thing} (?:id|number|no|num|nr|key|code|ref|reference)$`),
    /^contact (?:id|number|no|key)$/,
    /^unique (?:id|key)$/,
    /^(?:id|key|number|no|nr|code|reference|ref)$/,
    new RegExp(`^${thing}$`),
    / (?:id|key|number)$/,
  ],
  version: [
    ...dated("updated|modified|changed|update|modification|change"),
    bare("updated|modified|changed|update"),
    within("updated|modified|changed"),
  ],
  opened_at: [
    ...dated("opened|created|started|submitted|received|logged|raised|reported|open|create|creation|start"),
    bare("opened|created|started|submitted|received|logged|raised|creation"),
    within("opened|created|started|submitted|received|logged|raised"),
  ],
  resolved_at: [
    ...dated("resolved|solved"),
    /^resolution ?(?:date|at|timestamp)$/,
    bare("resolved|solved"),
    ...dated("closed|completed|finished|ended|close|completion|closure|end"),
    bare("closed|completed|finished|ended"),
    within("resolved|solved|closed|completed|finished"),
  ],
  channel: [
    named("channel"),
    named("via|source|origin|medium"),
    /^contact type$/,
    within("channel|source|medium|origin"),
  ],
  department: [
    named("department"),
    named("team|group|queue|agency|mailbox|inbox|division"),
    within("department|team|group|queue|agency"),
  ],
  reason: [
    named("reason"),
    named("category|topic"),
    /^(?:complaint|problem|inquiry|enquiry) type$/,
    new RegExp(`^(?:${thing} )?type$`),
    within("reason|category|topic"),
    within("request type"),
  ],
  agent: [
    named("agent|agent full"),
    /^(?:assignee|assigned to)(?: name| full name)?$/,
    named("handled by|representative|operator"),
    new RegExp(`^(?:${thing} )?owner(?: alias| name| full name)?$`),
    named("user"),
    within("agent|assignee"),
  ],
  // Not by name: two customers may share it, and would be one who comes again.
  customer_id: [
    new RegExp(`^${customer} (?:id|identifier|number|no|nr|key|code|ref|reference)$`),
    new RegExp(`^${customer} (?:e ?mail|mail)(?: address)?$`),
    /^(?:e ?mail|mail)(?: address)?$/,
    new RegExp(`^${customer} (?:phone|telephone|mobile|msisdn)(?: number)?$`),
    /^(?:caller|ani|msisdn)$/,
  ],
};

/** What is of somebody or something else, counts, lasts, or only says yes or no. */
const never: Readonly<Record<string, RegExp>> = {
  contact_id: within(
    "requester|customer|client|assignee|agent|user|owner|submitter|reporter|creator|group|team|department|queue|organi[sz]ation|account|company|parent|brand|product|project|external|phone|serial|order|telephone|mobile|fax|postal|zip|sla|priority|version",
  ),
  time: within(
    "by|id|name|agent|user|first|initial|reply|response|status|count|minutes|mins|hours|hrs|seconds|days|duration|sla|due|reopened|reopen|is|survey|email|month|year|week|weekday|assignee|target|field",
  ),
  channel: within("id|email|url|address|ip|code|campaign"),
  member: within(
    "stations|station|interactions|count|replies|time|email|score|status|created|updated|closed",
  ),
};
const kinds: Readonly<Record<string, string>> = {
  contact_id: "contact_id",
  version: "time",
  opened_at: "time",
  resolved_at: "time",
  channel: "channel",
  customer_id: "customer",
};

const customerNames =
  "(?:requester|requestor|customer|client|caller|submitter|reporter|visitor|guest|recipient|sender|contact|user|from|to)";
const personal: readonly RegExp[] = [
  within(
    "e ?mails?|phone|telephone|mobile|cell|fax|ip|street|iban|passport|birthday|birth|ssn|username|login",
  ),
  new RegExp(`(?:^| )${customerNames} (?:(?:first|last|full|given|family) )?names?(?= |$)`),
  new RegExp(`^${customerNames}$`),
  /^(?:(?:first|last|full|given|family) name|name|address|postal address|home address)$/,
  within("subject|description|comments?|body|notes?|transcript|message|content"),
];
/** Counts and times of what is said, and not the words. */
const impersonal = within(
  "at|count|counts|number of|id|time|date|minutes|hours|seconds|status|type|score|opt|sent|received",
);

export function guessColumns(columns: readonly string[]): Guess {
  const taken = new Set<string>();
  const found: Record<string, string> = {};
  const worded = columns.map((column) => [column, wordsOf(column)] as const);
  for (const [ours, patterns] of Object.entries(names)) {
    const out = never[kinds[ours] ?? "member"];
    const free = worded.filter(([column, words]) => !taken.has(column) && !out?.test(words));
    const match = patterns.flatMap((pattern) => free.filter(([, words]) => pattern.test(words)))[0]?.[0];
    if (match === undefined) continue;
    found[ours] = match;
    taken.add(match);
  }
  const telling = worded.filter(
    ([column, words]) =>
      !taken.has(column) && !impersonal.test(words) && personal.some((pattern) => pattern.test(words)),
  );
  return {
    columns,
    found,
    missing: Object.keys(names).filter((name) => !(name in found)),
    personal: telling.map(([column]) => column),
  };
}

/** `Date/Time Opened`, `date_time_opened` and `DateTimeOpened` are the same words. */
function wordsOf(column: string): string {
  return column
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
