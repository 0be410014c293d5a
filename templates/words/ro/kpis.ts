/** Romanian names and definitions of KPIs. */

import type { KpisWords, ShortNames } from "../words.ts";
import { service } from "./kpis-service.ts";

const rank = "(cel mai apropiat rang, valoarea afișată are o precizie de 2\u00a0%)";
const resolved = "Dintre solicitările rezolvate în perioadă,";
const resolvedFor = "Pentru solicitările rezolvate în perioadă,";
const firstResolved = "Dintre solicitările rezolvate pentru prima dată în perioadă,";
const open = "Dintre solicitările nerezolvate la sfârșitul ultimei zile a perioadei,";
const due = "decise în perioadă, prin atingere sau prin expirare, ponderea celor atinse până la termen.";

/** Names that are too long for a subject line, said shorter. */
export const shortNames: ShortNames = {
  known_answer_open_share: "Nerezolvate, cu răspuns cunoscut",
  resolution_seconds_p90: "Timp de rezolvare, perc. 90",
  resolution_business_seconds: "Timp de rezolvare în program",
  first_resolution_seconds: "Timp până la prima rezolvare",
  first_resolution_seconds_p50: "Prima rezolvare, median",
  first_resolution_seconds_p90: "Prima rezolvare, perc. 90",
  first_contact_resolution_share: "Rezolvare la primul contact",
  answer_wait_seconds_p90: "Timp de preluare, perc. 90",
  abandon_wait_seconds: "Așteptare până la abandon",
  handle_seconds_p90: "Timp de tratare, perc. 90",
  first_response_seconds: "Primul răspuns, mediu",
  first_response_seconds_p50: "Primul răspuns, median",
  first_response_seconds_p90: "Primul răspuns, perc. 90",
  first_response_seconds_largest: "Primul răspuns, cel mai lung",
  first_response_business_seconds_p90: "Primul răspuns în program, perc. 90",
  response_seconds_p90: "Timp de răspuns, perc. 90",
  response_business_seconds: "Timp de răspuns în program",
  customer_satisfaction_score: "Nota medie de satisfacție",
  net_promoter_points: "NPS",
};

