/** Where an installation keeps everything: a folder of this machine, or a bucket with Athena, Glue and SES beside it. */

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExecutionOptions } from "./adapters/aws/executions.ts";
import { closeSecrets } from "./adapters/local/secrets.ts";
import { smtp } from "./adapters/local/smtp.ts";
import { type AwsHome, aws } from "./aws.ts";
import type { Config } from "./core/config.ts";
import { InputError } from "./core/errors.ts";
import { local, outboxOf } from "./local.ts";
import type { Earlier, Mail, Ports } from "./ports.ts";

export interface OpenHome extends Ports {
  /** Where what was overwritten is kept for a time. */
  readonly earlier?: Earlier;
  /** Makes what must be there before the first run. */
  prepare(): Promise<void>;
}

/** A folder, or `s3://BUCKET`; of the latter the environment names the Glue database, the workgroup and the configuration set. */
export function openHome(
  home: string,
  options: Pick<ExecutionOptions, "signal" | "onQuery"> = {},
  env: Environment = process.env,
): OpenHome {
  const bucket = bucketOf(home);
  if (bucket !== undefined) return aws(namedBy(bucket, env), options);
  return { ...local(home), prepare: () => closeSecrets(home) };
}

export type Environment = Readonly<Record<string, string | undefined>>;

function namedBy(bucket: string, env: Environment): AwsHome {
  const configurationSet = env.RAPORT_CONFIGURATION_SET;
  return {
    bucket,
    database: env.RAPORT_DATABASE || "raport",
    workgroup: env.RAPORT_WORKGROUP || "primary",
    ...(configurationSet ? { configurationSet } : {}),
  };
}

/** How the messages of a config leave: as the home does it, or through the mail server it names. */
export function mailFor({ mail }: Pick<Config, "mail">, ofHome: Mail, env: Environment = process.env): Mail {
  if (mail.kind === "home") return ofHome;
  const { passwordFrom } = mail;
  if (passwordFrom === undefined) return smtp(mail);
  const password = env[passwordFrom];
  if (password) return smtp(mail, { password });
  throw new InputError(
    `The password of the mail server is to be in the variable ${passwordFrom} (mail.smtp.password_from), and it is not set. Set it where Raport runs.`,
  );
}

/** Links begin with the organisation's url; without one they open the files of this machine. */
export function archiveAddress(config: Config, home: string): string {
  const { url } = config.organisation;
  if (url !== undefined) return `${url.replace(/\/+$/, "")}/archive`;
  if (!isOnAws(home)) return pathToFileURL(resolve(home, "archive")).href;
  throw new InputError(
    "The emails of a bucket need an address that their links lead to. Set organisation.url in the config.",
  );
}

/** Where the emails of a home went, in words. */
export function sentTo(home: string, mail: Config["mail"]): string {
  if (mail.kind === "smtp") return `were handed to ${mail.host}`;
  return isOnAws(home) ? "were handed to Amazon SES" : `are in ${outboxOf(home)}`;
}

/** Whether it is on AWS, where work that was begun goes on by itself until it is cancelled. */
export const isOnAws = (home: string): boolean => bucketOf(home) !== undefined;

const bucketOf = (home: string) => /^s3:\/\/([^/]+)$/.exec(home)?.[1];
