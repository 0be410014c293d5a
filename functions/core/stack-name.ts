/** How a stack and its functions are called, for who deploys them and who looks for them. */

/** It is part of the names of the database, the workgroup and the functions. */
export const isStackName = (name: string): boolean => /^[a-z][a-z0-9-]{0,29}$/.test(name);

export const functionName = (stack: string, name: string): string => `${stack}-${name}`;
