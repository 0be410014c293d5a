/** The door to the connectors: of a source, what reads it. */

import type { ApiSource, Source } from "../core/config.ts";
import { InputError, SecretError, SourceError } from "../core/errors.ts";
import type { Vendors } from "../core/vendor-reach.ts";
import { amazonConnect } from "./amazon-connect.ts";
import { asterisk } from "./asterisk.ts";
import type { Connector } from "./connector.ts";
import { type ExportFolder, filesStream } from "./files.ts";
import { type BudgetState, type VendorHttp, type VendorHttpOptions, vendorHttp } from "./http.ts";
import { liveagent, liveagentAccess } from "./liveagent.ts";
import { sproutSocial, sproutSocialAccess } from "./sprout-social.ts";
import { zendesk, zendeskAccess } from "./zendesk.ts";

export type { Access, Connector, Cursor, Note, Page, RawRecord, ReadContext, Stream } from "./connector.ts";

/** What a connector reaches its source by. */
export interface Reach {
  readonly folder: ExportFolder;
  /** The local day it is, and the machine's clock, by which a file is still being written. */
  readonly today: string;
  readonly machineNow: string | undefined;
  /** How its vendor is reached; without it none is. */
  readonly vendors?: Vendors | undefined;
  /** What the reading before this one used of the account's budget. */
  readonly budget?: Readonly<Record<string, unknown>> | undefined;
  /** Told of every wait and every further try, and while it lasts. */
  readonly waits?: ((wait: Wait) => void) | undefined;
  /** Milliseconds before the worker is ended. */
  readonly msLeft?: (() => number) | undefined;
  /** Aborted where the worker is to end soon: nothing is asked or waited for any more. */
  readonly stop?: AbortSignal | undefined;
}

export interface Wait {
  /** ISO UTC instant. */
  readonly until: string;
  readonly because: string;
}

/** The connector of a source. Throws SecretError where its secret is missing. */
export async function connectorOf(source: Source, reach: Reach): Promise<Connector> {
  switch (source.type) {
    case "files":
      return { streams: [filesStream(source, reach.folder, reach)] };
    case "amazon-connect":
      return amazonConnect(source, reach.folder, reach);
    case "asterisk":
      return asterisk(source, reach.folder);
    case "liveagent":
      return overHttp(source, reach, liveagentAccess, liveagent);
    case "zendesk":
      return overHttp(source, reach, zendeskAccess, zendesk);
    case "sprout-social":
      return overHttp(source, reach, sproutSocialAccess, sproutSocial);
  }
}

type Opened = Pick<VendorHttpOptions, "address" | "authorise" | "limits" | "secrets">;

/** Throws SecretError where its secret is missing. */
async function openedBy<Own extends Opened>(
  source: ApiSource,
  vendors: Vendors,
  access: (source: ApiSource, secret: string) => Own,
): Promise<Own> {
  try {
    return access(source, await vendors.secret(source.token));
  } catch (error) {
    if (error instanceof InputError) throw new SecretError(source.id, error.message);
    throw error;
  }
}

/** A connector that reaches its account within one budget, which is kept from one reading to the next. */
async function overHttp<Own extends Opened>(
  source: ApiSource,
  { vendors, budget, msLeft, stop, waits }: Reach,
  access: (source: ApiSource, secret: string) => Own,
  connector: (source: ApiSource, http: VendorHttp, opened: Own) => Connector,
): Promise<Connector> {
  if (!vendors) throw new SourceError(`[${source.id}] nothing here reaches the interface of a vendor.`);
  const { fetch, clock, random } = vendors;
  const opened = await openedBy(source, vendors, access);
  const http = vendorHttp({
    ...opened,
    source: source.id,
    token: source.token,
    fetch,
    clock,
    random,
    ...(msLeft && { msLeft }),
    ...(stop && { signal: stop }),
    ...(waits && {
      note: (_, { until, because }) => waits({ until: String(until), because: String(because) }),
    }),
    ...(budget && { before: budget as BudgetState }),
  });
  return { ...connector(source, http, opened), budget: http.state };
}
