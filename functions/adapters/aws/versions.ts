/** What a bucket still has of objects that were overwritten or removed. */

import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from "@aws-sdk/client-s3";
import type { Earlier } from "../../ports.ts";
import { type Bucket, explained } from "./objects.ts";

export function s3Earlier(place: Bucket): Earlier {
  const { client, bucket: Bucket } = place;
  const doing = <T>(what: "read" | "write", key: string, act: () => Promise<T>) =>
    explained({ doing: what, place, key }, act);
  return {
    async *list(prefix) {
      let page: ListObjectVersionsCommandOutput | undefined;
      do {
        const command = new ListObjectVersionsCommand({
          Bucket,
          Prefix: prefix,
          // Encoded, because XML cannot hold every character of a key.
          EncodingType: "url",
          KeyMarker: page?.NextKeyMarker && decoded(page.NextKeyMarker),
          VersionIdMarker: page?.NextVersionIdMarker,
        });
        page = await doing("read", prefix, () => client.send(command));
        for (const { Key = "", VersionId = "", IsLatest } of page.Versions ?? [])
          if (!IsLatest) yield { key: decoded(Key), version: VersionId };
      } while (page.IsTruncated);
    },
    async get(key, version) {
      const command = new GetObjectCommand({ Bucket, Key: key, VersionId: version });
      return doing("read", key, async () => (await client.send(command)).Body?.transformToByteArray());
    },
    async remove(key, version) {
      const command = new DeleteObjectCommand({ Bucket, Key: key, VersionId: version });
      await doing("write", key, () => client.send(command));
    },
  };
}

const decoded = (key: string) => decodeURIComponent(key.replaceAll("+", " "));
