/** The command line: the same stages as the deployed functions, on this machine. */

import { raport } from "./cli/program.ts";

// Who reads only the beginning of what is said (`| head`) closes the pipe; what was asked for is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

await raport(process.argv.slice(2));
