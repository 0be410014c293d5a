import { describe, expect, test } from "vitest";
import type { PersonalPaths } from "../../functions/connectors/connector.ts";
import { personalLeft, redact } from "../../functions/connectors/redact.ts";

/** Stands for a text in a way that can be read: its letters, padded. */
const shown = (text: string) => `h:${text.replace(/[^\w]/g, "_").padEnd(22, "-").slice(0, 22)}`;
const paths = (hashed: readonly string[], dropped: readonly string[] = []): PersonalPaths => ({
  hashed,
  dropped,
});

describe("a personal value", () => {
  test("is replaced, and every other character stays", () => {
    const body =
      '{ "id" : 90071992547409931,"requester":{"email":"anna@x.org" , "id":1.0}, "note":"\\u0041 anna@x.org" }';
    expect(redact(body, paths(["requester.email"]), shown)).toBe(
      '{ "id" : 90071992547409931,"requester":{"email":"h:anna_x_org------------" , "id":1.0}, "note":"\\u0041 anna@x.org" }',
    );
  });

  test("is null where it is dropped, also where it is hashed as well", () => {
    expect(redact('{"a":{"b":"x"},"c":[1]}', paths(["a.b", "c"], ["a", "c"]), shown)).toBe(
      '{"a":null,"c":null}',
    );
  });

  test("may be a number or a word, and all of an object or a list", () => {
    expect(
      redact(
        '{"p":361234567.0,"q":true,"r":{"x":["a",{"y":2}],"z":{}},"s":[[],"b"]}',
        paths(["p", "q", "r", "s"]),
        shown,
      ),
    ).toBe(
      '{"p":"h:361234567_0-----------","q":"h:true------------------","r":{"x":["h:a---------------------",{"y":"h:2---------------------"}],"z":{}},"s":[[],"h:b---------------------"]}',
    );
  });

  test("is not there where there is null or an empty text", () => {
    const body = '{"p":null,"q":"","r":" \\n"}';
    expect(redact(body, paths(["p", "q", "r"]), shown)).toBe(body);
  });

  test("is found in every element of a list, and still found when an object has become one", () => {
    const path = paths(["custom_fields[].value"]);
    const hidden = '{"id":1,"value":"h:x---------------------"}';
    expect(redact('{"custom_fields":[{"id":1,"value":"x"},{"id":1,"value":"x"}]}', path, shown)).toBe(
      `{"custom_fields":[${hidden},${hidden}]}`,
    );
    expect(redact('{"custom_fields":{"id":1,"value":"x"}}', path, shown)).toBe(`{"custom_fields":${hidden}}`);
    expect(redact('[[{"custom_fields":[[{"id":1,"value":"x"}]]}]]', path, shown)).toBe(
      `[[{"custom_fields":[[${hidden}]]}]]`,
    );
  });

  test("is found by any name of an object, and at any depth", () => {
    const body =
      '{"via":{"source":{"from":{"address":"a","name":["b"]},"to":"c"}},"phone":"d","x":[{"y":{"phone":"e"}}]}';
    expect(redact(body, paths(["via.source.from.*", "**.phone"]), shown)).toBe(
      '{"via":{"source":{"from":{"address":"h:a---------------------","name":["h:b---------------------"]},"to":"c"}},"phone":"h:d---------------------","x":[{"y":{"phone":"h:e---------------------"}}]}',
    );
    expect(redact('{"from":["a"]}', paths(["from.*"]), shown)).toBe('{"from":["h:a---------------------"]}');
  });

  test("is found by what its name says, however it is written, and each time", () => {
    expect(redact('{"\\u0065mail":"a","email":"b"}', paths(["email"]), shown)).toBe(
      '{"\\u0065mail":"h:a---------------------","email":"h:b---------------------"}',
    );
  });

  test("is hashed for what it says, however it is written", () => {
    expect(redact('{"a":"\\u0041\\"","b":"A\\""}', paths(["a", "b"]), (text) => `<${text}>`)).toBe(
      '{"a":"<A\\">","b":"<A\\">"}',
    );
  });

  test("of another place with the same name stays", () => {
    const body = '{"email":"a","x":{"email":"b"},"requester":"c"}';
    expect(redact(body, paths(["requester.email", "__proto__.email"]), shown)).toBe(body);
  });

  test("in a record a hundred thousand lists deep is found", () => {
    const deep = 100_000;
    const body = `${'{"a":['.repeat(deep)}{"phone":"x"}${"]}".repeat(deep)}`;
    expect(redact(body, paths(["**.phone"]), shown)).toBe(body.replace('"x"', '"h:x---------------------"'));
  });
});

test("what is left of a person is found however it is written", () => {
  const known = ["anna@x.org", "Nagy Ő", "+3612", "nobody"];
  expect(personalLeft('{"a":"ANNA@x.org","b":"Nagy \\u0150","c":"%2B3612"}', known)).toEqual(
    known.slice(0, 3),
  );
});

test("any member but those named is personal, and so are names nobody thought of", () => {
  const paths = { hashed: [], dropped: ["Attributes.!(Call.Reason|Score).**", "list[].!(kept)"] };
  const body =
    '{"Attributes":{"Call.Reason":"a","Score":"4","Name":"b","Deep":{"Score":"c"}},"list":[{"kept":1,"x":2}]}';
  expect(redact(body, paths, (text) => text)).toBe(
    '{"Attributes":{"Call.Reason":"a","Score":"4","Name":null,"Deep":null},"list":[{"kept":1,"x":null}]}',
  );
});
