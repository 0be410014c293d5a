/** The bucket that holds everything: raw exports, tables, state, config, what was sent and archived. */

import { Duration, RemovalPolicy, type Stack, Validations } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";

export function lake(stack: Stack): Bucket {
  const bucket = new Bucket(stack, "Lake", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    // A stack that is deleted takes nobody's history with it.
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      // Live data has no age here: what is superseded is removed by the sweep, which knows what is still named.
      { id: "AnswersOfQueries", prefix: "results/", expiration: Duration.days(1) },
      { id: "UnfinishedUploads", abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ...["facts/", "kpi/", "scratch/", "results/"].map((prefix) => earlier(prefix, 3)),
      // As long as a mistake may go unnoticed: what was overwritten or removed can be put back.
      ...["raw/", "state/", "inbox/"].map((prefix) => earlier(prefix, 35)),
      ...["config/", "archive/", "sent/"].map((prefix) => earlier(prefix, 400)),
    ],
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason:
      "Nobody but the stack's roles reads the bucket, and Athena alone makes thousands of requests a day: an access log of them would hold more than the data. Who must audit access turns on CloudTrail's data events for this bucket.",
  });
  return bucket;
}

/** Versions of objects that were overwritten or removed are kept so many days. */
const earlier = (prefix: string, days: number) => ({
  id: `EarlierVersionsOf${prefix.slice(0, 1).toUpperCase()}${prefix.slice(1, -1)}`,
  prefix,
  noncurrentVersionExpiration: Duration.days(days),
  expiredObjectDeleteMarker: prefix !== "results/",
});
