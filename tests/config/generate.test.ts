import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchema } from "../../config/generate.ts";

test("the committed JSON schema is the one the shapes give; npm run schema writes it", () => {
  expect(readFileSync(new URL("../../config/raport.schema.json", import.meta.url), "utf8")).toBe(
    jsonSchema(),
  );
});

test("the JSON schema knows the unit of every target and refuses unknown keys", () => {
  const schema = JSON.parse(jsonSchema());
  const { open_backlog, resolution_seconds, channel_share } = schema.properties.targets.properties;
  expect(open_backlog.properties.at_most.type).toBe("number");
  expect(resolution_seconds.properties.at_most.type).toBe("string");
  expect(channel_share).toBeUndefined();
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.sources.items.required).toEqual(["id", "type", "path", "key", "mapping"]);
});
