/** The Finnish words of the charts of the archived page. */

import { pluralOf } from "../plural.ts";
import type { ChartsWords } from "../words.ts";

const plural = pluralOf("fi");

export const charts: ChartsWords = {
  why: "Mistä ryhmistä muutokset tulevat",
  whyNote:
    "Kuinka paljon kukin ryhmä muutti lukua itse ja kuinka paljon ryhmien erilainen jakauma; yhdessä ne ovat koko muutos.",
  bridge: {
    channel: (kpi) => `${kpi} kanavittain`,
    department: (kpi) => `${kpi} osastoittain`,
    reason: (kpi) => `${kpi} yhteydenoton syyn mukaan`,
  },
  own: "Ryhmä itse",
  mix: "Jakauma",
  both: "Yhteensä",
  mixRow: "Erilainen jakauma",
  others: (count, n) => `${count} ${plural(n, { one: "muu", other: "muuta" })}`,
  whole: "Koko muutos",
  bar: (kpi) => `Palkki: ${kpi}.`,
};
