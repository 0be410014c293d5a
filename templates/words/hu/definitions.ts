/** Hungarian definitions of KPIs. */

import type { DefinitionsWords } from "../words.ts";
import { service } from "./definitions-service.ts";

const rank = "(legközelebbi rang, a kiírt érték 2%-os pontosságú)";
const resolved = "Az időszakban megoldott megkeresések";
const resolvedAt = "Az időszakban megoldott megkereséseknél, ahol a forrás közli,";
const firstResolved = "Az időszakban először megoldott megkeresések";
const open = "Az időszak utolsó napjának végén nyitott megkeresések közül";
const due =
  "közül, amelyek az időszakban eldőltek (teljesültek vagy lejártak), a határidőre teljesültek aránya.";

export const definitions: DefinitionsWords = {
  contacts_opened: "Megkeresések, amelyeket az időszakban nyitottak meg.",
  contacts_resolved: "Megkeresések, amelyeket az időszakban oldottak meg, bármikor nyitották is meg őket.",
  open_backlog: "Megnyitott, de az időszak utolsó napjának végéig meg nem oldott megkeresések.",
  resolved_share: "Az időszakban megnyitott megkeresések közül az eddig megoldottak aránya.",
  channel_share: "Az időszakban megnyitott összes megkeresésből az ezen a csatornán érkezettek aránya.",
  reason_share: "Az időszakban megnyitott összes megkeresésből az ilyen okúak aránya.",
  contacts_per_day: "Az időszakban megnyitott megkeresések száma osztva a napok számával.",
  contacts_assigned: "Megkeresések, amelyeket az időszakban osztottak ki ügyintézőnek.",
  contacts_completed: "Megkeresések, amelyeknek van ügyintézőjük és az időszakban oldották meg őket.",
  open_older_than_1_day: `${open} egy korábbi napon megnyitottak.`,
  open_older_than_7_days: `${open} a legalább 7 nappal korábban megnyitottak.`,
  open_older_than_30_days: `${open} a legalább 30 nappal korábban megnyitottak.`,
  known_answer_open_share: `${open}, ahol meg vannak adva a címkék, azok aránya, amelyek címkéje szerint a tudásbázis tartalmazza a választ.`,
  complaints: "Az ügyfelek által az időszakban megnyitott, panaszt jelző címkéjű megkeresések.",
  complaint_share:
    "Az ügyfelek által az időszakban megnyitott, ismert címkéjű megkeresések közül a panaszt jelző címkéjűek aránya.",
  out_of_hours_share:
    "Az ügyfelek által az időszakban megnyitott megkeresések közül a részleg nyitvatartásán kívül megnyitottak aránya.",
  self_service_share:
    "Az ügyfelek által az időszakban megnyitott megkeresések közül a chatbottal vagy önkiszolgálással indultak aránya, ahol a forrás közli.",
  bot_containment_share:
    "Az időszakban megnyitott, chatbottal indult megkeresések közül azok aránya, amelyek sosem kerültek munkatárshoz, ahol a forrás közli.",
  resolution_seconds: `${resolved} átlagos ideje a megnyitástól a megoldásig, naptári időben.`,
  resolution_seconds_p50: `${resolved} közül minden második legfeljebb ennyi időt vett igénybe ${rank}.`,
  resolution_seconds_p90: `${resolved} közül tízből kilenc legfeljebb ennyi időt vett igénybe ${rank}.`,
  resolved_within_day_share: `${resolved} közül a megnyitástól számított 24 órán belül megoldottak aránya.`,
  first_resolution_seconds: `${firstResolved} átlagos ideje a megnyitástól az első megoldásig, naptári időben, akár újranyitották, akár nem.`,
  first_resolution_seconds_p50: `${firstResolved} közül minden második legfeljebb ennyi idő alatt oldódott meg először ${rank}.`,
  first_resolution_seconds_p90: `${firstResolved} közül tízből kilenc legfeljebb ennyi idő alatt oldódott meg először ${rank}.`,
  resolution_business_seconds: `${resolved} átlagos ideje a megnyitástól a megoldásig, a részleg nyitvatartásában.`,
  requester_wait_seconds: `${resolvedAt} az ügyfél átlagos várakozási ideje: új, nyitott vagy felfüggesztett.`,
  agent_wait_seconds: `${resolvedAt} az az átlagos idő, amíg az ügyintéző az ügyfélre várt.`,
  on_hold_seconds: `${resolvedAt} a felfüggesztés átlagos ideje, amíg valaki másra vártak.`,
  first_contact_resolution_share:
    "Az ismert ügyfelek időszakban megnyitott első megkeresései közül azok aránya, amelyek után az ügyfél az időablakon belül nem kérdezett újra, ahol a forrás közli.",
  repeat_contact_share:
    "Az ismert ügyfelek időszakban megnyitott megkeresései közül azok aránya, amelyeknél az ügyfél az időablakon belül már korábban is jelentkezett.",
  reopened_share: `${firstResolved} közül a megoldás után az időablakon belül újranyitottak aránya, ahol a forrás közli.`,
  occupancy_share:
    "Abból az időből, amikor az ügyintézők megkeresést kezeltek vagy elérhetők voltak, a megkeresésekre fordított rész; az a nap, amelyre nincs megadva elérhető idő, kimarad.",
  utilisation_share: "Az időszak napjainak fizetett idejéből a megkeresésekre fordított rész.",
  logged_in_seconds: "Az ügyintézők bejelentkezve töltött ideje az időszak napjain, összesen.",
  log_ins: "Hányszor jelentkezett be egy be nem jelentkezett ügyintéző az időszak napjain.",
  break_seconds: "Az ügyintézők szünetben töltött ideje az időszak napjain, összesen.",
  break_share: "A szünetben töltött idő aránya a bejelentkezve töltött időhöz az időszak napjain.",
  adherence_share: "Az időszak napjaira beosztott időből a bejelentkezve töltött rész.",
  cost_per_contact:
    "Az időszak napjainak költsége (mindegyikre a havi költség rá eső része) osztva az azokon kezelt megkeresésekkel; ahol egy csatorna vagy részleg semmit sem kezelt, annak költsége egyik számban sincs benne.",
  sla_met_share: `Az SLA-célok ${due}`,
  sla_first_reply_met_share: `Az első válaszra vonatkozó SLA-célok ${due}`,
  sla_next_reply_met_share: `A további válaszokra vonatkozó SLA-célok ${due}`,
  sla_resolution_met_share: `A megoldásra vonatkozó SLA-célok ${due}`,
  ...service,
};
