/** Workers on AWS: the real adapters and the real SDK, over one bucket of a cloud that is put back to any of its states. */

import { randomUUID } from "node:crypto";
import { type AwsHome, type AwsPorts, aws } from "../../../functions/aws.ts";
import { checkMappings } from "../../../functions/cli/check.ts";
import { type RunSummary, run } from "../../../functions/stages/run.ts";
import { type Asked, faultProxy } from "../../engines/proxy.ts";
import { type Centre, now } from "../centre.ts";
import type { Cloud } from "./cloud.ts";
import { kindOf } from "./kinds.ts";
import { copyOf, nameOf, type World } from "./world.ts";

export const place = { bucket: "northwind", database: "northwind", workgroup: "primary" } as const;
export const { bucket, database } = place;

export interface Death {
  /** Number of the request among all requests of the run. */
  readonly number: number;
  readonly kind: string;
  readonly moment: "before" | "after";
  /** Name of the state it leaves. */
  readonly state: string;
}

export interface Watched {
  readonly deaths: readonly Death[];
  readonly states: ReadonlyMap<string, World>;
}

export interface CloudWorkers {
  /** One run by a worker who lives: what it did. `url`: of a proxy before the cloud. */
  run(url?: string): Promise<RunSummary>;
  /** What the next run that publishes would remove is removed. */
  sweep(): Promise<void>;
  /** One run to its end, with the state of the world before and after each of its requests. */
  watched(): Promise<Watched>;
}

/** Where the SDK looks for services and credentials, whatever the machine has. */
export const sdkAt = (url: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "nobody",
  AWS_SECRET_ACCESS_KEY: "nothing",
  AWS_CONFIG_FILE: "/nowhere",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
  AWS_EC2_METADATA_DISABLED: "true",
});

function portsAt(url: string, home: AwsHome): AwsPorts {
  Object.assign(process.env, sdkAt(url));
  return aws(home);
}

export function workersOn(cloud: Cloud, { config, configFile }: Centre, home: AwsHome = place): CloudWorkers {
  let count = 0;

  async function work(url: string): Promise<RunSummary> {
    count += 1;
    // Nobody on AWS can tell whether another worker is alive: leases run out, so each worker comes two hours after the last.
    const machineNow = () => new Date(Date.parse("2026-11-20T12:00:00Z") + count * 7_200_000);
    const owner = { token: `worker-${count}-${randomUUID()}`, host: "aws", pid: 1, startedAt: "" };
    const ports = portsAt(url, home);
    await ports.prepare();
    await checkMappings(config, ports.warehouse);
    const archive = "https://reports.example.org/archive";
    // As the command line tells it, so that what both tell owners is the same.
    const told = { config: configFile, home: `s3://${home.bucket}` };
    return run({ config, now, machineNow, owner, isAlive: () => undefined, archive, place: told }, ports);
  }

  return {
    run: (url = cloud.url) => work(url),
    async sweep() {
      await portsAt(cloud.url, home).warehouse.sweep();
    },
    async watched() {
      const deaths: Death[] = [];
      const states = new Map<string, World>();
      let number = 0;
      const note = (asked: Asked, moment: Death["moment"]) => {
        const state = nameOf(cloud.world);
        if (!states.has(state)) states.set(state, copyOf(cloud.world));
        deaths.push({ number, kind: kindOf(asked), moment, state });
      };
      const proxy = await faultProxy(cloud.url, {
        async around(asked, take) {
          note(asked, "before");
          await take();
          note(asked, "after");
          number += 1;
          return true;
        },
      });
      try {
        await work(proxy.url);
      } finally {
        await proxy.close();
      }
      return { deaths, states };
    },
  };
}
