/** A light reading of Python for showing it, line by line: enough for colours, no more. The editor brings a real parser. */

export interface Token {
  readonly kind: "keyword" | "string" | "number" | "comment" | "name" | "plain";
  readonly text: string;
}

const KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

const TOKEN =
  /(#.*)|([rbfuRBFU]{0,2}(?:"""|'''))|([rbfuRBFU]{0,2}(?:"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?))|(\b\d[\w.]*)|([^\W\d]\w*)|(\s+|.)/gu;

/** Letters of a line that are shown; browsers take minutes to lay out a line of a hundred thousand brackets. */
const MOST_SHOWN = 1000;

/** The tokens of each line, as far as it is shown. Texts in triple quotes run over line ends. */
export function sourceLines(source: string): readonly (readonly Token[])[] {
  return tokenLines(source).map(shortened);
}

function shortened(line: readonly Token[]): readonly Token[] {
  const tokens: Token[] = [];
  let room = MOST_SHOWN;
  for (const token of line) {
    if (token.text.length > room) {
      return [...tokens, { ...token, text: token.text.slice(0, room) }, { kind: "plain", text: "…" }];
    }
    tokens.push(token);
    room -= token.text.length;
  }
  return tokens;
}

function tokenLines(source: string): readonly (readonly Token[])[] {
  let open: string | undefined;
  return source.split("\n").map((line) => {
    const tokens: Token[] = [];
    let rest = line;
    if (open !== undefined) {
      const end = rest.indexOf(open);
      if (end < 0) return [{ kind: "string", text: rest }];
      tokens.push({ kind: "string", text: rest.slice(0, end + 3) });
      rest = rest.slice(end + 3);
      open = undefined;
    }
    for (const match of rest.matchAll(TOKEN)) {
      const [text, comment, triple, string, number, word] = match;
      if (triple !== undefined) {
        const quote = triple.slice(-3);
        const from = match.index + triple.length;
        const end = rest.indexOf(quote, from);
        tokens.push({ kind: "string", text: end < 0 ? rest.slice(match.index) : rest.slice(match.index, end + 3) });
        if (end < 0) {
          open = quote;
          break;
        }
        const after = tokenLines(rest.slice(end + 3))[0] ?? [];
        tokens.push(...after);
        break;
      }
      tokens.push({ kind: kindOf({ comment, string, number, word }), text });
    }
    return tokens;
  });
}

function kindOf(found: {
  comment: string | undefined;
  string: string | undefined;
  number: string | undefined;
  word: string | undefined;
}): Token["kind"] {
  if (found.comment !== undefined) return "comment";
  if (found.string !== undefined) return "string";
  if (found.number !== undefined) return "number";
  if (found.word === undefined) return "plain";
  return KEYWORDS.has(found.word) ? "keyword" : "name";
}
