import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchema, made } from "../../config/generate.ts";

test.each(Object.keys(made))("the committed %s is what is made; npm run schema writes it", (path) => {
  const config = new URL("../../config/generate.ts", import.meta.url);
  expect(readFileSync(new URL(path, config), "utf8")).toBe(made[path]?.());
});

test("the JSON schema knows the unit of every target and refuses unknown keys", () => {
  const schema = JSON.parse(jsonSchema());
  const { open_backlog, resolution_seconds, channel_share } = schema.properties.targets.properties;
  expect(open_backlog.properties.at_most.type).toBe("number");
  expect(resolution_seconds.properties.at_most.type).toBe("string");
  expect(channel_share).toBeUndefined();
  expect(schema.additionalProperties).toBe(false);
  const [files] = schema.properties.sources.items.oneOf;
  expect(files.required.toSorted()).toEqual(["id", "key", "mapping", "path", "type"]);
});
