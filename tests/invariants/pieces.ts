/** The simulated centre's exports, as they are or in pieces that arrive in any order. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { Config } from "../../functions/core/config.ts";
import type { random } from "../../world/random.ts";
import { filesOf } from "../memory.ts";

type Random = ReturnType<typeof random>;

/** The files of the centre as they are, or their rows shuffled, some twice, in three exports that arrive in any order. */
export function piecesOf(
  config: Pick<Config, "sources">,
  out: string,
  at: string,
  dice: Random | null,
): readonly (readonly string[])[] {
  const landings: string[][] = [[], [], []];
  for (const source of filesOf(config)) {
    const files = basename(source.path).replace("{date}", "*");
    const pattern = new RegExp(`^${files.replaceAll(".", "\\.").replace("*", "(.+)")}$`);
    const lines = new Map<string, string[]>();
    for (const name of readdirSync(out)
      .sort()
      .filter((one) => pattern.test(one))) {
      const text = gunzipSync(readFileSync(join(out, name))).toString();
      // What customers wrote has line breaks of its own.
      const cut = parse(text, { raw: true, relax_column_count: true }) as unknown as readonly {
        raw: string;
      }[];
      const [header = "", ...rows] = cut.map(({ raw }) => raw.replace(/\r?\n$/, ""));
      for (const row of rows) {
        const piece = dice ? dice.whole(3) : 0;
        const key = `${piece}\n${header}`;
        const kept = lines.get(key) ?? [];
        kept.push(row);
        if (dice && dice.fraction() < 0.1) kept.push(row);
        lines.set(key, kept);
      }
    }
    for (const [key, rows] of lines) {
      const [piece = "0", header = ""] = key.split("\n");
      if (dice) for (let i = rows.length - 1; i > 0; i--) swap(rows, i, dice.whole(i + 1));
      const name = `${source.id}-${piece}.csv`;
      landings[Number(piece)]!.push(name);
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, `waiting-${name}`), `${header}\n${rows.join("\n")}\n`);
    }
  }
  return landings;
}

function swap(rows: string[], one: number, other: number): void {
  [rows[one], rows[other]] = [rows[other] as string, rows[one] as string];
}
