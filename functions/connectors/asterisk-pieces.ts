/** One line of a queue_log or one row of a CDR file: what it is part of, when it was, and how it is told. */

import type { DropSource } from "../core/config.ts";
import { jsonText } from "../core/envelope.ts";
import { readCells } from "./cells.ts";

export interface Piece {
  /** The call it belongs to: the linkedid of a row, the call id of a line. Empty where it is of an agent. */
  readonly call: string;
  /** Of a row, the call id that lines of its channel have. */
  readonly channel: string;
  readonly agent: string;
  readonly queue: string;
  readonly event: string;
  /** Seconds since 1970; NaN where it does not say. */
  readonly at: number;
  /** The members of a JSON object. */
  readonly text: string;
  readonly row?: Readonly<Record<string, string>>;
}

export type LogKind = "queue" | "cdr";

/** `reject`: in words why it is no piece; undefined for lines that are nobody's, such as a restart. */
export type Read = Piece | { readonly reject: string } | undefined;

/** Events of members; all others are of a call. */
export const agentEvents: ReadonlySet<string> = new Set(
  `ADDMEMBER REMOVEMEMBER AGENTLOGIN AGENTLOGOFF AGENTCALLBACKLOGIN AGENTCALLBACKLOGOFF PAUSE UNPAUSE PAUSEALL
  UNPAUSEALL`.split(/\s+/),
);

/** What stands behind the event of a line, where it is known; anything else is told as data. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  ABANDON: ["position", "original", "wait"],
  ATTENDEDTRANSFER: [],
  BLINDTRANSFER: ["extension", "context", "hold", "call", "original"],
  COMPLETEAGENT: ["hold", "call", "original"],
  COMPLETECALLER: ["hold", "call", "original"],
  CONNECT: ["hold", "bridged", "ring"],
  ENTERQUEUE: ["url", "caller", "position"],
  EXITEMPTY: ["position", "original", "wait"],
  EXITWITHKEY: ["key", "position", "original", "wait"],
  EXITWITHTIMEOUT: ["position", "original", "wait"],
  PAUSE: ["reason"],
  PAUSEALL: ["reason"],
  RINGNOANSWER: ["ring_milliseconds"],
  TRANSFER: ["extension", "context", "hold", "call", "original"],
  UNPAUSE: ["reason"],
  UNPAUSEALL: ["reason"],
};

/** What reads a line of a log of this kind, whose columns are the exchange's own. */
export function readerOf(kind: LogKind, { cdr_columns }: DropSource["settings"]): (line: string) => Read {
  if (kind === "queue") return queuePiece;
  const columns = (cdr_columns ?? stockColumns).split(",").map((name) => name.trim());
  return (line) => cdrPiece(line, columns);
}

export const isQueueLine = (text: string): boolean => /^\d{9,11}(\.\d+)?\|/.test(text);

function queuePiece(text: string): Read {
  const [time = "", call = "", queue = "", agent = "", event = "", ...data] = text.split("|");
  if (event === "") return { reject: "it has fewer than five fields of a queue_log" };
  if (!/^\d{9,11}(\.\d+)?$/.test(time)) return { reject: "its time is not seconds since 1970" };
  const isOfAgent = agentEvents.has(event);
  if (!isOfAgent && (call === "" || call === "NONE" || call === "REALTIME")) return undefined;
  const at = Number(time);
  const names = parameters[event];
  const told = Object.entries({
    at: isoOf(at),
    time,
    callid: call,
    queue,
    agent,
    event,
    ...(names && Object.fromEntries(names.flatMap((name, n) => (n < data.length ? [[name, data[n]]] : [])))),
  });
  const others = names ? data.slice(names.length) : data;
  const rest = others.length === 0 ? "" : `,"data":[${others.map((one) => jsonText(one)).join(",")}]`;
  return {
    call: isOfAgent ? "" : call,
    channel: call,
    agent: isOfAgent ? agent : "",
    queue,
    event,
    at,
    text: membersOf(told) + rest,
  };
}

/** The columns in the order Asterisk's own CSV writes them, all options on; a row may end after any of `uniqueid` and `userfield`. */
const stockColumns =
  "accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,uniqueid,userfield,peeraccount,linkedid,sequence";

function cdrPiece(text: string, columns: readonly string[]): Read {
  const { cells, problem } = readCells(text, 0, ",");
  if (problem !== undefined || cells.length !== columns.length)
    return { reject: `it has not the ${columns.length} columns of cdr_columns` };
  const row = Object.fromEntries(columns.map((name, n) => [name, cells[n] ?? ""]));
  const { uniqueid = "", linkedid = uniqueid, duration = "", billsec = "", disposition = "" } = row;
  if (linkedid === "" || uniqueid === "") return { reject: "its uniqueid or linkedid is empty" };
  const started = epochOf(uniqueid);
  const ended = started + Number(duration || Number.NaN);
  const answered = disposition === "ANSWERED" ? ended - Number(billsec || Number.NaN) : Number.NaN;
  const told = Object.entries({
    ...row,
    started_at: isoOf(started),
    answered_at: isoOf(answered),
    ended_at: isoOf(ended),
    peer: peerOf(row.channel ?? ""),
    called_peer: peerOf(row.dstchannel ?? ""),
  });
  return {
    call: linkedid,
    channel: uniqueid,
    agent: "",
    queue: "",
    event: "CDR",
    // Only to put lines in order and to know when a call is long over: an hour more or less does not matter there.
    at: Number.isFinite(ended) ? ended : Date.parse(`${row.end?.replace(" ", "T")}Z`) / 1000 || 0,
    text: membersOf(told),
    row,
  };
}

/** The instant a channel was made, which its unique id begins with: no clock change makes it ambiguous. */
export function epochOf(uniqueid: string): number {
  return Number(/(?:^|-)(\d{9,11})\.\d+$/.exec(uniqueid)?.[1] ?? Number.NaN);
}

/**
 * `PJSIP/anna-0000002a` is the peer PJSIP/anna. Empty for technologies whose channels are named after the number that
 * was dialled, which may be a customer's.
 */
function peerOf(channel: string): string {
  return /^((?:PJSIP|SIP|IAX2|SCCP|Agent)\/[\w.-]+)-[0-9a-f]{6,}$/i.exec(channel)?.[1] ?? "";
}

/** `2026-09-01T08:00:00Z`; empty where it is no time. */
export function isoOf(seconds: number): string {
  return Number.isFinite(seconds) ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` : "";
}

const membersOf = (told: readonly (readonly [string, unknown])[]): string =>
  told.map(([name, value]) => `${jsonText(name)}:${jsonText(String(value))}`).join(",");
