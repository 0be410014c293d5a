/** How Amazon Connect names things: ids that are made of what they stand for, so that the same thing is always called the same. */

import { createHash } from "node:crypto";

const instance = "arn:aws:connect:eu-central-1:111122223333:instance/5550100a-0000-4000-8000-000000000001";

/** A UUID that belongs to a text. */
export function idOf(text: string): string {
  const digits = createHash("sha256").update(text).digest("hex");
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
  ];
  return `${parts.join("-")}-${digits.slice(20, 32)}`;
}

export const arnOf = (kind: "agent" | "queue" | "agent-state", name: string): string =>
  `${instance}/${kind}/${idOf(`${kind} ${name}`)}`;

/** `2026-09-01T08:00:00Z`, as Connect writes whole seconds. */
export const timeOf = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
