import fc from "fast-check";
import { expect, test } from "vitest";
import { locales } from "../../functions/core/organisation.ts";
import { wholeNumber } from "../../templates/numbers.ts";
import { wordsOf } from "../../templates/words/index.ts";

test.each(locales)("whole numbers in %s are what Intl writes", (language) => {
  const { locale } = wordsOf(language);
  const intl = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const write = wholeNumber(locale);
  const same = (value: number) => {
    expect(write(value)).toBe(intl.format(value).replace("-", "−"));
  };
  for (const value of [0, 7, 999, 1_000, 1_316, 9_999, 10_000, 12_480, 100_000, 1_234_567, -1_316, -12_480])
    same(value);
  fc.assert(fc.property(fc.maxSafeInteger(), same));
  // What is no whole number is rounded by Intl itself.
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.5 }), same));
});

test("zero has no sign, and a thousand its group", () => {
  expect(wholeNumber("en-GB")(-0)).toBe("0");
  expect(wholeNumber("en-GB")(-1_316)).toBe("−1,316");
  expect(wholeNumber("hu")(1_316)).toBe("1316");
  expect(wholeNumber("hu")(12_480)).toBe("12\u00a0480");
});
