/** The least a function can be: the SDK's client of S3 and the calls every function makes, and nothing of ours. */

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";

const calls = [DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand];

/** Asks for one object. */
export async function handler(): Promise<number> {
  const client = new S3Client({});
  const asked = new GetObjectCommand({ Bucket: process.env.RAPORT_BUCKET, Key: "config/current.json" });
  const { Body } = await client.send(asked);
  await Body?.transformToByteArray();
  return calls.length;
}
