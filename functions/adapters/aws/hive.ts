/** How Glue writes down what queries/tables.ts says. */

import type { Column } from "../../../queries/tables.ts";

/** The type Hive, and so Glue, has for a column; only text is called otherwise. */
export function hiveType(type: Column["type"]): string {
  if (type === "varchar") return "string";
  return type === "integer" ? "int" : type;
}

export const parquet = {
  InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
  SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
} as const;

/** Text objects at the location name the files. */
const symlinks = {
  InputFormat: "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
} as const;

export const parquetLinks = { ...symlinks, SerdeInfo: parquet.SerdeInfo } as const;

export const jsonLinks = {
  ...symlinks,
  SerdeInfo: { SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe" },
} as const;
