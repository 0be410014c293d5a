import { describe } from "vitest";
import { warehouseContract } from "../contracts/warehouse.ts";
import { front, placeOn } from "./athena-places.ts";
import { engines } from "./engines.ts";

const athena = front();

describe("the warehouse on Athena, Glue and S3", () => {
  warehouseContract(() => placeOn({ aws: engines().moto, athena: athena().url }));
});
