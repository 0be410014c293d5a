/** Which KPI somebody meant: by what the field calls it, by the words of its name in any order, or by its letters. */

import { type KpiId, kpis } from "./kpi.ts";
import { nearest } from "./spelling.ts";

/** What people call them who never read their ids; the definitions in docs/kpis.md say what each counts. */
const acronyms: Readonly<Record<string, KpiId>> = {
  fcr: "first_contact_resolution_share",
  frt: "first_response_seconds_p50",
  aht: "handle_seconds",
  att: "talk_seconds",
  acw: "after_work_seconds",
  acd: "call_seconds",
  asa: "answer_wait_seconds",
  awt: "answer_wait_seconds",
  csat: "customer_satisfaction_share",
  dsat: "customer_satisfaction_share",
  ces: "customer_effort_score",
  nps: "net_promoter_points",
  sla: "sla_met_share",
  sl: "service_level_share",
  tsf: "service_level_share",
  mttr: "resolution_seconds",
  ttr: "resolution_seconds",
  art: "resolution_seconds",
  abr: "abandonment_share",
  cpc: "cost_per_contact",
  cpt: "cost_per_contact",
};

/** Words of the field for words of the ids; an empty one says nothing. */
const synonyms: Readonly<Record<string, string>> = {
  ...all("share", "rate", "percent", "percentage", "pct", "ratio", "proportion"),
  ...all("seconds", "time", "times", "duration", "secs", "sec", "minutes", "hours", "length"),
  ...all("p50", "median", "50th"),
  ...all("p90", "90th", "90"),
  ...all("largest", "max", "maximum", "longest", "worst"),
  ...all("response", "reply", "replies"),
  ...all("contact", "ticket", "tickets", "case", "cases", "conversation", "conversations", "issue", "issues"),
  ...all("opened", "new", "created", "incoming", "inbound", "volume"),
  ...all("resolved", "closed", "solved"),
  ...all("open", "unresolved", "pending"),
  ...all("abandon", "lost", "dropped", "missed"),
  ...all("after_work", "wrap", "wrapup"),
  ...all(
    "",
    "avg",
    "average",
    "mean",
    "the",
    "of",
    "in",
    "to",
    "percentile",
    "up",
    "total",
    "number",
    "count",
    "kpi",
  ),
};

function all(meaning: string, ...words: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(words.map((word) => [word, meaning]));
}

/** The KPI that was most likely meant, among those of `among`; undefined when none is near. */
export function meantKpi(
  text: string,
  among: readonly string[] = kpis.map(({ id }) => id),
): string | undefined {
  if (text.length > 80) return undefined;
  const words = wordsOf(text);
  const byAcronym = acronymOf(words, among);
  if (byAcronym !== undefined) return byAcronym;
  const ranked = rank(words, among);
  if (ranked?.isSame) return ranked.id;
  return nearest(text, among) ?? ranked?.id;
}

function acronymOf(words: readonly string[], among: readonly string[]): string | undefined {
  const known = words.map((word) => (Object.hasOwn(acronyms, word) ? acronyms[word] : undefined));
  const at = known.findIndex((id) => id !== undefined);
  const id = known[at];
  const rest = words.filter(
    (word, index) => index !== at && !/^(share|seconds|score|points)?$/.test(meaning(word)),
  );
  if (id === undefined || rest.some((word) => !/^p[59]0$/.test(meaning(word)))) return undefined;
  const part = rest[0] === undefined ? id : `${id.replace(/_p[59]0$/, "")}_${meaning(rest[0])}`;
  return [part, id].find((one) => among.includes(one));
}

/** The one that shares most words with it: all of them, or at least three in five. */
function rank(words: readonly string[], among: readonly string[]) {
  const asked = stems(words);
  // A unit alone names none of them.
  if ([...asked].every((word) => units.has(word))) return undefined;
  let best: { readonly id: string; readonly score: number; readonly isSame: boolean } | undefined;
  for (const id of among) {
    const own = stems(id.split("_"));
    const both = [...asked].filter((word) => own.has(word)).length;
    const score = both / (asked.size + own.size - both);
    if ((both === asked.size || score >= 0.6) && score > (best?.score ?? 0))
      best = { id, score, isSame: score === 1 };
  }
  return best;
}

const wordsOf = (text: string) =>
  text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const units: ReadonlySet<string> = new Set(["share", "secon", "p50", "p90", "large"]);

const meaning = (word: string) => (Object.hasOwn(synonyms, word) ? (synonyms[word] ?? word) : word);

/** Words by what they begin with: `resolved` and `resolution` are one. */
const stems = (words: readonly string[]) =>
  new Set(
    words
      .map(meaning)
      .flatMap((word) => word.split("_"))
      .filter((word) => word !== "")
      .map((word) => (word.startsWith("open") ? "open" : word.slice(0, 5))),
  );
