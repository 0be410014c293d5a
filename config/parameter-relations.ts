/** Parameters that make sense only together: a wrong pair would give numbers that look right. */

import {
  parameters as known,
  nameKey,
  type ParameterId,
  usualParameters,
} from "../functions/core/parameters.ts";
import { entries, type Found, get, repeated } from "./found.ts";
import { shown } from "./say.ts";

export function parameterRelations(file: unknown): Found[] {
  const parameters = get(file, "parameters");
  const found = [
    ...scale(parameters, "satisfaction_scale", "satisfaction_from"),
    ...scale(parameters, "effort_scale", "effort_from"),
    ...polarity(parameters),
    ...promoters(parameters),
    ...words(parameters),
    ...alike(parameters, "by_channel", "channel"),
    ...alike(parameters, "by_department", "department"),
    ...(get(file, "business_hours") === undefined ? withoutHours(parameters) : []),
  ];
  return found.map(({ path, message }) => ({ path: ["parameters", ...path], message }));
}

/** The value in force, as far as the organisation's own line says one. */
function inForce(parameters: unknown, id: ParameterId): unknown {
  const written = get(parameters, id);
  return written === undefined ? usualParameters.organisation[id] : written;
}

const usual = (id: ParameterId) => usualParameters.organisation[id];
const isWritten = (parameters: unknown, id: ParameterId) => get(parameters, id) !== undefined;

/** 4 of 5 is satisfied, 4 of 10 is not: another scale needs its own threshold. */
function scale(parameters: unknown, scaleId: ParameterId, fromId: ParameterId): Found[] {
  const [most, from] = [inForce(parameters, scaleId), inForce(parameters, fromId)];
  if (typeof most !== "number" || typeof from !== "number") return [];
  if (!isWritten(parameters, fromId)) {
    if (most === usual(scaleId)) return [];
    const message = `${fromId} is usually ${from} of ${usual(scaleId)}; write it for a scale to ${shown(most)} too`;
    return [{ path: [scaleId], message }];
  }
  if (from <= most) return [];
  const message = `${shown(from)} is above the highest score, ${scaleId} ${shown(most)}; lower it, or raise the scale`;
  return [{ path: [fromId], message }];
}

function polarity(parameters: unknown): Found[] {
  if (get(parameters, "effort_polarity") !== "easy_low" || isWritten(parameters, "effort_from")) return [];
  const message = `effort_from is usually ${usual("effort_from")}, where high scores are easy; write up to which score it is easy`;
  return [{ path: ["effort_polarity"], message }];
}

function promoters(parameters: unknown): Found[] {
  const [from, to] = [inForce(parameters, "promoter_from"), inForce(parameters, "detractor_to")];
  if (typeof from !== "number" || typeof to !== "number" || to < from) return [];
  const [id, other] = isWritten(parameters, "detractor_to")
    ? (["detractor_to", `promoter_from ${shown(from)}`] as const)
    : (["promoter_from", `detractor_to ${shown(to)}`] as const);
  const message = `${shown(get(parameters, id))} makes one answer both, for ${other}; keep detractors below promoters`;
  return [{ path: [id], message }];
}

function words(parameters: unknown): Found[] {
  return known
    .filter(({ kind }) => kind === "words")
    .flatMap(({ id }) => {
      const list = get(parameters, id);
      const members = id.endsWith("_tags") && Array.isArray(list) ? list : [];
      const divided = members.flatMap((member, index) =>
        typeof member === "string" && member.includes("|")
          ? [{ path: [id, index], message: `${shown(member)} holds |, which divides tags; write two` }]
          : [],
      );
      return [...repeated(parameters, id, []), ...divided];
    });
}

/** Members are told apart without regard to case, and rows have no space at the ends: what differs in no more is one. */
export function alike(parameters: unknown, group: string, member: string): Found[] {
  const names = entries(get(parameters, group)).map(([name]) => name);
  return names.flatMap((name, index): Found[] => {
    const path = [group, name];
    if (name !== name.trim() && name.trim() !== "") {
      const message = `${shown(name)} has a space at an end, which no ${member} has; write ${shown(name.trim())}`;
      return [{ path, message }];
    }
    const first = names.slice(0, index).find((other) => nameKey(other) === nameKey(name));
    if (first === undefined) return [];
    const message = `${shown(name)} is the same ${member} as ${shown(first)}: case makes no difference; write what holds for it under one of them`;
    return [{ path, message }];
  });
}

/** What counts open hours needs some. */
function withoutHours(parameters: unknown): Found[] {
  const message = "counts business hours, and there are none; write business_hours, or choose calendar";
  const members = (group: string) =>
    entries(get(parameters, group)).map(([name, member]) => ({ member, at: [group, name] }));
  const clocks = [{ member: parameters, at: [] }, ...members("by_channel"), ...members("by_department")]
    .filter(({ member }) => get(member, "service_level_clock") === "business")
    .map(({ at }) => ({ path: [...at, "service_level_clock"], message }));
  return get(parameters, "volume_day_basis") === "operating"
    ? [...clocks, { path: ["volume_day_basis"], message }]
    : clocks;
}
