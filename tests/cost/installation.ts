/**
 * An installation on the AWS of the journey, whose functions run here: the Lambda handlers themselves over the real adapters and the
 * real SDK, started by each other, with everything counted that AWS may bill. Its clock stands still while a function runs.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { sdkAt } from "../journey/cloud/workers.ts";
import { putObject, type World } from "../journey/cloud/world.ts";
import { byAthena } from "./athena.ts";
import { printed } from "./printed.ts";
import { add, type Tally } from "./tally.ts";

export const bucket = "raport-lake";
const functions = ["tick", "land", "compute", "send", "open", "feedback"] as const;
export type FunctionName = (typeof functions)[number];

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** What CloudWatch takes out of a line of a log. */
export interface Point {
  readonly at: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
  readonly value: number;
}

export interface Installation {
  readonly cloud: Cloud;
  /** Every metric that was sent, since the beginning. */
  readonly points: readonly Point[];
  /** From now on requests of this kind (`ses.SendRawEmail`) take effect, and are answered by an error of the service. */
  breaks(kind: string | undefined): void;
  /** Invokes a function, then all that were started by it, one after the other; the answer of the first. */
  happens(name: FunctionName, event: unknown): Promise<unknown>;
  /** Puts a file into the inbox of the one source. */
  arrives(name: string, text: string): void;
  /** A tick every five minutes until it is so late, that instant not included. */
  ticksUntil(at: string): Promise<void>;
  /** Back to a moment, with the world that was copied then. */
  backTo(at: string, world: World): void;
  /** What was counted since it was asked last. */
  counted(): Tally;
  close(): Promise<void>;
}

/** `at`: ISO instant at which the clock begins. */
export async function installation(at: string): Promise<Installation> {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at) });
  let tally: Tally = {};
  let caller: FunctionName = "tick";
  let begun = 0;
  let broken: string | undefined;
  const points: Point[] = [];
  const cloud: Cloud = await openCloud((kind) => {
    // How often it is looked whether a statement has ended hangs on how long it runs, and is free.
    if (kind !== "athena.GetQueryExecution") add(tally, `${caller} ${kind}`);
    for (const execution of [...cloud.world.executions.values()].slice(begun))
      byAthena(execution, cloud.world, (one) => add(tally, one));
    begun = cloud.world.executions.size;
    if (kind === broken) throw new Error("The service failed, and nobody knows how far it came.");
  });
  cloud.world.buckets.add(bucket);
  cloud.world.databases.add("raport").add("raport_scratch");
  const started: { readonly name: FunctionName; readonly payload: unknown }[] = [];
  const lambda = await lambdaOf((name, payload) => {
    add(tally, `${caller} lambda.Invoke`);
    started.push({ name: name.replace("raport-", "") as FunctionName, payload });
  });
  Object.assign(process.env, sdkAt(cloud.url), { AWS_ENDPOINT_URL_LAMBDA: lambda.url }, environment());
  const handlers = await loaded();

  const hours = new Set<string>();
  const note = (name: FunctionName, line: string): void => {
    add(tally, `${name} log lines`);
    add(
      tally,
      `${name} log bytes`,
      Buffer.byteLength(line.replace(/"milliseconds":\d+/g, '"milliseconds":1000')),
    );
    const hour = new Date().toISOString().slice(0, 13);
    const sent = pointsIn(line);
    points.push(...sent);
    for (const metric of sent.map(({ name }) => name).filter((metric) => !hours.has(`${metric} ${hour}`))) {
      hours.add(`${metric} ${hour}`);
      add(tally, `metric hours ${metric}`);
    }
  };
  const one = async (name: FunctionName, event: unknown): Promise<unknown> => {
    caller = name;
    add(tally, `${name} invocations`);
    const { answer, lines } = await printed(() => handlers[name](event, context(name)));
    for (const line of lines) note(name, line);
    return answer;
  };
  const happens = async (name: FunctionName, event: unknown): Promise<unknown> => {
    const first = await one(name, event);
    for (let next = started.shift(); next; next = started.shift()) await one(next.name, next.payload);
    return first;
  };
  return {
    cloud,
    points,
    breaks(kind) {
      broken = kind;
    },
    happens,
    arrives: (name, text) =>
      void putObject(cloud.world, `${bucket}/inbox/helpdesk/${name}`, Buffer.from(text)),
    async ticksUntil(until) {
      for (; Date.now() < Date.parse(until); vi.setSystemTime(Date.now() + 300_000))
        await happens("tick", {});
    },
    backTo(moment, world) {
      cloud.restore(world);
      begun = world.executions.size;
      hours.clear();
      vi.setSystemTime(Date.parse(moment));
    },
    counted() {
      const counted = tally;
      tally = {};
      return counted;
    },
    async close() {
      await lambda.close();
      await cloud.close();
      vi.useRealTimers();
    },
  };
}

/** What the stack's template sets. */
function environment(): Readonly<Record<string, string>> {
  return {
    RAPORT_STACK: "raport",
    RAPORT_BUCKET: bucket,
    RAPORT_DATABASE: "raport",
    RAPORT_WORKGROUP: "raport",
    RAPORT_CONFIGURATION_SET: "raport",
    RAPORT_URL: "https://links.example.org",
    POWERTOOLS_SERVICE_NAME: "raport",
    POWERTOOLS_LOG_LEVEL: "INFO",
    AWS_LAMBDA_LOG_FORMAT: "JSON",
    ...Object.fromEntries(
      ["tick", "land", "compute", "send"].map((name) => [`RAPORT_${name.toUpperCase()}`, `raport-${name}`]),
    ),
  };
}

async function loaded(): Promise<Readonly<Record<FunctionName, Handler>>> {
  const modules = await Promise.all([
    import("../../functions/tick.ts"),
    import("../../functions/land.ts"),
    import("../../functions/compute.ts"),
    import("../../functions/send.ts"),
    import("../../functions/open.ts"),
    import("../../functions/feedback.ts"),
  ]);
  const handlers = modules.map(({ handler }, at) => [functions[at], handler]);
  return Object.fromEntries(handlers) as Readonly<Record<FunctionName, Handler>>;
}

const context = (name: FunctionName) => ({
  functionName: `raport-${name}`,
  awsRequestId: "00000000-0000-4000-8000-000000000001",
  getRemainingTimeInMillis: () => 900_000,
});

interface Embedded {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [field: string]: unknown;
}

/** The metrics in a line of the embedded format, each once for every set of dimensions. */
function pointsIn(line: string): readonly Point[] {
  if (!line.includes('"_aws"')) return [];
  const embedded = JSON.parse(line) as Embedded;
  const at = new Date().toISOString();
  return embedded._aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, embedded[name]]));
      return Metrics.map(({ Name: name }) => ({
        at,
        namespace,
        name,
        dimensions,
        value: Number(embedded[name]),
      }));
    }),
  );
}

/** Lambda as who starts functions knows it: what it is given is taken, and answered at once. */
async function lambdaOf(start: (name: string, payload: unknown) => void) {
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    start(/functions\/([^/]+)\/invocations/.exec(request.url ?? "")?.[1] ?? "", JSON.parse(text || "null"));
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
