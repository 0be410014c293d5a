/** The command line: the same stages as the deployed functions, on this machine. */

import { raport } from "./cli/program.ts";

await raport(process.argv.slice(2));
