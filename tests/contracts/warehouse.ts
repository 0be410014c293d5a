/** What every Warehouse must do. The factory gives an empty place each time; its workers are closed by whoever gives it. */

import { describe } from "vitest";
import { commitsContract } from "./warehouse/commits.ts";
import { deathsContract } from "./warehouse/deaths.ts";
import { partitionsContract } from "./warehouse/partitions.ts";
import type { Place } from "./warehouse/place.ts";
import { valuesContract } from "./warehouse/values.ts";

export function warehouseContract(open: () => Promise<Place>): void {
  describe("commits", () => commitsContract(open));
  describe("workers that die or wake up late", () => deathsContract(open));
  describe("partitions", () => partitionsContract(open));
  describe("values", () => valuesContract(open));
}
