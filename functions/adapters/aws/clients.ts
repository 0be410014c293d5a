/** The SDK's clients as Raport uses them. Region, credentials and endpoints are found as the SDK finds them. */

import { AthenaClient } from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { S3Client } from "@aws-sdk/client-s3";

/** Every call to these three can be repeated, so those that were throttled or got no answer are. */
const patient = { maxAttempts: 8 };

export const athenaClient = (): AthenaClient => new AthenaClient(patient);
export const glueClient = (): GlueClient => new GlueClient(patient);
export const s3Client = (): S3Client => new S3Client(patient);
