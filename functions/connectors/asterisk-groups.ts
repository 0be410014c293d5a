/** Calls, and agents' times at work, as they are put together from lines of several logs. */

import type { Line } from "./asterisk-logs.ts";
import { agentEvents, epochOf, isoOf, type Piece } from "./asterisk-pieces.ts";
import type { RawRecord } from "./connector.ts";

export interface Part {
  readonly piece: Piece;
  readonly line: Line;
}

export interface Group {
  readonly key: string;
  readonly parts: Part[];
  /** Seconds since 1970. */
  firstAt: number;
  lastAt: number;
  /** It has parts that no record told yet. */
  isNew: boolean;
  /** A record told it before, in this reading or an earlier one. */
  isTold: boolean;
}

/** How lines are put together: by the call, or by the agent. */
export interface Grouping {
  readonly open: Map<string, Group>;
  /** Gives what the part makes known to be told no more. */
  add(part: Part): readonly RawRecord[];
  /** Whether nothing more is to come of it, by the time of the log. */
  isOver(group: Group, now: number): boolean;
  bodyOf(group: Group): string;
}

/** A call is looked at again for an hour after it ended, and for twelve where its end is missing. */
const callOver = { ended: 3600, silent: 12 * 3600 };
/** An agent who is not logged out after so long is told of as far as it is known. */
const shiftSeconds = 36 * 3600;
const ends = new Set([
  "ABANDON",
  "AGENTDUMP",
  "ATTENDEDTRANSFER",
  "BLINDTRANSFER",
  "CDR",
  "COMPLETEAGENT",
  "COMPLETECALLER",
  "EXITEMPTY",
  "EXITWITHKEY",
  "EXITWITHTIMEOUT",
  "SYSCOMPAT",
  "TRANSFER",
]);

function taken(open: Map<string, Group>, key: string, part: Part): Group {
  const { piece, line } = part;
  const group = open.get(key) ?? {
    key,
    parts: [],
    firstAt: piece.at,
    lastAt: piece.at,
    isNew: false,
    isTold: false,
  };
  open.set(key, group);
  // Two copies of one log, while it is being rotated, hold the same lines.
  if (group.parts.some((one) => one.line.log === line.log && one.line.start === line.start)) return group;
  group.parts.push(part);
  if (piece.at < group.firstAt) group.firstAt = piece.at;
  if (!(piece.at <= group.lastAt)) group.lastAt = piece.at;
  if (line.end > line.log.read) group.isNew = true;
  else group.isTold = true;
  return group;
}

/** By linkedid. Lines of a queue name the channel; which call that is of, only rows of the CDR tell. */
export function calls(settings: Readonly<Record<string, string>>): Grouping {
  const open = new Map<string, Group>();
  const linked = new Map<string, string>();
  return {
    open,
    add(part) {
      const { call, channel } = part.piece;
      if (part.piece.event !== "CDR") {
        taken(open, linked.get(call) ?? call, part);
        return [];
      }
      taken(open, call, part);
      if (channel === call) return [];
      linked.set(channel, call);
      return merged(open, channel, call, part.line.end > part.line.log.read);
    },
    isOver(group, now) {
      const last = group.parts.toSorted((a, b) => a.piece.at - b.piece.at).at(-1);
      const isEnded = last === undefined || ends.has(last.piece.event) || Number.isNaN(group.lastAt);
      const isOver = now - (group.lastAt || 0) > (isEnded ? callOver.ended : callOver.silent);
      if (isOver) for (const { piece } of group.parts) linked.delete(piece.channel);
      return isOver;
    },
    bodyOf: (group) => callBody(group, settings),
  };
}

/** Lines that were told as a call of their own belong to another one: the first is taken back. */
function merged(
  open: Map<string, Group>,
  channel: string,
  call: string,
  isNew: boolean,
): readonly RawRecord[] {
  const lone = open.get(channel);
  if (lone === undefined) return [];
  open.delete(channel);
  for (const part of lone.parts) taken(open, call, part);
  const into = open.get(call);
  if (into) into.isNew ||= lone.isNew || isNew;
  if (!lone.isTold || !isNew) return [];
  const body = `{"linkedid":${JSON.stringify(channel)},"belongs_to":${JSON.stringify(call)}}`;
  const { line } = lone.parts.at(-1) as Part;
  return [
    {
      key: channel,
      version: "999999999",
      eventAt: "",
      op: "delete",
      page: placeOf(line, "taken-back"),
      body,
    },
  ];
}

