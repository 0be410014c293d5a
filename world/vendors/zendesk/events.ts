/** Updates of a ticket, each with what changed by it. */

import type { Centre, Matter } from "../centre.ts";
import type { Happening, Standing } from "../happenings.ts";
import { agentId, departmentId } from "../members.ts";
import type { Told } from "../vendor.ts";
import { digits, instant, jsonOf } from "./json.ts";
import { authorId, bot } from "./names.ts";
import { isLegacy } from "./tickets.ts";

export function* eventsOf(centre: Centre, matter: Matter): Generator<Told, void, void> {
  for (const standing of matter.standings) {
    const children = standing.news.flatMap((each) => childrenOf(centre, matter, each));
    if (children.length === 0) continue;
    const id = String(matter.number * 1000 + standing.number);
    yield {
      stream: "ticket_events",
      key: id,
      version: String(standing.at).padStart(12, "0"),
      at: standing.at * 1000,
      op: "upsert",
      body: jsonOf({
        id: digits(id),
        ticket_id: matter.number,
        created_at: instant(standing.at),
        timestamp: standing.at,
        updater_id: authorId(matter),
        via: "Email",
        event_type: "Audit",
        system: { client: "made up", ip_address: "192.0.2.7", location: matter.customer?.name ?? "nowhere" },
        child_events: children.map((child, index) => ({
          id: digits(`${id}${index}`),
          via: "Web form",
          ...child,
        })),
      }),
    };
  }
}

type Child = Readonly<Record<string, unknown>>;

function childrenOf(centre: Centre, matter: Matter, each: Happening): readonly Child[] {
  switch (each.kind) {
    case "opened":
      return [
        { event_type: "Create", status: "new" },
        {
          event_type: "Create",
          subject: centre.text(matter, { id: `${matter.id} subject`, author: "customer" }),
        },
      ];
    case "assigned":
      return [
        {
          event_type: "Change",
          assignee_id: matter.course.agent === null ? null : digits(agentId(matter.course.agent)),
          group_id: digits(departmentId(matter.contact.department)),
          previous_value: null,
        },
      ];
    case "message":
      return [comment(centre, matter, each.message)];
    case "resolved":
      return [{ event_type: "Change", status: "solved", previous_value: "open" }];
    case "reopened":
      return [{ event_type: "Change", status: "open", previous_value: "solved" }];
    case "survey-sent":
      return each.survey.kind === "satisfaction" && !isLegacy(matter)
        ? [{ event_type: "SurveyOffered", survey_id: "01" }]
        : [];
    case "survey-answered":
      return each.survey.kind === "satisfaction" && !isLegacy(matter)
        ? [
            {
              event_type: "SurveyResponseSubmitted",
              survey_response_id: each.survey.id,
              rating: each.survey.score,
              comment: each.survey.comment,
            },
          ]
        : [];
    default:
      return [];
  }
}

function comment(
  centre: Centre,
  matter: Matter,
  message: Extract<Standing["news"][number], { kind: "message" }>["message"],
): Child {
  const author =
    message.author === "customer"
      ? String(authorId(matter))
      : message.author === "bot"
        ? bot
        : agentId(message.agent ?? "");
  const body = centre.text(matter, message);
  return {
    event_type: "Comment",
    type: "Comment",
    author_id: digits(author),
    body,
    html_body: `<p>${body}</p>`,
    public: message.isPublic,
    attachments: [],
    created_at: instant(message.sentAt),
  };
}
