/** How many contacts come, go and stay open. */

import type { ParameterValue } from "../../functions/core/parameters.ts";
import type { Clock } from "./calendar.ts";
import type { Contact, Facts, Settings } from "./facts.ts";
import type { Sums } from "./sums.ts";

const ages = [1, 7, 30] as const;

export function declareVolume(sums: Sums): void {
  sums.declare(
    { kpi: "contacts_opened", kind: "count" },
    { kpi: "contacts_resolved", kind: "count" },
    { kpi: "contacts_per_day", kind: "per_day" },
    { kpi: "open_backlog", kind: "running" },
    { kpi: "open_older_than_1_day", kind: "running" },
    { kpi: "open_older_than_7_days", kind: "running" },
    { kpi: "open_older_than_30_days", kind: "running" },
    { kpi: "resolved_share", kind: "ratio" },
    { kpi: "channel_share", kind: "mix", by: ["channel"] },
    { kpi: "reason_share", kind: "mix", by: ["reason"] },
    { kpi: "complaints", kind: "count" },
    { kpi: "complaint_share", kind: "ratio" },
    { kpi: "known_answer_open_share", kind: "ratio" },
    { kpi: "out_of_hours_share", kind: "ratio" },
    { kpi: "self_service_share", kind: "ratio" },
    { kpi: "bot_containment_share", kind: "ratio" },
    { kpi: "contacts_assigned", kind: "count" },
    { kpi: "contacts_completed", kind: "count" },
  );
}

export function addVolume(sums: Sums, { contacts }: Facts, { parameters }: Settings, clock: Clock): void {
  const { complaint_tags, known_answer_tags } = parameters.organisation;
  for (const contact of contacts) {
    const { openedAt, resolvedAt, assignedAt, direction, places } = contact;
    const opened = (kpi: string, numerator: boolean | number) =>
      sums.add(kpi, openedAt, places, Number(numerator), 1);
    opened("contacts_opened", 1);
    opened("contacts_per_day", 1);
    opened("channel_share", 1);
    opened("reason_share", 1);
    opened("resolved_share", resolvedAt !== null);
    if (direction === "inbound") addDemand(opened, contact, complaint_tags, clock);
    if (assignedAt !== null) sums.add("contacts_assigned", assignedAt, places, 1);
    if (resolvedAt !== null) sums.add("contacts_resolved", resolvedAt, places, 1);
    if (resolvedAt !== null && places.agent !== null) sums.add("contacts_completed", resolvedAt, places, 1);
    addOpen(sums, contact, isTagged(contact, known_answer_tags));
  }
}

/** What customers came with; nobody outside asked for the calls the centre makes. */
function addDemand(
  opened: (kpi: string, numerator: boolean | number) => void,
  contact: Contact,
  complaintTags: ParameterValue | undefined,
  clock: Clock,
): void {
  const { openedAt, beganWith, handedOverAt, isHandoverTold, places } = contact;
  const isComplaint = isTagged(contact, complaintTags);
  if (isComplaint) opened("complaints", 1);
  if (isComplaint !== null) opened("complaint_share", isComplaint);
  const isOpen = clock.isOpen(places.department, openedAt);
  if (isOpen !== null) opened("out_of_hours_share", !isOpen);
  if (beganWith !== null) opened("self_service_share", beganWith !== "person");
  if (beganWith === "bot" && isHandoverTold !== false) opened("bot_containment_share", handedOverAt === null);
}

/** Null where nobody stated the tags. */
function isTagged({ tags }: Contact, wanted: ParameterValue | undefined): boolean | null {
  return tags && Array.isArray(wanted) && tags.some((tag) => wanted.includes(tag.toLowerCase()));
}

/** At the end of each period: is it open then, and was it opened more than so many local days before that day? */
function addOpen(sums: Sums, { openedAt, resolvedAt, places }: Contact, isKnown: boolean | null): void {
  const { calendar } = sums;
  const openedOn = calendar.day(openedAt);
  const resolvedOn = resolvedAt === null ? Number.POSITIVE_INFINITY : calendar.day(resolvedAt);
  const stands = (least: number) => sums.periodsEnding(openedOn + least, resolvedOn - 1);
  const open = stands(0);
  if (open.length === 0) return;
  sums.stand("open_backlog", openedAt, open, places, 1);
  if (isKnown !== null) sums.stand("known_answer_open_share", openedAt, open, places, Number(isKnown), 1);
  for (const age of ages) {
    const kpi = `open_older_than_${age}_day${age === 1 ? "" : "s"}`;
    const older = stands(age);
    if (older.length > 0) sums.stand(kpi, openedAt, older, places, 1);
  }
}
