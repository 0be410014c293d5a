/** Mistakes by kind: what is put where, and what the message about it holds. */

export interface Edit {
  readonly path: readonly (string | number)[];
  /** What is put there, or what is made of what is there; undefined takes it away. */
  readonly value: unknown;
  readonly says: string;
  /** Where the problem is told, if not there. */
  readonly told?: readonly (string | number)[];
  readonly at?: string;
}

const edit = (path: string, value: unknown, says: string, told?: string): Edit => {
  const split = (text: string) =>
    text.split(/[.[\]]+/).flatMap((key) => (key === "" ? [] : [/^\d+$/.test(key) ? Number(key) : key]));
  return { path: split(path), value, says, ...(told !== undefined && { told: split(told) }) };
};

export const outOfRange: readonly Edit[] = [
  edit("organisation.smallest_group", 0, "from 1 to 100"),
  edit("organisation.smallest_group", 2.5, "a whole number"),
  edit("organisation.zone", "Europe/Budapset", 'did you mean "Europe/Budapest"?'),
  edit("organisation.locale", "hun", "use one of en, hu, ro, fi, ru"),
  edit("organisation.url", "reports.example.org", 'did you mean "https://reports.example.org"?'),
  edit("organisation.url", "https://me:secret@example.org", "without user"),
  edit("organisation.brand.colour", "#12345", 'write one like "#1a5fb4"'),
  edit("organisation.brand.logo", "x".repeat(41), "at most 40 letters"),
  edit("mail.smtp.port", 0, "from 1 to 65535"),
  edit("mail.smtp.port", 65_536, "from 1 to 65535"),
  edit("mail.smtp.host", "smtp example", "without a port"),
  edit("mail.smtp.per_second", 0, "from 1 to 1000"),
  edit("sources[0].settle", "2 hours", "write one like 90s"),
  edit("sources[0].expects", "daily, by 24:00", "latest row or file time"),
  edit("sources[0].encoding", "klingon", "write a label such as utf-8"),
  edit("sources[0].id", "Help Desk", 'did you mean "help-desk"?'),
  edit("sources[0].id", "x".repeat(41), "use 1 to 40 of a-z"),
  edit("sources[0].path", "exports/{day}.csv", "write {date}"),
  edit("targets.open_backlog.at_most", -1, "write 0 or more"),
  edit("targets.resolved_within_day_share.at_least", "101%", "from 0% to 100%"),
  edit("targets.resolution_seconds_p50.at_most", "8 h", 'did you mean "8h"?'),
  edit("targets.resolution_seconds_p50.from", "2026-06-31", "a day that exists"),
  edit("benchmarks.resolved_within_day_share.value", "eighty", "like 70%"),
  edit("parameters.repeat_window_days", 0, "write one, like"),
  edit("parameters.service_level_seconds", "400d", "is out of bounds"),
  edit("parameters.service_level_formula", "all", "use one of"),
  edit("parameters.by_channel.phone.service_level_seconds", "20", "write one like 20s"),
  edit("comparison.significance", "60%", "up to 50%"),
  edit("comparison.fewest", 1, "from 2 to"),
  edit("comparison.smallest_points", 101, "from 0 to 100"),
  edit("business_hours.schedules.default.friday[1]", "12:30-25:00", "write 08:00-18:00"),
  edit("holidays[0]", "2026-02-29", "a day that exists"),
  edit("events[0].on", "1 September", "write YYYY-MM-DD"),
  edit("dimensions[0]", "colour", "use one of"),
  edit("reports[0].at", "24:00", "last working day 08:00"),
  edit("reports[1].at", "day 29 08:00", "write 08:00"),
  edit("reports[2].at", "day 2 08:00", "write a weekday and a time"),
  edit("reports[0].incomplete.wait", "3d", "write 2d or less"),
  edit("reports[1].incomplete.wait", "32d", "write 31d or less"),
  edit("reports[0].incomplete.wait", "until 25:00", "or until 12:00"),
  edit("reports[0].pause_until", "soon", "write YYYY-MM-DD"),
  edit("reports[0].kpis", [], "the list is empty; name a KPI"),
  edit("reports[0].to", [], "the list is empty; name a reader"),
  edit("reports[0].comparisons[0]", "last_yaer", 'did you mean "last_year"?'),
  edit("reports[0].to[0].locale", "hun", "use one of en, hu, ro, fi, ru"),
];

