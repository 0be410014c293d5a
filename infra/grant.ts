/** What a function may be allowed: which actions, on what of the stack, and why. */

export const functionNames = ["tick", "land", "compute", "send", "open", "feedback"] as const;
export type FunctionName = (typeof functionNames)[number];

/** Where: `lake/state/*` are the lake's objects below `state/`, the others are named by what they are; secrets and parameters are those below the stack's name; what sources have lies where the paths of the deployed config say. */
export type Place =
  | `lake/${string}`
  | "lake"
  | "workgroup"
  | "catalog"
  | "database"
  | "tables"
  | "scratch database"
  | "scratch tables"
  | "default database"
  | "sender"
  | "verified addresses"
  | "configuration set"
  | "dead letters"
  | "secrets"
  | "parameters"
  | "buckets of sources"
  | "objects of sources"
  | "log"
  | "everything"
  | FunctionName;

export interface Grant {
  readonly actions: readonly string[];
  readonly on: readonly Place[];
  /** Read by whoever asks what it is for. */
  readonly why: string;
  /** Only messages whose sender has the domain of the identity. */
  readonly fromSender?: true;
  /** Of each bucket only the keys that the paths of sources spell out. */
  readonly underPrefix?: true;
}

/** What is done with objects below these prefixes. */
const objects =
  (action: string) =>
  (why: string, ...prefixes: readonly string[]): Grant => ({
    actions: [action],
    on: prefixes.map((prefix) => `lake/${prefix}` as const),
    why,
  });
export const read = objects("s3:GetObject");
export const write = objects("s3:PutObject");
export const remove = objects("s3:DeleteObject");
export const start = (why: string, ...workers: readonly FunctionName[]): Grant => ({
  actions: ["lambda:InvokeFunction"],
  on: workers,
  why,
});
