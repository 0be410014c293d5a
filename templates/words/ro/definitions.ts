/** Romanian definitions of KPIs. */

import type { DefinitionsWords } from "../words.ts";
import { service } from "./definitions-service.ts";

const rank = "(cel mai apropiat rang, valoarea afișată are o precizie de 2\u00a0%)";
const resolved = "Dintre solicitările rezolvate în perioadă,";
const resolvedFor = "Pentru solicitările rezolvate în perioadă,";
const firstResolved = "Dintre solicitările rezolvate pentru prima dată în perioadă,";
const open = "Dintre solicitările nerezolvate la sfârșitul ultimei zile a perioadei,";
const due = "decise în perioadă, prin atingere sau prin expirare, ponderea celor atinse până la termen.";

export const definitions: DefinitionsWords = {
  contacts_opened: "Solicitări a căror oră de înregistrare se află în perioadă.",
  contacts_resolved: "Solicitări a căror oră de rezolvare se află în perioadă, oricând au fost înregistrate.",
  open_backlog: "Solicitări înregistrate, dar încă nerezolvate la sfârșitul ultimei zile a perioadei.",
  resolved_share: "Dintre solicitările înregistrate în perioadă, ponderea celor rezolvate până acum.",
  channel_share: "Din toate solicitările înregistrate în perioadă, ponderea celor venite pe acest canal.",
  reason_share: "Din toate solicitările înregistrate în perioadă, ponderea celor cu acest motiv.",
  contacts_per_day: "Solicitările înregistrate în perioadă, împărțite la numărul zilelor ei.",
  contacts_assigned: "Solicitări date agentului lor în perioadă.",
  contacts_completed: "Solicitări care au un agent și au fost rezolvate în perioadă.",
  open_older_than_1_day: `${open} cele înregistrate într-o zi anterioară.`,
  open_older_than_7_days: `${open} cele înregistrate cu cel puțin 7 zile înainte.`,
  open_older_than_30_days: `${open} cele înregistrate cu cel puțin 30 de zile înainte.`,
  known_answer_open_share: `${open} cu etichete indicate, ponderea celor cu o etichetă care spune că răspunsul se află în baza de cunoștințe.`,
  complaints: "Solicitări înregistrate de clienți în perioadă care poartă o etichetă de reclamație.",
  complaint_share:
    "Dintre solicitările înregistrate de clienți în perioadă, cu etichete indicate, ponderea celor cu o etichetă de reclamație.",
  out_of_hours_share:
    "Dintre solicitările înregistrate de clienți în perioadă, ponderea celor înregistrate în afara programului departamentului.",
  self_service_share:
    "Dintre solicitările înregistrate de clienți în perioadă, acolo unde sursa indică, ponderea celor începute cu un bot sau prin autoservire.",
  bot_containment_share:
    "Dintre solicitările înregistrate în perioadă și începute cu un bot, acolo unde sursa indică, ponderea celor care nu au ajuns niciodată la un om.",
  resolution_seconds: `${resolvedFor} timpul mediu de la înregistrare la rezolvare, în timp calendaristic.`,
  resolution_seconds_p50: `${resolved} jumătate au durat cel mult atât ${rank}.`,
  resolution_seconds_p90: `${resolved} nouă din zece au durat cel mult atât ${rank}.`,
  resolved_within_day_share: `${resolved} ponderea celor rezolvate în cel mult 24 de ore de la înregistrare.`,
  first_resolution_seconds:
    "Pentru solicitările rezolvate pentru prima dată în perioadă, timpul mediu de la înregistrare la prima rezolvare, în timp calendaristic, redeschise sau nu.",
  first_resolution_seconds_p50: `${firstResolved} jumătate au ajuns la prima rezolvare în cel mult atât ${rank}.`,
  first_resolution_seconds_p90: `${firstResolved} nouă din zece au ajuns la prima rezolvare în cel mult atât ${rank}.`,
  resolution_business_seconds: `${resolvedFor} timpul mediu de la înregistrare la rezolvare, în programul departamentului.`,
  requester_wait_seconds: `${resolvedFor} acolo unde sursa indică, timpul mediu cât a așteptat clientul: nou, deschis sau suspendat.`,
  agent_wait_seconds: `${resolvedFor} acolo unde sursa indică, timpul mediu cât agenții au așteptat clientul.`,
  on_hold_seconds: `${resolvedFor} acolo unde sursa indică, timpul mediu cât au fost suspendate, în așteptarea altcuiva.`,
  first_contact_resolution_share:
    "Dintre solicitările înregistrate în perioadă prin care un client cunoscut a întrebat prima dată, acolo unde sursa indică, ponderea celor după care clientul nu a revenit în intervalul stabilit.",
  repeat_contact_share:
    "Dintre solicitările clienților cunoscuți înregistrate în perioadă, ponderea celor al căror client mai întrebase în intervalul dinainte.",
  reopened_share: `${firstResolved} acolo unde sursa indică, ponderea celor redeschise în intervalul de după rezolvare.`,
  occupancy_share:
    "Din timpul perioadei în care agenții lucrau la o solicitare sau erau disponibili, ponderea lucrului la solicitări; o zi fără timp disponibil indicat este lăsată deoparte.",
  utilisation_share: "Din timpul plătit al zilelor perioadei, ponderea lucrului la solicitări.",
  logged_in_seconds: "Timpul cât agenții au fost conectați în zilele perioadei, toți agenții la un loc.",
  log_ins: "De câte ori s-a conectat un agent neconectat în zilele perioadei.",
  break_seconds: "Timpul cât agenții au fost în pauză în zilele perioadei, toți agenții la un loc.",
  break_share: "Timpul de pauză ca pondere din timpul de conectare, în zilele perioadei.",
  adherence_share:
    "Din timpul planificat al agenților în zilele perioadei, ponderea celui în care au fost conectați.",
  cost_per_contact:
    "Costul zilelor perioadei, fiecare cu partea ei din costul lunii, împărțit la solicitările tratate în ele; costul unui canal sau departament care nu a tratat nimic nu intră în nicio cifră.",
  sla_met_share: `Dintre țintele SLA ${due}`,
  sla_first_reply_met_share: `Dintre țintele SLA pentru primul răspuns ${due}`,
  sla_next_reply_met_share: `Dintre țintele SLA pentru un răspuns următor ${due}`,
  sla_resolution_met_share: `Dintre țintele SLA pentru rezolvare ${due}`,
  ...service,
};
