/**
 * What each function may do, and why: the stack's roles are made of this, and docs/reach.md. Every action is written out;
 * a star stands only for names below a place that is ours.
 */

import { type FunctionName, type Grant, read, remove, start, write } from "./grant.ts";

export { type FunctionName, functionNames, type Grant, type Place } from "./grant.ts";

const log: Grant = {
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  on: ["log"],
  why: "its own log",
};
/** Without a condition on prefixes: with one, S3 answers "denied" for an object that is not there. */
const list: Grant = {
  actions: ["s3:ListBucket"],
  on: ["lake"],
  why: "objects are listed, and one that is not there is told apart from one that is denied; no key names a person",
};
const goBy = read("the config in force and how far everything is", "config/*", "state/*");
const mail: readonly Grant[] = [
  {
    actions: ["ses:SendRawEmail"],
    on: ["sender", "configuration set"],
    why: "emails to readers and owners, from the sender of the config",
    fromSender: true,
  },
  {
    actions: ["ses:SendRawEmail"],
    on: ["verified addresses"],
    why: "as long as SES keeps the account in its sandbox, it asks this of the identity of whom an email goes to, too; the sender stays the stack's own",
    fromSender: true,
  },
  {
    actions: ["ses:GetSendQuota"],
    on: ["everything"],
    why: "how fast the account may send; SES knows no resource for that",
  },
];
const tell: readonly Grant[] = [
  write("that the owner was told", "state/notices/*", "state/untold/*"),
  remove("a notice that is told at once", "state/untold/*"),
  ...mail,
];
const ask: readonly Grant[] = [
  {
    actions: [
      "athena:StartQueryExecution",
      "athena:GetQueryExecution",
      "athena:GetQueryResults",
      "athena:StopQueryExecution",
    ],
    on: ["workgroup"],
    why: "queries, their answers, and their end when the function must end",
  },
  {
    actions: ["s3:GetBucketLocation"],
    on: ["lake"],
    why: "Athena looks where the bucket is before it writes an answer",
  },
  {
    actions: ["glue:CreateTable"],
    on: ["catalog", "scratch database", "scratch tables"],
    why: "a query reads exactly the files of one generation: through a table made for it",
  },
  {
    actions: ["glue:GetTable", "glue:GetPartitions"],
    on: ["catalog", "scratch database", "scratch tables"],
    why: "Athena reads what the tables of a query are",
  },
  {
    actions: ["glue:GetDatabase"],
    on: ["catalog", "scratch database"],
    why: "Athena looks for the database of a query",
  },
  {
    actions: ["glue:GetDatabase", "glue:CreateDatabase"],
    on: ["catalog", "default database"],
    why: "AWS's guide calls both mandatory for whoever asks Athena anything; nothing of the stack is in that database",
  },
  write("lists of files for queries, and what Athena answers", "scratch/*", "results/*"),
];
const parts: Grant = {
  actions: ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  on: ["lake/facts/*", "lake/kpi/*", "lake/results/*"],
  why: "Athena writes large files in parts, and gives them up with a query that is stopped",
};

const unfinished: Grant = {
  actions: ["s3:ListBucketMultipartUploads"],
  on: ["lake"],
  why: "AWS's own policy for Athena has it beside those on the parts themselves",
};

export const reach: Readonly<Record<FunctionName, readonly Grant[]>> = {
  tick: [
    log,
    list,
    goBy,
    write(
      "the first sight of reports, and what owners were told",
      "state/reports/*",
      "state/installed.json",
      "state/notices/*",
    ),
    remove("notices that could not be told before, and are now", "state/untold/*"),
    start("a worker for each piece of work that is due", "land", "compute", "send"),
    ...mail,
  ],
  land: [
    log,
    list,
    goBy,
    read("the exports of its sources", "inbox/*"),
    write(
      "raw batches, and how far each source is",
      "raw/*",
      "state/sources/*",
      "state/attempts/*",
      "state/leases/*",
    ),
    write(
      "the key that customers' addresses and numbers are hashed with, made once",
      "state/customer-key.json",
    ),
    {
      actions: ["secretsmanager:GetSecretValue"],
      on: ["secrets"],
      why: "the tokens of its sources: which they are stands in the config, so all whose names begin with raport/ and the stack's name",
    },
    {
      actions: ["ssm:GetParameter"],
      on: ["parameters"],
      why: "the same tokens, where they are kept in the Parameter Store",
    },
    {
      actions: ["s3:ListBucket"],
      on: ["buckets of sources"],
      why: "which files there are in buckets of your own that sources name: s3://BUCKET/PREFIX/**, below PREFIX alone",
      underPrefix: true,
    },
    {
      actions: ["s3:GetObject"],
      on: ["objects of sources"],
      why: "those files, below PREFIX alone",
    },
    remove("parts of a file that turned out to be cut off, before they are a batch", "raw/*"),
    start("what is due now that something landed", "tick"),
  ],
  compute: [
    log,
    list,
    goBy,
    read(
      "what queries read and answer, and the manifests of batches",
      "raw/*",
      "facts/*",
      "kpi/*",
      "scratch/*",
      "results/*",
    ),
    ...ask,
    parts,
    unfinished,
    write("the tables, and what is published", "facts/*", "kpi/*", "state/*"),
    remove(
      "files that no published table names any more",
      "facts/*",
      "kpi/*",
      "scratch/*",
      "state/attempts/*",
      "state/glue.json",
    ),
    {
      actions: ["glue:GetTable", "glue:BatchCreatePartition", "glue:BatchUpdatePartition"],
      on: ["catalog", "database", "tables"],
      why: "the tables other tools read follow what is published",
    },
    {
      actions: ["glue:GetDatabase"],
      on: ["catalog", "database"],
      why: "that their database is there",
    },
    {
      actions: ["glue:GetTables", "glue:BatchDeleteTable"],
      on: ["catalog", "scratch database", "scratch tables"],
      why: "tables of queries that are over are removed",
    },
    start("what is due now that tables are new", "tick"),
  ],
  send: [
    log,
    list,
    goBy,
    read("what queries read and answer", "facts/*", "kpi/*", "scratch/*", "results/*"),
    ...ask,
    read("what was sent, and the pages", "sent/*", "archive/*"),
    write(
      "who was sent what, the pages, and the key that links are signed with",
      "sent/*",
      "archive/*",
      "state/reports/*",
      "state/notices/*",
      "state/leases/*",
      "state/keys.json",
    ),
    ...mail,
  ],
  open: [
    log,
    list,
    goBy,
    read("the archived reports that a link is for", "archive/*"),
    write("who unsubscribed, and who was mailed a new link", "state/unsubscribed/*", "state/fresh/*"),
    ...tell,
  ],
  feedback: [
    log,
    list,
    goBy,
    read("the message that an event is about", "sent/*"),
    write("what became of it, and who gets nothing more", "sent/*", "state/events/*", "state/suppressed/*"),
    {
      actions: ["sqs:SendMessage"],
      on: ["dead letters"],
      why: "an event that could not be taken in is kept",
    },
    ...tell,
  ],
};
