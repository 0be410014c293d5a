/** What must hold within the organisation, and between it and the way its mail leaves. */

import { entries, type Found, get } from "./found.ts";
import { alike } from "./parameter-relations.ts";
import { shown } from "./say.ts";

export function peopleRelations(file: unknown): Found[] {
  const organisation = get(file, "organisation");
  const owners = alike(organisation, "reason_owners", "reason").map(({ path, message }) => ({
    path: ["organisation", ...path],
    message,
  }));
  return [...labelRelations(get(organisation, "labels")), ...owners, ...mailRelations(file)];
}

/** Of two departments with one name, a reader could not tell whose numbers these are. */
function labelRelations(labels: unknown): Found[] {
  return entries(labels).flatMap(([locale, groups]) =>
    (["departments", "reasons"] as const).flatMap((group): Found[] => {
      const at = ["organisation", "labels", locale];
      const member = group === "departments" ? "department" : "reason";
      const same = alike(groups, group, member).map(({ path, message }) => ({
        path: [...at, ...path],
        message,
      }));
      return [...same, ...calledTheSame(get(groups, group), [...at, group])];
    }),
  );
}

function calledTheSame(names: unknown, at: Found["path"]): Found[] {
  const first = new Map<string, string>();
  return entries(names).flatMap(([member, label]): Found[] => {
    if (typeof label !== "string") return [];
    const other = first.get(label);
    if (other === undefined) first.set(label, member);
    if (other === undefined) return [];
    const message = `${shown(label)} is what ${shown(other)} is called; give each a name of its own`;
    return [{ path: [...at, member], message }];
  });
}

function mailRelations(file: unknown): Found[] {
  const smtp = get(get(file, "mail"), "smtp");
  if (typeof smtp !== "object" || smtp === null || Array.isArray(smtp)) return [];
  const at = ["mail", "smtp"];
  const has = (key: string) => get(smtp, key) !== undefined;
  const found: Found[] = [];
  if (get(get(file, "organisation"), "url") === undefined)
    found.push({
      path: at,
      message:
        "needs an address for the links in its emails; write url: https://... below organisation, where raport watch is reached",
    });
  if (has("user") && !has("password_from"))
    found.push({
      path: [...at, "user"],
      message: "has no password; write password_from: RAPORT_SMTP_PASSWORD, the variable that holds it",
    });
  if (has("password_from") && !has("user"))
    found.push({ path: [...at, "password_from"], message: "is for nobody; write the user it belongs to" });
  return [...found, ...encryption(smtp, at)];
}

function encryption(smtp: object, at: Found["path"]): Found[] {
  if (get(smtp, "insecure") !== true) return [];
  const path = [...at, "insecure"];
  if (get(smtp, "tls") === true)
    return [
      { path, message: "cannot be where tls: true encrypts from the first byte; remove one of the two" },
    ];
  const isHere = /^(localhost|127\.0\.0\.1)$/.test(String(get(smtp, "host")));
  if (get(smtp, "user") === undefined || isHere) return [];
  const message =
    "would send the password where everybody on the way can read it; remove the line, or the user";
  return [{ path, message }];
}