/** Of one agent, from the log-in to the log-out; a pause of somebody who never logged in stands for itself. */
export function shifts(): Grouping {
  const open = new Map<string, Group>();
  return {
    open,
    add(part) {
      const { agent, at } = part.piece;
      let known = open.get(agent);
      if (known !== undefined && isShiftOver(known, at)) {
        open.delete(agent);
        open.set(known.key, known); // told as it is, under a name that takes no more
        known = undefined;
      }
      if (known === undefined) {
        const group = taken(new Map(), `${agent}@${isoOf(at)}`, part);
        open.set(agent, group);
      } else taken(open, agent, part);
      return [];
    },
    isOver: isShiftOver,
    bodyOf: ({ parts }) =>
      `{"lines":[${inOrder(parts)
        .map(({ piece }) => `{${piece.text}}`)
        .join(",")}]}`,
  };
}

const isShiftOver = (group: Group, now: number): boolean =>
  (isLeft(group) && now > group.lastAt) || now - group.firstAt > shiftSeconds;

/** Nothing holds the agent: no queue, no log-in, no pause. */
function isLeft({ parts }: Group): boolean {
  const held = new Set<string>();
  for (const { piece } of inOrder(parts)) {
    const { event, queue } = piece;
    if (event === "ADDMEMBER") held.add(`member ${queue}`);
    else if (event === "REMOVEMEMBER")
      for (const one of [`member ${queue}`, `pause ${queue}`]) held.delete(one);
    else if (event.endsWith("LOGIN")) held.add("login");
    else if (event.endsWith("LOGOFF")) held.clear();
    else if (event.startsWith("PAUSE")) held.add(`pause ${queue}`);
    else if (event === "UNPAUSEALL") for (const one of [...held]) one.startsWith("pause") && held.delete(one);
    else if (event === "UNPAUSE") held.delete(`pause ${queue}`);
  }
  return held.size === 0;
}

const inOrder = (parts: readonly Part[]): readonly Part[] =>
  parts.toSorted((a, b) => a.piece.at - b.piece.at || a.line.start - b.line.start);

/** The whole of a group as one record. */
export function recordOf(group: Group, grouping: Grouping, telling: number): RawRecord {
  const { line } = group.parts.at(-1) as Part;
  return {
    key: group.key,
    version: versionOf(telling, group.parts.length),
    eventAt: isoOf(group.lastAt),
    op: "upsert",
    page: placeOf(line, group.key),
    body: grouping.bodyOf(group),
  };
}

/** Of two records, the one told anew is newer, then the one with more parts. Sorts as text up to 46,655 tellings and 999,999 parts. */
export const versionOf = (telling: number, parts: number): string =>
  telling.toString(36).padStart(3, "0") + String(parts).padStart(6, "0");

/** Unique in a batch: what is told again has another last line. */
export const placeOf = ({ log, end }: Line, what: string): string =>
  `${log.head.slice(0, 12)}/${what}:${String(end).padStart(12, "0")}`;

function callBody({ key, parts }: Group, settings: Readonly<Record<string, string>>): string {
  const all = inOrder(parts);
  const rows = all.filter(({ piece }) => piece.event === "CDR");
  const lines = all.filter(({ piece }) => piece.event !== "CDR" && !agentEvents.has(piece.event));
  const first = rows.find(({ piece }) => piece.channel === key)?.piece.row ?? rows[0]?.piece.row;
  const way = wayOf(first?.dcontext ?? "", settings);
  const caller = /"caller":"([^"\\]*)"/.exec(
    lines.find(({ piece }) => piece.event === "ENTERQUEUE")?.piece.text ?? "",
  )?.[1];
  const customer = way === "outbound" ? first?.dst : (caller ?? first?.src);
  const texts = (some: readonly Part[]) => some.map(({ piece }) => `{${piece.text}}`).join(",");
  const members = [
    `"linkedid":${JSON.stringify(key)}`,
    `"started_at":${JSON.stringify(isoOf(epochOf(key)))}`,
    `"direction":"${way}"`,
    `"customer":${isNumber(customer) ? JSON.stringify(customer) : "null"}`,
    `"queue":[${texts(lines)}]`,
    `"cdr":[${texts(rows)}]`,
  ];
  return `{${members.join(",")}}`;
}

/** Whoever hides the number is "anonymous", empty or so: all of them are not one customer. */
const isNumber = (text: string | undefined): text is string => /\d.*\d.*\d/.test(text ?? "");

function wayOf(
  context: string,
  { outbound_contexts = "", internal_contexts = "" }: Readonly<Record<string, string>>,
) {
  const has = (names: string) =>
    names.split(",").some((name) => name.trim() !== "" && name.trim() === context);
  if (has(internal_contexts)) return "internal";
  return has(outbound_contexts) ? "outbound" : "inbound";
}
