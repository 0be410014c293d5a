/** A config that says everything a report, its readers, its mail and its actions can be, beside what sample.ts has. */

import { problemsOf } from "./problems.ts";
import { load } from "./sample.ts";

/** Line numbers matter: the tables of broken configs name them. */
export const rich = `organisation:
  name: Northwind Support
  zone: Europe/Budapest
  locale: hu
  url: https://reports.example.org/
  sender: { name: Northwind Reports, address: reports@example.org }
  brand: { colour: "#1A5FB4", logo: Northwind }
  smallest_group: 8
  labels:
    hu:
      departments: { Technical: Technika, Billing: Számlázás }
      reasons: { Refund: Visszatérítés }
    fi:
      departments: { Technical: Tekniikka }
mail:
  smtp:
    host: smtp.example.org
    port: 587
    user: raport
    password_from: RAPORT_SMTP_PASSWORD
    per_second: 10
actions: actions.yaml
sources:
  - { id: helpdesk, type: files, path: exports/*.csv, key: id, mapping: mappings/helpdesk.sql }
reports:
  - id: daily
    was: morning
    title: Yesterday
    template: digest
    period: day
    at: 07:30
    zone: Europe/London
    pause_until: 2026-12-01
    comparisons: [last_year, events]
    incomplete: { wait: until 12:00, then: send }
    owner: ops@example.org
    to:
      - { name: Ana Pop, address: ana.pop@example.org, locale: ro }
      - { name: Bo Ek, address: bo.ek@example.org, scope: { department: Billing } }
  - id: technical
    title: Technical month
    template: digest
    period: month
    at: last working day 08:00
    comparisons: []
    scope: { department: Technical }
    incomplete: { wait: 6h, then: skip }
    to:
      - { name: Cy Oh, address: cy.oh@example.org, locale: fi, scope: { department: technical } }
  - id: phone
    title: Phone week
    template: digest
    period: week
    at: tuesday 09:00
    scope: { channel: phone }
    to: [{ name: Ana Pop, address: ana.pop@example.org }]
`;

export const actions = `- id: shorter-menu
  what: Shorten the phone menu
  steps: [Ask the callers, Record it again]
  owner: Ana Pop
  due: 2026-12-01
  kpi: abandonment_share
  status: open
- what: Hire two people
  owner: Bo Ek
  due: 2027-01-15
`;

export const loadRich = (text = rich, ofActions = actions) => load(text, { "conf/actions.yaml": ofActions });
export const richProblems = (text = rich, ofActions = actions) =>
  problemsOf(text, { "conf/actions.yaml": ofActions });
