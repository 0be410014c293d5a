/** What the log may know of a link that opened nothing: words of ours, and nothing of the request, which holds a token. */

export interface Refusal {
  readonly route: "open" | "unsubscribe" | "none";
  readonly why: "unknown" | "ended" | "removed" | "absent" | "nowhere" | "malformed";
}

export type OnRefusal = (refusal: Refusal) => void;
