/** What of a source can be read with the token, the rights and the plan there are. Nothing is landed. */

import {
  type Connector,
  connectorOf,
  type Reach,
  type ReadContext,
  type Stream,
} from "../connectors/index.ts";
import { VendorError } from "../connectors/vendor.ts";
import type { Source } from "../core/config.ts";
import { SourceError } from "../core/errors.ts";
import { localDate } from "../core/period.ts";
import type { Ports } from "../ports.ts";

export interface StreamAccess {
  readonly stream: string;
  /** `lacking`: the plan or the token's rights do not have it, and nothing waits for it. */
  readonly is: "open" | "lacking" | "failed";
  /** In words, where it is not open. */
  readonly why?: string;
}

export interface AccessInput {
  readonly source: Source;
  readonly now: string;
  readonly zone: string;
  /** Told of every wait for the vendor, and again every half a minute. */
  readonly waits?: Reach["waits"];
}

/** One request or two of each stream, from its beginning. After a token that opens nothing no other is tried. */
export async function accessTo(
  { source, now, zone, waits }: AccessInput,
  ports: Pick<Ports, "inbox" | "vendors">,
  said: (access: StreamAccess) => void,
): Promise<readonly StreamAccess[]> {
  const reach: Reach = {
    folder: ports.inbox,
    vendors: ports.vendors,
    today: localDate(now, zone),
    machineNow: now,
    waits,
  };
  const connector: Connector = await connectorOf(source, reach);
  const context: ReadContext = {
    batch: () => 1,
    now: ports.vendors.clock.now,
    msLeft: () => Number.POSITIVE_INFINITY,
  };
  const found: StreamAccess[] = [];
  for (const stream of connector.streams) {
    const { isLast, ...access } = await tried(stream, context);
    found.push(access);
    said(access);
    if (isLast) break;
  }
  return found;
}

async function tried(stream: Stream, context: ReadContext): Promise<StreamAccess & { isLast?: boolean }> {
  try {
    await stream.read(null, context)[Symbol.asyncIterator]().next();
    return { stream: stream.name, is: "open" };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const kind = error instanceof VendorError ? error.kind : "refused";
    const isLacking = stream.isOptional === true && (kind === "forbidden" || kind === "missing");
    const access = { stream: stream.name, is: isLacking ? "lacking" : "failed", why: error.message } as const;
    // Where nobody answers, nobody answers for the other parts either.
    // What was not even asked for, for want of a key, is no silence.
    const isSilent = !isLacking && error instanceof VendorError && error.status === 0 && kind !== "later";
    return { ...access, isLast: kind === "unauthorised" || isSilent };
  }
}
