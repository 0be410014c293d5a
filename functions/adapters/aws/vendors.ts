/** Vendors as an installation on AWS reaches them: with secrets from Secrets Manager or the Parameter Store. */

import { InputError } from "../../core/errors.ts";
import type { SecretPlace } from "../../core/secret.ts";
import type { Vendors } from "../../ports.ts";
import { type Environment, heldBy, vendorsWith } from "../vendors.ts";
import { explained, nameOf } from "./refusals.ts";
import { patient } from "./s3-client.ts";
import { parametersService, secretsService } from "./services.ts";

/** Asked for at each reading of a source, and not kept: a new token counts from the next one on. */
export function accountVendors(env: Environment = process.env): Vendors {
  return vendorsWith(async (place) => {
    if (place.in === "variable") return heldBy(env, place.name, variableCure);
    const held = place.in === "ssm" ? await ofParameters(place) : await ofSecretsManager(place);
    if (held !== undefined) return held;
    throw new InputError(
      `token: ${place.in}:${place.name}: there is no such ${place.in === "ssm" ? "parameter" : "secret"} in this account and region, or it is marked for deletion. ${made(place)}`,
    );
  });
}

const variableCure =
  "A stack has no such variables: put the token into Secrets Manager as raport/STACK/NAME and write token: secretsmanager:raport/STACK/NAME. For a command on this machine, set it here.";

function made({ in: store, name }: SecretPlace): string {
  return store === "ssm"
    ? `Make it: aws ssm put-parameter --type SecureString --name ${name} --value file://token.txt`
    : `Make it: aws secretsmanager create-secret --name ${name} --secret-string file://token.txt`;
}

/** The SDK's clients are loaded only where a source has such a token. */
async function ofSecretsManager({ name }: SecretPlace): Promise<string | undefined> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient(patient);
  const command = new GetSecretValueCommand({ SecretId: name });
  return explained(secretsService, `read the secret ${name}`, () =>
    unlessAbsent(async () => (await client.send(command)).SecretString ?? binary(name)),
  ).finally(() => client.destroy());
}

async function ofParameters({ name }: SecretPlace): Promise<string | undefined> {
  const { GetParameterCommand, SSMClient } = await import("@aws-sdk/client-ssm");
  const client = new SSMClient(patient);
  const command = new GetParameterCommand({ Name: name, WithDecryption: true });
  return explained(parametersService, `read the parameter ${name}`, () =>
    unlessAbsent(async () => (await client.send(command)).Parameter?.Value),
  ).finally(() => client.destroy());
}

async function unlessAbsent(read: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await read();
  } catch (error) {
    if (absent.has(nameOf(error))) return undefined;
    throw error;
  }
}
const absent = new Set(["ResourceNotFoundException", "ParameterNotFound", "ParameterVersionNotFound"]);

function binary(name: string): never {
  throw new InputError(
    `token: secretsmanager:${name}: the secret is not a text. Store the token as a text (--secret-string).`,
  );
}