const twice = (list: unknown) => [...(list as unknown[]), (list as unknown[])[0]];

export const duplicates: readonly Edit[] = [
  edit("sources[1].id", "helpdesk", "choose another"),
  edit("sources[0].personal", twice, "is listed twice; remove one", "sources[0].personal[1]"),
  edit("sources[0].quiet_days", twice, "is listed twice; remove one", "sources[0].quiet_days[1]"),
  edit("reports[2].id", "daily", "choose another"),
  edit("reports[2].was", "morning", "remove one of the two"),
  edit("reports[0].kpis", twice, "is listed twice; remove one", "reports[0].kpis[2]"),
  edit("reports[0].comparisons", twice, "is listed twice; remove one", "reports[0].comparisons[2]"),
  edit("reports[0].to[1].address", "ANA.POP@example.org", "remove one"),
  edit("holidays", twice, "is listed twice; remove one", "holidays[2]"),
  edit("events", twice, "choose another", "events[1].id"),
  edit("events[0].channels", twice, "is listed twice; remove one", "events[0].channels[2]"),
  edit("dimensions", twice, "is listed twice; remove one", "dimensions[2]"),
  edit("parameters.complaint_tags", twice, "is listed twice; remove one", "parameters.complaint_tags[2]"),
  edit("parameters.by_channel.Phone", {}, "write what holds for it under one of them"),
  edit("organisation.labels.hu.departments.BILLING", "Egyéb", "under one of them"),
  edit("organisation.labels.hu.departments.Sales", "Technika", "give each a name of its own"),
];

export const contradictions: readonly Edit[] = [
  edit("organisation.url", undefined, "write url: https://... below organisation", "mail.smtp"),
  edit("mail.smtp.insecure", true, "remove the line, or the user"),
  edit("mail.smtp.user", undefined, "write the user it belongs to", "mail.smtp.password_from"),
  edit("mail.smtp.password_from", undefined, "write password_from", "mail.smtp.user"),
  edit("sources[1].contacts_in", "helpdsk", 'did you mean "helpdesk"?'),
  edit("sources[1].continues", "helpdsk", 'did you mean "helpdesk"?'),
  edit("sources[1].continues", "surveys", "name the one whose work this one took over"),
  edit("sources[0].path", "exports/contacts.csv", "put {date} into the path", "sources[0].expects"),
  edit(
    "sources[0].personal",
    ["ticket_id"],
    "choose another key or remove it here",
    "sources[0].personal[0]",
  ),
  edit(
    "targets.resolved_within_day_share.at_least",
    "96%",
    "swap them, or keep one",
    "targets.resolved_within_day_share",
  ),
  edit("targets.resolution_seconds_p50.milestones[1].by", "2026-09-30", "sort them by day"),
  edit("targets.resolution_seconds_p50.milestones[1].at_most", "7h", "ease it, or move the target"),
  edit(
    "targets.resolution_seconds_p50.from",
    "2026-10-01",
    "choose a later day",
    "targets.resolution_seconds_p50.milestones[0].by",
  ),
  edit("parameters.satisfaction_from", 11, "lower it, or raise the scale"),
  edit(
    "parameters.satisfaction_from",
    undefined,
    "write it for a scale to 10",
    "parameters.satisfaction_scale",
  ),
  edit(
    "business_hours",
    undefined,
    "write business_hours, or choose calendar",
    "parameters.by_channel.chat.service_level_clock",
  ),
  edit("business_hours.schedules.night.saturday", "20:00-08:00", "end the day at 24:00"),
  edit(
    "business_hours.schedules.default.friday",
    ["08:00-13:00", "12:30-16:00"],
    "let none overlap",
    "business_hours.schedules.default.friday[1]",
  ),
  edit("business_hours.departments.Technical", "nigth", 'did you mean "night"?'),
  edit("events[0].until", "2026-08-31", "write its last day"),
  edit("reports[0].was", "phone", "remove the line, or that report"),
  edit("reports[0].was", "daily", "or remove the line"),
  edit("reports[1].to[0].scope", { department: "Billing" }, "make a report of its own"),
  edit("reports[1].to[0].scope", { channel: "phone" }, "make a report of its own"),
  edit("reports[2].scope", { channel: "phone", department: "Billing" }, "names two; write"),
  edit("reports[2].scope", {}, "names nothing; write"),
];

