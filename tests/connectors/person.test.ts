import { describe, expect, test } from "vitest";
import { hashedWith } from "../../functions/stages/customer-key.ts";

describe("one customer", () => {
  const hash = hashedWith(new Uint8Array(32));

  test("has the HMAC of their text in 22 characters", () => {
    // printf anna@example.org | openssl dgst -sha256 -mac HMAC -macopt hexkey:00..00 -binary | basenc --base64url
    expect(hash("anna@example.org")).toBe("h:3eyfrF_WOXjtGKIKHaiESi");
  });

  test.each([
    ["anna@example.org", " Anna@Example.ORG ", "mailto:ANNA@example.org"],
    [
      "+36 30 123-4567",
      "0036301234567",
      "36301234567",
      "tel:+36301234567",
      "+36 (30) 123.45/67",
      "+36 (0) 30 1234567",
    ],
    ["+３６301234567", "whatsapp:+36301234567"],
    ["Anna  Nagy", "Anna  Nagy "],
    ["+36 30 123 4567", "(+36) 30 123 4567", "(+36)301234567", "'+36301234567", "\u202a+36301234567\u202c"],
    ["36301234567", "36301234567.0", "36\u201130\u2011123\u20114567", "(+36) (0)30 123 4567"],
    ["anna@example.org", "<Anna@example.org>", '"anna@example.org"', "Anna Nagy <anna@example.org>"],
  ])("is one customer as %j and in other spellings", (one, ...others) => {
    for (const other of others) expect(hash(other)).toBe(hash(one));
  });

  test.each([
    ["anna@example.org", "anne@example.org"],
    ["+36301234567", "+36301234568"],
    ["06301234567", "+36301234567"],
    ["000123", "123"],
    ["12", "1.2"],
    ["12.0", "12"],
    ["Anna Nagy", "anna nagy"],
    ["123 Main Street", "123"],
  ])("%j is another one than %j", (one, other) => {
    expect(hash(one)).not.toBe(hash(other));
  });

  test("is another one by another key", () => {
    expect(hashedWith(new Uint8Array(32).fill(1))("anna@example.org")).not.toBe(hash("anna@example.org"));
  });
});

describe("what stands where nobody is named", () => {
  const hash = hashedWith(new Uint8Array(32));

  test.each(["anonymous", "Unknown", " n/a ", "NA", "NULL", "-", "--", "—", "?", "0", "+0", "not provided"])(
    "%j makes no customer",
    (text) => {
      expect(hash(text)).toBeNull();
      expect(hash(text)).toBeNull(); // it is remembered as it was told
    },
  );

  test.each(["anna@example.org", "0036301234567", "Nan Goldin", "none@example.org", "00012", "-1"])(
    "%j is one",
    (text) => {
      expect(hash(text)).toMatch(/^h:/);
    },
  );
});
