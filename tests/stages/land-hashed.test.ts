/** Columns of files that land as a keyed hash. */

import { expect, test } from "vitest";
import { customerKey, hashedWith } from "../../functions/stages/customer-key.ts";
import { memoryLake } from "../memory.ts";
import { landed, landing } from "./landing.ts";

const source = { hashed: ["Customer's e-mail.*"], personal: ["name"] };

test("they are the same in CSV and NDJSON, however the address is written, and nothing else changes", async () => {
  const lake = memoryLake();
  const files = {
    "/in/a.csv": `id,Customer's e-mail.*,name,n\n7, Mira@Example.org ,Mira,"a ""b"""\n8,,Ann,1\n`,
    "/in/b.ndjson": `{"id":9, "n":1.0,"Customer's e-mail.*":"mira@example.org","name":"Mira"}\n{"id":10,"Customer's e-mail.*":3612345678}\n`,
  };
  await landing(lake, files, { source });
  const hash = hashedWith(await customerKey(lake));
  const [mira, number] = [hash("mira@example.org"), hash("3612345678")];
  expect(mira).toMatch(/^h:[\w-]{22}$/);
  expect([...(await landed(lake)).values()].flat().map(({ body }) => body)).toEqual([
    `{"id":"7","Customer's e-mail.*":"${mira}","name":null,"n":"a \\"b\\""}`,
    `{"id":"8","Customer's e-mail.*":"","name":null,"n":"1"}`,
    `{"id":9, "n":1.0,"Customer's e-mail.*":"${mira}","name":null}`,
    `{"id":10,"Customer's e-mail.*":"${number}"}`,
  ]);
});

test("a row that cannot be one keeps none of its text", async () => {
  const lake = memoryLake();
  await landing(lake, { "/in/a.csv": "id,who\n7,mira@example.org,more\n" }, { source: { hashed: ["who"] } });
  const [row] = (await landed(lake)).get(1) ?? [];
  expect(row?.op).toBe("reject");
  expect(JSON.parse(row?.body ?? "{}").text).toBe("");
});

test("a file whose header lacks one is refused: under another name it would land as it is", async () => {
  const lake = memoryLake();
  const { refused, rows } = await landing(
    lake,
    { "/in/a.csv": "id,whom\n7,mira@example.org\n" },
    { source: { hashed: ["who"] } },
  );
  expect(rows).toBe(0);
  expect(refused[0]?.message).toContain(
    'there is no column "who" (found: id, whom). Did you mean hashed: "whom"?',
  );
});

test("to hash one more column lands everything again", async () => {
  const lake = memoryLake();
  const files = { "/in/a.csv": "id,who\n7,mira@example.org\n" };
  expect((await landing(lake, files)).rows).toBe(1);
  expect((await landing(lake, files, { run: "run-2", source: { hashed: [] } })).rows).toBe(0);
  expect((await landing(lake, files, { run: "run-3", source: { hashed: ["who"] } })).rows).toBe(1);
  const bodies = [...(await landed(lake)).values()].flat().map(({ body }) => body);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).not.toContain("mira");
});
