/** What Athena was asked, what it read and what that costs, query by query. */

import type { Execution } from "../../functions/adapters/aws/executions.ts";

/** Athena bills no query less. */
const least = 10_000_000;
/** In most regions, 2026. */
const dollarsPerTerabyte = 5;

export function costOf(executions: readonly Execution[]): string {
  const names = [...new Set(executions.map(({ name }) => name))];
  const lines = names.map((name) =>
    lineOf(
      name,
      executions.filter((one) => one.name === name),
    ),
  );
  return [
    `${"query".padEnd(44)} times       read     billed        USD`,
    ...lines,
    lineOf("all", executions),
  ].join("\n");
}

function lineOf(name: string, executions: readonly Execution[]): string {
  const read = executions.reduce((sum, { bytesScanned }) => sum + bytesScanned, 0);
  const billed = executions.reduce((sum, { bytesScanned }) => sum + Math.max(least, bytesScanned), 0);
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`.padStart(11);
  const dollars = ((billed / 1e12) * dollarsPerTerabyte).toFixed(5);
  return `${name.padEnd(44)} ${String(executions.length).padStart(5)} ${megabytes(read)}${megabytes(billed)} ${dollars.padStart(10)}`;
}
