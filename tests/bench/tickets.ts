/**
 * An account of a helpdesk with many tickets, on a port of this machine, in a process of its own: `node tickets.ts COUNT`
 * prints the port. Pages cost it as little as they can, so that what is measured is their reader.
 */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const pageSize = 1_000;
const first = 1_735_689_600; // 2025-01-01

/** About 1,900 characters, as a ticket with its metrics has, and not two the same. */
function ticket(number: number): string {
  const at = first + number;
  const time = new Date(at * 1000).toISOString().replace(".000Z", "Z");
  const mixed = (number * 2_654_435_761) >>> 0;
  return `{"url":"https://example.zendesk.com/api/v2/tickets/${number}.json","id":${9_007_199_254_740_993n + BigInt(number)},"external_id":null,"via":{"channel":"${["email", "web", "chat", "voice"][mixed % 4]}","source":{"from":{"address":"customer${mixed}@example.org","name":"Customer ${mixed}"},"to":{"name":"Northwind","address":"support@example.org"},"rel":null}},"created_at":"${time}","updated_at":"${time}","generated_timestamp":${at},"type":"question","subject":"About order ${mixed}","raw_subject":"About order ${mixed}","description":"Where is my order ${mixed}? It was to be here on Monday, and nobody told me anything since.","priority":"normal","status":"${["solved", "open", "pending", "closed"][(mixed >>> 3) % 4]}","recipient":"support@example.org","requester_id":${500_000_000 + (mixed % 60_000)},"submitter_id":${500_000_000 + (mixed % 60_000)},"assignee_id":${300 + (mixed % 21)},"organization_id":null,"group_id":${98 + (mixed % 4)},"collaborator_ids":[],"follower_ids":[],"forum_topic_id":null,"problem_id":null,"has_incidents":false,"is_public":true,"due_at":null,"tags":["invoice","web","tier_${mixed % 3}"],"custom_fields":[{"id":360000000771,"value":"reason_late_delivery"},{"id":360000000772,"value":null}],"satisfaction_rating":{"score":"offered"},"ticket_form_id":360000011111,"brand_id":360000022222,"allow_channelback":false,"allow_attachments":true,"from_messaging_channel":false,"metric_set":{"id":${number},"group_stations":1,"assignee_stations":1,"reopens":0,"replies":2,"assignee_updated_at":"${time}","requester_updated_at":"${time}","status_updated_at":"${time}","initially_assigned_at":"${time}","assigned_at":"${time}","solved_at":"${time}","latest_comment_added_at":"${time}","reply_time_in_minutes":{"calendar":${mixed % 900},"business":${mixed % 300}},"first_resolution_time_in_minutes":{"calendar":${mixed % 4000},"business":${mixed % 900}},"full_resolution_time_in_minutes":{"calendar":${mixed % 4000},"business":${mixed % 900}},"agent_wait_time_in_minutes":{"calendar":10,"business":10},"requester_wait_time_in_minutes":{"calendar":30,"business":30},"on_hold_time_in_minutes":{"calendar":0,"business":0}}}`;
}

function page(from: number, count: number): string {
  const to = Math.min(count, from + pageSize);
  const tickets: string[] = [];
  for (let number = from; number < to; number += 1) tickets.push(ticket(number));
  return `{"tickets":[${tickets.join(",")}],"after_cursor":"${to}","end_of_stream":${to >= count}}`;
}

const count = Number(process.argv[2]);
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const isTickets = pathname.startsWith("/incremental/tickets");
  const text = isTickets ? page(Number(searchParams.get("cursor") ?? 0), count) : "{}";
  response.writeHead(isTickets ? 200 : 404, { "content-type": "application/json" });
  response.end(text);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
