/** What the journey makes in an AWS account, and how every bit of it is removed again. */

import { randomBytes } from "node:crypto";
import { AthenaClient, CreateWorkGroupCommand, DeleteWorkGroupCommand } from "@aws-sdk/client-athena";
import { DeleteDatabaseCommand, GlueClient } from "@aws-sdk/client-glue";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";

export interface Account {
  readonly bucket: string;
  readonly database: string;
  readonly workgroup: string;
  /** Makes the bucket, and a workgroup that stops a query of more than 1 GB unless RAPORT_WORKGROUP names one. */
  make(): Promise<void>;
  put(key: string, body: Uint8Array): Promise<void>;
  /** Removes all of it, whatever is there; a line for everything that could not be removed. */
  remove(): Promise<readonly string[]>;
}

const mostScanned = 1_000_000_000;

/** Names nothing that anybody else has. */
export function account(region: string): Account {
  const name = `raport-test-${randomBytes(6).toString("hex")}`;
  const database = name.replaceAll("-", "_");
  const given = process.env.RAPORT_WORKGROUP;
  const workgroup = given || name;
  const [s3, glue, athena] = [new S3Client({}), new GlueClient({}), new AthenaClient({})];
  return {
    bucket: name,
    database,
    workgroup,
    async make() {
      const elsewhere = { LocationConstraint: region as BucketLocationConstraint };
      const where = region === "us-east-1" ? {} : { CreateBucketConfiguration: elsewhere };
      await s3.send(new CreateBucketCommand({ Bucket: name, ...where }));
      if (given) return;
      const Configuration = { BytesScannedCutoffPerQuery: mostScanned, EnforceWorkGroupConfiguration: false };
      await athena.send(new CreateWorkGroupCommand({ Name: name, Configuration }));
    },
    async put(key, body) {
      await s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body: body }));
    },
    async remove() {
      const left: string[] = [];
      const remove = async (what: string, act: () => Promise<unknown>) => {
        await act().catch((error: Error) => {
          // It was never made.
          if (!absent.has(error.name)) left.push(`${what} (${error.name})`);
        });
      };
      await remove(`the bucket ${name} and what is in it`, async () => {
        await empty(s3, name);
        await s3.send(new DeleteBucketCommand({ Bucket: name }));
      });
      for (const Name of [database, `${database}_scratch`])
        await remove(`the Glue database ${Name}`, () => glue.send(new DeleteDatabaseCommand({ Name })));
      const group = { WorkGroup: name, RecursiveDeleteOption: true };
      if (!given)
        await remove(`the Athena workgroup ${name}`, () => athena.send(new DeleteWorkGroupCommand(group)));
      return left;
    },
  };
}

const absent: ReadonlySet<string> = new Set(["NoSuchBucket", "EntityNotFoundException"]);

async function empty(s3: S3Client, bucket: string): Promise<void> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket })) {
    if (Contents.length === 0) return;
    const Delete = { Objects: Contents.map(({ Key }) => ({ Key })), Quiet: true };
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
    if (Errors[0]) throw Object.assign(new Error(Errors[0].Message), { name: Errors[0].Code });
  }
}
