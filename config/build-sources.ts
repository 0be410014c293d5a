/** Sources as the rest of Raport knows them, with everything usual filled in. */

import { dirname, resolve } from "node:path";
import { bucketPath } from "../functions/core/bucket.ts";
import type { Source } from "../functions/core/config.ts";
import type { Written } from "./schema.ts";
import { durationSeconds, expectsOf } from "./values.ts";

type WrittenSource = Written["sources"][number];

/** `file`: the config, from whose folder paths begin. `zone`: the organisation's. */
export function sourceOf(
  written: WrittenSource,
  file: string,
  mappings: Source["mappings"],
  zone: string,
): Source {
  const common = {
    id: written.id,
    mappings,
    contactsIn: written.contacts_in ?? written.id,
    ...(written.continues !== undefined && { continues: written.continues }),
    keepsComments: written.keep_comments ?? false,
    zone: written.zone ?? zone,
    quietDays: written.quiet_days ?? [],
    settleSeconds: written.settle ? durationSeconds(written.settle) : 0,
    everySeconds: durationSeconds(String(written.every ?? "1h")),
  };
  const folderOf = ({ path, encoding }: FolderKeys) => ({
    path: bucketPath(path) ? path : resolve(dirname(file), path).replaceAll("\\", "/"),
    encoding: new TextDecoder(encoding ?? "utf-8").encoding,
  });
  if (written.type === "files")
    return {
      ...common,
      ...folderOf(written),
      type: written.type,
      expects: expectsOf(written.expects ?? "latest row"),
      format: written.format ?? "auto",
      key: written.key,
      ...(written.version !== undefined && { version: written.version }),
      personal: written.personal ?? [],
      hashed: written.hashed ?? [],
      ...(written.fewest_rows !== undefined && { fewestRows: written.fewest_rows }),
    };
  const ofVendor = {
    ...common,
    settings: settingsOf(written.settings),
    keepsPersonal: written.keep_personal ?? false,
    expects: { kind: "poll" },
  } as const;
  if ("path" in written) return { ...ofVendor, ...folderOf(written), type: written.type };
  const { type, account, token, since, address } = written;
  const reached = { type, account, token, since, ...(address !== undefined && { address }) };
  return { ...ofVendor, ...reached };
}

interface FolderKeys {
  readonly path: string;
  readonly encoding?: string | undefined;
}

function settingsOf(written: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(written).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
