/** The organisation and its mail as the rest of Raport reads them. */

import {
  type Labels,
  locales,
  type MailSettings,
  type Organisation,
  usualOrganisation,
} from "../functions/core/organisation.ts";
import type { Written } from "./schema.ts";

export function organisationOf(written: Written["organisation"]): Organisation {
  const { name, zone, url, sender, reply_to, owner, locale, brand, smallest_group, labels, reason_owners } =
    written;
  return {
    name,
    zone,
    sender,
    locale: locale ?? usualOrganisation.locale,
    brand: {
      ...(brand?.colour !== undefined && { colour: brand.colour.toLowerCase() }),
      ...(brand?.logo !== undefined && { logo: brand.logo }),
    },
    smallestGroup: smallest_group ?? usualOrganisation.smallestGroup,
    labels: labelsOf(labels ?? {}),
    ...(reason_owners !== undefined && { reasonOwners: reason_owners }),
    ...(url !== undefined && { url: url.replace(/\/+$/, "") }),
    ...(reply_to !== undefined && { replyTo: reply_to }),
    ...(owner !== undefined && { owner }),
  };
}

function labelsOf(written: NonNullable<Written["organisation"]["labels"]>): Organisation["labels"] {
  const given = locales.flatMap((locale): [string, Labels][] => {
    const { departments = {}, reasons = {} } = written[locale] ?? {};
    return written[locale] ? [[locale, { departments, reasons }]] : [];
  });
  return Object.fromEntries(given);
}

const usualRate = 5;

export function mailOf(written: Written["mail"]): MailSettings {
  if (!written) return { kind: "home" };
  const { host, port, tls = false, insecure = false, user, password_from, per_second } = written.smtp;
  return {
    kind: "smtp",
    host,
    port: port ?? (tls ? 465 : 587),
    tls,
    insecure,
    ...(user !== undefined && { user }),
    ...(password_from !== undefined && { passwordFrom: password_from }),
    perSecond: per_second ?? usualRate,
  };
}
