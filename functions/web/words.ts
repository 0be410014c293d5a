/** What readers are told by the pages behind the links of their emails, in each language. */

import type { Locale } from "../core/organisation.ts";

const en = {
  notFound: "Not found",
  unsubscribe: {
    title: "Unsubscribe",
    ask: (report: string) => `No more emails of “${report}”?`,
    note: "Only the button changes anything. Your other reports are not affected.",
    button: "Unsubscribe",
    doneTitle: "Unsubscribed",
    done: (report: string) => `You get no more emails of “${report}”`,
    doneNote: "Whoever sends it has been told, and can put you on the list again.",
    unknown: "This link ends nothing",
    unknownNote:
      "It was cut off when it was copied, or is too old. Use the one of a newer email, or answer to the email.",
  },
  open: {
    unknown: "This link opens nothing",
    unknownNote: "It was cut off when it was copied, or is too old. Open it from the email itself.",
    removed: "You are not on the list of this report",
    removedNote: "Whoever sends you reports can put you on it again; then this link works again, too.",
    absent: "This report is not here",
    absentNote: "For this period no report was made of what you may see now. Newer ones are in newer emails.",
    ended: "This link has ended",
    endedNote:
      "A link opens its report for thirteen months, or until it is revoked. If you are still on the list, a new one can be mailed to the address this one was made for.",
    button: "Mail me a new link",
    mailed: "A new link was asked for",
    mailedNote:
      "If its address is still on the list, the link is on its way there. At most one a day is sent.",
  },
  nothing: "There is nothing here",
  nothingNote: "Reports are opened by the links in their emails.",
  failed: "Something failed",
  failure: "This page could not be made",
  failureNote: "Nothing was changed. Try again in a few minutes.",
};

export type WebWords = typeof en;

const fi: WebWords = {
  notFound: "Ei löydy",
  unsubscribe: {
    title: "Tilauksen lopetus",
    ask: (report) => `Lopetetaanko raportin ”${report}” sähköpostit?`,
    note: "Vain painike muuttaa jotakin. Muihin raportteihisi tämä ei vaikuta.",
    button: "Lopeta tilaus",
    doneTitle: "Tilaus lopetettu",
    done: (report) => `Et saa enää raportin ”${report}” sähköposteja`,
    doneNote: "Lähettäjälle on kerrottu asiasta, ja hän voi lisätä sinut listalle uudelleen.",
    unknown: "Tämä linkki ei lopeta mitään",
    unknownNote:
      "Se on katkennut kopioitaessa tai on liian vanha. Käytä uudemman viestin linkkiä tai vastaa viestiin.",
  },
  open: {
    unknown: "Tämä linkki ei avaa mitään",
    unknownNote: "Se on katkennut kopioitaessa tai on liian vanha. Avaa se suoraan sähköpostista.",
    removed: "Et ole tämän raportin jakelulistalla",
    removedNote: "Raporttien lähettäjä voi lisätä sinut takaisin; silloin myös tämä linkki toimii taas.",
    absent: "Tätä raporttia ei ole täällä",
    absentNote:
      "Tältä jaksolta ei tehty raporttia siitä, mitä saat nyt nähdä. Uudemmat ovat uudemmissa viesteissä.",
    ended: "Tämän linkin voimassaolo on päättynyt",
    endedNote:
      "Linkki avaa raportin kolmentoista kuukauden ajan, ellei sitä peruta aiemmin. Jos olet yhä jakelulistalla, uusi linkki voidaan lähettää samaan osoitteeseen kuin tämä.",
    button: "Lähetä uusi linkki",
    mailed: "Uutta linkkiä on pyydetty",
    mailedNote:
      "Jos osoite on yhä jakelulistalla, linkki on matkalla sinne. Niitä lähetetään enintään yksi päivässä.",
  },
  nothing: "Täällä ei ole mitään",
  nothingNote: "Raportit avataan sähköpostien linkeistä.",
  failed: "Jokin meni vikaan",
  failure: "Sivua ei voitu muodostaa",
  failureNote: "Mitään ei muutettu. Yritä muutaman minuutin kuluttua uudelleen.",
};

const hu: WebWords = {
  notFound: "Nem található",
  unsubscribe: {
    title: "Leiratkozás",
    ask: (report) => `Leiratkozik erről a jelentésről: „${report}”?`,
    note: "Csak a gomb változtat bármin. A többi jelentését ez nem érinti.",
    button: "Leiratkozás",
    doneTitle: "Leiratkozott",
    done: (report) => `Nem kap több levelet erről a jelentésről: „${report}”`,
    doneNote: "A küldőt értesítettük, és újra felveheti Önt a listára.",
    unknown: "Ezzel a hivatkozással nem lehet leiratkozni",
    unknownNote:
      "Másoláskor megcsonkult, vagy túl régi. Használja egy újabb levél hivatkozását, vagy válaszoljon a levélre.",
  },
  open: {
    unknown: "Ez a hivatkozás nem nyit meg semmit",
    unknownNote: "Másoláskor megcsonkult, vagy túl régi. Nyissa meg magából a levélből.",
    removed: "Ön nem szerepel a jelentés címlistáján",
    removedNote: "A jelentések küldője újra felveheti Önt; akkor ez a hivatkozás is újra működik.",
    absent: "Ez a jelentés nincs itt",
    absentNote:
      "Erről az időszakról nem készült olyan jelentés, amelyet Ön most láthat. Az újabbak az újabb levelekben vannak.",
    ended: "Ez a hivatkozás lejárt",
    endedNote:
      "Egy hivatkozás tizenhárom hónapig nyitja meg a jelentést, hacsak előbb vissza nem vonják. Ha Ön még szerepel a címlistán, új hivatkozást kérhet arra a címre, amelyre ez érkezett.",
    button: "Új hivatkozást kérek",
    mailed: "Új hivatkozást kért",
    mailedNote:
      "Ha a cím még szerepel a listán, a hivatkozás már úton van oda. Naponta legfeljebb egyet küldünk.",
  },
  nothing: "Itt nincs semmi",
  nothingNote: "A jelentések a levelekben lévő hivatkozásokkal nyílnak meg.",
  failed: "Hiba történt",
  failure: "Az oldalt nem sikerült elkészíteni",
  failureNote: "Semmi sem változott. Próbálja újra néhány perc múlva.",
};

