/** The emails of a home, read back from its ledger. */

import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import { addressKey } from "../stages/places.ts";
import type { Plan } from "../stages/plan.ts";
import type { SentEmail } from "../web/desk.ts";

export async function sentEmails(lake: Lake): Promise<readonly SentEmail[]> {
  const plans = new Map<string, Plan>();
  const entries: { folder: string; address: string; entry: { id: string; state: string; at?: string } }[] =
    [];
  for await (const { key } of lake.list("sent/")) {
    const stored = await lake.get(key);
    if (!stored) continue;
    const folder = key.slice(0, key.lastIndexOf("/"));
    const value = parseStored<Plan & { id: string; state: string; at?: string }>(key, stored.body);
    if (key.endsWith("/plan.json")) plans.set(folder, value as Plan);
    else entries.push({ folder, address: key.slice(folder.length + 1, -".json".length), entry: value });
  }
  return entries.flatMap(({ folder, address, entry }) => {
    const plan = plans.get(folder);
    if (!plan || entry.state !== "sent") return [];
    const recipient = plan.recipients.find((one) => addressKey(one.address) === address);
    return [
      {
        id: entry.id,
        subject: plan.variants.find(({ id }) => id === recipient?.variant)?.email.subject ?? "",
        to: recipient ? `${recipient.name} <${recipient.address}>` : "",
        sentAt: entry.at ?? plan.plannedAt,
      },
    ];
  });
}
