/** The facts as the oracle takes them: instants are seconds since 1970, null is what nobody stated. */

import type { BusinessHours } from "../../functions/core/config.ts";
import type { Parameters } from "../../functions/core/parameters.ts";

/** Where a fact stands; a fact of a contact that does not say stands where its contact does. */
export interface Places {
  readonly channel: string | null;
  readonly department: string | null;
  readonly agent: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly product: string | null;
  readonly queue: string | null;
}

export const nowhere: Places = {
  channel: null,
  department: null,
  agent: null,
  reason: null,
  location: null,
  product: null,
  queue: null,
};

export interface Contact {
  readonly id: string;
  readonly openedAt: number;
  readonly resolvedAt: number | null;
  readonly firstResolvedAt: number | null;
  readonly reopenedAt: number | null;
  readonly assignedAt: number | null;
  readonly handedOverAt: number | null;
  readonly customerId: string | null;
  readonly direction: "inbound" | "outbound";
  readonly outcome: string | null;
  /** Empty where it is stated that there are none. */
  readonly tags: readonly string[] | null;
  readonly beganWith: "person" | "bot" | "self_service" | null;
  /** Without them its source would say that it came back, that a bot gave it to a person, and what came of it. */
  readonly isReopeningTold?: false;
  readonly isHandoverTold?: false;
  readonly isOutcomeTold?: false;
  /** Who comes back to it makes a new contact. */
  readonly isFinal?: true;
  /** Without them its source would say that its customer answered a survey, and that its target was met. */
  readonly areSurveysTold?: false;
  readonly areTargetsTold?: false;
  readonly isSolvedAtOnce: boolean | null;
  readonly requesterWaitSeconds: number | null;
  readonly agentWaitSeconds: number | null;
  readonly onHoldSeconds: number | null;
  readonly places: Places;
}

export interface Leg {
  readonly id: string;
  readonly contactId: string;
  readonly queuedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly wrappedAt: number | null;
  readonly outcome: "answered" | "abandoned" | "callback" | "flow_out" | null;
  /** The outcomes its source tells apart; without it, all. */
  readonly tells?: readonly NonNullable<Leg["outcome"]>[];
  readonly direction: "inbound" | "outbound";
  readonly waitSeconds: number | null;
  readonly talkSeconds: number | null;
  readonly holdSeconds: number | null;
  readonly afterWorkSeconds: number | null;
  readonly isTransferred: boolean;
  readonly transferReason: string | null;
  readonly places: Partial<Places>;
}

export interface Message {
  readonly id: string;
  readonly contactId: string;
  readonly sentAt: number;
  readonly author: "customer" | "agent" | "bot";
  readonly isPublic: boolean;
  readonly places: Partial<Pick<Places, "department" | "agent">>;
}

export interface Survey {
  readonly id: string;
  readonly contactId: string;
  readonly kind: "satisfaction" | "effort" | "promoter" | "solved";
  readonly invitedAt: number | null;
  readonly answeredAt: number | null;
  readonly score: number | null;
  readonly places: Partial<Pick<Places, "department" | "agent">>;
}

export interface Verdict {
  readonly id: string;
  readonly contactId: string;
  readonly metric: "first_reply" | "next_reply" | "resolution";
  readonly dueAt: number;
  readonly achievedAt: number | null;
  readonly places: Partial<Pick<Places, "department" | "agent">>;
}

export interface AgentTime {
  readonly id: string;
  /** Which system says so; without it all is one's. */
  readonly system?: string;
  readonly agent: string;
  readonly activity:
    | "logged_in"
    | "available"
    | "on_contact"
    | "break"
    | "other_productive"
    | "paid"
    | "scheduled";
  readonly startedAt: number;
  readonly endedAt: number;
  readonly department: string | null;
  readonly location: string | null;
}

export interface Cost {
  readonly id: string;
  /** `2026-11`. */
  readonly month: string;
  readonly amount: number;
  readonly basis: "direct" | "loaded";
  readonly department: string | null;
  readonly channel: string | null;
}

/** A fact of a contact stands where it says, and else where its contact does. */
export function placesOf(fact: { readonly places: Partial<Places> }, contact: Contact): Places {
  const own = Object.entries(fact.places).filter(([, value]) => value !== null && value !== undefined);
  return own.length === 0 ? contact.places : { ...contact.places, ...Object.fromEntries(own) };
}

export interface Facts {
  readonly contacts: readonly Contact[];
  readonly legs: readonly Leg[];
  readonly messages: readonly Message[];
  readonly surveys: readonly Survey[];
  readonly verdicts: readonly Verdict[];
  readonly agentTime: readonly AgentTime[];
  readonly costs: readonly Cost[];
}

export const noFacts: Facts = {
  contacts: [],
  legs: [],
  messages: [],
  surveys: [],
  verdicts: [],
  agentTime: [],
  costs: [],
};

/** What the numbers depend on beside the facts. */
export interface Settings {
  readonly zone: string;
  readonly parameters: Parameters;
  readonly businessHours: BusinessHours | null;
}
