/** Tails and critical values of the normal distribution and of Student's t, to about ten digits; nothing is looked up. */

/** Beyond so many degrees of freedom t is the normal distribution to six digits. */
const muchFreedom = 1e6;

/** How probable a normal value at least this far from 0, on either side, is. */
export function normalTails(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 2.5 ? 1 - errorSeries(x) : errorTail(x);
}

/** How probable a t value at least this far from 0, on either side, is; `Infinity` degrees of freedom: normal. */
export function tTails(t: number, freedom: number): number {
  if (!(freedom > 0)) throw new RangeError(`${freedom} degrees of freedom`);
  if (freedom > muchFreedom) return normalTails(t);
  if (!Number.isFinite(t)) return 0;
  const whole = freedom + t * t;
  return incompleteBeta(freedom / whole, (t * t) / whole, freedom / 2, 0.5);
}

/** The value whose two tails together hold this probability: 1.96 for 0.05 and endless freedom. */
export function critical(tails: number, freedom = Number.POSITIVE_INFINITY): number {
  if (!(tails > 0 && tails < 1)) throw new RangeError(`${tails} is no probability of two tails`);
  let [low, high] = [0, 1];
  while (tTails(high, freedom) > tails && high < 1e15) high *= 2;
  // Halving 200 times leaves neighbouring numbers; it stops earlier when nothing lies between them.
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (tTails(middle, freedom) > tails) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The error function by its series, which has no cancellation: 2/sqrt(pi) e^-x2 (x + 2x3/3 + 4x5/15 + ...). */
function errorSeries(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * sum && n < 500; n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** What the error function leaves to 1, by its continued fraction, which keeps its digits far out. */
function errorTail(x: number): number {
  let fraction = x;
  for (let n = 120; n >= 1; n -= 1) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** The regularised incomplete beta function; `y` is 1 - x, given apart because the subtraction would lose digits. */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(y, b, a)) / b;
}

/** The continued fraction of the incomplete beta function by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result;
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function from a half on, by Lanczos' approximation. */
function logGamma(x: number): number {
  const base = x - 1 + lanczos.length - 0.5;
  const sum = lanczos.reduce((total, one, index) => total + one / (x + index), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}
