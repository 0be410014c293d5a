/** An account in which the stack of an assembly was deployed: its parts in a cloud, its functions in sandboxes. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll } from "vitest";
import { unloadOf } from "../engines/athena/wrapper.ts";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { sdkAt } from "../journey/cloud/workers.ts";
import { type Input, putObject } from "../journey/cloud/world.ts";
import { type Assembly, bucket } from "./assembly.ts";
import { type Called, readsOf, writesOf } from "./calls.ts";
import { type Gate, openGate } from "./gate.ts";
import { type Invoked, invoke } from "./sandbox.ts";

export interface Ran extends Invoked {
  readonly name: string;
  readonly at: string;
}

export interface Account {
  readonly cloud: Cloud;
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
export async function deployedIn(assembly: Assembly, at: string): Promise<Account> {
  const cloud = await openCloud();
  provision(cloud, assembly);
  const services = {
    aws: cloud.url,
    athena: cloud.url,
    onBehalf: (sql: string) => onBehalf(cloud, sql),
    workGroupOf: (id: string) => cloud.world.executions.get(id)?.request.workGroup ?? "?",
  };
  const gate = await openGate(services, (name) => assembly.functions.get(name)?.statements ?? []);
  afterAll(async () => {
    await gate.close();
    await cloud.close();
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
    cloud,
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
    operator: (...words) => operator(cloud, words),
  };
}

/** What CloudFormation makes of the template, as far as the functions meet it. */
function provision({ world }: Cloud, assembly: Assembly): void {
  world.buckets.add(bucket);
  for (const [name, { environment }] of assembly.functions) world.functions.set(name, environment);
  for (const { DatabaseInput } of assembly.resources("AWS::Glue::Database"))
    world.databases.add(String((DatabaseInput as Input).Name));
  for (const { DatabaseName, TableInput } of assembly.resources("AWS::Glue::Table"))
    world.tables.set(`${DatabaseName}/${(TableInput as Input).Name}`, {
      input: TableInput as Input,
      version: 0,
    });
}

/** The files of the exports, put into the bucket's inbox. */
export async function exported({ cloud: { world } }: Account, folder: string, source: string): Promise<void> {
  for (const name of await readdir(folder))
    putObject(world, `${bucket}/inbox/${source}/${name}`, await readFile(join(folder, name)));
}

function onBehalf({ world }: Cloud, sql: string): readonly Called[] {
  const unload = unloadOf(sql);
  const named = [...sql.matchAll(/"([a-z_]+)"\."(g\d+_[a-z0-9_]+)"/g)];
  const reads = named.flatMap(([, database = "", table = ""]) => {
    const { Location = "" } = (world.tables.get(`${database}/${table}`)?.input.StorageDescriptor ?? {}) as {
      readonly Location?: string;
    };
    const list = world.objects.get(`${Location.replace(/^s3:\/\//, "")}files`);
    return readsOf(table, database, Location, list?.body.toString() ?? "");
  });
  return [...reads, ...writesOf(unload && `${unload.bucket}/${unload.prefix}`)];
}

async function operator(cloud: Cloud, words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, "functions/raport.ts"), ...words], {
    env: { PATH: process.env.PATH ?? "", ...sdkAt(cloud.url) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  if (code !== 0) throw new Error(`raport ${words[0]} failed:\n${out}${err}`);
  return out;
}
