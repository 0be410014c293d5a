/** A small client of Trino's statement protocol: one POST, then every page's `nextUri` until there is none. */

export interface StatementOptions {
  readonly catalog?: string;
  readonly schema?: string;
  /** Session properties, such as `{ "lake.compression_codec": "ZSTD" }`. */
  readonly session?: Readonly<Record<string, string>>;
  /** The zone of the session; UTC, as on Athena. */
  readonly zone?: string;
  readonly user?: string;
}

export interface StatementColumn {
  readonly name: string;
  /** As Trino writes it: `bigint`, `timestamp(3)`, `array(varchar)`. */
  readonly type: string;
}

/** What Trino says of the work so far; the counters only grow. */
export interface StatementStats {
  /** QUEUED, PLANNING, STARTING, RUNNING, FINISHING, FINISHED or FAILED. */
  readonly state: string;
  readonly physicalInputBytes: number;
  readonly processedRows: number;
  readonly elapsedTimeMillis: number;
}

/** One answer of the server. Columns come with the first page that knows them, rows page by page. */
export interface Page {
  readonly columns?: readonly StatementColumn[];
  /**
   * A cell is a string, number, boolean, array or null; dates, times and decimals are text, NaN and Infinity too, bytes
   * base64. An integer beyond 2^53 is a bigint.
   */
  readonly rows: readonly (readonly unknown[])[];
  readonly stats: StatementStats;
  /** `CREATE TABLE` and so on; absent for a query. */
  readonly updateType?: string;
  readonly updateCount?: number;
}

/** A statement that is running. */
export interface Statement {
  readonly id: string;
  /** Every page in order, once; throws StatementError when the statement fails. It advances only as far as it is read. */
  pages(): AsyncGenerator<Page>;
  /** Ends the statement; the pages then throw USER_CANCELED. Harmless when it has finished. */
  cancel(): Promise<void>;
}

export interface Result {
  readonly columns: readonly StatementColumn[];
  readonly rows: readonly (readonly unknown[])[];
  readonly stats: StatementStats;
  readonly updateType?: string;
  readonly updateCount?: number;
}

/** A statement Trino refused or could not finish. `line` and `column` count from 1, where Trino knows the place. */
export class StatementError extends Error {
  override readonly name = "StatementError";
  /** `SYNTAX_ERROR`, `COLUMN_NOT_FOUND`, `USER_CANCELED` ... */
  readonly errorName: string;
  /** `USER_ERROR`, `INTERNAL_ERROR`, `INSUFFICIENT_RESOURCES` or `EXTERNAL`. */
  readonly errorType: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(error: ServerError) {
    super(`${error.errorName}: ${error.message}`);
    this.errorName = error.errorName;
    this.errorType = error.errorType;
    this.line = error.errorLocation?.lineNumber;
    this.column = error.errorLocation?.columnNumber;
  }
}

interface ServerError {
  readonly message: string;
  readonly errorName: string;
  readonly errorType: string;
  readonly errorLocation?: { readonly lineNumber: number; readonly columnNumber: number };
}

interface Answer {
  readonly id: string;
  readonly nextUri?: string;
  readonly columns?: readonly StatementColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly stats: StatementStats;
  readonly error?: ServerError;
  readonly updateType?: string;
  readonly updateCount?: number;
}

/** Runs one statement to its end. Throws StatementError. */
export async function trino(base: string, sql: string, options: StatementOptions = {}): Promise<Result> {
  const running = await statement(base, sql, options);
  const rows: (readonly unknown[])[] = [];
  let last: Page | undefined;
  let columns: readonly StatementColumn[] = [];
  for await (const page of running.pages()) {
    columns = page.columns ?? columns;
    for (const row of page.rows) rows.push(row);
    last = page;
  }
  if (!last) throw new Error("Trino answered without a page.");
  return { ...last, columns, rows };
}

/** Starts one statement. What is wrong with it is thrown by its pages, not here. */
export async function statement(
  base: string,
  sql: string,
  options: StatementOptions = {},
): Promise<Statement> {
  const headers = headersOf(options);
  const first = await answerOf(`${base}/v1/statement`, { method: "POST", headers, body: sql });
  let next = first.nextUri;
  return {
    id: first.id,
    async *pages() {
      yield pageOf(first);
      while (next !== undefined) {
        const answer = await answerOf(next, { headers });
        next = answer.nextUri;
        yield pageOf(answer);
      }
    },
    async cancel() {
      if (next !== undefined) await fetch(next, { method: "DELETE", headers });
    },
  };
}

function headersOf(options: StatementOptions): Record<string, string> {
  const session = Object.entries(options.session ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return {
    "X-Trino-User": options.user ?? "raport",
    "X-Trino-Time-Zone": options.zone ?? "UTC",
    // Without it Trino calls every timestamp one of milliseconds, and rounds it.
    "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME",
    ...(options.catalog === undefined ? {} : { "X-Trino-Catalog": options.catalog }),
    ...(options.schema === undefined ? {} : { "X-Trino-Schema": options.schema }),
    ...(session.length === 0 ? {} : { "X-Trino-Session": session.join(",") }),
  };
}

/** The protocol asks to repeat a request that was answered 502, 503 or 504. */
async function answerOf(url: string, request: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, request);
    const text = await response.text();
    if (response.ok) return parsed(text);
    if (![502, 503, 504].includes(response.status) || attempt === 20)
      throw new Error(`Trino answered ${response.status} to ${url}: ${text.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
  }
}

/** As JSON, but for integers that no double holds. */
function parsed(text: string): Answer {
  if (!/[[,]-?\d{16,}[,\]]/.test(text)) return JSON.parse(text) as Answer;
  const exact = (_: string, value: unknown, { source = "" }: { readonly source?: string }) =>
    typeof value === "number" && /^-?\d{16,}$/.test(source) && !Number.isSafeInteger(value)
      ? BigInt(source)
      : value;
  return JSON.parse(text, exact as (key: string, value: unknown) => unknown) as Answer;
}

function pageOf(answer: Answer): Page {
  if (answer.error) throw new StatementError(answer.error);
  const { columns, data = [], stats, updateType, updateCount } = answer;
  return {
    ...(columns ? { columns } : {}),
    rows: data,
    stats,
    ...(updateType === undefined ? {} : { updateType }),
    ...(updateCount === undefined ? {} : { updateCount }),
  };
}

/** The version of the server: `476`. */
export async function trinoVersion(base: string): Promise<string> {
  const response = await fetch(`${base}/v1/info`);
  const info = (await response.json()) as { readonly nodeVersion: { readonly version: string } };
  return info.nodeVersion.version;
}
