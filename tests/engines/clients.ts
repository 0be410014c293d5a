/** What the AWS clients of all tests of the engines share, for a base URL: moto, Athena's front, or a proxy before one. */

import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { CreateBucketCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

/** For any client: `new GlueClient(clientOptions(url))`. */
export const clientOptions = (url: string) => ({
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId: "nobody", secretAccessKey: "nothing" },
});

/** S3 by path: a bucket's own host name leads nowhere here. */
export const s3Client = (url: string, options: S3ClientConfig = {}): S3Client =>
  new S3Client({ ...clientOptions(url), forcePathStyle: true, ...options });

/** The name of a new empty bucket. */
export async function freshBucket(url: string): Promise<string> {
  const bucket = `raport-${randomUUID()}`;
  const client = s3Client(url);
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  return bucket;
}

/** The `retryStrategy` of a client that retries what the SDK would, without its waits: for runs through many faults. */
export function quickRetries(attempts: number) {
  const token = (count: number) => ({
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => undefined,
  });
  return {
    acquireInitialRetryToken: async () => token(0),
    async refreshRetryTokenForRetry(
      last: { getRetryCount(): number },
      { errorType }: { errorType: "TRANSIENT" | "THROTTLING" | "SERVER_ERROR" | "CLIENT_ERROR" },
    ) {
      const count = last.getRetryCount() + 1;
      const worthIt = errorType === "TRANSIENT" || errorType === "THROTTLING";
      if (count >= attempts || !worthIt) throw new Error("no more attempts");
      await setTimeout(5);
      return token(count);
    },
    recordSuccess: () => {},
  };
}
