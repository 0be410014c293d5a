/** A bucket over S3's interface on a port of this machine, in which a test puts what it likes. */

import { onTestFinished } from "vitest";
import { type BucketAccess, bucketInbox } from "../../../functions/adapters/aws/buckets.ts";
import type { Inbox } from "../../../functions/ports.ts";
import type { Chaos } from "../../../world/vendors/chaos.ts";
import { type BucketObject, objectOf, withBucket } from "../../../world/vendors/s3.ts";
import { serve } from "../../../world/vendors/server.ts";
import type { Vendor } from "../../../world/vendors/service.ts";
import { tinyVendor } from "./tiny.ts";

export interface TestBucket {
  readonly access: BucketAccess;
  readonly inbox: Inbox;
  readonly vendor: Vendor;
  /** `http://localhost:PORT/tiny`, below which the buckets are. */
  readonly endpoint: string;
  put(key: string, body: Uint8Array): void;
  remove(key: string): void;
}

/** Called `test-bucket`, empty; closed when the test is over. */
export async function testBucket(chaos: Partial<Chaos> = {}): Promise<TestBucket> {
  const objects = new Map<string, BucketObject>();
  const sorted = () =>
    [...objects.values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  const vendor = withBucket(tinyVendor(chaos).vendor, "test-bucket", sorted);
  const { address, stop } = await serve([vendor]);
  onTestFinished(stop);
  const credentials = { accessKeyId: vendor.token, secretAccessKey: "secret-of-nobody" };
  const access = { endpoint: `${address}/tiny`, region: "eu-central-1", credentials };
  return {
    ...{ access, vendor, endpoint: access.endpoint, inbox: bucketInbox(access, {}) },
    put: (name, body) => void objects.set(name, objectOf({ name, body, modifiedAt: Date.now() })),
    remove: (name) => void objects.delete(name),
  };
}
