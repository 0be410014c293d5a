import { describe, expect, test } from "vitest";
import type { KpiModel } from "../../functions/core/model.ts";
import type { Locale } from "../../functions/core/organisation.ts";
import { backlog, mean, opened, resolved, withinDay } from "./kpis.ts";
import { model } from "./model.ts";
import { action, previously, said, share } from "./narratives.ts";

const still = (kpi: KpiModel) => previously(kpi, { verdict: "unchanged" });

describe("the narrative says", () => {
  test("one KPI off target, its groups, and an action that is late", () => {
    expect(said({ ...model, actions: [action()] })).toEqual([
      // (1,316 - 1,042) / 1,042 = 26.3 %
      "Open backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100).",
      // 190 + 60 + 24 = 274 = 1,316 - 1,042
      "By department: Orders +190, Technical help +60, the others +24.",
      // Mean, within 24 hours, 90th percentile; the median did not change, and the resolved share is compared with nothing.
      "Worse, beyond normal variation; of the other KPIs 3 got worse, none better (4 of 5 judged).",
      "Action: Two more agents for chat (by Ilona Varga, overdue since 12 November 2026).",
    ]);
  });

  test("a share, and how much of it another mix of channels explains", () => {
    expect(said(share).slice(0, 3)).toEqual([
      "Resolved within 24 hours fell from 81.2% to 78.6% (−2.6 pts) since week 45; near target (at least 80%).",
      // -1.2 - 1.0 - 0.4 = -2.9 + 0.3 = -2.6
      "By channel: email −1.2 pts, phone −1.0 pts, the others −0.4 pts; explained by mix −2.9 pts, by results +0.3 pts.",
      "Worse, beyond normal variation; of the other KPIs none got worse, 1 better.",
    ]);
  });

  test("that nothing was promised about it, or nothing at all", () => {
    expect(said(model).at(-1)).toBe("No action recorded.");
    expect(said({ ...model, actions: [action({ kpi: null })] }).at(-1)).toBe(
      "No action recorded for this KPI.",
    );
    expect(said({ ...model, actions: [action({ status: "done" })] }).at(-1)).toBe("No action recorded.");
  });

  test("a change that may be chance, and explains none of it", () => {
    const kpis = [previously(backlog, { verdict: "unchanged", noise: true, p: 0.2 }), still(mean), opened];
    const { narrative: _, ...rest } = model;
    expect(said({ ...rest, kpis, attention: ["open_backlog"] })).toEqual([
      "Open backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100).",
      "Within normal variation: it may be chance; no other KPI got clearly better or worse.",
      "No action recorded.",
    ]);
  });

  test("what got better where all is on target, and what is promised next", () => {
    const better = previously(
      { ...mean, value: 22 * 3_600, status: "on" },
      { change: -0.13725, verdict: "better" },
    );
    const { narrative: _, ...rest } = model;
    const actions = [action({ kpi: null, due: "2026-11-27", isOverdue: false })];
    expect(said({ ...rest, kpis: [better, still(withinDay), opened], attention: [], actions })).toEqual([
      // (22 - 25.5) / 25.5 = -13.7 %; nothing is known of how it scatters
      "Resolution time, mean fell from 25 h 30 min to 22 h (−13.7%) since week 45; on target (at most 24 h).",
      "Better, though it cannot be tested for chance; no other KPI got clearly better or worse.",
      "Action: Two more agents for chat (by Ilona Varga, due 27 November 2026).",
    ]);
  });

  test("how many contacts came where nothing got better or worse", () => {
    const { narrative: _, ...rest } = model;
    const kpis = [previously(opened, { p: 0.01 }), still({ ...mean, status: "on" }), resolved];
    expect(said({ ...rest, kpis, attention: [] })).toEqual([
      "Contacts opened rose from 11,020 to 12,480 (+13.2%) since week 45.",
      "That is beyond normal variation; no other KPI got clearly better or worse.",
      "No action recorded.",
    ]);
  });

  test("in the first week ever that nothing is compared", () => {
    const none = { value: null, change: null, verdict: "unknown", withheld: "no earlier data" } as const;
    const kpis = [backlog, mean, opened].map((kpi) => previously(kpi, none));
    const { narrative: _, ...rest } = model;
    expect(said({ ...rest, kpis, attention: ["open_backlog", "resolution_seconds"] })).toEqual([
      "Open backlog: 1,316; off target (at most 1,100).",
      "Not compared with week 45: no earlier data.",
      "No action recorded.",
    ]);
  });

  test("where no contact came what was before, and what still stands open", () => {
    const kpis = [{ ...opened, value: 0 }, { ...resolved, value: 0 }, backlog];
    const { narrative: _, ...rest } = model;
    expect(said({ ...rest, kpis, attention: ["open_backlog"] })).toEqual([
      "No contacts came in (week 45: 11,020 contacts).",
      "Open backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100).",
      "No action recorded.",
    ]);
    expect(said({ ...rest, kpis: kpis.slice(0, 2), attention: [] }).slice(0, 2)).toEqual([
      "No contacts came in (week 45: 11,020 contacts).",
      "Nothing is compared or judged.",
    ]);
  });

  test("of incomplete data one figure, and that it is compared with nothing", () => {
    expect(said({ ...model, dataUntil: "2026-11-15T22:59:59Z" })).toEqual([
      "Data are missing, so nothing is compared or judged.",
      "Contacts opened so far: 12,480.",
      "No action recorded.",
    ]);
  });

  test("of no data that there are none", () => {
    const kpis = model.kpis.map((kpi) => ({ ...kpi, value: null }));
    expect(said({ ...model, kpis })).toEqual([
      "No KPI has a value.",
      "Nothing is compared or judged.",
      "No action recorded.",
    ]);
  });

  test("to readers of a part nothing of what was promised, and no groups where one is hidden", () => {
    const { narrative, ...rest } = model;
    const { why: _, ...told } = narrative!;
    const scope = { by: "department", member: "Billing" } as const;
    expect(said({ ...rest, scope, narrative: told })).toEqual([
      "Open backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100).",
      "Worse, beyond normal variation; of the other KPIs 3 got worse, none better (4 of 5 judged).",
    ]);
  });

  test("how many stand on too few contacts", () => {
    const few = (kpi: KpiModel) =>
      previously(kpi, { change: null, verdict: "unknown", withheld: "too few to compare" });
    expect(said({ ...model, kpis: [model.kpis[1]!, few(mean)] })[2]).toBe(
      "Worse, beyond normal variation; 1 other KPI has too few contacts to compare.",
    );
    expect(said({ ...model, kpis: [model.kpis[1]!, few(mean), few(withinDay), still(resolved)] })[2]).toBe(
      "Worse, beyond normal variation; 2 other KPIs have too few contacts to compare.",
    );
    expect(said({ ...model, kpis: [few(backlog), still(mean), few(withinDay)] })).toEqual([
      "Open backlog: 1,316; off target (at most 1,100).",
      "By department: Orders +190, Technical help +60, the others +24.",
      "Not compared with week 45: too few to compare; no other KPI got clearly better or worse, 1 has too few contacts to compare.",
      "No action recorded.",
    ]);
  });
});

