/** The Romanian words of the charts of the archived page. */

import { pluralOf } from "../plural.ts";
import type { ChartsWords } from "../words.ts";

const plural = pluralOf("ro");

export const charts: ChartsWords = {
  why: "Din ce grupuri vin schimbările",
  whyNote:
    "Cât a schimbat fiecare grup prin el însuși și cât a schimbat structura diferită a grupurilor; împreună dau întreaga schimbare.",
  bridge: {
    channel: (kpi) => `${kpi}, pe canale`,
    department: (kpi) => `${kpi}, pe departamente`,
    reason: (kpi) => `${kpi}, după motivul solicitării`,
  },
  own: "Prin el însuși",
  mix: "Prin structură",
  both: "Împreună",
  mixRow: "Altă structură",
  others: (count, n) =>
    `${count} ${plural(n, { one: "alt grup", few: "alte grupuri", other: "de alte grupuri" })}`,
  whole: "Întreaga schimbare",
  bar: (kpi) => `Bara: ${kpi}.`,
};
