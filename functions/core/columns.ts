/** The columns facts are made of: how the text of each is read, and what can be wrong with it. */

/**
 * How the text of a column is read: an instant (ISO 8601), a flag (true/false, yes/no, 1/0), whole seconds that are not
 * negative, a whole number, an amount of money (kept in millionths), a month (`2026-11`), or just text. Words may be none,
 * which says more than NULL.
 */
export type ColumnKind = "text" | "words" | "instant" | "flag" | "seconds" | "whole" | "amount" | "month";

export interface MappedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly comment: string;
  readonly required?: true;
  /** A mapping must have it, though cells may be empty: without it, what never happened could not be told from what nobody says. */
  readonly mapped?: true;
  /** Of seconds: more than this is a mistake, not a duration. */
  readonly atMost?: number;
  /** Of flags: an empty cell says no, so that only a mapping without the column, or `-`, says nothing. */
  readonly emptyIsNo?: true;
  /** Of instants: one that is still to come is no mistake. */
  readonly mayLieAhead?: true;
  /** Of words joined by |: each of them, and the columns a mapping says it by where it does not say it itself. */
  readonly implied?: Readonly<Record<string, readonly string[]>>;
  /** Of such words those that are facts: told wherever the config has them, unless the row writes `-` before the word. */
  readonly ofFacts?: readonly string[];
}

export const text = (name: string, comment: string): MappedColumn => ({ name, kind: "text", comment });
export const instant = (name: string, comment: string): MappedColumn => ({ name, kind: "instant", comment });
export const flag = (name: string, comment: string): MappedColumn => ({ name, kind: "flag", comment });
export const seconds = (name: string, atMost: number, comment: string): MappedColumn => ({
  name,
  kind: "seconds",
  comment,
  atMost,
});
export const planned = (column: MappedColumn): MappedColumn => ({ ...column, mayLieAhead: true });
export const mapped = (column: MappedColumn): MappedColumn => ({ ...column, mapped: true });
export const needed = (column: MappedColumn): MappedColumn => ({ ...column, required: true });

/** The words a mapping of these columns says without saying them, as it would write them. */
export const impliedBy = (implied: NonNullable<MappedColumn["implied"]>, given: ReadonlySet<string>) =>
  Object.keys(implied)
    .filter((word) => implied[word]?.some((name) => given.has(name)))
    .join("|");

/** As SQL, what stands behind the words a row writes: the facts the config has, but for those the row says are not told. */
export const besides = ({ name, ofFacts = [] }: MappedColumn, given: ReadonlySet<string>) =>
  ofFacts
    .filter((fact) => given.has(fact))
    .map(
      (fact) =>
        ` || case when contains(split(lower(${name}_text), '|'), '-${fact}') then '' else '|${fact}' end`,
    )
    .join("");

export const day = 86_400;
export const years = 20 * 366 * day;

/** Where a row stands in the organisation; a leg, message or survey that does not say stands where its contact does. */
export const places: readonly MappedColumn[] = [
  text("channel", "How it came; NULL when not stated."),
  text("department", "Who is responsible; NULL when not stated."),
  text("reason", "What it was about; NULL when not stated."),
  text("agent", "Who handled it; NULL when not stated."),
  text("location", "Where, as the organisation divides itself; NULL when not stated."),
  text("product", "About which product or brand; NULL when not stated."),
  text("queue", "In which queue; NULL when not stated."),
];
export const place = (name: string): MappedColumn => {
  const found = places.find((column) => column.name === name);
  if (!found) throw new RangeError(`${name} is no place`);
  return found;
};

/** What every fact has, of which `id` names a row. */
export const every = (id: string): readonly MappedColumn[] => [
  needed(text("row_id", "Which line of which file it came from: select row_id from raw as it is.")),
  needed(text(id, "Identity in its source.")),
  text("version", "Text that sorts the versions of a row; without it the row landed last wins."),
  flag("is_deleted", "The source says it no longer exists."),
];

export const ofContact = needed(text("contact_id", "The contact it belongs to."));

export const contactTells: MappedColumn = {
  ...text(
    "tells",
    "What its source tells, so that empty says no, joined by |: resolved, reopened (changes: if status changes came), final (who returns makes a new contact), handed_over, began_with, tags, outcome; -contact_legs: has none to tell. Without it what is mapped.",
  ),
  implied: {
    resolved: ["resolved_at", "status_changes"],
    reopened: ["reopened_at", "status_changes"],
    final: [],
    handed_over: ["handed_over_at"],
    began_with: ["began_with"],
    tags: ["tags"],
    outcome: ["outcome"],
    contact_legs: ["contact_legs"],
    surveys: ["surveys"],
    sla_verdicts: ["sla_verdicts"],
  },
  ofFacts: ["contact_legs", "surveys", "sla_verdicts"],
};

export const legTells: MappedColumn = {
  ...text(
    "tells",
    "Which outcomes its source tells apart, of answered, abandoned, callback and flow_out, joined by |; without it all where outcome is mapped, answered where answered_at is. A leg is in no share of what is not told.",
  ),
  implied: {
    answered: ["answered_at", "outcome"],
    abandoned: ["outcome"],
    callback: ["outcome"],
    flow_out: ["outcome"],
  },
};
