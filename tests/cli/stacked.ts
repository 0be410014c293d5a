/** A stack called care-reports on the AWS in memory, whose names, bucket and address nothing on this machine knows. */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { vi } from "vitest";
import { now, openCentre } from "../journey/centre.ts";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { sdkAt } from "../journey/cloud/workers.ts";
import { putObject } from "../journey/cloud/world.ts";

/** What the functions of a stack in this bucket are told. */
export const toldIn = (bucket: string, name = "raport") => ({
  RAPORT_BUCKET: bucket,
  RAPORT_DATABASE: name.replaceAll("-", "_"),
  RAPORT_WORKGROUP: name,
  RAPORT_CONFIGURATION_SET: name,
  RAPORT_URL: "https://links.example.org",
});

export const bucket = "care-lake-1x2y3z";
export const told = { ...toldIn(bucket, "care-reports"), RAPORT_SENDER_DOMAIN: "example.org" };
export const stack = ["--stack", "care-reports", "--now", now] as const;

/** With a centre's exports in it, and nothing pushed. */
export async function openStack() {
  const cloud = await openCloud();
  // What a machine may have for another home counts for nothing here.
  const other = { RAPORT_DATABASE: "other", RAPORT_WORKGROUP: "other", RAPORT_URL: "other" };
  for (const [name, value] of Object.entries({ ...sdkAt(cloud.url), ...other })) vi.stubEnv(name, value);
  const centre = await openCentre(undefined, undefined, (yaml) => yaml.replace(/^ {2}url: .*\n/m, ""));
  const { world } = cloud;
  world.buckets.add(bucket);
  world.functions.set("care-reports-tick", told);
  world.functions.set("billing-tick", { RAPORT_BUCKET: "" });
  const exports = join(centre.folder, "exports");
  for (const name of await readdir(exports))
    putObject(world, `${bucket}/inbox/helpdesk/${name}`, await readFile(join(exports, name)));
  return { cloud, centre };
}

export async function closeStack(cloud: Cloud): Promise<void> {
  vi.unstubAllEnvs();
  await cloud.close();
}
