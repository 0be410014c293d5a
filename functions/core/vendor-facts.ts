/** Facts that vendors tell and tables of files seldom do: what changed, and whom ids mean. */

import { every, flag, instant, needed, ofContact, place, text } from "./columns.ts";
import type { Fact } from "./facts.ts";

export const statusChanges: Fact = {
  id: "change_id",
  belongsTo: "contact",
  comment:
    "One row per change of a contact's state, of sources that tell each as it happens; what they say is put into the contact.",
  columns: [
    ...every("change_id"),
    ofContact,
    needed(instant("changed_at", "UTC instant of the change; one before the contact opened tells nothing.")),
    needed(
      text(
        "change",
        "assigned, resolved, reopened, open (reopened, if it was resolved before), ended (a part of a contact that has several, such as a call), or identified (a part says who asks, and how).",
      ),
    ),
    text(
      "customer_id",
      "Of identified: who asks; the earliest one says so of a contact whose own row does not.",
    ),
    place("channel"),
    place("department"),
    place("agent"),
  ],
};

export const members: Fact = {
  id: "member_id",
  belongsTo: "itself",
  comment:
    "One row per agent, department, reason or bot a source names by an id: what mappings of its source may read, and where reports have the names of agents from.",
  columns: [
    ...every("member_id"),
    needed(text("kind", "agent, department, reason or bot.")),
    needed(
      text(
        "native_id",
        "The id its source gives it; an agent 17 of the source desk is desk:17 wherever facts name it.",
      ),
    ),
    text("name", "What it is called; of one that is gone, what it was called last."),
    text("team", "Where it belongs; NULL when not stated."),
    flag("is_active", "It is still there; NULL when not stated."),
  ],
};
