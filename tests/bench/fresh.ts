/** What a fresh process takes to load a function, and to answer its first event. */

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** Milliseconds that pass, and of the processor (all threads, user and system). */
export interface Taken {
  readonly wall: number;
  readonly processor: number;
}

/** From the start of loading, of a process that runs already. */
export interface Fresh {
  readonly loaded: Taken;
  readonly answered: Taken;
}

/** Not TypeScript, whose compiler would be loaded first. */
const program = `
const [module, event] = process.argv.slice(1);
const began = performance.now(), used = process.cpuUsage();
const taken = () => {
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - began, processor: (user + system) / 1000 };
};
const { handler } = await import(module);
const loaded = taken();
const context = { functionName: "bench", awsRequestId: "bench", getRemainingTimeInMillis: () => 300000 };
await handler(JSON.parse(event), context);
console.log("\\n" + JSON.stringify({ loaded, answered: taken() }));
process.exit(0);`;

export async function fresh(
  module: string,
  event: unknown,
  environment: Readonly<Record<string, string>>,
): Promise<Fresh> {
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", program, module, JSON.stringify(event)],
    { env: { PATH: process.env.PATH ?? "", ...environment }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    return JSON.parse(said.trimEnd().split("\n").at(-1) ?? "") as Fresh;
  } catch {
    throw new Error(`${module} did not answer:\n${said}\n${wrong}`);
  }
}
