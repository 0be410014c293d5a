/** What a request is to IAM: the actions it takes and the resources they are on. */

import { arnOf, bucket as lake } from "./assembly.ts";
import type { AskedOfAws } from "./gate.ts";
import type { Call } from "./policy.ts";

export interface Called extends Call {
  /** Athena does it in the name of who asked. */
  readonly byAthena?: true;
}

/** What Athena knows. */
export interface Athena {
  /** What it does for a statement in the name of who asks. */
  onBehalf(sql: string): Promise<readonly Called[]>;
  workGroupOf(execution: string): string | undefined;
}

export async function callsOf(asked: AskedOfAws, athena: Athena): Promise<readonly Called[]> {
  const { service, headers, body } = asked;
  const [, operation = ""] = String(headers["x-amz-target"] ?? "").split(".");
  if (service === "s3") return [objectCall(asked)];
  if (service === "glue") return [glueCall(operation, JSON.parse(body.toString()) as Input)];
  if (service === "athena") return athenaCalls(operation, JSON.parse(body.toString()) as Input, athena);
  if (service === "ses") return [mailCall(Object.fromEntries(new URLSearchParams(body.toString())))];
  if (service === "lambda") {
    return [
      { action: "lambda:InvokeFunction", resources: [arnOf("lambda", `function:${invokedBy(asked)}`)] },
    ];
  }
  throw new Error(`Nobody here serves ${service}`);
}

/** The function that a request has begin, empty where it is for something else. */
export const invokedBy = ({ path }: Pick<AskedOfAws, "path">): string =>
  /functions\/([^/]+)\/invocations/.exec(path)?.[1] ?? "";

type Input = Readonly<Record<string, unknown>>;

const verbs: Readonly<Record<string, string>> = {
  GET: "GetObject",
  HEAD: "GetObject",
  PUT: "PutObject",
  DELETE: "DeleteObject",
};

function objectCall({ method, path }: AskedOfAws): Call {
  const { pathname } = new URL(path, "http://s3");
  const [bucket = "", ...rest] = pathname.slice(1).split("/").map(decodeURIComponent);
  const key = rest.join("/");
  if (key === "") return { action: "s3:ListBucket", resources: [arnOf("s3", bucket)] };
  return { action: `s3:${verbs[method]}`, resources: [arnOf("s3", `${bucket}/${key}`)] };
}

/** Glue asks for the catalog, the database and every table that is named. */
function glueCall(operation: string, input: Input): Call {
  const database = String(input.DatabaseName ?? input.Name);
  const table =
    input.TableName ?? (input.DatabaseName ? input.Name : undefined) ?? (input.TableInput as Input)?.Name;
  const named =
    operation === "GetTables" ? ["any"] : ((input.TablesToDelete ?? [table]) as readonly unknown[]);
  const tables = named.flatMap((one) =>
    one === undefined ? [] : [arnOf("glue", `table/${database}/${one}`)],
  );
  return {
    action: `glue:${operation}`,
    resources: [arnOf("glue", "catalog"), arnOf("glue", `database/${database}`), ...tables],
  };
}

async function athenaCalls(operation: string, input: Input, athena: Athena): Promise<readonly Called[]> {
  const workGroup = input.WorkGroup ?? athena.workGroupOf(String(input.QueryExecutionId));
  const call = { action: `athena:${operation}`, resources: [arnOf("athena", `workgroup/${workGroup}`)] };
  if (operation === "StartQueryExecution")
    return [call, ...(await athena.onBehalf(String(input.QueryString)))];
  const answer = { action: "s3:GetObject", resources: [arnOf("s3", `${lake}/results/answer.csv`)] };
  return operation === "GetQueryResults" ? [call, { ...answer, byAthena: true }] : [call];
}

function mailCall(parameters: Readonly<Record<string, string>>): Call {
  const { Action = "", Source = "", ConfigurationSetName: set } = parameters;
  if (Action !== "SendRawEmail") return { action: `ses:${Action}`, resources: ["*"] };
  const raw = Buffer.from(parameters["RawMessage.Data"] ?? "", "base64").toString();
  const from = /^From:.*?([^\s<]+@[^\s>]+)/im.exec(raw)?.[1] ?? "";
  return {
    action: "ses:SendRawEmail",
    resources: [
      arnOf("ses", `identity/${Source.split("@").at(-1)}`),
      ...(set === undefined ? [] : [arnOf("ses", `configuration-set/${set}`)]),
    ],
    context: { "ses:FromAddress": from },
  };
}
