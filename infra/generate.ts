/** Writes docs/reach.md: what each function may do, on what, and why. `npm run schema` runs it. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { functionNames, type Grant, reach } from "./reach.ts";

const head = `# What each function may do

Made from \`infra/reach.ts\` by \`npm run schema\`; the roles of the stack are made from the same lines, and hold nothing else. No
action has a star. In a place, a star stands for names below it: \`lake/state/*\` are the objects of the stack's bucket below
\`state/\`, tables are those of the stack's two Glue databases, secrets and
parameters those whose names begin with \`raport/\` and the stack's name; buckets and objects of sources are those that paths
\`s3://BUCKET/PREFIX/**\` name in the config the stack was deployed with, none where no path does. Emails leave only with a sender of the stack's own domain.
`;

function section(name: string, grants: readonly Grant[]): string {
  const rows = grants.map(
    ({ actions, on, why }) => `| ${list(actions)} | ${list(on)} | ${why.replaceAll("|", "\\|")} |`,
  );
  return [`## ${name}`, "", "| may | on | why |", "|---|---|---|", ...rows, ""].join("\n");
}

const list = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(", ");

/** The text of docs/reach.md. */
export const reachPage = [head, ...functionNames.map((name) => section(name, reach[name]))].join("\n");

if (import.meta.main) writeFileSync(join(import.meta.dirname, "../docs/reach.md"), reachPage);
