/** The Hungarian words of the charts of the archived page. */

import type { ChartsWords } from "../words.ts";

export const charts: ChartsWords = {
  why: "Mely csoportokból adódik a változás",
  whyNote:
    "Mennyit változtatott az értéken egy-egy csoport önmagában, és mennyit a csoportok eltérő megoszlása; együtt a teljes változást adják.",
  bridge: {
    channel: (kpi) => `${kpi}, csatornánként`,
    department: (kpi) => `${kpi}, részlegenként`,
    reason: (kpi) => `${kpi}, megkeresési okonként`,
  },
  own: "Önmagában",
  mix: "A megoszlásból",
  both: "Együtt",
  mixRow: "Eltérő megoszlás",
  others: (count) => `${count} további csoport`,
  whole: "A teljes változás",
  bar: (kpi) => `Sáv: ${kpi}.`,
};
