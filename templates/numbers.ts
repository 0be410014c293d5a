/** Numbers as readers of one language see them: counts, shares, points, money, and changes of each. */

import { isAbsolute } from "../functions/core/evidence.ts";
import type { Unit } from "../functions/core/kpi.ts";
import { remembered } from "../functions/core/remembered.ts";
import { type DurationStyle, duration } from "./durations.ts";
import type { Format } from "./format.ts";
import type { Words } from "./words/words.ts";

/** How many texts of one formatter are kept: what an email says several times, and what its neighbours say as well. */
export const kept = 2_000;

/** Made when the first number is written: a first email needs few of them, and making one takes as long as using it often. */
const numberFormat = remembered((key: string) => {
  const [locale, options] = JSON.parse(key) as [string, Intl.NumberFormatOptions];
  let formatter: Intl.NumberFormat | undefined;
  return remembered((value: number) => {
    formatter ??= new Intl.NumberFormat(locale, options);
    // Locales differ in their minus; "−" is as wide as "+" and screen readers say it.
    return formatter.format(value).replace("-", "−");
  }, kept);
});

/**
 * Whole numbers as Intl writes them, without asking it each time: most figures of a report are counts. Groups of three
 * digits in every language here; where the first begins, and what stands between them, Intl says once.
 */
export const wholeNumber = remembered((locale: string) => {
  const asked = numberFormat(JSON.stringify([locale, { maximumFractionDigits: 0 }]));
  let [between, from] = ["", 0];
  return (value: number): string => {
    if (!Number.isSafeInteger(value)) return asked(value + 0);
    if (from === 0) [between, from] = [asked(1e5).slice(3, -3), asked(1_000).length > 4 ? 1_000 : 10_000];
    const sign = value < 0 ? "−" : "";
    let rest = String(Math.abs(value));
    if (Math.abs(value) < from) return sign + rest;
    let grouped = "";
    for (; rest.length > 3; rest = rest.slice(0, -3)) grouped = between + rest.slice(-3) + grouped;
    return sign + rest + grouped;
  };
});

type Numbers = Pick<Format, "count" | "value" | "target" | "size" | "signed" | "difference">;

export function makeNumbers(words: Words, currency: string | undefined, style: DurationStyle): Numbers {
  const of = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const format = numberFormat(JSON.stringify([words.locale, options]));
    // Zero has no sign.
    return (value) => format(value + 0);
  };
  const percent = { style: "percent", maximumFractionDigits: 1 } as const;
  const signDisplay = "exceptZero";
  const count = wholeNumber(words.locale);
  const share = of({ ...percent, minimumFractionDigits: 1 });
  // Few of many are not none, and all but few are not all.
  const nearlyAll = (value: number) =>
    value > 0 && value < 0.0005
      ? `<${share(0.001)}`
      : value < 1 && value >= 0.9995
        ? `>${share(0.999)}`
        : share(value);
  const round = of(percent);
  const signedShare = of({ ...percent, minimumFractionDigits: 1, signDisplay });
  // Of what is known within a percent, tenths of a percent say nothing.
  const whole = { style: "percent", maximumFractionDigits: 0 } as const;
  const [relative, signedRelative] = style.isEstimate
    ? [of(whole), of({ ...whole, signDisplay })]
    : [share, signedShare];
  const points = of({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signedPoints = of({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay });
  const difference = of({ maximumFractionDigits: 0, signDisplay });
  const seconds = (value: number) => duration(value, words, count, style);
  // What somebody wrote is exact.
  const exactSeconds = (value: number) => duration(value, words, count, { ...style, isEstimate: false });
  const written = { maximumFractionDigits: 2 } as const;
  const money = currency
    ? ({ style: "currency", currency, currencyDisplay: "code" } as const)
    : { minimumFractionDigits: 2, ...written };
  const values: Readonly<Record<Unit, (value: number) => string>> = {
    count,
    seconds,
    share: nearlyAll,
    points: signedPoints,
    money: of(money),
    number: points,
  };
  const targets: typeof values = {
    count,
    seconds: exactSeconds,
    share: round,
    points: of({ ...written, signDisplay }),
    money: of({ ...money, trailingZeroDisplay: "stripIfInteger" }),
    number: of(written),
  };
  const inPoints = (unit: Unit, change: number) => (unit === "share" ? change * 100 : change);
  const pointsOf = (unit: Unit) => words.units[unit === "share" ? "percentagePoints" : "points"];
  return {
    count,
    difference,
    value: (unit, value) => values[unit](value),
    target: (unit, value) => targets[unit](value),
    size: (unit, change) =>
      isAbsolute({ unit })
        ? `${points(Math.abs(inPoints(unit, change)))}\u00a0${pointsOf(unit)}`
        : relative(Math.abs(change)),
    signed: (unit, change) =>
      isAbsolute({ unit })
        ? `${signedPoints(inPoints(unit, change))}\u00a0${pointsOf(unit)}`
        : signedRelative(change),
  };
}