const ro: WebWords = {
  notFound: "Nu există",
  unsubscribe: {
    title: "Dezabonare",
    ask: (report) => `Nu mai doriți mesajele raportului „${report}”?`,
    note: "Doar butonul schimbă ceva. Celelalte rapoarte ale dumneavoastră nu sunt afectate.",
    button: "Dezabonare",
    doneTitle: "V-ați dezabonat",
    done: (report) => `Nu mai primiți mesajele raportului „${report}”`,
    doneNote: "Expeditorul a fost anunțat și vă poate trece din nou pe listă.",
    unknown: "Acest link nu dezabonează de la nimic",
    unknownNote:
      "A fost tăiat la copiere sau este prea vechi. Folosiți linkul dintr-un mesaj mai nou sau răspundeți la mesaj.",
  },
  open: {
    unknown: "Acest link nu deschide nimic",
    unknownNote: "A fost tăiat la copiere sau este prea vechi. Deschideți-l chiar din mesaj.",
    removed: "Nu sunteți pe lista acestui raport",
    removedNote:
      "Cine vă trimite rapoartele vă poate trece din nou pe listă; atunci va merge din nou și acest link.",
    absent: "Acest raport nu este aici",
    absentNote:
      "Pentru această perioadă nu s-a întocmit un raport cu ceea ce puteți vedea acum. Cele mai noi sunt în mesajele mai noi.",
    ended: "Acest link a expirat",
    endedNote:
      "Un link deschide raportul timp de treisprezece luni, dacă nu este revocat mai devreme. Dacă sunteți încă pe listă, puteți primi un link nou la adresa la care a venit acesta.",
    button: "Trimiteți-mi un link nou",
    mailed: "Ați cerut un link nou",
    mailedNote: "Dacă adresa este încă pe listă, linkul este pe drum. Se trimite cel mult unul pe zi.",
  },
  nothing: "Aici nu este nimic",
  nothingNote: "Rapoartele se deschid prin linkurile din mesaje.",
  failed: "Ceva nu a mers",
  failure: "Pagina nu a putut fi întocmită",
  failureNote: "Nu s-a schimbat nimic. Încercați din nou peste câteva minute.",
};

const ru: WebWords = {
  notFound: "Не найдено",
  unsubscribe: {
    title: "Отписка",
    ask: (report) => `Больше не присылать отчёт «${report}»?`,
    note: "Что-либо меняет только кнопка. Другие ваши отчёты это не затронет.",
    button: "Отписаться",
    doneTitle: "Вы отписались",
    done: (report) => `Отчёт «${report}» больше не будет приходить`,
    doneNote: "Отправителю сообщили об этом, и он может снова включить вас в список.",
    unknown: "По этой ссылке отписаться нельзя",
    unknownNote:
      "Она обрезана при копировании или устарела. Воспользуйтесь ссылкой из более нового письма или ответьте на письмо.",
  },
  open: {
    unknown: "Эта ссылка ничего не открывает",
    unknownNote: "Она обрезана при копировании или устарела. Откройте её прямо из письма.",
    removed: "Вас нет в списке получателей этого отчёта",
    removedNote:
      "Тот, кто рассылает отчёты, может снова включить вас в список; тогда и эта ссылка снова заработает.",
    absent: "Этого отчёта здесь нет",
    absentNote:
      "За этот период нет отчёта о том, что вам сейчас доступно. Более новые отчёты — в более новых письмах.",
    ended: "Срок действия этой ссылки истёк",
    endedNote:
      "Ссылка открывает отчёт тринадцать месяцев, если её не отозвали раньше. Если вы ещё в списке получателей, новую можно отправить на тот же адрес.",
    button: "Прислать новую ссылку",
    mailed: "Новая ссылка запрошена",
    mailedNote: "Если адрес ещё в списке получателей, ссылка уже отправляется. Не больше одной в день.",
  },
  nothing: "Здесь ничего нет",
  nothingNote: "Отчёты открываются по ссылкам из писем.",
  failed: "Произошла ошибка",
  failure: "Не удалось показать страницу",
  failureNote: "Ничего не изменилось. Повторите попытку через несколько минут.",
};

export const webWords: Readonly<Record<Locale, WebWords>> = { en, fi, hu, ro, ru };
