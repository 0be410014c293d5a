/** An account that answers as a test tells it to. */

import type { Cursor, Page, RawRecord } from "../../functions/connectors/index.ts";
import { sproutSocial } from "../../functions/connectors/sprout-social.ts";
import { VendorError, type VendorErrorKind, type VendorRequest } from "../../functions/connectors/vendor.ts";
import { account } from "./sprout-social-trial.ts";

export interface Body {
  readonly filters: readonly string[];
  readonly fields?: readonly string[];
  readonly timezone: string;
  readonly limit: number;
  readonly page_cursor?: string;
}

export interface Given {
  readonly data: readonly string[];
  readonly next?: string;
}

const listed = (id: string) => `{"customer_profile_id":${id},"groups":[5,7]}`;
const bodyOf = ({ body }: VendorRequest) => body as Body;
export const message = (guid: string, more = "") =>
  `{"guid":"${guid}","created_time":"2026-11-03T08:00:00Z"${more}}`;

/** An account that answers as it is told; lists are empty but for one profile. */
export function accountWith(
  answer: (request: VendorRequest) => Given,
  now = "2026-11-04T12:02:00Z",
  settings = {},
  profiles: readonly string[] = ["90071992547409931"],
) {
  const asked: VendorRequest[] = [];
  const http = {
    async send(request: VendorRequest) {
      asked.push(request);
      const isList = request.method !== "POST" && !request.path.endsWith("/users");
      const { data, next }: Given = isList
        ? request.path.endsWith("/customer")
          ? { data: profiles.map(listed) }
          : { data: [] }
        : answer(request);
      const text = `{"data":[${data.join(",")}]${next ? `,"paging":{"next_cursor":"${next}"}` : ""}}`;
      return { status: 200, headers: new Headers(), text, json: JSON.parse(text) };
    },
  };
  const { streams } = sproutSocial({ ...account, settings }, http);
  async function read(name: string, from: Cursor | null = null, msLeft = 900_000) {
    const pages: Page[] = [];
    const stream = streams.find((one) => one.name === name);
    const context = { batch: () => 1, now: () => Date.parse(now), msLeft: () => msLeft };
    for await (const page of stream?.read(from, context) ?? []) pages.push(page);
    return pages;
  }
  return { asked, read, queries: () => asked.filter(({ method }) => method === "POST").map(bodyOf) };
}

export const records = (pages: readonly Page[]): readonly RawRecord[] =>
  pages.flatMap((page) => page.records);
export const failure = (kind: VendorErrorKind, status: number) =>
  new VendorError(`it was ${kind}`, { kind, status });
export const ranges = (queries: readonly Body[]) =>
  queries.map(({ filters }) =>
    filters
      .at(-1)
      ?.replace(/^\w+\.in\((.*)\)$/, "$1")
      .replaceAll("2026-11-0", ""),
  );
