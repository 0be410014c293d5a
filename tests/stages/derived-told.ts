/** Histories of contacts and their changes, and in a few lines what they must come to. */

import fc from "fast-check";

export type Cells = Readonly<Record<string, string>>;

const first = Date.parse("2026-11-14T18:00:00Z");
const at = (hours: number | null) =>
  hours === null ? "" : new Date(first + hours * 3_600_000).toISOString().slice(0, 19);
const maybe = (one: fc.Arbitrary<number>) => fc.option(one, { nil: null });

const contact = fc
  .record({
    n: fc.nat(4),
    version: fc.nat(3),
    opened: fc.nat(40),
    assigned: maybe(fc.nat(20)),
    took: maybe(fc.nat(40)),
  })
  .map(
    ({ n, version, opened, assigned, took }): Cells => ({
      contact_id: `c${n}`,
      version: String(version),
      is_deleted: version === 3 && n === 4 ? "1" : "0",
      opened_at: at(opened),
      resolved_at: at(took === null ? null : opened + took),
      assigned_at: at(assigned === null ? null : opened + assigned),
      department: ["", "Sales", "Billing"][version % 3] ?? "",
      agent: `desk:${version}`,
      customer_id: ["", "Ann", ""][version % 3] ?? "",
      channel: ["web", "", ""][version % 3] ?? "",
    }),
  );
const change = fc
  .record({
    n: fc.nat(25),
    version: fc.nat(2),
    of: fc.nat(5), // the last never lands
    when: fc.nat(90),
    kind: fc.constantFrom("assigned", "resolved", "reopened", "open", "ended", "ended", "identified"),
    department: fc.constantFrom("", "Sales", "Support"),
    agent: fc.constantFrom("", "desk:1", "desk:9"),
    gone: fc.constantFrom("0", "0", "0", "1"),
  })
  .map(
    ({ n, version, of, when, kind, department, agent, gone }): Cells => ({
      change_id: `x${n}`,
      version: String(version),
      is_deleted: gone,
      contact_id: `c${of}`,
      changed_at: at(when),
      change: kind,
      department,
      agent,
      customer_id: kind === "identified" ? `customer ${n}` : "",
      channel: kind === "identified" ? `channel ${n % 3}` : "",
    }),
  );
const unique = (id: string) => ({ selector: (one: Cells) => `${one[id]}/${one.version}` });
export const histories = fc.record({
  contacts: fc.uniqueArray(contact, { ...unique("contact_id"), minLength: 10, maxLength: 14 }),
  changes: fc.uniqueArray(change, { ...unique("change_id"), minLength: 30, maxLength: 40 }),
  order: fc.array(fc.nat(3), { minLength: 54, maxLength: 54 }),
});

/** The newest version of each. */
export function newest(rows: readonly Cells[], id: string): readonly Cells[] {
  const groups = Map.groupBy(rows, (row) => row[id]);
  return [...groups.values()].map((all) => all.toSorted((a, b) => (a.version! < b.version! ? 1 : -1))[0]!);
}

/** What a contact must say, by its newest row and the newest of its changes. */
export function truthOf(row: Cells, changes: readonly Cells[]) {
  const own = changes
    .filter((one) => one.contact_id === row.contact_id && one.is_deleted === "0")
    .filter((one) => one.changed_at! >= row.opened_at! || one.change === "identified")
    .toSorted((a, b) => (a.changed_at! + a.change_id! < b.changed_at! + b.change_id! ? -1 : 1));
  const earliest = (kind: string) => own.find(({ change }) => change === kind)?.changed_at;
  // Of several at one moment that of the first name counts as the last.
  const ended = own
    .filter(({ change }) => change === "ended")
    .toSorted((a, b) => (b.changed_at! < a.changed_at! ? -1 : b.changed_at! > a.changed_at! ? 1 : 0));
  // A row that says an earlier one knows of what was before the changes begin.
  const isSaid = row.resolved_at !== "" && row.resolved_at! < (earliest("resolved") ?? "");
  const firstTime = (isSaid ? "" : earliest("resolved")) || ended[0]?.changed_at || row.resolved_at;
  const told = own.filter((one) => one.change !== "open" || one.changed_at! > (earliest("resolved") ?? "9"));
  const reopened = told.find(({ change }) => change === "reopened" || change === "open")?.changed_at;
  const part = own.find(({ change }) => change === "identified");
  return {
    contact_id: row.contact_id,
    resolved_at: (ended[0]?.changed_at ?? row.resolved_at) || null,
    first_resolved_at:
      (reopened !== undefined && (!firstTime || reopened < firstTime) ? null : firstTime) || null,
    reopened_at: reopened ?? null,
    assigned_at: (earliest("assigned") ?? row.assigned_at) || null,
    department: ended.find(({ department }) => department)?.department ?? (row.department || null),
    agent: ended.find(({ agent }) => agent)?.agent ?? (row.agent || null),
    customer_id: row.customer_id || part?.customer_id || null,
    channel: row.channel || part?.channel || null,
    is_derived: own.length > 0,
  };
}
