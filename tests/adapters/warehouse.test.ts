import { describe } from "vitest";
import { warehouseContract } from "../contracts/warehouse.ts";
import { freshRoots } from "./folders.ts";
import { closingPlaces, placeAt } from "./places.ts";

const fresh = freshRoots();
closingPlaces();

describe("the warehouse of this machine", () => {
  warehouseContract(async () => placeAt(await fresh()));
});
