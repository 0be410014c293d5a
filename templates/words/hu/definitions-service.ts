/** Hungarian definitions of KPIs: queues, handling, surveys and replies. */

import type { DefinitionsWords } from "../words.ts";

const rank = "(legközelebbi rang, a kiírt érték 2%-os pontosságú)";
const offered = "Az időszakban sorba érkezett megkeresések közül";
const answered = "Az időszakban sorba érkezett és azóta fogadott megkeresések közül";
const answeredMean = "Az időszakban sorba érkezett és azóta fogadott megkeresések";
const handled = "Az időszakban kezelt megkeresések";
const first = "Az időszakban először, az ügyfél által látható üzenettel megválaszolt megkereséseknél";
const reply =
  "Az időszakban az ügyfél által látható üzenettel megválaszolt ügyfélüzeneteknél (több egymás utáni közül az elsőnél)";

export const service = {
  queue_offered: "Bejövő megkeresések, amelyek az időszakban sorba kerültek, bármi lett is belőlük.",
  queue_answered: `${offered} azok, amelyeket ügyintéző fogadott.`,
  queue_abandoned: `${offered} azok, amelyeknél az ügyfél feladta a várakozást, de nem rögtön az első másodpercekben.`,
  answer_share: `${offered} az ügyintéző által fogadottak aránya.`,
  abandonment_share: `${offered}, az első másodpercekben távozókat nem számítva, a várakozást feladók aránya.`,
  service_level_share:
    "Az időszakban sorba érkezett és azóta fogadott vagy megszakított megkeresések közül az időben fogadottak aránya; a megszakítottak beszámítását a képlet adja meg.",
  answer_wait_seconds: `${answeredMean} átlagos várakozási ideje a sorban, naptári időben.`,
  answer_wait_seconds_p50: `${answered} minden második legfeljebb ennyit várt ${rank}.`,
  answer_wait_seconds_p90: `${answered} tízből kilenc legfeljebb ennyit várt ${rank}.`,
  answer_wait_seconds_largest: `${answeredMean} leghosszabb várakozási ideje a sorban.`,
  abandon_wait_seconds: `${offered} azoknál, ahol az ügyfél nem az első másodpercekben adta fel, az addigi átlagos várakozási idő.`,
  callback_share: `${offered} azok aránya, ahol várakozás helyett visszahívást kértek, ha a forrás közli.`,
  flow_out_share: `${offered} a fogadás nélkül más sorba átkerültek aránya, ahol a forrás közli.`,
  contacts_handled:
    "Fogadott megkeresések, amelyek utómunkája az időszakban ért véget, minden ügyintéző által fogadott szakaszt egyszer számolva.",
  handle_seconds: `${handled} beszélgetési, tartási és utómunkaideje együtt, fogadott szakaszonként átlagosan.`,
  handle_seconds_p50: `${handled} közül minden második legfeljebb ennyi időt vett igénybe (beszélgetés, tartás és utómunka) ${rank}.`,
  handle_seconds_p90: `${handled} közül tízből kilenc legfeljebb ennyi időt vett igénybe (beszélgetés, tartás és utómunka) ${rank}.`,
  talk_seconds: `${handled} átlagos beszélgetési ideje fogadott szakaszonként, ahol meg van adva.`,
  hold_seconds: `${handled} átlagos tartási ideje fogadott szakaszonként, ahol meg van adva.`,
  after_work_seconds: `${handled} átlagos utómunkaideje fogadott szakaszonként, ahol meg van adva.`,
  call_seconds: `${handled} beszélgetési és tartási ideje együtt, fogadott szakaszonként átlagosan.`,
  transfer_share:
    "Azon megkeresések közül, amelyek utolsó kezelése az időszakban ért véget, a legalább egyszer továbbadottak aránya; annál számít, aki először fogadta.",
  transfers: "Hányszor adtak tovább kezelt megkeresést az időszakban, az átadás oka szerint.",
  transfer_reason_share: "Az időszak összes átadásából az ilyen okúak aránya.",
  conversion_share:
    "Azon fogadott megkeresések közül, amelyek utolsó kezelése az időszakban ért véget és eredményüket a forrás közli, a kívánt eredményűek aránya.",
  customer_satisfaction_share:
    "Az időszakban adott elégedettségi pontszámok közül az elégedettnek számítók aránya.",
  customer_satisfaction_score: "Az időszakban adott elégedettségi pontszámok átlaga.",
  customer_effort_share: "Az időszakban adott ráfordítási pontszámok közül a könnyűnek számítók aránya.",
  customer_effort_score:
    "Az időszakban adott ráfordítási pontszámok átlaga a szervezet skáláján; hogy melyik vége a könnyű, azt az arány mutatja.",
  net_promoter_points:
    "Azok közül, akik az időszakban 0-tól 10-ig megmondták, ajánlanának-e minket: az ajánlók százaléka mínusz a kritikusoké; a többi is válasznak számít.",
  survey_response_share:
    "Az időszakban kiküldött kérdőívek közül az eddig megválaszoltak aránya (vagy, ha a szervezet így számolja, a megoldott megkeresések közül azoké, amelyekre válasz érkezett).",
  first_response_seconds: `${first} a megnyitástól a válaszig eltelt átlagos idő, naptári időben.`,
  first_response_seconds_p50: `${first} minden második legfeljebb ennyit várt a megnyitástól, naptári időben ${rank}.`,
  first_response_seconds_p90: `${first} tízből kilenc legfeljebb ennyit várt a megnyitástól, naptári időben ${rank}.`,
  first_response_seconds_largest: `${first} a megnyitástól a válaszig eltelt leghosszabb idő, naptári időben.`,
  first_response_business_seconds: `${first} a megnyitástól a válaszig eltelt átlagos idő a részleg nyitvatartásában.`,
  first_response_business_seconds_p50: `${first} minden második legfeljebb ennyit várt a részleg nyitvatartásában ${rank}.`,
  first_response_business_seconds_p90: `${first} tízből kilenc legfeljebb ennyit várt a részleg nyitvatartásában ${rank}.`,
  first_response_business_seconds_largest: `${first} a megnyitástól a válaszig eltelt leghosszabb idő a részleg nyitvatartásában.`,
  response_seconds: `${reply} a válaszig eltelt átlagos idő, naptári időben.`,
  response_seconds_p50: `${reply} minden másodikra ennyi időn belül érkezett válasz, naptári időben ${rank}.`,
  response_seconds_p90: `${reply} tízből kilencre ennyi időn belül érkezett válasz, naptári időben ${rank}.`,
  response_seconds_largest: `${reply} a válaszig eltelt leghosszabb idő, naptári időben.`,
  response_business_seconds: `${reply} a válaszig eltelt átlagos idő a megkeresés részlegének nyitvatartásában.`,
  messages_per_contact:
    "Az időszakban megoldott, üzeneteket tartalmazó megkeresésekben az ügyfél és az ügyintézők üzeneteinek átlagos száma (vagy, ha a szervezet így számolja, csak az ügyintézőké).",
} as const satisfies Partial<DefinitionsWords>;
