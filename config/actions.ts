/** The small file of what was promised to be done: its shape, and what is wrong with it, line by line. */

import * as z from "zod";
import type { KpiId } from "../functions/core/kpi.ts";
import type { Action } from "../functions/core/organisation.ts";
import { yamlText } from "./document.ts";
import { type Found, repeatedIds } from "./found.ts";
import { kpi } from "./kpi-words.ts";
import { type Problem, relationProblems, shapeProblems } from "./problems.ts";
import { says, saysOfPeople } from "./say.ts";
import { choice, day, id, text } from "./shapes.ts";

const owner = saysOfPeople("a name on one line", "write who sees to it, at most 200 letters");

export const actionsSchema = z
  .array(
    z.strictObject(
      {
        id: id.optional(),
        what: text("what is to be done"),
        steps: z
          .array(text("a step"), says("a list", "write one step per line, each after a hyphen"))
          .max(20, "the list is long; write at most 20 steps")
          .optional(),
        owner: z.string(owner).regex(/^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u, owner),
        due: day.meta({ description: "The day by which it should be done" }),
        kpi: kpi.optional(),
        status: choice("a status", ["open", "done", "dropped"]).optional(),
      },
      says("an action", "write a group of keys with what, owner and due"),
    ),
    says("a list of actions", "write - what: ... with owner and due for each"),
  )
  .max(500, "there are more than 500; remove those that are done");

/** The actions of a file as it stands; of one that is empty none. */
export function readActions(text: string): {
  readonly actions: readonly Action[];
  readonly problems: readonly Problem[];
} {
  const yaml = yamlText(text);
  if (yaml.broken.length > 0)
    return { actions: [], problems: yaml.broken.map((fault) => ({ ...fault, path: "yaml" })) };
  if (yaml.value === null || yaml.value === undefined) return { actions: [], problems: [] };
  const shape = actionsSchema.safeParse(yaml.value);
  const problems = [
    ...shapeProblems(actionsSchema, shape.error?.issues ?? [], yaml),
    ...relationProblems(repeatedActions(yaml.value), yaml),
  ];
  return { actions: (shape.data ?? []).map(actionOf), problems };
}

function repeatedActions(value: unknown): Found[] {
  const found = Array.isArray(value) ? repeatedIds("actions", value) : [];
  return found.map(({ path, message }) => ({ path: path.slice(1), message })); // the file itself is the list
}

function actionOf(written: z.infer<typeof actionsSchema>[number], index: number): Action {
  return {
    id: written.id ?? `action-${index + 1}`,
    what: written.what,
    steps: written.steps ?? [],
    owner: written.owner,
    due: written.due,
    ...(written.kpi !== undefined && { kpi: written.kpi as KpiId }),
    status: written.status ?? "open",
  };
}
