/** What `npx cdk` runs: one stack, checked against AWS's rules for solutions before anything is deployed. */

import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { settingsOf } from "./settings.ts";
import { raportStack } from "./stack.ts";

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
try {
  raportStack(app, await settingsOf(app.node));
  app.synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
