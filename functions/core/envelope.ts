/** The one shape every raw record is kept in, whatever vendor it came from: eleven strings on one line of NDJSON. */

export interface Envelope {
  readonly source: string;
  /** Account at the vendor; empty where a source has only one. */
  readonly account: string;
  readonly stream: string;
  readonly key: string;
  readonly version: string;
  /** ISO UTC, or empty. */
  readonly event_at: string;
  readonly op: string;
  /** ISO UTC. */
  readonly fetched_at: string;
  readonly run_id: string;
  readonly page: string;
  readonly body: string;
}

/** The parts of an envelope that are the same for every record of one landing. */
export type Sender = Pick<Envelope, "source" | "account" | "stream" | "fetched_at" | "run_id">;

/** The parts that a connector gives. */
export interface Content {
  readonly key: string;
  readonly version: string;
  readonly eventAt: string;
  readonly op: string;
  readonly page: string;
  readonly body: string;
}

// Everything but what JSON text holds as it is: quotes, backslashes, control characters, surrogates.
const special = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** The text as a JSON string. Most texts of a record need no escaping, and testing that is the faster way. */
export function jsonText(text: string): string {
  return special.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Writes records of one sender as lines, each with its line break. */
export function envelopeLine(sender: Sender): (content: Content) => string {
  const head = envelopeHead(sender);
  return (content) => `${head(content)}${JSON.stringify(content.body)}${envelopeTail}`;
}

/** Writes what stands before the body. The same parts are quoted once, not per record. */
export function envelopeHead(sender: Sender): (content: Omit<Content, "body">) => string {
  const quote = JSON.stringify;
  const { source, account, stream, fetched_at, run_id } = sender;
  const head = `{"source":${quote(source)},"account":${quote(account)},"stream":${quote(stream)},"key":`;
  const middle = `,"fetched_at":${quote(fetched_at)},"run_id":${quote(run_id)},"page":`;
  return (content) =>
    `${head}${jsonText(content.key)},"version":${jsonText(content.version)},"event_at":${jsonText(content.eventAt)},"op":"${content.op}"${middle}${jsonText(content.page)},"body":`;
}

/** What stands behind the body. */
export const envelopeTail = "}\n";
