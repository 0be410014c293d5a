/** Fresh buckets for the tests of the S3 adapters: on moto itself, or on moto behind a proxy that loses and refuses. */

import { setTimeout } from "node:timers/promises";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { afterEach } from "vitest";
import { type Bucket, s3Inbox, s3Lake } from "../../functions/adapters/aws/s3.ts";
import type { Lake } from "../../functions/ports.ts";
import type { InboxUnderTest } from "../contracts/inbox.ts";
import { freshBucket, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";
import { type FaultProxy, faultProxy, type ProxyOptions } from "./proxy.ts";

/** An empty bucket; `url` is moto's, or of a proxy before it. */
export async function freshPlace(url = engines().moto, options: S3ClientConfig = {}): Promise<Bucket> {
  return { client: s3Client(url, options), bucket: await freshBucket(engines().moto) };
}

/** The inbox of that bucket. Files are put there without faults: somebody else does it. */
export function inboxOf(place: Bucket): InboxUnderTest {
  const lake = straight(place);
  return {
    inbox: s3Inbox(place),
    add: (name, body) => lake.put(`inbox/helpdesk/${name}`, body),
    remove: (name) => lake.remove(`inbox/helpdesk/${name}`),
    source: (pattern) => ({ id: "helpdesk", path: `/data/exports/${pattern}` }),
    later: () => setTimeout(1100), // S3 tells seconds
  };
}

/** The same bucket without the proxy: what is really there. */
export const straight = ({ bucket }: Bucket): Lake => s3Lake({ client: s3Client(engines().moto), bucket });

/** A bucket behind a proxy that is closed after the test. */
export function behindProxies() {
  const opened: FaultProxy[] = [];
  afterEach(async () => {
    for (const proxy of opened.splice(0)) await proxy.close();
  });
  return async (options: ProxyOptions, client: S3ClientConfig = {}) => {
    const proxy = await faultProxy(engines().moto, options);
    opened.push(proxy);
    const place = await freshPlace(proxy.url, client);
    return { place, lake: s3Lake(place), really: straight(place), log: proxy.log };
  };
}
