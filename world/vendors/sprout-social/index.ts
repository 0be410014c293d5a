/**
 * Sprout Social as the simulated centre uses it: chats and some letters are conversations that become cases, other
 * letters are messages that never do, and who was asked by telephone writes a review. No live account was ever seen:
 * shapes are the documented ones and, where there are none, those the connector assumes.
 */

import type { Personality } from "../vendor.ts";
import { listed } from "./account.ts";
import { answered } from "./answers.ts";
import { recordsOf } from "./records.ts";

const directories = ["profiles", "groups", "tags", "users", "teams", "queues"] as const;
const lists: Readonly<Record<string, string>> = {
  "": "profiles",
  "/groups": "groups",
  "/tags": "tags",
  "/users": "users",
  "/teams": "teams",
  "/queues": "queues",
};
export const customer = "687751";

function streamAt(method: string, path: string): string | undefined {
  if (method === "POST" && path === `/${customer}/messages`) return "messages";
  if (method === "POST" && path === `/${customer}/cases/filter`) return "cases";
  const base = `/${customer}/metadata/customer`;
  return method === "GET" && path.startsWith(base) ? lists[path.slice(base.length)] : undefined;
}

export const sproutSocial: Personality = {
  name: "sprout-social",
  streams: [
    { name: "messages", drifting: ["language_code", "network", "post_category"], identity: "guid" },
    { name: "cases", isOptional: true, drifting: ["priority", "type"], identity: "case_id" },
    ...directories.map((name) => ({
      name,
      lateness: 0,
      ...(name === "teams" || name === "queues" ? ({ isOptional: true } as const) : {}),
    })),
  ],
  groups: { sprout: { requests: 60, seconds: 60, month: 250_000 } },
  *versions(centre) {
    yield* listed(centre);
    for (const matter of centre.matters) yield* recordsOf(matter);
  },
  isAllowed: ({ headers }, token) => headers.get("authorization") === `Bearer ${token}`,
  route: ({ method, path }) => {
    const stream = streamAt(method, path);
    return stream === undefined ? undefined : { stream, group: "sprout" };
  },
  answer: (request, view, now) => answered(streamAt(request.method, request.path) ?? "", request, view, now),
  refusal: (status) => ({ status, body: JSON.stringify({ error: `refused: ${status}` }) }),
  // Each run asks for the profiles, both sweeps of messages, the cases and six lists; the first has one sweep only.
  least: (runs, ledger) =>
    runs.length * 10 -
    1 +
    Math.floor(ledger.versions.filter(({ stream }) => stream === "messages").length / 100),
};