export const kpis: KpisWords = {
  contacts_opened: {
    name: "Solicitări înregistrate",
    definition: "Solicitări a căror oră de înregistrare se află în perioadă.",
  },
  contacts_resolved: {
    name: "Solicitări rezolvate",
    definition: "Solicitări a căror oră de rezolvare se află în perioadă, oricând au fost înregistrate.",
  },
  open_backlog: {
    name: "Solicitări nerezolvate",
    definition: "Solicitări înregistrate, dar încă nerezolvate la sfârșitul ultimei zile a perioadei.",
  },
  resolved_share: {
    name: "Ponderea celor rezolvate",
    definition: "Dintre solicitările înregistrate în perioadă, ponderea celor rezolvate până acum.",
  },
  channel_share: {
    name: "Structura pe canale",
    definition: "Din toate solicitările înregistrate în perioadă, ponderea celor venite pe acest canal.",
  },
  reason_share: {
    name: "Motivele solicitărilor",
    definition: "Din toate solicitările înregistrate în perioadă, ponderea celor cu acest motiv.",
  },
  contacts_per_day: {
    name: "Solicitări pe zi",
    definition: "Solicitările înregistrate în perioadă, împărțite la numărul zilelor ei.",
  },
  contacts_assigned: {
    name: "Solicitări atribuite",
    definition: "Solicitări date agentului lor în perioadă.",
  },
  contacts_completed: {
    name: "Solicitări încheiate",
    definition: "Solicitări care au un agent și au fost rezolvate în perioadă.",
  },
  open_older_than_1_day: {
    name: "Nerezolvate de peste o zi",
    definition: `${open} cele înregistrate într-o zi anterioară.`,
  },
  open_older_than_7_days: {
    name: "Nerezolvate de peste 7 zile",
    definition: `${open} cele înregistrate cu cel puțin 7 zile înainte.`,
  },
  open_older_than_30_days: {
    name: "Nerezolvate de peste 30 de zile",
    definition: `${open} cele înregistrate cu cel puțin 30 de zile înainte.`,
  },
  known_answer_open_share: {
    name: "Nerezolvate, deși răspunsul este cunoscut",
    definition: `${open} cu etichete indicate, ponderea celor cu o etichetă care spune că răspunsul se află în baza de cunoștințe.`,
  },
  complaints: {
    name: "Reclamații",
    definition: "Solicitări înregistrate de clienți în perioadă care poartă o etichetă de reclamație.",
  },
  complaint_share: {
    name: "Ponderea reclamațiilor",
    definition:
      "Dintre solicitările înregistrate de clienți în perioadă, cu etichete indicate, ponderea celor cu o etichetă de reclamație.",
  },
  out_of_hours_share: {
    name: "În afara programului",
    definition:
      "Dintre solicitările înregistrate de clienți în perioadă, ponderea celor înregistrate în afara programului departamentului.",
  },
  self_service_share: {
    name: "Ponderea autoservirii",
    definition:
      "Dintre solicitările înregistrate de clienți în perioadă, ponderea celor începute cu un bot sau prin autoservire.",
  },
  bot_containment_share: {
    name: "Rezolvate de bot",
    definition:
      "Dintre solicitările înregistrate în perioadă și începute cu un bot, ponderea celor care nu au ajuns niciodată la un om.",
  },
  resolution_seconds: {
    name: "Timp de rezolvare, mediu",
    definition: `${resolvedFor} timpul mediu de la înregistrare la rezolvare, în timp calendaristic.`,
  },
  resolution_seconds_p50: {
    name: "Timp de rezolvare, median",
    definition: `${resolved} jumătate au durat cel mult atât ${rank}.`,
  },
  resolution_seconds_p90: {
    name: "Timp de rezolvare, percentila 90",
    definition: `${resolved} nouă din zece au durat cel mult atât ${rank}.`,
  },
  resolved_within_day_share: {
    name: "Rezolvate în 24 de ore",
    definition: `${resolved} ponderea celor rezolvate în cel mult 24 de ore de la înregistrare.`,
  },
  first_resolution_seconds: {
    name: "Timp până la prima rezolvare, mediu",
    definition:
      "Pentru solicitările rezolvate pentru prima dată în perioadă, timpul mediu de la înregistrare la prima rezolvare, în timp calendaristic, redeschise sau nu.",
  },
  first_resolution_seconds_p50: {
    name: "Timp până la prima rezolvare, median",
    definition: `${firstResolved} jumătate au ajuns la prima rezolvare în cel mult atât ${rank}.`,
  },
  first_resolution_seconds_p90: {
    name: "Timp până la prima rezolvare, percentila 90",
    definition: `${firstResolved} nouă din zece au ajuns la prima rezolvare în cel mult atât ${rank}.`,
  },
  resolution_business_seconds: {
    name: "Timp de rezolvare în program, mediu",
    definition: `${resolvedFor} timpul mediu de la înregistrare la rezolvare, în programul departamentului.`,
  },
  requester_wait_seconds: {
    name: "Așteptarea clientului",
    definition: `${resolvedFor} acolo unde sursa indică, timpul mediu cât a așteptat clientul: nou, deschis sau suspendat.`,
  },
  agent_wait_seconds: {
    name: "Așteptarea răspunsului clientului",
    definition: `${resolvedFor} acolo unde sursa indică, timpul mediu cât agenții au așteptat clientul.`,
  },
  on_hold_seconds: {
    name: "Așteptarea unui terț",
    definition: `${resolvedFor} acolo unde sursa indică, timpul mediu cât au fost suspendate, în așteptarea altcuiva.`,
  },
  first_contact_resolution_share: {
    name: "Rata de rezolvare la primul contact",
    definition:
      "Dintre solicitările înregistrate în perioadă prin care un client cunoscut a întrebat prima dată, ponderea celor după care clientul nu a revenit în intervalul stabilit.",
  },
  repeat_contact_share: {
    name: "Solicitări repetate",
    definition:
      "Dintre solicitările clienților cunoscuți înregistrate în perioadă, ponderea celor al căror client mai întrebase în intervalul dinainte.",
  },
  reopened_share: {
    name: "Redeschise",
    definition: `${firstResolved} ponderea celor redeschise în intervalul de după rezolvare.`,
  },
  occupancy_share: {
    name: "Grad de ocupare",
    definition:
      "Din timpul perioadei în care agenții lucrau la o solicitare sau erau disponibili, ponderea lucrului la solicitări; o zi fără timp disponibil indicat este lăsată deoparte.",
  },
  utilisation_share: {
    name: "Grad de utilizare",
    definition: "Din timpul plătit al zilelor perioadei, ponderea lucrului la solicitări.",
  },
  logged_in_seconds: {
    name: "Timp de conectare",
    definition: "Timpul cât agenții au fost conectați în zilele perioadei, toți agenții la un loc.",
  },
  log_ins: {
    name: "Conectări",
    definition: "De câte ori s-a conectat un agent neconectat în zilele perioadei.",
  },
  break_seconds: {
    name: "Timp de pauză",
    definition: "Timpul cât agenții au fost în pauză în zilele perioadei, toți agenții la un loc.",
  },
  break_share: {
    name: "Pauze din timpul de conectare",
    definition: "Timpul de pauză ca pondere din timpul de conectare, în zilele perioadei.",
  },
  adherence_share: {
    name: "Respectarea programului",
    definition:
      "Din timpul planificat al agenților în zilele perioadei, ponderea celui în care au fost conectați.",
  },
  cost_per_contact: {
    name: "Cost pe solicitare",
    definition:
      "Costul zilelor perioadei, fiecare cu partea ei din costul lunii, împărțit la solicitările tratate în ele; costul unui canal sau departament care nu a tratat nimic nu intră în nicio cifră.",
  },
  sla_met_share: {
    name: "Ținte SLA atinse",
    definition: `Dintre țintele SLA ${due}`,
  },
  sla_first_reply_met_share: {
    name: "Ținte SLA atinse, primul răspuns",
    definition: `Dintre țintele SLA pentru primul răspuns ${due}`,
  },
  sla_next_reply_met_share: {
    name: "Ținte SLA atinse, răspunsul următor",
    definition: `Dintre țintele SLA pentru un răspuns următor ${due}`,
  },
  sla_resolution_met_share: {
    name: "Ținte SLA atinse, rezolvare",
    definition: `Dintre țintele SLA pentru rezolvare ${due}`,
  },
  ...service,
};
