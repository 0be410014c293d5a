/** What things of the centre are called at the simulated Zendesk. */

import type { Matter } from "../centre.ts";

/** The drop-down field of tickets with the reasons; what is chosen is also a tag. */
export const reasonField = "360000000771";
export const reasonTag = (reason: string) => `reason_${reason.toLowerCase().replaceAll(" ", "_")}`;

/** The user whose comments are a bot's. */
export const bot = "299";

/** A customer nobody knows writes as this one. */
const unknown = 500_000_000;
export const requesterId = ({ customer }: Matter): number | null =>
  customer === null ? null : unknown + 1 + customer.number;
export const authorId = (matter: Matter): number => requesterId(matter) ?? unknown;

/** A call that nobody ever answers makes no ticket. */
export const hasTicket = ({ contact, course }: Matter) =>
  contact.channel !== "phone" || course.agent !== null;

export const callId = ({ number }: Matter, leg: { readonly id: string }) =>
  String(number * 10 + Number(leg.id.split("-").at(-1)));
