/** What Athena does for a statement in the name of who asks: the tables and files it reads, and what it writes. */

import { unloadOf } from "../engines/athena/wrapper.ts";
import { arnOf, bucket as lake } from "./assembly.ts";
import type { Aws } from "./aws.ts";
import type { Called } from "./calls.ts";

export async function onBehalf(
  sql: string,
  aws: Pick<Aws, "get" | "locationOf">,
): Promise<readonly Called[]> {
  const unload = unloadOf(sql);
  const named = [...sql.matchAll(/"([a-z_]+)"\."(g\d+_[a-z0-9_]+)"/g)];
  const reads: Called[] = [];
  for (const [, database = "", table = ""] of named) {
    const location = (await aws.locationOf(database, table)) ?? "";
    const list = await aws.get(`${withoutScheme(location)}files`);
    reads.push(...readsOf(table, database, location, list?.toString() ?? ""));
  }
  return [...asked, ...reads, ...writesOf(unload && `${unload.bucket}/${unload.prefix}`)];
}

/** Whatever is asked: AWS's guide to Athena and Glue calls this mandatory. */
const asked: readonly Called[] = [
  {
    action: "glue:GetDatabase",
    resources: [arnOf("glue", "catalog"), arnOf("glue", "database/default")],
    byAthena: true,
  },
];

/** Of a table that lists files at `location`: who reads it reads the table, the list and each file. */
function readsOf(table: string, database: string, location: string, files: string): readonly Called[] {
  const places = [
    arnOf("glue", "catalog"),
    arnOf("glue", `database/${database}`),
    arnOf("glue", `table/${database}/${table}`),
  ];
  const keys = [`${location}files`, ...files.trim().split("\n")].map(withoutScheme);
  return [
    { action: "glue:GetTable", resources: places, byAthena: true },
    { action: "glue:GetDatabase", resources: places.slice(0, 2), byAthena: true },
    ...keys.map(
      (key) => ({ action: "s3:GetObject", resources: [arnOf("s3", key)], byAthena: true }) as const,
    ),
  ];
}

const withoutScheme = (location: string) => location.replace(/^s3:\/\//, "");

/** Where Athena writes what it answers, and the files of an UNLOAD. */
function writesOf(destination: string | undefined): readonly Called[] {
  const into = destination?.replace(/\/$/, "");
  const keys = [`${lake}/results/answer.csv`, ...(into === undefined ? [] : [`${into}/place=0/file`])];
  return [
    { action: "s3:GetBucketLocation", resources: [arnOf("s3", lake)], byAthena: true },
    ...keys.map(
      (key) => ({ action: "s3:PutObject", resources: [arnOf("s3", key)], byAthena: true }) as const,
    ),
  ];
}
