import { expect, test } from "vitest";
import type { KpiModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { model, week45 } from "./model.ts";
import { textOf } from "./read.ts";

const withheld = { change: null, verdict: "unknown", withheld: "not from the same sources" } as const;
const begins = [{ source: "phone", kind: "begins", day: "2026-11-05" }] as const;

/** Open backlog, the news of the model otherwise, beside a week in which phone did not tell of all of it. */
const apart = (breaks: NonNullable<KpiModel["previous"]["breaks"]>) => ({
  ...model,
  attention: [],
  kpis: model.kpis.map((kpi) =>
    kpi.id === "open_backlog"
      ? { ...kpi, previous: { against: week45, value: 1042, ...withheld, breaks } }
      : kpi,
  ),
});

const said = {
  en: "Not compared with week 45: the records of phone for this figure begin on 5 November 2026.",
  hu: "Nincs összevetve (45. hét): 2026. november 5. az első nap, amelyről ehhez a mutatóhoz van adat innen: phone.",
  ro: "Fără comparație cu săptămâna 45: datele din phone pentru acest indicator încep pe 5 noiembrie 2026.",
  fi: "Ei vertailua (viikko 45): lähteen phone tiedot tätä mittaria varten alkavat 5. marraskuuta 2026.",
  ru: "Нет сравнения (45-я неделя): 5 ноября 2026 г. — первый день данных источника phone для этого показателя.",
} as const;

test.each(locales)(
  "in %s the email, its text, the page and the CSV name the source and its first day",
  (locale) => {
    const told = { ...apart(begins), locale };
    const { html, text } = renderEmail(told);
    const flat = (rendered: string) => rendered.replace(/\s+/g, " ");
    for (const rendered of [textOf(html), text, textOf(renderPage(told)), renderCsv(told)])
      expect(flat(rendered)).toContain(said[locale]);
  },
);

test("where the change would stand there is none, neither good nor bad", () => {
  const read = textOf(renderEmail(apart(begins)).html);
  expect(read).toContain("Open backlog\n1,316\nnot compared\n");
  // (1,316 - 1,042) / 1,042, as the email says of it otherwise.
  expect(read).not.toContain("26.3%");
  expect(textOf(renderEmail(model).html)).toContain("26.3%");
});

test("a source that ended is told with its last day; who may know no source is told of another system", () => {
  const of = (source: string | null, kind: "begins" | "ends") =>
    renderEmail(apart([{ source, kind, day: "2026-11-05" }])).text.replace(/\s+/g, " ");
  expect(of("phone", "ends")).toContain("the records of phone for this figure end on 5 November 2026.");
  expect(of(null, "begins")).toContain(
    "the records of another system for this figure begin on 5 November 2026.",
  );
  expect(of(null, "ends")).toContain("the records of another system for this figure end on 5 November 2026.");
});

test("of several each is told, and two without a name that began together are one", () => {
  const two = [...begins, { source: "desk", kind: "ends", day: "2026-11-03" }] as const;
  const text = (breaks: typeof two | typeof begins) => renderEmail(apart(breaks)).text.replace(/\s+/g, " ");
  expect(text(two)).toContain(
    "the records of phone for this figure begin on 5 November 2026; the records of desk for this figure end on 3 November 2026.",
  );
  const other = { source: null, kind: "begins", day: "2026-11-05" } as const;
  const unnamed = renderEmail(apart([other, other])).text;
  // Once where the email begins, once at its KPI.
  expect(unnamed.match(/another system/g)).toHaveLength(2);
});

test("a trend over the break says so once for the whole report, though the change is told", () => {
  // Weeks 34 to 46: the records of phone begin within week 44, which ended before either side of the change.
  const breaks = [
    {
      source: "phone",
      kind: "begins",
      day: "2026-10-28",
      apart: "2026-10-27",
      kpis: ["open_backlog", "contacts_opened"],
    },
  ] as const;
  const note =
    "The records of phone begin on 28 October 2026: earlier figures are without them, and these are not compared across that day: Contacts opened, Open backlog.";
  const read = (more: object) => {
    const told = { ...model, ...more };
    return [textOf(renderEmail(told).html), renderEmail(told).text, textOf(renderPage(told))].map(
      (one) => one.replace(/\s+/g, " ").split(note).length,
    );
  };
  expect(read({ breaks })).toEqual([2, 2, 2]);
  expect(read({})).toEqual([1, 1, 1]);
  // Where the trend has nothing of before, nothing of before is seen.
  const kpis = model.kpis.map((kpi) => ({ ...kpi, trend: kpi.trend.slice(-2) }));
  expect(read({ breaks, kpis })).toEqual([1, 1, 1]);
});
