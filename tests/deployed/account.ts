/** An account in which the stack of an assembly was deployed: its parts in an AWS, its functions in sandboxes. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll } from "vitest";
import { sdkAt } from "../journey/cloud/workers.ts";
import { type Assembly, bucket } from "./assembly.ts";
import { type Aws, declaredIn, type OpenAws } from "./aws.ts";
import { type Gate, openGate, operatorKey } from "./gate.ts";
import { type Invoked, invoke } from "./sandbox.ts";

export interface Ran extends Invoked {
  readonly name: string;
  readonly at: string;
}

export interface Account {
  readonly aws: Aws;
  readonly gate: Gate;
  /** Every invocation so far. */
  readonly ran: readonly Ran[];
  /** Invokes a function now, then all that were started by it, one after the other. */
  happens(name: string, event: unknown): Promise<Invoked>;
  passes(seconds: number): void;
  now(): string;
  /** The command line of whoever runs the installation, with rights of their own. */
  operator(...words: readonly string[]): Promise<string>;
}

const root = resolve(import.meta.dirname, "../..");

/** `at`: ISO instant at which the clock begins. It stands still but for what `passes`, and a second for every invocation. */
export async function deployedIn(open: OpenAws, assembly: Assembly, at: string): Promise<Account> {
  const aws = await open(declaredIn(assembly));
  const gate = await openGate(aws, assembly.functions);
  afterAll(async () => {
    await gate.close();
    await aws.close();
  });
  const ran: Ran[] = [];
  let clock = Date.parse(at);
  const now = () => new Date(clock).toISOString();

  const one = async (name: string, event: unknown): Promise<Invoked> => {
    const deployed = assembly.functions.get(name);
    if (!deployed) throw new Error(`There is no function ${name}`);
    clock += 1000;
    const invoked = await invoke(name, deployed, event, { gate: gate.url, at: now() });
    ran.push({ name, at: now(), ...invoked });
    return invoked;
  };
  return {
    aws,
    gate,
    ran,
    now,
    async happens(name, event) {
      const first = await one(name, event);
      for (let next = gate.started.shift(); next; next = gate.started.shift()) {
        if (ran.length > 60) throw new Error("Functions start each other for ever");
        await one(next.name, next.payload);
      }
      return first;
    },
    passes(seconds) {
      clock += seconds * 1000;
    },
    operator: (...words) => operator(gate.url, words),
  };
}

/** The files of the exports, put into the bucket's inbox. */
export async function exported({ aws }: Account, folder: string, source: string): Promise<void> {
  for (const name of await readdir(folder))
    await aws.put(`${bucket}/inbox/${source}/${name}`, await readFile(join(folder, name)));
}

async function operator(url: string, words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, "functions/raport.ts"), ...words], {
    env: { PATH: process.env.PATH ?? "", ...sdkAt(url), AWS_ACCESS_KEY_ID: operatorKey },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  if (code !== 0) throw new Error(`raport ${words[0]} failed:\n${out}${err}`);
  return out;
}
