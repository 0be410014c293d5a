/** Personal columns that had landed: declared `personal`, landed again, and the rows of before removed for good. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { said } from "./said.ts";
import { config, header, mapping, twoSources } from "./two.ts";

const csv = `${header},customer,agent
C1,2026-11-10 09:00,2026-11-10 10:00,phone,ilse@customer.example,Ola Berg
C2,2026-11-11 09:00,,phone,ilse@customer.example,Ola Berg
C3,2026-11-16 00:00,,phone,otto@customer.example,Ada Lind
`;
const withAgent = (column: string) =>
  mapping.replace("as channel\n", `as channel,\n    ${column} as agent\n`);
const agent = "json_extract_scalar(body, '$.agent')";

test("a customer's address and an agent's name leave raw, facts and KPIs; the numbers stay", async () => {
  const two = await twoSources({ "tickets/t.csv": csv, "tickets.sql": withAgent(agent) });
  const forget = (...words: readonly string[]) =>
    said("forget", "tickets", "--raw", "--home", two.home, ...words);
  expect((await forget("--yes")).err).toContain('Nothing was landed of a source "tickets"');
  expect((await two.run()).code).toBe(0);
  const before = await kpis(two.home);
  expect(before).toContain("Ola Berg");
  expect(holding(two.home, "ilse@customer.example").length).toBeGreaterThan(0);
  expect((await forget("--yes")).out).toContain("tickets: 0 objects below raw/");

  // The mapping that forgets one agent, by a hash of the name, and the column that no row is to bring any more.
  const hash = createHash("sha256").update("Ola Berg").digest("hex").toUpperCase();
  const isTheirs = `to_hex(sha256(to_utf8(${agent}))) = '${hash}'`;
  await two.put({ "tickets.sql": withAgent(`case when ${isTheirs} then 'former agent' else ${agent} end`) });
  await writeFile(
    two.config,
    config.replace("path: tickets/*\n", "path: tickets/*\n    personal: [customer]\n"),
  );
  expect((await two.run("2026-11-16T10:00:00Z")).code).toBe(0);
  expect(await kpis(two.home)).toBe(before.replaceAll("Ola Berg", "former agent"));
  expect(holding(two.home, "ilse@customer.example").length).toBeGreaterThan(0);

  expect((await forget()).out).toContain("Nothing was changed.");
  expect(holding(two.home, "ilse@customer.example").length).toBeGreaterThan(0);
  expect((await forget("--yes")).code).toBe(0);
  expect(holding(two.home, "ilse@customer.example")).toEqual([]);
  // What is landed still has the agent, whom the mapping renames.
  const folders = holding(two.home, "Ola Berg").map((path) => path.split("/")[0]);
  expect([...new Set(folders)].sort()).toEqual(["raw"]);

  const rebuilt = await said("rebuild", "--config", two.config, "--home", two.home);
  expect(rebuilt.code).toBe(0);
  expect(await kpis(two.home)).toBe(before.replaceAll("Ola Berg", "former agent"));
});

async function kpis(home: string): Promise<string> {
  const words = [
    "--period",
    "week",
    "--on",
    "2026-11-10",
    "--kpi",
    "contacts_opened",
    "--by",
    "agent",
    "--json",
  ];
  const { out } = await said("kpis", ...words, "--home", home, "--config", join(home, "../raport.yaml"));
  return out;
}

/** Files of the home that hold the text, raw ones as they were before they were packed. */
function holding(home: string, text: string): readonly string[] {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const bytes = (path: string) => (path.endsWith("gz") ? gunzipSync(readFileSync(path)) : readFileSync(path));
  return paths.filter((path) => bytes(path).includes(text)).map((path) => path.slice(home.length + 1));
}
