/** What is built in for each vendor: which facts its own mappings, queries/vendors/TYPE/FACT.sql, make of its records. Pure. */

import type { ApiType, DropType, Source } from "./config.ts";
import { type FactName, factNames } from "./facts.ts";

/** A file of SQL is used where its fact stands here. */
export const builtInFacts: Readonly<Record<ApiType | DropType, readonly FactName[]>> = {
  zendesk: [
    "contacts",
    "contact_legs",
    "messages",
    "surveys",
    "sla_verdicts",
    "costs",
    "status_changes",
    "members",
  ],
  liveagent: ["contacts", "contact_legs", "messages", "surveys", "agent_time", "status_changes", "members"],
  "sprout-social": ["contacts", "messages", "surveys", "status_changes", "members"],
  "amazon-connect": ["contacts", "contact_legs", "surveys", "agent_time", "status_changes", "members"],
  asterisk: ["contacts", "contact_legs", "agent_time"],
};

/** The facts a source gives, in their usual order: those an admin maps, and those built in for its vendor. */
export function factsGiven({ type, mappings }: Pick<Source, "type" | "mappings">): readonly FactName[] {
  const builtIn = type === "files" ? [] : builtInFacts[type];
  return factNames.filter((fact) => mappings[fact] !== undefined || builtIn.includes(fact));
}
