/** What a request is for, in a word that many share: `glue.GetTable`, `ses.SendRawEmail`, `s3.claim state/leases`. */

import type { Asked } from "../../engines/proxy.ts";

export function kindOf({ method, path, target, headers }: Asked): string {
  if (target.startsWith("AWSGlue.")) return `glue.${target.slice("AWSGlue.".length)}`;
  if (target.startsWith("AmazonAthena.")) return `athena.${target.slice("AmazonAthena.".length)}`;
  if (target !== "") return `ses.${target}`;
  const url = new URL(path, "http://s3");
  const [, , ...key] = url.pathname.split("/").map(decodeURIComponent);
  const prefix = url.searchParams.get("prefix");
  if (prefix !== null) return `s3.list ${folderOf(prefix.split("/"))}`;
  const verb = { GET: "get", DELETE: "remove", PUT: putOf(headers) }[method] ?? method;
  return `s3.${verb} ${folderOf(key)}`;
}

const putOf = (headers: Asked["headers"]) =>
  headers["if-none-match"] ? "claim" : headers["if-match"] ? "swap" : "put";

/** The first folder; of the state, which holds much, the second too. */
function folderOf([first = "", ...rest]: readonly string[]): string {
  return first === "state" ? `state/${(rest[0] ?? "").replace(/\.json$/, "")}` : first;
}
