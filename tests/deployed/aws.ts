/** An AWS in which a stack can be deployed: in memory here, moto and Trino among the tests of the engines. */

import type { Assembly } from "./assembly.ts";
import { bucket } from "./assembly.ts";

export interface Aws {
  /** Base URLs. */
  readonly services: Readonly<Record<"s3" | "glue" | "ses" | "athena", string>>;
  /** Puts an object at `bucket/key`. */
  put(path: string, body: Buffer): Promise<void>;
  get(path: string): Promise<Buffer | undefined>;
  /** Where Glue says that the table's files are, as `s3://`. */
  locationOf(database: string, table: string): Promise<string | undefined>;
  /** What SES took, in order. */
  messages(): readonly Message[];
  close(): Promise<void>;
}

export interface Message {
  readonly to: string;
  /** That of the ledger, which SES's events name. */
  readonly tag: string;
  readonly raw: Uint8Array;
}

/** What CloudFormation makes of the template, as far as the functions meet it. */
export interface Declared {
  readonly bucket: string;
  readonly databases: readonly string[];
  readonly tables: readonly { readonly database: string; readonly input: Properties }[];
  readonly workgroup: { readonly name: string; readonly output: string };
  /** The sender's domain. */
  readonly identity: string;
  readonly configurationSet: string;
}

export type Properties = Readonly<Record<string, unknown>>;

/** An AWS with what is declared, and nothing else in those places. */
export type OpenAws = (declared: Declared) => Promise<Aws>;

export function declaredIn({ resources }: Assembly): Declared {
  const only = (type: string) => {
    const [one, ...others] = resources(type);
    if (!one || others.length > 0) throw new Error(`There is not one ${type} in the template`);
    return one;
  };
  const { Name, WorkGroupConfiguration } = only("AWS::Athena::WorkGroup");
  const { ResultConfiguration } = WorkGroupConfiguration as Readonly<Record<string, Properties>>;
  return {
    bucket,
    databases: resources("AWS::Glue::Database").map(({ DatabaseInput }) =>
      String((DatabaseInput as Properties).Name),
    ),
    tables: resources("AWS::Glue::Table").map(({ DatabaseName, TableInput }) => ({
      database: String(DatabaseName),
      input: TableInput as Properties,
    })),
    workgroup: { name: String(Name), output: String(ResultConfiguration?.OutputLocation) },
    identity: String(only("AWS::SES::EmailIdentity").EmailIdentity),
    configurationSet: String(only("AWS::SES::ConfigurationSet").Name),
  };
}
