/** `--stack`: a command works on what a deployed stack is made of, in place of a home. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../core/errors.ts";
import { isStackName } from "../core/stack-name.ts";
import { type Environment, type OpenHome, openHome } from "../home.ts";
import type { Lake } from "../ports.ts";
import { stackNamed } from "../stack.ts";
import { currentVersion } from "../stages/config-versions.ts";

/** Options of a command, once it begins. */
export interface Place {
  /** Of a stack, its bucket. */
  readonly home: string;
  /** Name of the stack that was asked for. */
  readonly stack?: string;
  /** What the functions of that stack are told. */
  readonly environment?: Environment;
}

/** Instead of `--home`. */
export const stackOption = () =>
  new Option(
    "--stack <name>",
    "instead of --home: the stack of this name on AWS, as it was deployed",
  ).argParser(stackName);

/** For commands that do the work of a stack. */
export const noStackOption = () =>
  new Option("--stack <name>")
    .argParser(() => {
      throw new InvalidArgumentError(
        "A stack runs itself, every five minutes: next --stack NAME says what it waits for.",
      );
    })
    .hideHelp();

/** Before a command begins: puts what its stack is made of in the place of a home. */
export async function findStack(command: Command): Promise<void> {
  const { stack } = command.opts<{ readonly stack?: string }>();
  if (stack === undefined) return;
  if (command.getOptionValueSource("home") === "cli")
    throw new InputError(
      "--home and --stack both say where. Leave one of them out; of a stack the bucket is found by itself.",
    );
  const { home, environment } = await stackNamed(stack);
  command.setOptionValue("home", home).setOptionValue("environment", environment);
}

export const openPlace = ({ home, environment }: Place): OpenHome => openHome(home, {}, environment);

/** A file of this machine is nothing that a stack goes by: throws InputError where that is all there is. */
export async function requirePushed({ stack }: Place, lake: Pick<Lake, "get">): Promise<void> {
  if (stack !== undefined && !(await currentVersion(lake)))
    throw new InputError(
      `No config was pushed to the stack ${stack} yet, so it does nothing. Push one: npm run raport -- push --config FILE --stack ${stack}`,
    );
}

function stackName(text: string): string {
  if (!isStackName(text))
    throw new InvalidArgumentError(
      "Write the name it was deployed with, for example raport: small letters, digits and -, at most 30 of them, a letter first.",
    );
  return text;
}
