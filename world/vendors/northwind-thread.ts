/**
 * The simulated vendors of Northwind in a thread of their own, so that their memory burdens nobody else's: makes their
 * histories, serves them, and says where.
 */

import { parentPort, workerData } from "node:worker_threads";
import type { Presence } from "../agent-time.ts";
import type { Department } from "../centre.ts";
import { addDays, localDay, startOfDay } from "../clock.ts";
import type { Contact } from "../contacts.ts";
import { amazonConnect } from "./amazon-connect/index.ts";
import { centreOf } from "./centre.ts";
import { sharedClock } from "./clock.ts";
import { liveagent, secretOf } from "./liveagent/index.ts";
import { type NorthwindOptions, presenceAtConnect } from "./northwind.ts";
import { type Past, pastOf } from "./remembered.ts";
import { overS3 } from "./s3.ts";
import { serve } from "./server.ts";
import { type Vendor, vendorOf } from "./service.ts";
import { sproutSocial } from "./sprout-social/index.ts";
import type { Personality } from "./vendor.ts";
import { zendesk } from "./zendesk/index.ts";

export interface NorthwindData extends Omit<NorthwindOptions, "now" | "onVendor"> {
  readonly memory: SharedArrayBuffer;
}

/** What the thread says: which vendor it is at, then where they are all served. */
export type NorthwindSays =
  | { readonly at: string }
  | {
      readonly port: number;
      readonly vendors: readonly string[];
      /** By the name of the variable that would hold it. */
      readonly secrets: ReadonlyMap<string, string>;
    };

interface Hearer {
  readonly personality: Personality;
  hears(contact: Contact): boolean;
  /** Of the centre's agents, who is logged in there and for how long; all of them, for their whole shifts, unless stated. */
  readonly presence?: Presence;
  /** The local day on which it began; without it on the first day of all. */
  readonly begins?: string;
}

/** Calls of one department moved to Amazon Connect so many days before the centre was opened first. */
const connectDays = 14;

/** Everything goes to the helpdesk but what moved to systems of its own. */
function hearersOf({ moved: begins }: Past, share: number): readonly Hearer[] {
  const movedAt = startOfDay(begins);
  const isChatOf = (department: Department) => (contact: Contact) =>
    contact.channel === "chat" && contact.department === department;
  const moved: readonly Hearer[] = [
    { personality: liveagent, hears: isChatOf("Delivery") },
    { personality: sproutSocial, hears: isChatOf("Accounts") },
    {
      personality: amazonConnect,
      begins,
      presence: presenceAtConnect(share),
      hears: ({ channel, department, openedAt }) =>
        channel === "phone" && department === "Accounts" && openedAt >= movedAt,
    },
  ];
  const rest: Hearer = {
    personality: zendesk,
    hears: (contact) => moved.every(({ hears }) => !hears(contact)),
  };
  return [rest, ...moved];
}

/** What an admin would put into the variable of each vendor's token. */
const secretsOf: Readonly<Record<string, (token: string) => string>> = { liveagent: secretOf };

/** `SPROUT_SOCIAL_TOKEN`. */
const variableOf = (name: string) => `${name.toUpperCase().replaceAll("-", "_")}_TOKEN`;

async function main({ memory, from, seed, share, folder }: NorthwindData): Promise<void> {
  const say = (words: NorthwindSays) => parentPort?.postMessage(words);
  const clock = sharedClock(memory);
  const until = Math.floor(clock.now() / 1000);
  const asked = new BigInt64Array(memory, 8, 1);
  const vendors: Vendor[] = [];
  const past = { moved: addDays(localDay(until), -connectDays) };
  const hearers = hearersOf(await pastOf(folder, { seed, share, past }), share);
  for (const { personality, hears, begins, presence } of hearers) {
    say({ at: personality.name });
    const centre = centreOf({
      ...{ from: begins ?? from, until, seed, share, hears },
      ...(presence && { presence }),
    });
    vendors.push(overS3(vendorOf({ personality, centre, clock, seed }), centre));
  }
  const counted = vendors.map(
    (vendor): Vendor => ({
      ...vendor,
      handle(request) {
        Atomics.add(asked, 0, 1n);
        return vendor.handle(request);
      },
    }),
  );
  const { port } = await serve(counted);
  const secrets = vendors.map(
    ({ name, token }) => [variableOf(name), (secretsOf[name] ?? String)(token)] as const,
  );
  say({ port, vendors: hearers.map(({ personality: { name } }) => name), secrets: new Map(secrets) });
}

await main(workerData as NorthwindData);
