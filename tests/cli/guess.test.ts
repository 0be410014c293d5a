/** What `init` takes the columns of the usual helpdesks' exports for. */

import { expect, test } from "vitest";
import { guessColumns } from "../../functions/cli/guess.ts";

type Taken = Readonly<Record<string, string>>;

const exports: Readonly<Record<string, readonly [string, Taken]>> = {
  "a Zendesk view": [
    "Summation column;Id;Requester;Requester id;Requester external id;Requester email;Submitter;Assignee;Group;Subject;Tags;Status;Priority;Via;Ticket type;Created at;Updated at;Assigned at;Organization;Due date;Initially assigned at;Solved at;Resolution time;Satisfaction Score;Group stations;Assignee stations;Reopens;Replies;First reply time in minutes;First resolution time in minutes",
    {
      contact_id: "Id",
      version: "Updated at",
      opened_at: "Created at",
      resolved_at: "Solved at",
      channel: "Via",
      department: "Group",
      reason: "Ticket type",
      agent: "Assignee",
      customer_id: "Requester id",
    },
  ],
  "a Zendesk Explore query": [
    "Ticket ID;Ticket created - Date;Ticket created - Timestamp;Ticket solved - Timestamp;Ticket updated - Timestamp;Ticket channel;Ticket group;Assignee name;Ticket type;Full resolution time (min)",
    {
      contact_id: "Ticket ID",
      version: "Ticket updated - Timestamp",
      opened_at: "Ticket created - Timestamp",
      resolved_at: "Ticket solved - Timestamp",
      channel: "Ticket channel",
      department: "Ticket group",
      reason: "Ticket type",
      agent: "Assignee name",
    },
  ],
  Freshdesk: [
    "Ticket ID;Subject;Status;Priority;Source;Type;Agent;Group;Created time;Due by Time;Resolved time;Closed time;Last update time;Initial response time;Time tracked;First response time (in hrs);Resolution time (in hrs);Agent interactions;Customer interactions;Resolution status;First response status;Tags;Survey results;Product;Full name;Email;Contact ID",
    {
      contact_id: "Ticket ID",
      version: "Last update time",
      opened_at: "Created time",
      resolved_at: "Resolved time",
      channel: "Source",
      department: "Group",
      reason: "Type",
      agent: "Agent",
      customer_id: "Email",
    },
  ],
  LiveAgent: [
    "Ticket code;Subject;Owner name;Owner email;Status;Channel type;Department name;Agent name;Date created;Date changed;Date resolved;Date due;Tags",
    {
      contact_id: "Ticket code",
      version: "Date changed",
      opened_at: "Date created",
      resolved_at: "Date resolved",
      channel: "Channel type",
      department: "Department name",
      agent: "Agent name",
    },
  ],
  "LiveAgent's API": [
    "id;owner_contactid;departmentid;agentid;status;code;channel_type;date_created;date_changed;date_resolved;subject",
    {
      contact_id: "id",
      version: "date_changed",
      opened_at: "date_created",
      resolved_at: "date_resolved",
      channel: "channel_type",
    },
  ],
  "Jira Service Management": [
    "Summary;Issue key;Issue id;Issue Type;Status;Project key;Project name;Priority;Resolution;Assignee;Assignee Id;Reporter;Reporter Id;Creator;Created;Updated;Last Viewed;Resolved;Due date;Component/s;Custom field (Request Type);Custom field (Time to first response)",
    {
      contact_id: "Issue key",
      version: "Updated",
      opened_at: "Created",
      resolved_at: "Resolved",
      reason: "Issue Type",
      agent: "Assignee",
    },
  ],
  "a Salesforce report of cases": [
    "Case Owner;Account Name;Contact Name;Case Number;Subject;Status;Priority;Open;Closed;Date/Time Opened;Date/Time Closed;Age;Case Origin;Case Reason;Type;Case Last Modified Date;Case Last Modified By",
    {
      contact_id: "Case Number",
      version: "Case Last Modified Date",
      opened_at: "Date/Time Opened",
      resolved_at: "Date/Time Closed",
      channel: "Case Origin",
      reason: "Case Reason",
      agent: "Case Owner",
    },
  ],
  "Salesforce's API": [
    "Id;CaseNumber;ContactId;AccountId;Type;Status;Reason;Origin;Subject;IsClosed;ClosedDate;OwnerId;CreatedDate;CreatedById;LastModifiedDate;LastModifiedById",
    {
      contact_id: "CaseNumber",
      version: "LastModifiedDate",
      opened_at: "CreatedDate",
      resolved_at: "ClosedDate",
      channel: "Origin",
      reason: "Reason",
    },
  ],
  ServiceNow: [
    "Number;Opened;Opened by;Closed;Resolved;Updated;Assignment group;Assigned to;Category;Contact type;Short description;Priority",
    {
      contact_id: "Number",
      version: "Updated",
      opened_at: "Opened",
      resolved_at: "Resolved",
      channel: "Contact type",
      department: "Assignment group",
      reason: "Category",
      agent: "Assigned to",
    },
  ],
  "one made by hand": [
    "Ticket;Opened at;Closed at;Team;Reopened at;Created by",
    { contact_id: "Ticket", opened_at: "Opened at", resolved_at: "Closed at", department: "Team" },
  ],
};

test.each(Object.entries(exports))("%s", (_, [header, taken]) => {
  expect(guessColumns(header.split(";")).found).toEqual(taken);
});

test.each(["Ticket", "Ticket ID", "Case number", "ticket_no", "TICKET #", "CaseNumber", "Conversation ID"])(
  "%s names a contact",
  (name) => {
    expect(guessColumns(["Customer ID", name]).found.contact_id).toBe(name);
  },
);

test.each([
  "Created",
  "Opened at",
  "opened_on",
  "Create date",
  "CreatedDate",
  "Date/Time Opened",
  "Start time",
])("%s is when it was opened", (name) => {
  expect(guessColumns(["Created by", "First opened", "Reopened at", name]).found.opened_at).toBe(name);
});

test("what lasts, counts or is somebody's is not taken for a time, and a subject is no reason", () => {
  const header = [
    "Resolution time",
    "Closed by",
    "Reopens",
    "Open",
    "Submitter",
    "Subject",
    "Paid",
    "Due date",
  ];
  expect(guessColumns(header).found).toEqual({});
});

test.each([
  [["Ticket ID", "Requester", "Requester email", "Requester ID"], "Requester ID"],
  [["id", "email", "Agent email"], "email"],
  [["id", "CustomerEmail", "phone"], "CustomerEmail"],
  [["Call ID", "Caller", "Extension"], "Caller"],
  // Two customers may have one name; the others are not customers.
  [["id", "Customer", "Customer name", "Agent email", "Group ID", "email sent"], undefined],
])("of %j the customer is %j", (columns, customer) => {
  expect(guessColumns(columns).found.customer_id).toBe(customer);
});

test("who the customer is and what they wrote is personal; what is counted, timed or mapped is not", () => {
  const told = [
    "Requester email",
    "Requester name",
    "CustomerName",
    "phone_number",
    "Caller",
    "IP address",
    "Subject",
    "Description",
    "Last comment",
  ];
  const kept = [
    "Ticket ID",
    "Created at",
    "Agent name",
    "Group name",
    "Customer ID",
    "Comments count",
    "Number of comments",
    "Last comment at",
    "Email sent",
    "Message type",
    "Priority",
    "Brand",
  ];
  expect(guessColumns([...told, ...kept]).personal).toEqual(told);
});
