/** One figure of a department or an agent, beside those of the others and of all together. */

import type { FigureModel, KpiModel, Status, Verdict } from "../functions/core/model.ts";
import { notStated } from "../functions/core/ranking.ts";
import { changeOf, changeView, type Tone } from "./change.ts";
import { type Format, isKnown } from "./format.ts";
import { clip, plain } from "./plain.ts";

export interface BesideCell {
  readonly value: string;
  /** `n = 7` of a value that so few are behind that it ranks nobody; else empty. */
  readonly few: string;
  /** `▲ +3.1 pts better`; empty where nothing is compared. */
  readonly change: string;
  readonly tone: Tone;
  readonly status: Status;
  /** `✕ Off target`; empty of what is on target or has none. */
  readonly standing: string;
}

/** In a table of a phone a longer name takes more lines than its row is worth. */
const nameLength = 32;

/** A member's name as the data give it, or that nobody gave one. */
export function wholeName(member: string, { words }: Format): string {
  // A name that holds what joins two is written in quotes, and is no such pair.
  const parts = member.split(" / ");
  const called = (parts.length === 2 ? parts : [member]).map((part) =>
    part === notStated ? words.unknownMember : plain(part) || words.unknownMember,
  );
  return called.join(" / ");
}

export function besideName(member: string, format: Format): string {
  return clip(wholeName(member, format), nameLength);
}

export function besideCell(
  figure: FigureModel | undefined,
  kpi: KpiModel,
  format: Format,
  fewest = 0,
): BesideCell {
  const { words } = format;
  if (figure?.hidden?.includes("value")) return bare(words.hidden);
  if (!figure || !isKnown(figure.value)) return bare(words.none);
  const { value, previous, verdict = "unknown", status = "none", n } = figure;
  const few = n !== undefined && n < fewest ? words.team.made(format.count(n)) : "";
  return { ...cellOf(kpi, value, previous, { verdict, status }, format), few };
}

/** All together, which everybody else is seen beside. */
export function wholeCell(kpi: KpiModel, format: Format): BesideCell {
  const { value, previous, status } = kpi;
  if (!isKnown(value)) return bare(format.words.none);
  return cellOf(kpi, value, previous.value, { verdict: previous.verdict, status }, format);
}

const bare = (value: string): BesideCell => ({
  value,
  few: "",
  change: "",
  tone: "flat",
  status: "none",
  standing: "",
});

function cellOf(
  { unit }: KpiModel,
  now: number,
  before: number | null,
  { verdict, status }: { readonly verdict: Verdict; readonly status: Status },
  format: Format,
): BesideCell {
  const { words } = format;
  const isOff = status === "off" || status === "near";
  return {
    value: narrow(format.value(unit, now)),
    few: "",
    ...movedOf(unit, now, before, verdict, format),
    status,
    standing: isOff ? `${words.statusSign[status]} ${words.status[status]}` : "",
  };
}

function movedOf(
  unit: KpiModel["unit"],
  now: number,
  before: number | null,
  verdict: Verdict,
  format: Format,
): Pick<BesideCell, "change" | "tone"> {
  if (verdict === "unknown") return { change: "", tone: "flat" };
  const change = changeOf(unit, now, before);
  const { arrow, short, judgement, tone } = changeView({ unit, now, before, change, verdict }, format);
  // The arrow stays with its number; a unit that does not fit goes below.
  const moved = arrow === "" ? short : `${arrow}\u00a0${short.replaceAll("\u00a0", " ")}`;
  const said = [moved, judgement].filter((part) => part !== "").join(" ");
  return { change: said, tone };
}

/** In a narrow cell a time may break behind its first unit: `16 h`, `23 min`. */
export const narrow = (text: string) => text.replace(/(?<=\p{L})\u00a0(?=\d)/gu, " ");
