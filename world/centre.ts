/** Northwind Support, a centre that does not exist: who works there and what customers ask. */

export const channels = ["phone", "email", "chat"] as const;
export type Channel = (typeof channels)[number];
export type Department = "Billing" | "Delivery" | "Technical" | "Accounts";

export interface Reason {
  readonly name: string;
  readonly department: Department;
  /** Share of a normal day's contacts, in parts of 100. */
  readonly weight: number;
  /** How customers with this question come, in parts of 100. */
  readonly by: Readonly<Record<Channel, number>>;
  /** 2 takes twice as long to resolve as usual in its channel. */
  readonly pace: number;
}

export const reasons: readonly Reason[] = [
  {
    name: "Late delivery",
    department: "Delivery",
    weight: 17,
    by: { phone: 45, email: 25, chat: 30 },
    pace: 1.1,
  },
  {
    name: "Damaged goods",
    department: "Delivery",
    weight: 8,
    by: { phone: 30, email: 55, chat: 15 },
    pace: 1.5,
  },
  {
    name: "Invoice question",
    department: "Billing",
    weight: 13,
    by: { phone: 40, email: 50, chat: 10 },
    pace: 1,
  },
  {
    name: "Refund status",
    department: "Billing",
    weight: 12,
    by: { phone: 40, email: 35, chat: 25 },
    pace: 1.2,
  },
  {
    name: "Login problem",
    department: "Technical",
    weight: 11,
    by: { phone: 40, email: 15, chat: 45 },
    pace: 0.8,
  },
  {
    name: "Warranty claim",
    department: "Technical",
    weight: 8,
    by: { phone: 30, email: 60, chat: 10 },
    pace: 2,
  },
  {
    name: "Feature question",
    department: "Technical",
    weight: 6,
    by: { phone: 25, email: 35, chat: 40 },
    pace: 0.9,
  },
  {
    name: "Password reset",
    department: "Accounts",
    weight: 10,
    by: { phone: 45, email: 10, chat: 45 },
    pace: 0.5,
  },
  {
    name: "Cancellation",
    department: "Accounts",
    weight: 9,
    by: { phone: 60, email: 30, chat: 10 },
    pace: 0.8,
  },
  {
    name: "Change of address",
    department: "Accounts",
    weight: 6,
    by: { phone: 40, email: 30, chat: 30 },
    pace: 0.5,
  },
];

export const agents: Readonly<Record<Department, readonly string[]>> = {
  Billing: ["Anna Kovács", "Tomasz Zieliński", "Leila Haddad", "Owen Price", "Mei Tanaka"],
  Delivery: ["Bence Tóth", "Ngozi Okafor", "Sofia Lindqvist", "Rahul Menon", "Clara Dubois", "Ilie Popescu"],
  Technical: ["Jonas Weber", "Aino Virtanen", "Farid Rahimi", "Lucía Romero", "Dmitri Volkov"],
  Accounts: ["Zsófia Nagy", "Amara Diallo", "Marek Novák", "Grace Mbeki", "Hana Kim"],
};

/** When customers come: weight of each local hour, 0 to 23. Phone and chat are closed where it is 0. */
export const hours: Readonly<Record<Channel, readonly number[]>> = {
  phone: [0, 0, 0, 0, 0, 0, 0, 0, 6, 10, 12, 10, 8, 9, 10, 9, 7, 5, 0, 0, 0, 0, 0, 0],
  email: [2, 1, 1, 1, 1, 2, 3, 5, 8, 9, 8, 7, 6, 6, 6, 6, 6, 5, 5, 6, 7, 6, 5, 3],
  chat: [0, 0, 0, 0, 0, 0, 0, 0, 4, 6, 7, 8, 7, 7, 7, 7, 7, 7, 8, 9, 6, 0, 0, 0],
};

/** Time to resolve: half of the contacts take less than `median` seconds; `spread` is the deviation of its logarithm. */
export const effort: Readonly<
  Record<Channel | "follow-up", { readonly median: number; readonly spread: number }>
> = {
  phone: { median: 8 * 60, spread: 0.6 },
  chat: { median: 16 * 60, spread: 0.55 },
  email: { median: 11 * 3600, spread: 0.9 },
  // A call that ends with "we will come back to you".
  "follow-up": { median: 20 * 3600, spread: 0.8 },
};

/** A week that goes wrong: one reason asked about more, one department slower. */
export interface Story {
  readonly title: string;
  readonly department: Department;
  readonly reason: string;
  /** Contacts of the reason, against a normal day. */
  readonly demand: number;
  /** Time to resolve in the department, against a normal day. */
  readonly pace: number;
}

/** They take turns. */
export const stories: readonly Story[] = [
  { title: "Wrong invoices sent", department: "Billing", reason: "Invoice question", demand: 2.2, pace: 2.2 },
  { title: "Product recall", department: "Technical", reason: "Warranty claim", demand: 2.5, pace: 2.5 },
  {
    title: "Refunds stuck at the bank",
    department: "Billing",
    reason: "Refund status",
    demand: 2,
    pace: 3.5,
  },
  { title: "Carrier strike", department: "Delivery", reason: "Late delivery", demand: 3, pace: 3 },
  { title: "Sign-in outage", department: "Technical", reason: "Login problem", demand: 2.8, pace: 2 },
];
