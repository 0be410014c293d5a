/** The shape of a report: what it is about, when it goes out, who gets it, and how much of it. */

import * as z from "zod";
import { comparisonKinds, templates } from "../functions/core/config.ts";
import { kpi } from "./kpi-words.ts";
import { locale } from "./people.ts";
import { says, saysOfPeople } from "./say.ts";
import { address, choice, day, flag, id, oneOf, pattern, person, text, zone } from "./shapes.ts";
import { schedulePattern, waitPattern } from "./values.ts";

const aScope = "write { department: Technical } or { channel: phone }";
/** In the words of the data: the name of one department, or of one channel. */
const scope = z
  .strictObject(
    { department: text("a department").optional(), channel: text("a channel").optional() },
    says("a scope", aScope),
  )
  .refine(({ department, channel }) => (department === undefined) !== (channel === undefined), {
    error: ({ input }) =>
      `${Object.keys(input as object).length === 0 ? "names nothing" : "names two"}; ${aScope}`,
    when: ({ issues }) => issues.length === 0,
  });

const incomplete = z.strictObject(
  {
    wait: z
      .union(
        [z.literal(0), pattern("a time to wait", waitPattern, "write one like 6h, or until 12:00")],
        says("a time to wait", "write one like 6h, or until 12:00"),
      )
      .meta({ description: "6h after the hour it goes out, or until 12:00" }),
    then: choice("something to do", ["send", "skip"]).meta({
      description: "send: it goes out and says what is missing; skip: it does not",
    }),
  },
  says("a group of keys", "write { wait: 6h, then: send }, or then: skip"),
);

const reader = z.strictObject(
  {
    ...person.shape,
    locale: locale.optional().meta({ description: "Usually the organisation's" }),
    scope: scope.optional().meta({ description: "All this reader sees of the report" }),
  },
  saysOfPeople("a person", "write { name: ..., address: ... }"),
);

export const report = z.strictObject(
  {
    id,
    was: id.optional().meta({ description: "What it was called before, so that nothing is sent again" }),
    title: text("a title"),
    template: choice("a template", templates),
    period: choice("a period", ["day", "week", "month"]),
    at: pattern(
      "a time to send at",
      schedulePattern,
      "write 08:00, monday 08:00, day 2 08:00 (1 to 28) or last working day 08:00, as the period asks",
    ).meta({
      description:
        "day: 08:00; week: monday 08:00; month: day 2 08:00 (1 to 28) or last working day 08:00, of the month after",
    }),
    zone: zone.optional(),
    pause_until: day.optional().meta({ description: "Nothing that is due before this day goes out" }),
    kpis: z
      .array(kpi, says("a list", "write KPIs as [contacts_opened, open_backlog]"))
      .min(1, "the list is empty; name a KPI, or remove the line to show the usual ones")
      .optional(),
    comparisons: z
      .array(oneOf("a comparison", comparisonKinds), says("a list", "write them as [last_year, trailing]"))
      .optional()
      .meta({ description: "Beside the one with the period before; without the line, all of them" }),
    scope: scope.optional().meta({ description: "The one department or channel it is about" }),
    list_contacts: flag.optional().meta({
      description:
        "Whether readers may see the contacts behind the numbers, without anything that names a person",
    }),
    incomplete: incomplete
      .optional()
      .meta({ description: "What happens when the data are not complete in time; usually it waits" }),
    owner: address.optional().meta({ description: "Who is told when the report is held" }),
    to: z
      .array(reader, says("a list", "write one - { name: ..., address: ... } per reader"))
      .min(1, "the list is empty; name a reader"),
  },
  says("a report", "write a group of keys with id, title, template, period, at and to"),
);
