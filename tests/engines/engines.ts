/** Where the engines are that `npm run test:engines` started: base URLs on this machine. */

import { inject } from "vitest";

export interface Engines {
  /** S3, Glue and SES. */
  readonly moto: string;
  /** The Trino coordinator, its Hive catalogs over moto and over files. */
  readonly trino: string;
  /** A folder that Trino's file catalogs read and write below. */
  readonly files: string;
}

declare module "vitest" {
  interface ProvidedContext {
    engines: Engines;
  }
}

/** The engines of this run. Ask in a test or a hook: where engines cannot be had, all of these are skipped. */
export const engines = (): Engines => inject("engines");
