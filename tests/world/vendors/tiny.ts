/** The smallest vendor there can be: things with a name, one of which was renamed and one removed. */

import { type Centre, centreOf } from "../../../world/vendors/centre.ts";
import { type Chaos, calm } from "../../../world/vendors/chaos.ts";
import { type VirtualClock, virtualClock } from "../../../world/vendors/clock.ts";
import { type Vendor, vendorOf } from "../../../world/vendors/service.ts";
import type { Personality, Told } from "../../../world/vendors/vendor.ts";
import { fetchOf } from "../../../world/vendors/wire.ts";

/** 2026-11-03, 10:00:00 UTC. */
export const ten = Date.parse("2026-11-03T10:00:00Z");

/** A nothing of a centre: tiny vendors tell of themselves. */
export const nowhere: Centre = centreOf({ from: "2026-11-03", until: 0, seed: "tiny" });

const thing = (key: string, version: string, seconds: number, name: string): Told => ({
  stream: "things",
  key,
  version,
  at: ten + seconds * 1000,
  op: name === "gone" ? "delete" : "upsert",
  body: `{"id":${key},"name":"${name}"}`,
});

export const things: readonly Told[] = [
  thing("1", "a", 0, "one"),
  thing("1", "b", 60, "one again"),
  thing("2", "a", 10, "two"),
  thing("2", "b", 90, "gone"),
  thing("9007199254740993", "a", 20, "three"),
];

export const tiny = (told: readonly Told[] = things, rest: Partial<Personality> = {}): Personality => ({
  name: "tiny",
  streams: [{ name: "things", drifting: ["name"], identity: "id" }],
  groups: { all: { requests: 1000, seconds: 60 } },
  versions: () => told,
  isAllowed: ({ headers }, token) => headers.get("authorization") === token,
  route({ path }) {
    const [, stream, parent] = path.split("/");
    if (stream !== "things" && stream !== "parts") return undefined;
    return { stream, group: "all", ...(parent !== undefined && { parent }) };
  },
  answer({ query }, view) {
    const start = Number(query.get("start") ?? 0);
    const page = view.page(view.current("things"), start, Number(query.get("size") ?? 10));
    const body = `{"things":[${page.rows.map((row) => row.body).join(",")}],"next":${page.next}}`;
    return { status: 200, body, count: page.rows.length };
  },
  refusal: (status) => ({ status, body: `{"error":${status}}` }),
  ...rest,
});

export interface Tiny {
  readonly vendor: Vendor;
  readonly clock: VirtualClock;
  /** With its token, as any client would. */
  ask(path?: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** At a hundred seconds past ten, unless told otherwise: everything has happened. */
export function tinyVendor(
  chaos: Partial<Chaos> = {},
  personality: Personality = tiny(),
  seconds = 100,
  seed = "tiny",
): Tiny {
  const clock = virtualClock(ten + seconds * 1000);
  const profile: Chaos = { ...calm, latency: [0, 0], ...chaos };
  const vendor = vendorOf({ personality, centre: nowhere, clock, chaos: profile, seed });
  const ask: Tiny["ask"] = (path = "/things", headers = { authorization: vendor.token }) =>
    fetchOf(vendor)(`http://localhost/tiny${path}`, { headers });
  return { vendor, clock, ask };
}
