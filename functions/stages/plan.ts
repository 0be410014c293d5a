/** What a report on a period says: its variants, frozen with the rendered bytes by whoever claims the period first. */

import { type RenderedBy, renderedBy } from "../../templates/index.ts";
import { previousOf } from "../core/against.ts";
import type { Recipient, ReportConfig, Scope } from "../core/config.ts";
import { labelsOf } from "../core/labels.ts";
import type { ReportModel } from "../core/model.ts";
import type { Locale } from "../core/organisation.ts";
import { ledgerName } from "../core/owed.ts";
import { sameLastYear } from "../core/period.ts";
import { periodsSaid } from "../core/restatements.ts";
import { isSameScope, scopeFor } from "../core/scope.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import { type ModelInput, modelsOf, type Said, type ScopedModel } from "./models.ts";
import { linkPlaceholder, unsubscribePlaceholder } from "./personal.ts";
import { archivePath, sentFolder, variantId } from "./places.ts";
import { rendered } from "./render.ts";

export { personal } from "./personal.ts";

/** What a plan is made of. */
export interface PlanInput extends ModelInput {
  /** Where the archive is found: a URL without its closing slash. */
  readonly archive: string;
}

/** What everybody of one scope and language gets. */
export interface Variant {
  /** Its folder below the report's archive; empty for everything in English. */
  readonly id: string;
  readonly scope: Scope | null;
  readonly locale: Locale;
  readonly model: ReportModel;
  /** Where the organisation has a url, placeholders stand for the links of one reader: see `personal`. */
  readonly email: { readonly subject: string; readonly html: string; readonly text: string };
  readonly page: string;
  readonly csv: string;
}

export interface Planned extends Recipient {
  /** The id of what they get. */
  readonly variant: string;
}

/** Everything about a send that must never change once it began. */
export interface Plan {
  readonly v: 1;
  readonly plannedAt: string;
  readonly configVersion: string;
  /** What rendered it: the same makes the same bytes again. */
  readonly release?: RenderedBy;
  readonly recipients: readonly Planned[];
  readonly variants: readonly Variant[];
}

/** The plan in force, made and claimed now if there is none. */
export async function planned(
  report: ReportConfig,
  input: PlanInput,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<Plan> {
  const ledger = ledgerName(report.id, input.state.reports[report.id], input.period);
  const key = `${sentFolder(ledger, input.period.name)}plan.json`;
  const known = await ports.lake.get(key);
  if (known) return parseStored<Plan>(key, known.body);
  const plan: Plan = {
    v: 1,
    plannedAt: input.now,
    configVersion: input.config.version,
    release: renderedBy(),
    ...(await composed(report, input, ports)),
  };
  await ports.lake.claim(key, encode(JSON.stringify(plan)));
  const won = await ports.lake.get(key);
  return won ? parseStored<Plan>(key, won.body) : plan;
}

/** Who would get what, were it sent now. Nothing is written. */
export async function composed(
  report: ReportConfig,
  input: PlanInput,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<Pick<Plan, "recipients" | "variants">> {
  const recipients = report.to.flatMap((recipient): Planned[] => {
    const scope = scopeFor(report, recipient);
    return scope === undefined ? [] : [{ ...recipient, variant: variantId(scope, recipient.locale) }];
  });
  const wanted = new Map(
    recipients.map((recipient) => [
      recipient.variant,
      [scopeFor(report, recipient) ?? null, recipient.locale],
    ]),
  ) as ReadonlyMap<string, readonly [Scope | null, Locale]>;
  const scopes = [...wanted.values()]
    .map(([scope]) => scope)
    .filter((scope, at, all) => all.findIndex((other) => isSameScope(scope, other)) === at);
  const earlier = await saidBefore(report.id, input, ports.lake);
  const models =
    scopes.length === 0
      ? []
      : await ports.warehouse.read((reader) => modelsOf(report, input, scopes, reader, earlier));
  const variants = [...wanted].map(([id, [scope, locale]]) => {
    const model = models[scopes.findIndex((other) => isSameScope(other, scope))] as ScopedModel;
    return variantOf({ id, scope, locale }, model, report, input);
  });
  return { recipients, variants };
}

function variantOf(
  which: Pick<Variant, "id" | "scope" | "locale">,
  scoped: ScopedModel,
  report: ReportConfig,
  { config, period, archive }: PlanInput,
): Variant {
  const links =
    config.organisation.url === undefined
      ? { link: `${archive}/${archivePath(report.id, period.name, which.id)}index.html` }
      : { link: linkPlaceholder, unsubscribe: unsubscribePlaceholder };
  const labels = labelsOf(config.organisation.labels[which.locale], scoped);
  const made: ReportModel = { ...scoped, locale: which.locale, ...labels, ...links };
  // Rendered from what will be stored and nothing else, so that it can be rendered again.
  const model = JSON.parse(JSON.stringify(made)) as ReportModel;
  return { ...which, model, ...rendered(model) };
}

/** What somebody gets of a plan by what they may see now; undefined where their scope was narrowed, or widened, since. */
export function variantFor(
  plan: Plan,
  report: Pick<ReportConfig, "scope">,
  reader: Recipient,
): Variant | undefined {
  const scope = scopeFor(report, reader);
  if (scope === undefined) return undefined;
  const own = plan.variants.filter((variant) => isSameScope(variant.scope, scope));
  return own.find(({ locale }) => locale === reader.locale) ?? own[0];
}

/** What this report said for the periods before and those it compares with, oldest first, to everybody it was sent to. */
async function saidBefore(
  report: string,
  { period, config, state }: Pick<PlanInput, "period" | "config" | "state">,
  lake: Pick<Lake, "get">,
): Promise<readonly Said[]> {
  const weekday = previousOf(period, config.comparison.previousDay);
  const said = periodsSaid(period);
  const others = said.some(({ name }) => name === weekday.name) ? [] : [weekday];
  const plans = await Promise.all(
    [sameLastYear(period), ...others, ...said].map(async (one) => {
      const key = `${sentFolder(ledgerName(report, state.reports[report], one), one.name)}plan.json`;
      const stored = await lake.get(key);
      return stored ? parseStored<Plan>(key, stored.body).variants : [];
    }),
  );
  return plans.flat();
}

const encode = (text: string) => new TextEncoder().encode(text);
