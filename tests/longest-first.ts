/** In which order test files begin: those named here first, for begun last, one of them keeps a single core busy. */

import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The sequencer of a vitest config; `names` are how paths below tests/ begin, the longest of them first. */
export function longestFirst(names: readonly string[]): typeof BaseSequencer {
  const rankOf = ({ moduleId }: TestSpecification) => {
    const rank = names.findIndex((name) => moduleId.includes(`/tests/${name}`));
    return rank < 0 ? names.length : rank;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
    }
  };
}
