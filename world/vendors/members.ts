/** Who works at the simulated centre and where, as vendors number them. */

import { agents, type Department, reasons } from "../centre.ts";

export interface DepartmentMember {
  readonly name: Department;
  /** A whole number as text. */
  readonly id: string;
}

export interface AgentMember {
  readonly name: string;
  /** A whole number as text; every third is larger than a double can hold exactly. */
  readonly id: string;
  readonly email: string;
  readonly department: Department;
  readonly isActive: boolean;
}

export const departmentMembers: readonly DepartmentMember[] = (Object.keys(agents) as Department[]).map(
  (name, index) => ({ name, id: String(360_000_001 + index) }),
);

const big = 9_007_199_254_740_993n;

export const agentMembers: readonly AgentMember[] = departmentMembers.flatMap(({ name: department }, row) =>
  agents[department].map((name, index) => {
    const number = row * 10 + index;
    return {
      name,
      id: number % 3 === 0 ? String(big + BigInt(2 * number)) : String(411_000_000 + number),
      email: `agent${number}@support.example.org`,
      department,
      isActive: true,
    };
  }),
);

const departmentIds = new Map<string, string>(departmentMembers.map(({ name, id }) => [name, id]));
const agentIds = new Map(agentMembers.map(({ name, id }) => [name, id]));
const reasonIds = new Map(reasons.map(({ name }, index) => [name, String(77_000_001 + index)]));

const found = (ids: ReadonlyMap<string, string>, name: string): string => {
  const id = ids.get(name);
  if (id === undefined) throw new RangeError(`nobody and nothing is called ${name}`);
  return id;
};

export const departmentId = (name: string): string => found(departmentIds, name);
export const agentId = (name: string): string => found(agentIds, name);
/** The number of a reason, where a vendor has a list of them. */
export const reasonId = (name: string): string => found(reasonIds, name);
