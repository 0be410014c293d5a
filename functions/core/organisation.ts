/** Who the reports are from: what it is called, how it looks, how its mail leaves, and what its people promised to do. */

import type { KpiId } from "./kpi.ts";

export interface Organisation {
  readonly name: string;
  /** IANA zone in which days, weeks and months are counted. */
  readonly zone: string;
  /** Where the archive is served; without it, links point at the files of this machine. */
  readonly url?: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  /** Told of what needs attention where a report names no owner. */
  readonly owner?: string;
  readonly locale: Locale;
  readonly brand: Brand;
  /** A group of fewer contacts is shown to nobody who sees less than everything. */
  readonly smallestGroup: number;
  /** What departments and reasons are called by readers of a language: locale -> member as in the data -> words. */
  readonly labels: Readonly<Partial<Record<Locale, Labels>>>;
  /** Whose a reason of contacts is: reason as in the data -> who it is sent to. */
  readonly reasonOwners?: Readonly<Record<string, string>>;
}

/** What an organisation is that says nothing of it. */
export const usualOrganisation = { locale: "en", brand: {}, smallestGroup: 5, labels: {} } as const;

/** Languages a report can be written in. */
export const locales = ["en", "hu", "ro", "fi", "ru"] as const;
export type Locale = (typeof locales)[number];

export interface Brand {
  /** `#rrggbb`. */
  readonly colour?: string;
  /** Stands where a logo would: there are no pictures in our emails. */
  readonly logo?: string;
}

export interface Labels {
  readonly departments: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

/** How messages leave: files of this machine (or SES where the home is a bucket), or a mail server. */
export type MailSettings = { readonly kind: "home" } | ({ readonly kind: "smtp" } & SmtpSettings);

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS is required unless `insecure`. */
  readonly tls: boolean;
  readonly insecure: boolean;
  readonly user?: string;
  /** The environment variable with the password: no secret stands in the file. */
  readonly passwordFrom?: string;
  /** Most messages a second. */
  readonly perSecond: number;
}

export interface Action {
  readonly id: string;
  readonly what: string;
  readonly steps: readonly string[];
  readonly owner: string;
  /** Local day by which it should be done. */
  readonly due: string;
  readonly kpi?: KpiId;
  readonly status: "open" | "done" | "dropped";
}
