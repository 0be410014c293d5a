/** What customers and agents write, in five languages, with what must never reach a lake in it. */

import { random } from "../random.ts";
import type { Matter } from "./centre.ts";
import type { Customer, Language } from "./customers.ts";

const asked: Readonly<Record<Language, readonly string[]>> = {
  en: ["Where is it? 😕", 'I was told "tomorrow".\nThat was Monday.', "Please call me at {phone}."],
  hu: ["Hol tart az ügyem?", "Kérem, írjanak ide: {email}", "Üdvözlettel,\n{name}"],
  fi: ["Missä tilaukseni viipyy?", "Soittakaa numeroon {phone}", "Terveisin {name}"],
  ro: ["Unde este comanda mea?", "Scrieți-mi la {email}, vă rog.", "Cu stimă, {name}"],
  ru: ["Где мой заказ?", "Позвоните мне: {phone}", "С уважением, {name}"],
};
const answered: Readonly<Record<Language, readonly string[]>> = {
  en: ["We are looking into it.", "Done. \\o/ Anything else, {name}?"],
  hu: ["Utánanézünk.", "Kedves {name}, elintéztük."],
  fi: ["Selvitämme asiaa.", "Hei {name}, asia on hoidettu."],
  ro: ["Verificăm.", "Bună ziua, {name}, am rezolvat."],
  ru: ["Мы проверяем.", "{name}, вопрос решён."],
};

/** The same message always has the same text. */
export function textOf(
  matter: Matter,
  { id, author }: { readonly id: string; readonly author: string },
): string {
  const texts = (author === "customer" ? asked : answered)[matter.language];
  const text = texts[random(`text ${id}`).whole(texts.length)] ?? "";
  const { customer } = matter;
  return text.replace(
    /\{(name|email|phone)\}/g,
    (_, what: "name" | "email" | "phone") => customer?.[what] ?? "?",
  );
}

/** All that tells who a customer is; none of it may be found in raw unless a stream says so. */
export function personalOf({ name, email, phone }: Customer): readonly string[] {
  return [name, email, phone];
}
