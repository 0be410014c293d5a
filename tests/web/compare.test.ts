import { describe, expect, test } from "vitest";
import { asked, correction, modelAt, shelf, shelve } from "./shelved.ts";

describe("a comparison", () => {
  const compared = "/archive/compare?report=weekly&one=2026-W45&other=2026-W46";
  const cells = (text: string, name: string) => {
    const row = text.split("<tr>").find((one) => one.includes(`<th scope="row">${name}</th>`)) ?? "";
    return [...row.matchAll(/<td class="number">(.*?)<\/td>/gs)].map(([, cell = ""]) =>
      cell
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
  };

  test("holds both values, what a share stands on, and the difference in the unit", async () => {
    const { text } = await asked(compared);
    // 12,480 - 11,000 = 1,480; 78.6 - 80.0 = -1.4
    expect(cells(text, "Contacts opened")).toEqual(["11,000", "12,480", "+1,480"]);
    expect(cells(text, "Resolved within 24 hours")).toEqual([
      "80.0% n = 10,000",
      "78.6% n = 10,000",
      "−1.4 pts",
    ]);
    // 27 h - 27 h
    expect(cells(text, "Resolution time, mean")).toEqual(["27 h", "27 h", "0 s"]);
  });

  test("is made of the values that were sent, not of those that were corrected", async () => {
    expect(correction.value).toBe(11_040);
    expect((await asked(compared)).text).not.toContain("11,040");
  });

  test("of any two periods, in any order, is one form away", async () => {
    const { text } = await asked("/archive/compare?report=weekly&one=2026-W48&other=2026-W44");
    expect(text).toContain('<form class="find" method="get" action="compare">');
    expect(text).toContain('<option value="2026-W48" selected>');
    expect(text).toContain("Week 48 and week 44");
    expect((await asked("/archive/compare?report=weekly")).text).toContain("Week 47 and week 48");
  });

  test("is refused with its reason where a definition changed, and where data were missing", async () => {
    const lake = await shelf();
    const other = modelAt("2026-W46");
    const kpis = (fingerprint: string) => other.kpis.map((kpi) => ({ ...kpi, fingerprint }));
    await shelve(lake, "weekly", "2026-W45", { kpis: kpis("a") });
    await shelve(lake, "weekly", "2026-W46", { kpis: kpis("b") });
    const changed = await asked(compared, Promise.resolve(lake));
    expect(cells(changed.text, "Contacts opened")[2]).toBe("Not compared: the definition changed.");
    await shelve(lake, "weekly", "2026-W46", { missing: [{ kind: "some" }] });
    const missing = await asked(compared, Promise.resolve(lake));
    expect(missing.text).toContain("! Week 46 went out with data missing.");
    expect(missing.text).toContain("<p>Not compared: the data of one of the two were not complete.</p>");
    expect(cells(missing.text, "Contacts opened")).toEqual(["12,480", "12,480", "not compared"]);
  });

  test("names the source that began between the two, in the language of who asks", async () => {
    const lake = await shelf();
    const breaks = [
      {
        source: "phone <1>",
        kind: "begins",
        day: "2026-11-05",
        apart: "2026-11-04",
        kpis: ["contacts_opened"],
      },
    ] as const;
    await shelve(lake, "weekly", "2026-W46", { breaks, generation: 1_000 });
    const { text } = await asked(compared, Promise.resolve(lake));
    expect(cells(text, "Contacts opened")).toEqual([
      "11,000",
      "12,480",
      "Not compared: the records of phone &lt;1&gt; for this figure begin on 5 November 2026.",
    ]);
    expect(cells(text, "Resolution time, mean")[2]).toBe("0 s");
  });

  test("of a period with itself, or of one alone, says what to do; of nothing there is none", async () => {
    const same = await asked("/archive/compare?report=weekly&one=2026-W45&other=2026-W45");
    expect(same.text).toContain("Choose two different periods.");
    expect((await asked("/archive/compare?report=monthly")).text).toContain("There is only one period yet.");
    for (const query of [
      "",
      "?report=nothing",
      "?report=weekly&one=2020-W01",
      "?report=..%2Fstate",
      "?report=weekly&variant=fi",
    ])
      expect((await asked(`/archive/compare${query}`)).status, query).toBe(404);
  });
});
