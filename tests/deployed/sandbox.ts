/** One invocation of a deployed function, in a process that has its environment and nothing of ours. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Deployed, region } from "./assembly.ts";

export interface Invoked {
  readonly answer?: unknown;
  readonly error?: string;
  /** Lines of JSON that the function logged, outcomes and metrics. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Everything it printed. */
  readonly printed: string;
}

/** How much longer than in the account a function may take: a machine of tests does other things too. */
const patience = 20;

export async function invoke(
  name: string,
  { folder, environment, seconds }: Deployed,
  event: unknown,
  { gate, at }: { readonly gate: string; readonly at: string },
): Promise<Invoked> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "runtime.ts"), folder], {
    cwd: folder,
    env: {
      ...environment,
      AWS_REGION: region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      // The gate knows the caller by it.
      AWS_ACCESS_KEY_ID: name,
      AWS_SECRET_ACCESS_KEY: "x",
      AWS_ENDPOINT_URL: gate,
      TZ: ":UTC",
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(JSON.stringify({ event, name, seconds: seconds * patience, at }));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const printed = out.trimEnd().split("\n");
  const last = printed.pop() ?? "";
  if (!last.startsWith("{")) throw new Error(`${name} said nothing of its end:\n${out}\n${err}`);
  const lines = printed.flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  const outcome = JSON.parse(last) as Pick<Invoked, "answer" | "error">;
  return { ...outcome, lines, printed: `${printed.join("\n")}\n${err}` };
}
