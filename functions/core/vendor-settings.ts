/** What an admin may set for each vendor, under `settings:` of its source. Pure. */

import type { VendorType } from "./source.ts";

export interface VendorSetting {
  /** What its value may look like. */
  readonly form: RegExp;
  /** What to write where it does not. */
  readonly todo: string;
  readonly description: string;
}

export const vendorSettings: Readonly<Record<VendorType, Readonly<Record<string, VendorSetting>>>> = {
  zendesk: {
    requests_per_minute: {
      form: /^[1-9]\d{0,3}$/,
      todo: "write how many requests a minute the plan grants, such as 200",
      description: "Requests a minute that Raport may use of the plan; without it 200",
    },
    reason_field: {
      form: /^\d{1,20}$/,
      todo: "write the number of a drop-down field of tickets, as its address in Zendesk's Admin Center has it",
      description: "The drop-down field of tickets that says why the customer wrote",
    },
    reason_tags: {
      form: /^[^\s,|]+( *, *[^\s,|]+)*$/,
      todo: "write tags with commas between them, for example invoice, delivery",
      description:
        "Tags that say why the customer wrote, where no field does; of several the first one on the ticket counts",
    },
    bots: {
      form: /^\d{1,20}( *, *\d{1,20})*$/,
      todo: "write the numbers of users, with commas between them",
      description: "Users who are no people: what they write is a bot's",
    },
    good_score: {
      form: /^\d{1,3}$/,
      todo: "write a score of the scale satisfaction_scale says",
      description:
        "The score a rating 'good' stands for. Without it such ratings are answers without a score; with satisfaction_scale: 2, satisfaction_from: 2, good_score: 2 and bad_score: 1 satisfaction is good / (good + bad), as in Zendesk",
    },
    bad_score: {
      form: /^\d{1,3}$/,
      todo: "write a score of the scale satisfaction_scale says",
      description: "The score a rating 'bad' stands for",
    },
    call_charge_currency: {
      form: /^[A-Z]{3}$/,
      todo: "write the currency's three letters, such as USD",
      description:
        "The currency of what Talk charges for calls; without it charges are no costs. They are the telephone's only, not what a contact costs",
    },
  },
  liveagent: {
    requests_per_minute: {
      form: /^(?:[1-9]|[1-9]\d|1[0-7]\d|180)$/,
      todo: "write how many of LiveAgent's 180 requests a minute Raport may use, such as 60",
      description: "Requests a minute that Raport may use; without it 120",
    },
    reason_field: {
      form: /^\S+$/,
      todo: "write the code of one custom field of tickets",
      description:
        "The custom field of tickets that says why the customer wrote, by its code; all other custom fields are dropped",
    },
    reason_tags: {
      form: /\S/,
      todo: "write what such tags begin with, for example 'reason: '",
      description:
        "What the name of a tag begins with that says why the customer wrote, where no field does; of several the first one on the ticket counts",
    },
    zone_v3: {
      form: /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/,
      todo: "write a zone such as Europe/Budapest",
      description:
        "The zone in which LiveAgent tells the times of tickets, messages and calls; without it UTC",
    },
    zone_v1: {
      form: /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/,
      todo: "write a zone such as Europe/Budapest",
      description:
        "The zone in which LiveAgent tells the times of its reports; without it America/Los_Angeles",
    },
    reward_score: {
      form: /^\d{1,3}$/,
      todo: "write a score of the scale satisfaction_scale says",
      description:
        "The score a reward stands for. Without it ratings are answers without a score; with satisfaction_scale: 2, satisfaction_from: 2, reward_score: 2 and punishment_score: 1 satisfaction is rewards / (rewards + punishments)",
    },
    punishment_score: {
      form: /^\d{1,3}$/,
      todo: "write a score of the scale satisfaction_scale says",
      description: "The score a punishment stands for",
    },
  },
  "sprout-social": {
    group: {
      form: /^\d+$/,
      todo: "write the number of one group, as its address in Sprout Social has it",
      description: "The one group whose profiles are read; without it, all profiles the token can see",
    },
    reason_tag: {
      form: /\S/,
      todo: "write what such tags begin with, for example 'reason: '",
      description:
        "What the name of a tag begins with that says why somebody wrote; without it, the type of the case says so",
    },
    reviews: {
      form: /^(?:satisfaction|none)$/,
      todo: "write satisfaction or none",
      description:
        "Whether reviews of one to five stars are satisfaction scores; without it they are contacts that rate nothing",
    },
  },
  "amazon-connect": {
    reason_attribute: {
      form: /^[\w .-]+$/,
      todo: "write the name of one contact attribute, of letters, digits, spaces, dots, _ and -",
      description: "The contact attribute that says what a contact was about",
    },
    csat_attribute: {
      form: /^[\w .-]+$/,
      todo: "write the name of one contact attribute, of letters, digits, spaces, dots, _ and -",
      description: "The contact attribute that holds the score a customer gave, a whole number",
    },
    productive_statuses: {
      form: /^[^,]+(,[^,]+)*$/,
      todo: "write names of agent statuses with commas between, for example Training, Meeting",
      description: "The agents' own statuses that are work; the others are breaks",
    },
    delay_minutes: {
      form: /^\d{1,4}$/,
      todo: "write a whole number of minutes",
      description:
        "How long after something happened its record may come into the folder: 20 without it, for Firehose gathers for up to 15",
    },
  },
  asterisk: {
    cdr_columns: {
      form: /^(?=.*\buniqueid\b)(?=.*\bduration\b)(?=.*\bbillsec\b)(?=.*\bdisposition\b)\w+(\s*,\s*\w+)*$/,
      todo: "write the names of all columns with commas between, uniqueid, duration, billsec and disposition among them",
      description:
        "The columns of the CDR file in their order; without it those of Master.csv with every option of cdr.conf on",
    },
    outbound_contexts: {
      form: /\S/,
      todo: "write names of contexts of the dialplan with commas between",
      description: "Where calls begin that go out; without it every call came in",
    },
    internal_contexts: {
      form: /\S/,
      todo: "write names of contexts of the dialplan with commas between",
      description: "Where calls begin that stay in the house and are no contacts",
    },
    reason_column: {
      form: /^(?:userfield|accountcode)$/,
      todo: "write userfield or accountcode",
      description: "The column of the CDR that says what a call was about",
    },
    callback_key: {
      form: /^[0-9*#]$/,
      todo: "write one key of a telephone",
      description: "The key by which a caller leaves a queue to be called back",
    },
    productive_pauses: {
      form: /^[^,]+(,[^,]+)*$/,
      todo: "write reasons of pauses with commas between, for example Training, Meeting",
      description: "Pauses that are work; the others are breaks",
    },
    after_work_pauses: {
      form: /^[^,]+(,[^,]+)*$/,
      todo: "write reasons of pauses with commas between, for example Wrap-up",
      description: "Pauses in which the work after a call is done",
    },
    delay_minutes: {
      form: /^\d{1,4}$/,
      todo: "write a whole number of minutes",
      description: "How long after something happened its line may come into the folder: 10 without it",
    },
  },
};
