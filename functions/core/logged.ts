/** What went wrong, for a log: our errors name no person; what others wrote into theirs may hold an address, or break the line. */
export function discreet(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replace(/[^\s<>(),;:"']*(?:@|%40)[^\s<>(),;:"']*/gi, "(address)")
    .slice(0, 600);
}
