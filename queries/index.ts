/** The door of queries/. */

export { adds } from "./feeds.ts";
export { queries, queryNames } from "./names.ts";
export { prelude, query } from "./query.ts";
export { tables } from "./tables.ts";
