import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { RawRecord } from "../../functions/connectors/index.ts";
import { customerKey, hashedWith } from "../../functions/stages/customer-key.ts";
import { manifests } from "../../functions/stages/land.ts";
import { type MemoryLake, memoryLake } from "../memory.ts";
import { landed, page, pages, record, source, streamOf } from "./account.ts";

describe("what is personal in a record", () => {
  const person: RawRecord = {
    ...record("1"),
    body: '{"id": 90071992547409931, "email": "Mira@Example.org ", "text": "call me", "agent": "Anna"}',
  };
  const tickets = streamOf("tickets", () => pages(page([person], 1, { done: true })), {
    personal: { hashed: ["email"], dropped: ["text"] },
  });

  async function bodyOf(lake: MemoryLake): Promise<string> {
    const [object] = (await manifests(lake, source, 0, 1)).flatMap(({ objects }) => objects);
    return JSON.parse(gunzipSync(lake.objects.get(object?.key ?? "") ?? "").toString()).body;
  }

  test("never lands as it is; every other byte does", async () => {
    const lake = memoryLake();
    await landed([tickets], lake);
    const hash = hashedWith(await customerKey(lake))("mira@example.org");
    expect(await bodyOf(lake)).toBe(
      `{"id": 90071992547409931, "email": "${hash}", "text": null, "agent": "Anna"}`,
    );
  });

  test("lands as it is where the config says so", async () => {
    const lake = memoryLake();
    await landed([tickets], lake, undefined, { ...source, keepsPersonal: true });
    expect(await bodyOf(lake)).toBe(person.body);
  });
});
