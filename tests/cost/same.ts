/** Whether two runs asked for the same. */

/** Two queries that run at once may both make the table they both read: the one who comes second finds that out too late. */
const twice = /^\w+ (s3\.(put|remove) scratch|glue\.CreateTable)$/;
const most = (of: number) => 4 + of / 10;
/** Hang on how long the words of an email are, which cost nothing to speak of. */
const worded = /^(email|keptForReport|keptForReader)$/;

/** The first without what the second has nearly as often, where that hangs on who came first; the same for both is the same run. */
export function without(counted: unknown, other: unknown): unknown {
  if (typeof counted !== "object" || counted === null) return counted;
  const others = (other ?? {}) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(counted).map(([kind, value]) => [kind, without(value, others[kind])]);
  return Object.fromEntries(
    entries.filter(([kind, value]) => !isNear(String(kind), value, others[String(kind)])),
  );
}

function isNear(kind: string, one: unknown, other: unknown = 0): boolean {
  const [few, many] = [Number(one), Number(other)].sort((left, right) => left - right) as [number, number];
  if (worded.test(kind)) return many - few <= many / 20;
  return twice.test(kind) && many - few <= most(many);
}
