/** What S3, Athena, Glue and Lambda say of their own, and what they may be asked for. */

import type { Service } from "./refusals.ts";

const elsewhere = "the bucket is in another region. Set AWS_REGION to the bucket's region, then run again.";
const ofNoRegion =
  "the bucket is in another region, and S3 does not say in which. Set AWS_REGION to the bucket's region where Raport runs; a stack is deployed there.";

export const s3: Service = {
  name: "S3",
  endpoint: "AWS_ENDPOINT_URL_S3",
  permissions:
    "s3:GetObject, s3:PutObject and s3:DeleteObject on the bucket's objects and s3:ListBucket on the bucket",
  theirs: {
    NoSuchBucket:
      "there is no such bucket. Correct its name, or make it in this account and region, then run again.",
    InvalidBucketName: "no bucket can be called that. Correct its name, then run again.",
    PermanentRedirect: elsewhere,
    AuthorizationHeaderMalformed: elsewhere,
    IllegalLocationConstraintException: elsewhere,
    KeyTooLongError: "the key is longer than 1,024 bytes. Use shorter names.",
    InvalidObjectState: "the object was moved to an archive. Restore it, then run again.",
  },
  passing: {
    ConditionalRequestConflict: "others kept writing it at the same moment. Run again.",
    EntityTooLarge: "one object may have 5 GB at most here. Make it smaller.",
  },
  streams: true,
  plain: {
    NoSuchKey: "it is not there any more. Put it back, or wait for the next run.",
    PreconditionFailed: "it changed while it was read. It is read again at the next run.",
  },
};

/** S3 where a bucket is the organisation's own: read, and nothing more. */
export const sourceBucket: Service = {
  ...s3,
  permissions:
    "s3:ListBucket on the bucket under this prefix and s3:GetObject on the objects below it, and kms:Decrypt on the key if one of your own encrypts them; a bucket of another account has to allow it in its own policy too. Where a stack reads it, deploy the stack with this config",
  theirs: {
    ...s3.theirs,
    NoSuchBucket: "there is no such bucket. Correct path: in the config, then run again.",
    PermanentRedirect: ofNoRegion,
    AuthorizationHeaderMalformed: ofNoRegion,
    IllegalLocationConstraintException: ofNoRegion,
  },
};

export const athenaService: Service = {
  name: "Athena",
  endpoint: "AWS_ENDPOINT_URL_ATHENA",
  permissions:
    "athena:StartQueryExecution, GetQueryExecution, GetQueryResults and StopQueryExecution on the workgroup",
  theirs: {},
  passing: {},
  explains(message) {
    if (/workgroup.*not found/i.test(message))
      return "there is no such workgroup in this region. Name one in RAPORT_WORKGROUP, then run again.";
    if (/workgroup.*disabled/i.test(message))
      return "the workgroup is disabled. Enable it, or name another in RAPORT_WORKGROUP, then run again.";
    if (/output (bucket|location)/i.test(message))
      return "Athena cannot write its results there. Allow these credentials s3:GetBucketLocation, s3:ListBucket, s3:GetObject and s3:PutObject on the bucket, then run again.";
    return undefined;
  },
};

export const glueService: Service = {
  name: "Glue",
  endpoint: "AWS_ENDPOINT_URL_GLUE",
  permissions:
    "glue:GetDatabase, CreateDatabase, GetTable, GetTables, CreateTable, UpdateTable, BatchDeleteTable, BatchCreatePartition, BatchUpdatePartition, and for Athena GetPartitions, on the catalog, these databases and their tables",
  theirs: {
    EntityNotFoundException:
      "it is not in the Glue catalog of this account and region. `run` makes it; check AWS_REGION and RAPORT_DATABASE, then run again.",
    GlueEncryptionException:
      "the catalog is encrypted with a key these credentials may not use. Allow them kms:Decrypt and kms:GenerateDataKey on it, then run again.",
    ResourceNumberLimitExceededException:
      "the account has as many Glue tables or databases as it may. Ask AWS for more, or remove some, then run again.",
  },
  passing: {},
};

export const lambdaService: Service = {
  name: "Lambda",
  endpoint: "AWS_ENDPOINT_URL_LAMBDA",
  permissions: "lambda:InvokeFunction on the functions of this installation",
  theirs: {
    ResourceNotFoundException:
      "there is no such function in this account and region. Deploy the stack again.",
  },
  passing: { TooManyRequestsException: "too many functions run at once in this account. Run again." },
};

const below =
  "Those of a stack may read only names that begin with raport/ and the stack's own name, and not what a key of your own encrypts until that key lets their role kms:Decrypt";

export const secretsService: Service = {
  name: "Secrets Manager",
  endpoint: "AWS_ENDPOINT_URL_SECRETS_MANAGER",
  permissions: `secretsmanager:GetSecretValue on the secret (${below})`,
  theirs: {
    DecryptionFailure:
      "the key of the secret may not be used. Allow these credentials kms:Decrypt on it, then run again.",
    InvalidRequestException:
      "the secret is marked for deletion. Restore it, or name another in token:, then run again.",
    InvalidParameterException: "no secret can be called that. Correct token: in the config.",
    ValidationException: "no secret can be called that. Correct token: in the config.",
  },
  passing: { InternalServiceError: "Secrets Manager has a fault. It is tried again at the next run." },
};

export const parametersService: Service = {
  name: "the Parameter Store",
  endpoint: "AWS_ENDPOINT_URL_SSM",
  permissions: `ssm:GetParameter on the parameter (${below})`,
  theirs: {
    InvalidKeyId:
      "the key of the parameter may not be used. Allow these credentials kms:Decrypt on it, then run again.",
    ValidationException:
      "no parameter can be called that: it begins with a slash. Correct token: in the config.",
  },
  passing: { InternalServerError: "the Parameter Store has a fault. It is tried again at the next run." },
};
