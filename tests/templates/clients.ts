/** What our emails use that a client does not know, by caniemail.com, and why it is used all the same. */

/** By hand: `gmx.*` and `thunderbird.*` are named in the data and refused by the package. */
export const clients = [
  "gmail.*",
  "outlook.windows",
  "outlook.outlook-com",
  "apple-mail.*",
  "yahoo.*",
] as const;

interface Exception {
  readonly in: readonly string[];
  /** What a reader has without it. */
  readonly without: string;
}

const gmail = ["gmail.android", "gmail.desktop-webmail", "gmail.ios", "gmail.mobile-webmail"];
const yahoo = ["yahoo.android", "yahoo.desktop-webmail", "yahoo.ios"];
const web = "gmail.mobile-webmail";
const windows = "outlook.windows";
const outlook = "outlook.outlook-com";

const light = "the light theme, whose colours stand beside every text";
const themeless = "no dark theme of ours; forced ones are tried in tests/browser";

export const accepted: Readonly<Record<string, Exception>> = {
  "<body> element": {
    in: ["yahoo.android", "yahoo.ios"],
    without: "a div in its place, which says the same",
  },
  "<style> element": { in: [web], without: light },
  "@media": { in: [web, windows], without: light },
  "Chaining selectors": { in: [web, outlook, windows], without: themeless },
  "Class selector": { in: [web], without: light },
  "Descendant combinator": { in: [web], without: light },
  "ID selector": { in: [web], without: "MJML's help for one client" },
  "Type selector": { in: [web], without: "MJML's reset of margins, which stand inline as well" },
  "aria-hidden attribute": { in: yahoo, without: "a square is read out before its words" },
  "aria-label attribute": { in: yahoo, without: "the email has a title all the same" },
  "border-radius": { in: [windows], without: "a button with corners" },
  "color-scheme CSS property": { in: [...gmail, outlook, windows, ...yahoo], without: themeless },
  "color-scheme meta tag": {
    in: ["apple-mail.ios", ...gmail, outlook, windows, ...yahoo],
    without: themeless,
  },
  cursor: { in: ["apple-mail.ios", ...gmail, outlook, "yahoo.ios"], without: "MJML's, on the button" },
  "display:none": { in: [web], without: "the preheader of one pixel, without height" },
  "height property": { in: yahoo, without: "the height that stands as an attribute" },
  "max-height property": { in: [windows], without: "the preheader, which is hidden by display" },
  hyphens: {
    in: ["gmail.android", "gmail.desktop-webmail", "gmail.ios", outlook, windows, ...yahoo],
    without: "a long name in a narrow table that breaks between any two letters",
  },
  opacity: { in: [web, windows], without: "the preheader, which is of one pixel or hidden by display" },
  outline: { in: [windows], without: "MJML's reset of links around pictures: there are none" },
  overflow: { in: [windows], without: "the preheader, which is hidden by display" },
  "table-layout": { in: [windows], without: "columns as wide as what is in them" },
  "target attribute": {
    in: [...gmail, outlook, ...yahoo],
    without: "links these clients open in a new window anyway",
  },
  "white-space": { in: [windows], without: "a value that may break over two lines" },
  "word-break": { in: yahoo, without: "a name of one word of 60 letters may be wider than its cell" },
  "word-spacing": { in: [windows], without: "MJML's reset of Outlook itself" },
};
