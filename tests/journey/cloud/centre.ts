/** The centre of the journey in a bucket: its files in the inbox, an owner, and two readers who get nothing any more. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { addressKey } from "../../../functions/stages/places.ts";
import { suppressedKey, unsubscribedKey } from "../../../functions/stages/suppressions.ts";
import { type Centre, openCentre } from "../centre.ts";
import type { Cloud } from "./cloud.ts";
import { bucket } from "./workers.ts";
import { putObject } from "./world.ts";

export const ownerOfReport = "owner@example.org";

const suppressed = "gone@example.org";
/** That they unsubscribed is what the owner is told of in every run. */
const unsubscribed = "no.more@example.org";

const changed = (text: string) =>
  `${text.replace("    to:\n", `    owner: ${ownerOfReport}\n    to:\n`)}\
      - { name: Gone Away, address: ${suppressed} }
      - { name: No More, address: ${unsubscribed} }
`;

/** A centre whose exports of these days, both included, lie in the bucket of an otherwise empty cloud. */
export async function centreIn(cloud: Cloud, from: string, to: string): Promise<Centre> {
  const centre = await openCentre(from, to, changed);
  const folder = join(centre.folder, "exports");
  const put = async (key: string, body: Buffer | string) =>
    void putObject(cloud.world, `${bucket}/${key}`, Buffer.from(body));
  cloud.world.buckets.add(bucket);
  for (const name of (await readdir(folder)).sort())
    await put(`inbox/helpdesk/${name}`, await readFile(join(folder, name)));
  const [at, id] = ["2026-11-02T08:00:00Z", "weekly-2026-W44"];
  await put(suppressedKey(addressKey(suppressed)), JSON.stringify({ v: 1, why: "bounced", at, id }));
  await put(unsubscribedKey("weekly", addressKey(unsubscribed)), JSON.stringify({ v: 1, at }));
  return centre;
}
