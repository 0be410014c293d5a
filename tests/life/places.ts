/** The two homes an installation can live in for years, each with a mailbox, and a clock that both go by. */

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, vi } from "vitest";
import { aws } from "../../functions/aws.ts";
import { local, outboxOf } from "../../functions/local.ts";
import type { Ports } from "../../functions/ports.ts";
import { parseEml } from "../contracts/eml.ts";
import { resources, templateOf } from "../infra/stack.ts";
import { exportOf } from "../journey/centre.ts";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { mirrorFaults } from "../journey/cloud/outcome.ts";
import { applyLifecycle, type LifecycleRule } from "../journey/cloud/versions.ts";
import { bucket, place, sdkAt } from "../journey/cloud/workers.ts";
import { copyOf, putObject } from "../journey/cloud/world.ts";

export interface Mailed {
  readonly to: string;
  readonly text: string;
}

export interface Living {
  /** The file of a day is there. */
  arrives(day: string): Promise<void>;
  /** Ports that nobody used before; on AWS behind a proxy, where one is named. */
  ports(url?: string): Ports;
  prepare(): Promise<void>;
  /** What time alone does to it until now: what went. */
  age(): readonly string[];
  /** Paths of which earlier versions are kept, below these. */
  earlier(prefixes: readonly string[]): readonly string[];
  /** Where other tools are shown something else than what is published. */
  mirrorFaults(): readonly string[];
  mailed(): readonly Mailed[];
  /** Keeps how everything is now; what it answers puts that back. */
  keep(): () => void;
}

export interface LivingInTheCloud extends Living {
  readonly cloud: Cloud;
}

/** Everything here goes by this clock: leases, versions, signatures of requests. */
export const setClock = (at: string) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(at);
};
afterAll(() => void vi.useRealTimers());

export function onThisMachine(folder: string): Living {
  const home = join(folder, "home");
  const opened: Ports[] = [];
  afterAll(async () => {
    for (const { warehouse } of opened) await warehouse.close();
  });
  return {
    arrives: async (day) => writeFileSync(join(folder, "exports", `contacts-${day}.csv`), exportOf(day)),
    ports() {
      const ports = local(home);
      opened.push(ports);
      return ports;
    },
    prepare: async () => {},
    age: () => [],
    earlier: () => [],
    mirrorFaults: () => [],
    mailed: () =>
      readdirSync(outboxOf(home))
        .filter((name) => name.endsWith(".eml"))
        .sort()
        .map((name) => readBack(readFileSync(join(outboxOf(home), name)))),
    keep() {
      const aside = join(folder, "aside");
      cpSync(home, aside, { recursive: true, preserveTimestamps: true });
      return () => {
        rmSync(home, { recursive: true });
        cpSync(aside, home, { recursive: true, preserveTimestamps: true });
      };
    },
  };
}

/** The rules of the bucket as they are deployed. */
export function rulesOfTemplate(): readonly LifecycleRule[] {
  const [[, lake] = []] = resources(templateOf(), "AWS::S3::Bucket");
  return lake?.Properties.LifecycleConfiguration.Rules as readonly LifecycleRule[];
}

export async function inTheCloud(
  rules: readonly LifecycleRule[] = rulesOfTemplate(),
): Promise<LivingInTheCloud> {
  const cloud = await openCloud();
  afterAll(() => cloud.close());
  cloud.world.buckets.add(bucket);
  cloud.restore({ ...cloud.world, versions: new Map() });
  const ports = (url = cloud.url) => {
    Object.assign(process.env, sdkAt(url));
    return aws(place);
  };
  return {
    cloud,
    arrives: async (day) =>
      void putObject(cloud.world, `${bucket}/inbox/helpdesk/contacts-${day}.csv`, Buffer.from(exportOf(day))),
    ports,
    prepare: () => ports().prepare(),
    age: () => applyLifecycle(cloud.world, rules, bucket, new Date()),
    earlier: (prefixes) =>
      [...(cloud.world.versions ?? [])].flatMap(([path, versions]) => {
        const key = path.slice(bucket.length + 1);
        const isAsked = prefixes.some((prefix) => key.startsWith(prefix));
        return isAsked && (versions.length > 1 || !versions[0]?.object) ? [key] : [];
      }),
    mirrorFaults: () => mirrorFaults(cloud.world),
    mailed: () =>
      cloud.world.accepted.map(({ parameters }) =>
        readBack(Buffer.from(parameters["RawMessage.Data"] ?? "", "base64")),
      ),
    keep() {
      const kept = copyOf(cloud.world);
      return () => cloud.restore(kept);
    },
  };
}

function readBack(body: Uint8Array): Mailed {
  const { headers, parts } = parseEml(body);
  const to = headers.find(([name]) => name === "to")?.[1] ?? "";
  return { to: /([^\s<>]+@[^\s<>]+)>?$/.exec(to)?.[1] ?? "", text: parts[0]?.content ?? "" };
}
