/** Whether a role allows a call: as much of IAM as the roles of this project use, and an error for anything else. */

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One thing somebody did, as IAM sees it: every resource must be allowed. */
export interface Call {
  readonly action: string;
  readonly resources: readonly string[];
  readonly context?: Readonly<Record<string, string>>;
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** The statements that allow this call on this resource. */
export function allowing(
  statements: readonly Statement[],
  { action, context = {} }: Omit<Call, "resources">,
  resource: string,
): readonly Statement[] {
  return statements.filter(
    (one) =>
      one.Effect === "Allow" &&
      listOf(one.Action).includes(action) &&
      listOf(one.Resource).some((pattern) => matches(pattern, resource)) &&
      holds(one.Condition, context),
  );
}

export function allows(statements: readonly Statement[], call: Call): boolean {
  return call.resources.every((resource) => allowing(statements, call, resource).length > 0);
}

function holds(condition: Statement["Condition"], context: Readonly<Record<string, string>>): boolean {
  return Object.entries(condition ?? {}).every(([operator, wanted]) => {
    if (operator !== "StringLike") throw new Error(`${operator} is not known here`);
    return Object.entries(wanted).every(
      ([key, pattern]) => context[key] !== undefined && matches(pattern, context[key]),
    );
  });
}

/** A star is any text, also with slashes. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}
