/** What a connector and a vendor's API say to each other, and the ways an API says no. */

import { SourceError } from "../core/errors.ts";

export interface VendorRequest {
  /** A POST is a reading too: it is sent again like one. */
  readonly method?: "GET" | "POST";
  /** Below the address of the source, with a slash in front; ids in it are encoded by whoever puts them there. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests of one group share a budget, and wait together. */
  readonly group: string;
  /** Where the array of records is in the answer ("tickets", "" for the answer itself): one without it is not read as empty. */
  readonly expects?: string;
  /** What an answer of 400 to 499 means where the vendor has a rule of its own; not asked for 401, 408, 425 and 429. */
  readonly means?: (status: number, text: string) => VendorErrorKind | undefined;
}

export interface VendorAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Without the mark of its encoding. */
  readonly text: string;
  /** For the fields of paging; never for records, whose long numbers it has lost: the list that was expected is empty. */
  readonly json: unknown;
}

export interface VendorHttp {
  /** Throws VendorError, and nothing else. */
  send(request: VendorRequest): Promise<VendorAnswer>;
}

export type VendorErrorKind =
  /** The token opens nothing: the whole account stops. */
  | "unauthorised"
  /** This stream or this parent is not for this token. */
  | "forbidden"
  /** There is no such stream or parent. */
  | "missing"
  /** The position is known no more: go back to the watermark. */
  | "cursor"
  /** Asked for what is not settled yet: the stream has been read as far as it can be. */
  | "too_recent"
  /** Too much for the way between, again and again: ask for fewer records. */
  | "gateway"
  /** No answer that can be read, again and again. */
  | "unreadable"
  /** The vendor does not take this request, or answers from where it must not. */
  | "refused"
  /** Nothing is wrong but the time: stop here, and go on when it has come. */
  | "later";

export class VendorError extends SourceError {
  readonly kind: VendorErrorKind;
  /** 0 where no answer came. */
  readonly status: number;
  /** When it may be tried again (milliseconds since 1970), where that is known. */
  readonly until: number | null;

  constructor(
    message: string,
    what: { readonly kind: VendorErrorKind; readonly status?: number; readonly until?: number },
  ) {
    super(message);
    this.kind = what.kind;
    this.status = what.status ?? 0;
    this.until = what.until ?? null;
  }
}
