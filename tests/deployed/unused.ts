/** What the roles of the template allow and no call of the journey took, and why it is allowed all the same. */

import type { Assembly } from "./assembly.ts";
import type { Done } from "./gate.ts";
import { matches } from "./policy.ts";

/** `raport-land s3:DeleteObject raport-lake/raw/*` */
export function unusedGrants({ functions }: Assembly, done: readonly Done[]): readonly string[] {
  const granted = [...functions].flatMap(([name, { statements }]) =>
    statements.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ name, action, resource }))),
    ),
  );
  const isUsed = ({ name, action, resource }: (typeof granted)[number]) =>
    done.some(
      (call) =>
        call.caller === name &&
        call.action === action &&
        call.resources.some((one) => matches(resource, one)),
    );
  const unused = granted.filter((one) => !isUsed(one) && !one.action.startsWith("logs:"));
  // Lambda itself writes the log, in the function's name.
  return [
    ...new Set(unused.map(({ name, action, resource }) => `${name} ${action} ${short(resource)}`)),
  ].sort();
}

const short = (arn: string) => arn.replace(/^arn:aws:[a-z0-9]+:[^:]*:[^:]*:/, "");

/** By what they are for; a star is any text. */
export const rarelyUsed: Readonly<Record<string, string>> = {
  "* athena:StopQueryExecution *": "a query is stopped only where its function must end before it",
  "* glue:CreateDatabase *":
    "where an account has no database called default, AWS's guide has Athena make it for whoever asks first",
  "* glue:GetPartitions *": "Athena may ask for the partitions of any table; the tables of queries have none",
  "raport-compute glue:BatchDeleteTable *":
    "tables of queries are removed once a later generation is published",
  "raport-compute s3:AbortMultipartUpload *":
    "Athena gives up a file written in parts when its query is stopped",
  "raport-compute s3:ListBucketMultipartUploads *":
    "AWS's own policy for Athena has it beside those on the parts themselves",
  "raport-compute s3:ListMultipartUploadParts *": "Athena writes a file in parts where it is large",
  "raport-compute s3:DeleteObject *": "what is superseded is removed once a later generation is published",
  "raport-land s3:DeleteObject *": "parts of a file that turned out to be cut off while it was read",
  "raport-land s3:PutObject raport-lake/state/customer-key.json":
    "customers are hashed where a source is a vendor's; these are files",
  "raport-land secretsmanager:GetSecretValue *": "files need no token",
  "raport-land ssm:GetParameter *": "files need no token",
  "raport-feedback sqs:SendMessage *": "Lambda puts an event there when the function failed",
  "raport-send s3:PutObject raport-lake/state/notices/*": "owners are told of a refused or unknown email",
  "raport-tick s3:PutObject raport-lake/state/notices/*": "owners are told of what waits, is missed or held",
  "raport-tick s3:DeleteObject raport-lake/state/untold/*": "what could not be told when it happened",
  "raport-tick ses:*": "owners are told of what waits, is missed or held",
};

export const isRare = (unused: string): boolean =>
  Object.keys(rarelyUsed).some((pattern) => matches(pattern, unused));
