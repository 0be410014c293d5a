/** A vendor as plain as possible, with everything that makes readers of a vendor lose records. */

import type { Centre, Matter } from "../../../world/vendors/centre.ts";
import type { Standing } from "../../../world/vendors/happenings.ts";
import type { Ledger, Version } from "../../../world/vendors/ledger.ts";
import { agentId, agentMembers } from "../../../world/vendors/members.ts";
import type { Personality, Reply, Request, Told, View } from "../../../world/vendors/vendor.ts";

/** Tickets change, and what changed is asked for by the second; the export follows them by a token; members are a list. */
export const plain: Personality = {
  name: "plain",
  streams: [
    { name: "tickets", drifting: ["tags", "subject", "assignee"], identity: "id" },
    { name: "changes", isOptional: true, drifting: ["subject"] },
    { name: "members", lateness: 0, isUnordered: true },
  ],
  groups: { all: { requests: 60, seconds: 60 } },
  versions: (centre) => told(centre),
  isAllowed: ({ headers }, token) => headers.get("authorization") === `Bearer ${token}`,
  route({ path }) {
    const stream = { "/tickets": "tickets", "/changes": "changes", "/members": "members" }[path];
    return stream === undefined ? undefined : { stream, group: "all" };
  },
  answer(request, view) {
    if (request.path === "/tickets") return tickets(request, view);
    if (request.path === "/changes") return changes(request, view);
    return answered("members", view.page(view.current("members"), 0, 1000).rows, {});
  },
  refusal: (status) => ({ status, body: JSON.stringify({ error: `refused with ${status}` }) }),
  least: (runs, ledger) => leastOf(runs, ledger),
};

const perPage = 100;

/** One request of each stream a run, and one more for each full page that is new: worked out as if no page were shared. */
function leastOf(runs: readonly number[], ledger: Ledger): number {
  let sum = 0;
  let since = 0;
  for (const run of runs) {
    const isNew = ({ visibleAt }: Version) => visibleAt > since && visibleAt <= run;
    const count = (rows: readonly Version[]) => rows.filter(isNew).length;
    sum += 1 + Math.floor(count(ledger.current("tickets", run)) / (perPage - 1));
    sum += 1 + Math.floor(count(ledger.visible("changes", run)) / perPage);
    sum += 1;
    since = run;
  }
  return sum;
}

function* told(centre: Centre): Generator<Told, void, void> {
  const since = centre.since * 1000;
  for (const { id, name, email } of agentMembers) {
    const body = `{"id":${id},"name":${JSON.stringify(name)},"email":${JSON.stringify(email)}}`;
    yield { stream: "members", key: id, version: "", at: since, op: "upsert", body };
  }
  for (const matter of centre.matters)
    for (const standing of matter.standings) {
      const ticket = ticketOf(matter, standing);
      const version = String(standing.number).padStart(6, "0");
      const record = { version, at: standing.at * 1000, body: ticket } as const;
      const key = String(matter.number);
      const op = standing.status === "deleted" ? "delete" : "upsert";
      yield { ...record, stream: "tickets", key, op, tags: { seen: seenAt(matter, standing) } };
      yield { ...record, stream: "changes", key: `${key}-${version}`, version: "", op: "upsert" };
    }
}

/** An automation's touch does not show in what people see as the time of the last change. */
function seenAt(matter: Matter, standing: Standing): number {
  const upTo = matter.happenings.filter(({ at, kind }) => at <= standing.at && kind !== "touched");
  return upTo.at(-1)?.at ?? standing.at;
}

function ticketOf(matter: Matter, standing: Standing): string {
  const { customer, language, id } = matter;
  const last = standing.messages.at(-1);
  const fields = {
    number: standing.number,
    status: standing.status,
    changed: standing.at,
    updated_at: new Date(seenAt(matter, standing) * 1000).toISOString(),
    subject: last === undefined ? null : matterText(matter, last),
    tags: [...matter.course.tags, ...(standing.touches > 0 ? [`touched-${standing.touches}`] : [])],
    requester:
      customer === null ? null : { name: customer.name, email: customer.email, phone: customer.phone },
    language,
  };
  const assignee = standing.agent === null ? "null" : agentId(standing.agent);
  // The id and the assignee may be larger than a double holds.
  return `{"id":${matter.number},"code":"${id}","assignee":${assignee}, ${JSON.stringify(fields).slice(1)}`;
}

const matterText = ({ customer }: Matter, { id }: { readonly id: string }) =>
  `${id}: ${customer?.email ?? "nobody"} asks, ${customer?.phone ?? "no number"}`;

/** `from` is inclusive unless it is called `after`; `seen_from` goes by the time people see. */
function tickets({ query }: Request, view: View): Reply {
  const number = (name: string, usual: number) => Number(query.get(name) ?? usual);
  const [from, after, seen] = [number("from", 0), number("after", -1), number("seen_from", 0)];
  const size = Math.min(perPage, number("size", perPage));
  const start = (number("page", 1) - 1) * size;
  const rows = view.current("tickets").filter(({ at, tags }) => {
    const second = at / 1000;
    return second >= from && second > after && Number(tags?.seen ?? second) >= seen;
  });
  const sorted = query.has("seen_from") ? rows.toSorted((a, b) => seenOf(a) - seenOf(b)) : rows;
  return answered("tickets", view.counted(sorted, start, size), {});
}

const seenOf = ({ tags, at }: Version) => Number(tags?.seen ?? at / 1000);

/** Every version in the order it became visible. There is always a link to more, also after the last. */
function changes({ query, address }: Request, view: View): Reply {
  const cursor = query.get("cursor");
  const position = cursor === null ? "0" : view.position("changes", cursor);
  const size = Math.min(perPage, Number(query.get("size") ?? perPage));
  if (position === undefined) return { status: 400, body: '{"error":"unknown cursor"}' };
  const rows = view.visible("changes");
  const { rows: served, next } = view.page(rows, Number(position), size);
  const token = view.token("changes", String(next ?? rows.length));
  return answered("changes", served, { cursor: token, next_page: `${address}/changes?cursor=${token}` });
}

function answered(name: string, rows: readonly Version[], paging: Readonly<Record<string, string>>): Reply {
  const records = rows.map(({ body }) => body).join(",\n");
  const rest = JSON.stringify(paging).slice(1, -1);
  return {
    status: 200,
    body: `{"${name}": [${records}]${rest === "" ? "" : `, ${rest}`}}`,
    count: rows.length,
  };
}
