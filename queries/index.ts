/** The door of queries/. */

export { queries, queryNames } from "./names.ts";
export { prelude, query } from "./query.ts";
