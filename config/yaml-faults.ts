/**
 * Why a text is not YAML, one fault for each cause. A parser that lost its way complains of all that follows, so of
 * what breaks the structure only the first is told, at the line where it most likely began.
 */

import { type Document, isCollection, isScalar, type Node, Scalar, visit, type YAMLError } from "yaml";
import { colons, contentAfter, contentBefore, indent, keyColumn, type Line, lineAt } from "./lines.ts";
import { visible } from "./say.ts";
import { anchorFaults } from "./yaml-anchors.ts";

export interface Fault {
  /** Where it begins, as an offset into the text. */
  readonly at: number;
  readonly message: string;
}

/** Every cause, in the order of the text; none where it is YAML. */
export function faultsOf(text: string, document: Document): readonly Fault[] {
  const lone = text.search(/\r(?!\n)/);
  if (lone >= 0)
    return [{ at: lone, message: "a line ends as none does today (CR alone); save it with LF or CRLF" }];
  const errors = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const lost = errors.findIndex(({ code }) => !isAlone(code));
  if (lost < 0) return sorted([...otherYaml(text, document), ...errors.map(said), ...anchorFaults(document)]);
  const first = errors[lost] as YAMLError;
  const cause = causeOf(first, text, document) ?? said(first);
  return sorted([...errors.slice(0, lost).map(said), cause]);
}

const sorted = (faults: readonly Fault[]) => faults.toSorted((a, b) => a.at - b.at);

/** In YAML 1.1 08:00 is a number, and no a flag; some tags make values that are no plain ones. */
function otherYaml(text: string, document: Document): readonly Fault[] {
  const { explicit, version } = document.directives?.yaml ?? { explicit: false, version: "1.2" };
  const message = `this asks for YAML ${version}; remove the line, 1.2 is read`;
  return [
    ...(explicit && version !== "1.2" ? [{ at: text.indexOf("%YAML"), message }] : []),
    ...nodesOf(document)
      .filter(({ tag }) => /:(binary|timestamp|set|omap|pairs)$/.test(tag ?? ""))
      .map((node) => ({
        at: Math.max(0, text.lastIndexOf("!", startOf(node) - 1) - 1),
        message: "this makes no plain value; remove the word that begins with !",
      })),
  ];
}

/** Mistakes after which the parser still knows where it is. */
const isAlone = (code: YAMLError["code"]) =>
  ["DUPLICATE_KEY", "TAG_RESOLVE_FAILED", "BAD_SCALAR_START", "BAD_DQ_ESCAPE"].includes(code);

function said({ code, message, pos }: YAMLError): Fault {
  const deep = /call stack/.test(message) ? "it is nested too deeply" : undefined;
  const [what, cure] = words[code] ?? [undefined, "correct the YAML here"];
  const told = deep ?? what ?? visible(message.replace(/; please.*/s, "").trim());
  return { at: pos[0], message: `${told}; ${deep ? "write it flatter" : cure}` };
}

/** What is wrong, where the parser's own words would not say it to who never read a grammar; and what to do. */
const words: Readonly<Record<string, readonly [string | undefined, string]>> = {
  TAB_AS_INDENT: ["a tab stands where lines are indented", "indent with spaces"],
  BAD_INDENT: [undefined, "line the keys of one group up, and close every bracket"],
  MISSING_CHAR: [undefined, "close the quote or bracket, or put a space after the colon or comma"],
  BLOCK_AS_IMPLICIT_KEY: ["a second colon stands in this value", "put text that holds a colon in quotes"],
  MULTILINE_IMPLICIT_KEY: [undefined, "put a colon and a space after the key, or quotes around the text"],
  UNEXPECTED_TOKEN: [undefined, "put text that begins with [, { or a quote in quotes as a whole"],
  DUPLICATE_KEY: ["a group has each key once", "this key is there twice; keep one"],
  TAG_RESOLVE_FAILED: [undefined, "remove the word that begins with !"],
  MULTIPLE_DOCS: ["a second document begins here", "remove the line --- or ..."],
  NON_STRING_KEY: [
    "a key is no plain word",
    "write the key as a plain word, in quotes if it begins with [ or {",
  ],
  BAD_ALIAS: [undefined, "put text that begins with * or & in quotes"],
  BAD_COLLECTION_TYPE: [undefined, "remove the word that begins with !"],
  BAD_SCALAR_START: [undefined, "put the text in quotes"],
  BAD_DQ_ESCAPE: [undefined, "write \\\\ for a backslash, or put the text in single quotes"],
};

type Causes = (error: YAMLError, text: string, document: Document) => Fault | undefined;

/** What people do, and where they did it. */
function causeOf(...of: Parameters<Causes>): Fault | undefined {
  for (const cause of [
    conflict,
    tab,
    noBreakSpace,
    openQuote,
    strayBracket,
    openBracket,
    dash,
    colon,
    level,
  ]) {
    const found = cause(...of);
    if (found) return found;
  }
  return undefined;
}

const conflict: Causes = (_, text) => {
  const at = /^(<{7}|>{7})( |\r?$)/m.exec(text)?.index;
  if (at === undefined) return undefined;
  const message =
    "two versions of the file were merged here; keep one of them, and remove the lines <<<<<<<, ======= and >>>>>>>";
  return { at, message };
};

