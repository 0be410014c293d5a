/** What Athena asks of S3 and Glue for a statement, in the name of who began it. */

import { type Execution, type Input, pathsBelow, type World } from "../journey/cloud/world.ts";

export function byAthena(
  { request, unload, outcome }: Execution,
  world: World,
  count: (kind: string) => void,
): void {
  count(unload ? "athena unloads" : "athena selects");
  const named = new Set(
    [...request.sql.matchAll(/"([a-z_]+)"\."(g\d+_[a-z0-9_]+)"/g)].map(
      ([, database, table]) => `${database}/${table}`,
    ),
  );
  for (const table of named) {
    count("athena tables read");
    const storage = world.tables.get(table)?.input.StorageDescriptor as Input | undefined;
    for (const list of pathsBelow(world, String(storage?.Location).replace("s3://", ""))) {
      count("athena lists of files read");
      for (const _ of String(world.objects.get(list)?.body).split("\n").filter(Boolean))
        count("athena files read");
    }
  }
  if ("files" in outcome) for (const _ of outcome.files) count("athena files written");
}
