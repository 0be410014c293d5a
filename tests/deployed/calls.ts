/** What a request is to IAM: the actions it takes and the resources they are on. */

import { arnOf, bucket as lake } from "./assembly.ts";
import type { AskedOfAws, Services } from "./gate.ts";
import type { Call } from "./policy.ts";

export interface Called extends Call {
  /** Athena does it in the name of who asked. */
  readonly byAthena?: true;
}

export function callsOf(
  asked: AskedOfAws,
  services: Pick<Services, "onBehalf" | "workGroupOf">,
): readonly Called[] {
  const { service, headers, body } = asked;
  const [, operation = ""] = String(headers["x-amz-target"] ?? "").split(".");
  if (service === "s3") return [objectCall(asked)];
  if (service === "glue") return [glueCall(operation, JSON.parse(body.toString()) as Input)];
  if (service === "athena") return athenaCalls(operation, JSON.parse(body.toString()) as Input, services);
  if (service === "ses") return [mailCall(Object.fromEntries(new URLSearchParams(body.toString())))];
  if (service === "lambda") {
    const name = /functions\/([^/]+)\/invocations/.exec(asked.path)?.[1] ?? "";
    return [{ action: "lambda:InvokeFunction", resources: [arnOf("lambda", `function:${name}`)] }];
  }
  throw new Error(`Nobody here serves ${service}`);
}

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

function athenaCalls(
  operation: string,
  input: Input,
  { onBehalf, workGroupOf }: Pick<Services, "onBehalf" | "workGroupOf">,
): readonly Called[] {
  const workGroup = input.WorkGroup ?? workGroupOf(String(input.QueryExecutionId));
  const call = { action: `athena:${operation}`, resources: [arnOf("athena", `workgroup/${workGroup}`)] };
  if (operation === "StartQueryExecution") return [call, ...onBehalf(String(input.QueryString))];
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

/** Of a table that lists files at `location`: who reads it reads the table, the list and each file. */
export function readsOf(table: string, database: string, location: string, files: string): readonly Called[] {
  const places = [
    arnOf("glue", "catalog"),
    arnOf("glue", `database/${database}`),
    arnOf("glue", `table/${database}/${table}`),
  ];
  const list = `${location.replace(/^s3:\/\//, "")}files`;
  const keys = [
    list,
    ...files
      .trim()
      .split("\n")
      .map((file) => file.replace(/^s3:\/\//, "")),
  ];
  return [
    { action: "glue:GetTable", resources: places, byAthena: true },
    { action: "glue:GetDatabase", resources: places.slice(0, 2), byAthena: true },
    ...keys.map(
      (key) => ({ action: "s3:GetObject", resources: [arnOf("s3", key)], byAthena: true }) as const,
    ),
  ];
}

/** Where Athena writes what it answers, and the files of an UNLOAD. */
export function writesOf(destination: string | undefined): readonly Called[] {
  const into = destination?.replace(/^s3:\/\//, "").replace(/\/$/, "");
  const keys = [`${lake}/results/answer.csv`, ...(into === undefined ? [] : [`${into}/place=0/file`])];
  return [
    { action: "s3:GetBucketLocation", resources: [arnOf("s3", lake)], byAthena: true },
    ...keys.map(
      (key) => ({ action: "s3:PutObject", resources: [arnOf("s3", key)], byAthena: true }) as const,
    ),
  ];
}
