/** The SDK's client of S3. A file of its own: every function needs it at once, and the others only for some of their work. */

import { S3Client } from "@aws-sdk/client-s3";

/** Every call can be repeated, so those that were throttled or got no answer are. */
export const patient = { maxAttempts: 8 };

export const s3Client = (): S3Client => new S3Client(patient);