const lineBreak = "Reports\r\nBcc: thief@example.org";
const turned = "Reports \u202Egnp.exe";
const onOneLine = "write text on one line";

export const hostile: readonly Edit[] = [
  edit("organisation.name", lineBreak, onOneLine),
  edit("organisation.name", turned, onOneLine),
  edit("organisation.name", "x".repeat(501), "at most 500 letters"),
  edit("organisation.sender.name", lineBreak, "write the name as it should stand in the email"),
  edit(
    "organisation.sender.address",
    "reports@example.org\r\nBcc: thief@example.org",
    "write one like name@example.org",
  ),
  edit("organisation.reply_to", "<thief@example.org>", "write one like name@example.org"),
  edit("organisation.url", "javascript:alert(1)", "write one like https://"),
  edit("organisation.brand.logo", "\u0000", "write the words"),
  edit("organisation.brand.colour", "red;background:url(https://example.org)", 'write one like "#1a5fb4"'),
  edit("organisation.labels.hu.departments.Technical", lineBreak, onOneLine),
  edit("mail.smtp.host", "smtp.example.org\nRCPT TO", "write one like smtp.example.org"),
  edit("mail.smtp.password_from", "correct horse", "never the password"),
  edit("sources[0].key", "id\u2028", onOneLine),
  edit("reports[0].title", lineBreak, onOneLine),
  edit("reports[0].title", "\u001B[2J", onOneLine),
  edit("reports[0].id", "../../state", "use 1 to 40 of a-z"),
  edit("reports[0].was", "a/b", "use 1 to 40 of a-z"),
  edit("reports[0].to[0].name", lineBreak, "write the name as it should stand in the email"),
  edit("reports[0].to[0].name", turned, "write the name as it should stand in the email"),
  edit("reports[0].to[0].address", "a@example.org,b@example.org", "write one like name@example.org"),
  edit("reports[0].to[0].address", "a@xn--\u0430pple.com", "write one like name@example.org"),
  edit("reports[0].to[1].scope.department", "Billing' or 1=1\n--", onOneLine),
  edit("reports[0].owner", "ops@localhost\u0000", "write one like name@example.org"),
  edit("events[0].title", "\u2066new\u2069", onOneLine),
];

interface ByText {
  readonly change: (text: string, pick: () => number) => string | Uint8Array;
  readonly says: string;
}

/** A line of the file, drawn from those that match. */
function drawnLine(text: string, form: RegExp, pick: () => number): readonly [string[], number] {
  const lines = text.split("\n");
  const found = lines.flatMap((line, index) => (form.test(line) ? [index] : []));
  return [lines, found[Math.floor(pick() * found.length)] ?? 0];
}

const atLine = (form: RegExp, change: (line: string) => string) => (text: string, pick: () => number) => {
  const [lines, index] = drawnLine(text, form, pick);
  lines[index] = change(lines[index] ?? "");
  return lines.join("\n");
};

export const byText: readonly ByText[] = [
  { change: atLine(/^ {2}\w+: \w/, (line) => `\t${line.trimStart()}`), says: "indent with spaces" },
  { change: atLine(/^ {2}\w+: \w/, (line) => line.replace(": ", ': "')), says: "" },
  { change: atLine(/^\w+:$/, (line) => `${line}\n${line} again`), says: "this key is there twice; keep one" },
  {
    change: atLine(/^ {4}title: /, (line) => `${line}: and more`),
    says: "put text that holds a colon in quotes",
  },
  { change: atLine(/^ {4}path: /, () => "    path: *.csv"), says: "text that begins with * needs quotes" },
  {
    change: atLine(/^ {4}title: /, (line) => line.replace(": ", ": !secret ")),
    says: "remove the word that begins with !",
  },
  { change: atLine(/^\w+:/, (line) => `---\n${line}`), says: "remove the line ---" },
  { change: atLine(/^ {2}\w+: \w/, (line) => line.replace(": ", ": [")), says: "" },
  { change: atLine(/^ {2}\w+: \w/, (line) => line.replace(": ", ": {")), says: "" },
  { change: atLine(/^ {4}\w+: \w/, (line) => line.replace(": ", ": @")), says: "" },
  {
    change: (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe])]),
    says: "save it as UTF-8",
  },
  { change: () => "", says: "npm run raport -- init" },
  { change: (text) => Buffer.from(text, "utf16le"), says: "" },
];
