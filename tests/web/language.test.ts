/** The pages behind links speak the reader's language. */

import { expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { locales } from "../../functions/core/organisation.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { sign } from "../../functions/stages/tokens.ts";
import { publicSite } from "../../functions/web/public.ts";
import { webWords } from "../../functions/web/words.ts";
import { memoryLake } from "../memory.ts";

const aino = { name: "Aino Laine", address: "aino@example.org", locale: "fi", scope: null };

async function site() {
  const lake = memoryLake();
  const app = publicSite({
    lake,
    // Another report reaches her in another language.
    config: () =>
      ({
        reports: [
          { id: "daily", to: [{ ...aino, locale: "hu" }] },
          { id: "weekly", to: [aino] },
        ],
      }) as unknown as Config,
    now: () => "2026-11-16T08:00:00Z",
    freshLink: async () => {},
    onRefusal: () => {},
    titleOf: async () => "Viikko",
    unsubscribe: async () => {},
  });
  const claims = { report: "weekly", address: addressKey(aino.address), issuedAt: "2026-11-16T07:00:00Z" };
  const token = await sign({ purpose: "unsubscribe", ...claims }, lake);
  const ask = async (path: string, languages = "", method = "GET") => {
    const answer = await app.request(path, { method, headers: { "accept-language": languages } });
    return answer.text();
  };
  return { token, ask };
}

test("the reader's own, whatever their browser speaks", async () => {
  const { token, ask } = await site();
  const asked = await ask(`/unsubscribe/${token}`, "ru");
  expect(asked).toContain('<html lang="fi">');
  expect(asked).toContain("Lopetetaanko raportin ”Viikko” sähköpostit?");
  expect(await ask(`/unsubscribe/${token}`, "ru", "POST")).toContain(
    "Et saa enää raportin ”Viikko” sähköposteja",
  );
});

test.each([
  ["ro-RO,ro;q=0.9,en;q=0.8", "ro"],
  ["de,hu;q=0.5", "hu"],
  ["de-DE", "en"],
  ["", "en"],
] as const)(
  "of a broken link nobody knows whose it is: a browser of %j is told in %s",
  async (languages, locale) => {
    const { ask } = await site();
    const { open, unsubscribe, nothing } = webWords[locale];
    for (const [path, told] of [
      ["/open/x/", open.unknown],
      ["/unsubscribe/x", unsubscribe.unknown],
      ["/elsewhere", nothing],
    ] as const) {
      const text = await ask(path, languages);
      expect(text).toContain(`<html lang="${locale}">`);
      expect(text).toContain(told);
    }
  },
);

test("no two languages say the same", () => {
  const said = locales.flatMap((locale) => [...JSON.stringify(webWords[locale]).matchAll(/"([^"]{12,})"/g)]);
  const texts = said.map(([, text]) => text).filter((text) => !/^[a-z]+(Note|Title)?$/.test(text ?? ""));
  expect(new Set(texts).size).toBe(texts.length);
});
