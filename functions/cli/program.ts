/** What `raport` understands, and the exit code of each way it can end. */

import { Command, CommanderError } from "commander";
import { allowCommand } from "./allow.ts";
import { backfillCommand, rebuildCommand } from "./backfill.ts";
import { checkCommand } from "./check.ts";
import { connectCommand } from "./connect.ts";
import { explainCommand } from "./explain.ts";
import { explainError } from "./fail.ts";
import { feedbackCommand } from "./feedback.ts";
import { forgetCommand } from "./forget.ts";
import { initCommand } from "./init.ts";
import { kpisCommand } from "./kpis.ts";
import { linksCommand } from "./links.ts";
import { nextCommand } from "./next.ts";
import { findStack } from "./place.ts";
import { previewCommand } from "./preview.ts";
import { pushCommand } from "./push.ts";
import { renderCommand } from "./render.ts";
import { resendCommand } from "./resend.ts";
import { runCommand } from "./run.ts";
import { sendTestCommand } from "./send-test.ts";
import { serveCommand } from "./serve.ts";
import { watchCommand } from "./watch.ts";

const hint = "(add --help for what it takes)";

/** Does what the words after `raport` ask for; sets the exit code of this process: 0 done, 1 theirs, 2 ours. */
export async function raport(words: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
    else process.exitCode = explainError(error);
  }
}

function program(): Command {
  const program = new Command("raport")
    .description("Customer-service reports people can trust: raw exports in, one honest email out.")
    .showHelpAfterError(hint)
    .exitOverride()
    .addCommand(initCommand())
    .addCommand(checkCommand())
    .addCommand(connectCommand())
    .addCommand(pushCommand())
    .addCommand(runCommand())
    .addCommand(nextCommand())
    .addCommand(previewCommand())
    .addCommand(kpisCommand())
    .addCommand(explainCommand())
    .addCommand(backfillCommand())
    .addCommand(rebuildCommand())
    .addCommand(sendTestCommand())
    .addCommand(resendCommand())
    .addCommand(renderCommand())
    .addCommand(serveCommand())
    .addCommand(watchCommand())
    .addCommand(feedbackCommand())
    .addCommand(allowCommand())
    .addCommand(linksCommand())
    .addCommand(forgetCommand())
    .addHelpText(
      "after",
      `
Examples:
  npm run raport -- init my-reports                     a commented config and a mapping to start from
  npm run raport -- check --config my-reports/raport.yaml
  npm run raport -- connect support                     whether a source at a vendor can be read
  npm run raport -- run --config my-reports/raport.yaml --home my-reports/.raport
  npm run raport -- next --config my-reports/raport.yaml --home my-reports/.raport
  npm run raport -- preview weekly --to ana@example.org  what she would get, as a file
  npm run raport -- kpis --period week --on 2026-11-16 --by channel --json
  npm run raport -- explain contacts_opened --period week --on 2026-11-16
  npm run raport -- next --stack raport                 of the stack deployed to AWS under this name

Exit codes: 0 done, 1 something you gave is wrong, 2 Raport or the world failed.`,
    );
  for (const command of program.commands)
    command
      .exitOverride()
      .showHelpAfterError(hint)
      .hook("preAction", (_, asked) => findStack(asked));
  return program;
}
