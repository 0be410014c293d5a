/**
 * What Lambda is to a function, for one invocation: a process that loads the deployed module and calls its handler. Run as
 * `node runtime.ts FOLDER`, with the invocation as JSON on standard input; its last line is what came of it.
 */

import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

interface Invocation {
  readonly event: unknown;
  readonly name: string;
  readonly seconds: number;
  /** When it is, to whoever asks the clock. */
  readonly at: string;
}

const { event, name, seconds, at } = JSON.parse(await text(process.stdin)) as Invocation;
const RealDate = globalThis.Date;
const ahead = RealDate.parse(at) - RealDate.now();

/** The clock of the test: it goes on from `at`. */
class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) super(RealDate.now() + ahead);
    else super(...(given as [number]));
  }
  static override now(): number {
    return RealDate.now() + ahead;
  }
}
globalThis.Date = ShiftedDate as DateConstructor;

const began = performance.now();
const context = {
  functionName: name,
  awsRequestId: "00000000-0000-4000-8000-000000000001",
  getRemainingTimeInMillis: () => seconds * 1000 - (performance.now() - began),
};
const folder = process.argv[2] ?? "";
const { handler } = await import(pathToFileURL(join(folder, "index.mjs")).href);
const outcome = await handler(event, context).then(
  (answer: unknown) => ({ answer }),
  (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
);
process.stdout.write(`\n${JSON.stringify(outcome)}\n`);
// Lambda freezes a sandbox; it does not wait for what still stands open.
process.exit(0);