test.each<[Locale, string]>([
  ["en", "By department: (not given) +190, Technical help +60"],
  ["fi", "Osastoittain: (ei ilmoitettu) +190, Technical help +60"],
  ["hu", "Részlegenként: (nincs megadva) +190, Technical help +60"],
  ["ro", "Pe departamente: (neindicat) +190, Technical help +60"],
  ["ru", "По подразделениям: (не указано) +190, Technical help +60"],
])("in %s a group nobody stated is called so", (locale, sentence) => {
  const { narrative } = model;
  const [first, ...others] = narrative!.why!.groups;
  const groups = [{ ...first!, member: "(not stated)" }, ...others];
  const told = { ...model, narrative: { ...narrative!, why: { ...narrative!.why!, groups } } };
  expect(said(told, locale)[1]).toContain(sentence);
  expect(said(told, locale).join(" ")).not.toContain("not stated");
});

test.each<[Locale, readonly string[]]>([
  [
    "fi",
    [
      "Ratkaistu 24 tunnissa: lasku 81,2 % → 78,6 % (−2,6 %‑yks.), vertailussa viikko 45; lähellä tavoitetta (vähintään 80 %).",
      "Kanavittain: email −1,2 %‑yks., phone −1,0 %‑yks., muut −0,4 %‑yks.; jakauman muutos selittää −2,9 %‑yks., tulokset +0,3 %‑yks.",
      "Heikompi, yli tavallisen vaihtelun; muista mittareista yksikään ei heikentynyt, 1 parani.",
      "Toimenpide: Two more agents for chat (vastuuhenkilö Ilona Varga, myöhässä, määräpäivä oli 12. marraskuuta 2026).",
    ],
  ],
  [
    "hu",
    [
      "24 órán belül megoldott: csökkenés, 81,2% → 78,6% (−2,6 %‑pont), ehhez képest: 45. hét; a cél közelében (legalább 80%).",
      "Csatornánként: email −1,2 %‑pont, phone −1,0 %‑pont, a többi −0,4 %‑pont; ebből a megoszlás változása −2,9 %‑pont, az eredményeké +0,3 %‑pont.",
      "Romlás, nagyobb a szokásos ingadozásnál; a többi mutató közül egy sem romlott, 1 javult.",
      "Intézkedés: Two more agents for chat (felelős: Ilona Varga, lejárt, határidő: 2026. november 12.).",
    ],
  ],
  [
    "ro",
    [
      "Rezolvate în 24 de ore: scădere de la 81,2 % la 78,6 % (−2,6 p.p.) față de săptămâna 45; aproape de țintă (cel puțin 80 %).",
      "Pe canale: email −1,2 p.p., phone −1,0 p.p., restul −0,4 p.p.; structura explică −2,9 p.p., rezultatele +0,3 p.p.",
      "Înrăutățire peste variația obișnuită; dintre ceilalți indicatori, niciunul nu s-a înrăutățit, 1 s-a îmbunătățit.",
      "Măsură: Two more agents for chat (responsabil: Ilona Varga, termen depășit: 12 noiembrie 2026).",
    ],
  ],
  [
    "ru",
    [
      "Решено за 24 часа: снижение с 81,2 % до 78,6 % (−2,6 п. п.) по отношению к 45-й неделе; близко к цели (не меньше 80 %).",
      "По каналам: email −1,2 п. п., phone −1,0 п. п., остальные −0,4 п. п.; структура объясняет −2,9 п. п., результаты +0,3 п. п.",
      "Ухудшение больше обычных колебаний; из остальных показателей ни один не ухудшился, 1 улучшился.",
      "Мера: Two more agents for chat (ответственный: Ilona Varga, просрочено, срок был 12 ноября 2026 г.).",
    ],
  ],
])("in %s it is said as a native would", (locale, sentences) => {
  expect(said(share, locale)).toEqual(sentences);
});
