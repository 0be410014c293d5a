/** What was worked out once is not worked out again: for pure questions that are asked by the million. */

/** The same function, with its last answers kept: so many, then none, so that it never grows without bound. */
export function remembered<Key extends string | number | boolean, Value>(
  make: (key: Key) => Value,
  most = 50_000,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = make(key);
    if (known.size >= most) known.clear();
    known.set(key, value);
    return value;
  };
}
