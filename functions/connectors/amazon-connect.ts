/**
 * Amazon Connect, read from the objects that Firehose writes to a bucket: contact records and agent events, in any mix.
 *
 * Documented: the fields; that records come at least once, and again whenever one changes (the newest
 * LastUpdateTimestamp of a ContactId counts); that Firehose joins records without anything between them unless told
 * otherwise, names objects by time, and delivers late ones under new names.
 * Assumed: an object is never changed once it lies there; its time of writing is never earlier than that of objects
 * read before by more than what a second reading of its hour or day mends. Records are told apart by their shape.
 */

import type { DropSource } from "../core/config.ts";
import { SourceError } from "../core/errors.ts";
import { openedAhead } from "./ahead.ts";
import { jsonObjects, type Piece } from "./amazon-connect-objects.ts";
import { lotsOf, remember, type Seen, seenIn, settle } from "./amazon-connect-seen.ts";
import type { Connector, Note, Page, PersonalPaths, RawRecord, ReadContext, Stream } from "./connector.ts";
import type { ExportFile, ExportFolder } from "./files.ts";
import { unpacked } from "./lines.ts";
import { Refusal } from "./refusal.ts";
import { completeUntil } from "./written.ts";

/** Firehose gathers for up to 15 minutes; some more for its tries again. */
const usualDelayMinutes = 20;
const enoughMilliseconds = 30_000;

/** `machineNow`: files of this machine that changed within the last minute may still be being written, and are left. */
export function amazonConnect(
  source: DropSource,
  folder: ExportFolder,
  { machineNow }: { readonly machineNow?: string | undefined } = {},
): Connector {
  const streamOf = (kind: Kind, personal: PersonalPaths | null): Stream => ({
    name: kind,
    personal,
    read: (from, context) => readObjects({ source, folder, kind, machineNow }, seenIn(from), context),
  });
  // Agent events name the agents that contact records only number, so they come first.
  return {
    streams: [streamOf("agent_events", null), streamOf("contact_records", personalInRecords(source))],
  };
}

type Kind = "contact_records" | "agent_events";

interface Reading {
  readonly source: DropSource;
  readonly folder: ExportFolder;
  readonly kind: Kind;
  readonly machineNow: string | undefined;
}

/** Of the attributes of a contact, which may be anything, only those of the settings stay. */
function personalInRecords({ settings }: DropSource): PersonalPaths {
  const kept = [settings.reason_attribute, settings.csat_attribute].filter((name) => name !== undefined);
  return {
    hashed: ["CustomerEndpoint.Address", "CustomerId"],
    dropped: [
      "CustomerEndpoint.DisplayName",
      "TransferredToEndpoint.Address",
      "AdditionalEmailRecipients",
      `Attributes.!(${kept.join("|")})`,
      ...["Name", "Description", "References", "Recording", "Recordings", "SegmentAttributes"],
      ...["VoiceIdResult", "Customer", "ContactDetails"],
    ],
  };
}

async function* readObjects(
  reading: Reading,
  seen: Seen,
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const { source, folder, machineNow } = reading;
  const started = context.now();
  const minutes = Number(source.settings.delay_minutes ?? usualDelayMinutes);
  const found = await folder.list(source);
  if (found.length === 0)
    throw new SourceError(
      `[${source.id}] no file matches ${folder.where(source)}. Let Firehose deliver there, or correct path: in the config.`,
    );
  const still = found.filter((file) => !isMoving(file, machineNow));
  if (still.length < found.length) yield { ...nothing, isLeft: true };
  let last = "";
  let read = 0;
  const wanted = lotsOf(still, seen).flatMap((lot) => lot.files.map((one) => ({ ...one, lot })));
  for await (const { item, bytes } of openedAhead(wanted, ({ file }) => folder.open(file.key))) {
    const { file, mark, lot } = item;
    const note = yield* readObject(reading, file, bytes);
    remember(seen, lot, mark, note.kind === "file");
    last = file.name;
    read += 1;
    const page = { ...position(seen, last), notes: [note], share: read / wanted.length };
    yield { ...page, ...(note.kind === "refused" && { retract: true }) };
    if (context.msLeft() < enoughMilliseconds) return;
    if (mark === lot.files.at(-1)?.mark) settle(seen, lot);
  }
  const written = still.map(({ modifiedAt }) => modifiedAt);
  const watermark = completeUntil(started, written, minutes);
  yield { ...position(seen, last), done: true, watermark: seen.refused.length > 0 ? null : watermark };
}

const nothing: Page = { records: [], next: null, done: false, watermark: null, notes: [] };

/** `last` tells two positions within an hour apart that is read again as a whole. */
function position(seen: Seen, last: string): Page {
  return { ...nothing, next: structuredClone({ ...seen, last }) };
}

function isMoving({ modifiedAt }: ExportFile, machineNow: string | undefined): boolean {
  if (machineNow === undefined) return false;
  return Math.abs(Date.parse(machineNow) - Date.parse(modifiedAt)) < 60_000;
}

async function* readObject(
  { source, kind }: Reading,
  file: ExportFile,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Page, Note, void> {
  let rows = 0;
  let rejected = 0;
  try {
    for await (const pieces of jsonObjects(await unpacked(bytes))) {
      const records: RawRecord[] = [];
      for (const piece of pieces) {
        const page = `${file.name}:${String(rows + 1).padStart(9, "0")}`;
        const record = recordOf(piece, kind, page);
        if (record === undefined) continue;
        rows += 1;
        if (record.op === "reject") rejected += 1;
        records.push(record);
      }
      yield { ...nothing, records };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: "refused", name: file.name, message: `[${source.id}] ${file.key}: ${error.message}` };
  }
  return { kind: "file", name: file.name, rows, rejected };
}

/** Undefined for what the other stream takes. What is neither is the contact records' to reject. */
function recordOf({ text, value }: Piece, kind: Kind, page: string): RawRecord | undefined {
  const found = value && kindOf(value);
  if (value === undefined || found === undefined)
    return kind === "contact_records" ? rejection(page, value) : undefined;
  if (found !== kind) return undefined;
  const said = (name: string) => (typeof value[name] === "string" ? value[name] : "");
  if (kind === "agent_events")
    return {
      key: said("EventId"),
      version: instant(said("EventTimestamp")),
      eventAt: instant(said("EventTimestamp")),
      op: "upsert",
      page,
      body: text,
    };
  return {
    key: said("ContactId"),
    version: instant(said("LastUpdateTimestamp")),
    eventAt: instant(said("DisconnectTimestamp")) || instant(said("InitiationTimestamp")),
    op: "upsert",
    page,
    body: text,
  };
}

function kindOf(value: Readonly<Record<string, unknown>>): Kind | undefined {
  const has = (name: string) => typeof value[name] === "string" && value[name] !== "";
  if (has("EventId") && has("EventType") && has("AgentARN")) return "agent_events";
  return has("ContactId") && has("InitiationTimestamp") ? "contact_records" : undefined;
}

/** Its text may hold anything, so it is not kept. */
function rejection(page: string, value: unknown): RawRecord {
  const reason =
    value === undefined
      ? "it is not a JSON object"
      : "it is neither a contact record (ContactId, InitiationTimestamp) nor an agent event (EventId, EventType, AgentARN)";
  return {
    key: page,
    version: "",
    eventAt: "",
    op: "reject",
    page,
    body: JSON.stringify({ reason, text: "" }),
  };
}

/** With fractions everywhere, so that the text sorts as the time does; empty where it is no time. */
function instant(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? "" : new Date(at).toISOString();
}
