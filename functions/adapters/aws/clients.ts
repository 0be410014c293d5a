/** The SDK's clients as Raport uses them. Region, credentials and endpoints are found as the SDK finds them. */

import { AthenaClient } from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { patient } from "./s3-client.ts";

export { s3Client } from "./s3-client.ts";

export const athenaClient = (): AthenaClient => new AthenaClient(patient);
export const glueClient = (): GlueClient => new GlueClient(patient);