const tab: Causes = ({ code, pos }, text) => {
  const line = lineAt(text, pos[0]);
  const found = /^[ \t]*\t/.exec(line.text);
  if (!found && code !== "TAB_AS_INDENT") return undefined;
  const others = [...text.slice(line.end).matchAll(/^ *\t[ \t]*\S/gm)].length;
  const more = others === 0 ? "" : `, here and in ${others} more line${others === 1 ? "" : "s"} below`;
  const at = line.start + Math.max(0, line.text.indexOf("\t"));
  return { at, message: `this line begins with a tab; indent with spaces${more}` };
};

const noBreakSpace: Causes = ({ pos }, text) => {
  const before = text.slice(0, lineAt(text, pos[0]).end);
  const found = /^[ ]*([\u00A0\u2000-\u200B\u202F\u3000])/gm.exec(before);
  if (!found) return undefined;
  const at = found.index + found[0].length - 1;
  return { at, message: "this line begins with a space that is no plain one; indent with plain spaces" };
};

const openQuote: Causes = ({ message, pos }, _, document) => {
  if (!/^Missing closing ['"]/.test(message)) return undefined;
  const quoted = nodesOf(document).filter(
    (node) =>
      isScalar(node) &&
      (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE) &&
      startOf(node) <= pos[0],
  );
  const last = quoted.at(-1);
  return (
    last && { at: startOf(last), message: "the quote that opens here is not closed; close it after the text" }
  );
};

const strayBracket: Causes = ({ code, message, pos }) => {
  const [, bracket] = /^Unexpected .*"([\]}])"$/.exec(message) ?? [];
  if (code !== "UNEXPECTED_TOKEN" || bracket === undefined) return undefined;
  return { at: pos[0], message: `this ${bracket} closes nothing; remove it` };
};

const openBracket: Causes = ({ code, message, pos }, text, document) => {
  const isOpen = /^Flow (map|sequence)|^Expected flow (map|sequence)/.test(message);
  if (!isOpen && code !== "BAD_INDENT" && code !== "MISSING_CHAR") return undefined;
  const open = nodesOf(document).filter(
    (node) => isCollection(node) && node.flow && startOf(node) <= pos[0] && isUnclosed(node, text),
  );
  const last = open.at(-1);
  if (!last) return undefined;
  const closing = brackets[text[startOf(last)] ?? ""];
  const hash = /^[^\n]*?\s(#)[^\n]*[\]}]/.exec(text.slice(startOf(last)));
  if (hash)
    return {
      at: startOf(last) + hash[0].search(/\s#/) + 1,
      message: `from this # on the line is a comment, with its ${closing}; put text that begins with # in quotes`,
    };
  const message_ = `the ${text[startOf(last)]} that opens here is not closed; write ${closing} where it ends, or put the text in quotes`;
  return { at: startOf(last), message: message_ };
};

const isUnclosed = (node: Node, text: string) => {
  const [start = 0, end = 0] = node.range ?? [];
  const closing = brackets[text[start] ?? ""];
  return closing !== undefined && !(end - start > 1 && text[end - 1] === closing);
};
const brackets: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

const dash: Causes = ({ pos }, text) => {
  const line = lineAt(text, pos[0]);
  const found = /^( *)-[A-Za-z_]\w*:/.exec(line.text);
  return found
    ? {
        at: line.start + (found[1]?.length ?? 0),
        message: "there is no space after the hyphen; write - id: ...",
      }
    : undefined;
};

/** A key without a colon swallows the lines after it, so the complaint comes later than the mistake. */
const colon: Causes = ({ code, pos }, text) => {
  if (!/BAD_INDENT|MISSING_CHAR|MULTILINE_IMPLICIT_KEY|BLOCK_AS_IMPLICIT_KEY/.test(code)) return undefined;
  const here = lineAt(text, pos[0]);
  const line = [here, contentBefore(text, here.start)].find((one) => one && isKeyless(one.text));
  if (!line) return undefined;
  const at = line.start + line.text.search(/\S/);
  return { at, message: "this line has no colon with a space after it; write it as key: value" };
};

const isKeyless = (line: string) => {
  const bare = line.replace(/\s#.*$/, "").trimEnd();
  return (
    /^\s*(- )?[A-Za-z]/.test(bare) && !/:(\s|$)/.test(bare) && !/^\s*- /.test(bare) && !/[,\]}]$/.test(bare)
  );
};

/** A line further in or out than its neighbours. */
const level: Causes = ({ code, pos }, text) => {
  const here = lineAt(text, pos[0]);
  const after = contentAfter(text, here.end);
  const value = /^[\s-]*[\w"']+: +(?![|>&!#])\S/.test(here.text);
  const isDeeper =
    after && indent(after.text) > keyColumn(here.text) && /^\s*(- )?\w+:(\s|$)/.test(after.text);
  if (code === "BLOCK_AS_IMPLICIT_KEY" && value && isDeeper && colons(here.text) === 1)
    return misaligned(after, "further in than the line before, which has its value already");
  if (code !== "BAD_INDENT" && code !== "MISSING_CHAR") return undefined;
  const before = contentBefore(text, here.start);
  if (!before || indent(here.text) === keyColumn(before.text)) return undefined;
  return misaligned(here, "indented like no line above it");
};

const misaligned = (line: Line, how: string): Fault => ({
  at: line.start + indent(line.text),
  message: `this line is ${how}; line it up with the keys of its group`,
});

const startOf = (node: Node) => node.range?.[0] ?? 0;

function nodesOf(document: Document): readonly Node[] {
  const found: Node[] = [];
  visit(document, { Node: (_, node) => void found.push(node) });
  return found;
}
