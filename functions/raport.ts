/** The command line: the same stages as the deployed functions, on this machine. */

import { Command, CommanderError } from "commander";
import { checkCommand } from "./cli/check.ts";
import { explainError } from "./cli/fail.ts";
import { initCommand } from "./cli/init.ts";
import { kpisCommand } from "./cli/kpis.ts";
import { runCommand } from "./cli/run.ts";
import { serveCommand } from "./cli/serve.ts";

const program = new Command("raport")
  .description("Customer-service reports people can trust: raw exports in, one honest email out.")
  .showHelpAfterError("(add --help for what it takes)")
  .exitOverride()
  .addCommand(initCommand())
  .addCommand(checkCommand())
  .addCommand(runCommand())
  .addCommand(kpisCommand())
  .addCommand(serveCommand())
  .addHelpText(
    "after",
    `
Examples:
  npm run raport -- init my-reports                     a commented config and a mapping to start from
  npm run raport -- check --config my-reports/raport.yaml
  npm run raport -- run --config my-reports/raport.yaml --home my-reports/.raport
  npm run raport -- kpis --period week --on 2026-11-16 --by channel --json

Exit codes: 0 done, 1 something you gave is wrong, 2 Raport or the world failed.`,
  );
for (const command of program.commands)
  command.exitOverride().showHelpAfterError("(add --help for what it takes)");

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
  else process.exitCode = explainError(error);
}
