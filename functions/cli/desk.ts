/** The desk of a home or of a deployed stack: what each room shows, gathered when somebody looks. It writes nothing. */

import { onClock } from "../core/clock.ts";
import type { Config } from "../core/config.ts";
import { failing } from "../core/forecast.ts";
import { isOnAws } from "../home.ts";
import type { Ports } from "../ports.ts";
import { currentVersion, storedConfig } from "../stages/config-versions.ts";
import type { OverviewInput, Trouble } from "../web/desk/overview.ts";
import { desk } from "../web/desk.ts";
import { comingReports } from "./desk-coming.ts";
import { checkText, configSeen, mistakesOnDisk } from "./desk-config.ts";
import { healthOf, leftOutOf, type Standing, sourcesOf, standing } from "./desk-health.ts";
import { kpiList, kpiSheet } from "./desk-kpis.ts";
import { utc } from "./options.ts";
import type { Place } from "./place.ts";
import { plain } from "./plain.ts";
import { type SentReader, sentReader, type Unsent } from "./sent.ts";
import { count } from "./summary.ts";

/** Where the desk looks; `config` is the file, where it is not the one the last run read. */
export interface DeskPlace extends Place {
  readonly config?: string;
}

export function deskOf(place: DeskPlace, ports: Ports) {
  const { lake, warehouse } = ports;
  // Athena charges for every query: there nothing is read before somebody says so.
  const isCharged = isOnAws(place.home);
  const sent = sentReader(lake);
  const now = () => utc(new Date());
  const stands = async () => {
    const config = await inForce(lake);
    return config && standing(config, now(), ports);
  };
  return desk({
    lake,
    ...sent,
    // A config that cannot be read any more is what somebody opens the desk to see.
    zone: () =>
      inForce(lake).then(
        (config) => config?.organisation.zone ?? null,
        () => null,
      ),
    async overview() {
      const at = await stands();
      if (!at) return null;
      const isUnread = isCharged || at.state.warehouse.pending.length > 0;
      const about = aboutOf(at, isUnread ? null : await leftOutOf(warehouse));
      return { ...about, troubles: await troublesOf(at, sent, place, ports) };
    },
    coming: async () => comingReports(await inForce(lake), now(), ports),
    async health(isAsked) {
      const at = await stands();
      return at ? healthOf(at, warehouse, isAsked || !isCharged) : null;
    },
    kpis: async () => kpiList(isCharged ? undefined : await stands(), ports),
    kpi: async (id, span, isAsked) =>
      kpiSheet({ id, span, isRead: isAsked || !isCharged }, await stands(), warehouse),
    config: () => configSeen(place, now(), ports),
    check: (text) => checkText(text, place, now(), ports),
  });
}

/** What the last run went by. */
async function inForce(lake: Ports["lake"]): Promise<Config | undefined> {
  const seen = await currentVersion(lake);
  return seen && storedConfig(seen.current.version, lake);
}

type About = NonNullable<Awaited<ReturnType<OverviewInput["overview"]>>>;

function aboutOf(at: Standing, leftOut: number | null): Omit<About, "troubles"> {
  const sources = sourcesOf(at);
  return {
    organisation: at.config.organisation.name,
    health: {
      sources: sources.length,
      complete: sources.filter(({ missing }) => missing === null).length,
      landed: sources.reduce((sum, { landed }) => sum + landed, 0),
      leftOut,
      generation: at.state.warehouse.generation,
    },
  };
}

/** So long somebody is reminded of an email that never arrived. */
const remindedDays = 31;

async function troublesOf(
  at: Standing,
  sent: SentReader,
  place: DeskPlace,
  ports: Ports,
): Promise<readonly Trouble[]> {
  const { config, state, now, machineNow } = at;
  const refused = sourcesOf(at).flatMap((source) => source.refused.map(() => source.id));
  const wrong = await mistakesOnDisk(place, ports);
  const since = new Date(Date.parse(now) - remindedDays * 86_400_000).toISOString();
  const unsent = (await sent.unsent()).filter((one) => one.at >= since);
  const trouble = (what: string, href: string): Trouble => ({ what, href, isGrave: true });
  return [
    ...(wrong > 0
      ? [
          trouble(
            `The config on disk has ${count(wrong, "mistake")}: what was right before it stays in force.`,
            "/config",
          ),
        ]
      : []),
    ...(refused.length > 0
      ? [
          trouble(
            `${count(refused.length, "file")} of ${[...new Set(refused)].join(", ")} ${refused.length === 1 ? "was" : "were"} refused.`,
            "/health#refused",
          ),
        ]
      : []),
    ...failing(config, state, machineNow).map((line) =>
      trouble(`${onClock(plain(line), config.organisation.zone)}.`, "/health"),
    ),
    ...unsent.map((one) => trouble(unsentWords(one), "/coming")),
  ];
}

const unsentWords = ({ report, period, name, why }: Unsent) =>
  `${report} ${period}: the email to ${plain(name)} may not have arrived: ${plain(why)}.`;
