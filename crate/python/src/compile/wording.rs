//! The parser's errors in CPython 3.11's words and places.
//!
//! CPython tells mistakes of the tokens (brackets that do not match, unterminated strings, malformed numbers) before those of the
//! grammar, wherever they stand, and names a bracket that was never closed when the grammar fails on a later line.

use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{Expr, ModModule, Number};
use ruff_python_parser::{
    InterpolatedStringErrorType as FString, LexicalErrorType, ParseError, ParseErrorType, Parsed, UnsupportedSyntaxError,
    UnsupportedSyntaxErrorKind, parse_expression,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::error::{error, syntax, unsupported};
use super::fstring;
use super::lines::Lines;
use crate::code::{CompileError, CompileErrorKind};

const INVALID: &str = "invalid syntax";

/// The error that CPython would report for a text the parser does not accept.
pub(super) fn explain(lines: &Lines<'_>, parsed: &Parsed<ModModule>) -> Option<CompileError> {
    if parsed.errors().is_empty() && parsed.unsupported_syntax_errors().is_empty() {
        return None;
    }
    let words = Words::new(lines, parsed);
    if let Some(error) = words.token_error(parsed.errors()) {
        return Some(error);
    }
    let version = parsed.unsupported_syntax_errors().first();
    let first = parsed.errors().first().filter(|error| version.is_none_or(|version| error.location.start() <= version.range.start()));
    let error = match (first, version) {
        (Some(error), _) => words.grammar(error),
        (None, Some(error)) => words.version(error),
        (None, None) => return None,
    };
    if let Some(&(at, bracket)) = words.open.last() {
        let at_end = first.is_some_and(|error| matches!(error.error, ParseErrorType::Lexical(LexicalErrorType::Eof)));
        let reached = first.map_or(error.line, |error| lines.line(error.location.start()));
        if at_end || reached > lines.line(at) {
            return Some(syntax(lines, TextRange::at(at, TextSize::new(1)), format!("'{bracket}' was never closed")));
        }
    }
    Some(error)
}

/// What is wrong with an expression on its own, as 3.11 compiles those of f-strings.
fn explain_expression(expression: &str) -> Option<String> {
    let source = format!("({expression})");
    let parsed = super::parse(&source)?;
    explain(&Lines::new(&source), &parsed).map(|error| error.message)
}

struct Words<'a> {
    lines: &'a Lines<'a>,
    source: &'a str,
    /// Tokens without comments and blank lines, and without what is inside f-strings.
    tokens: Vec<Token>,
    /// F-strings, as the parser sees them.
    f_strings: Vec<TextRange>,
    /// Brackets never closed.
    open: Vec<(TextSize, char)>,
    mismatch: Option<(TextRange, String)>,
}

impl<'a> Words<'a> {
    fn new(lines: &'a Lines<'a>, parsed: &Parsed<ModModule>) -> Self {
        let mut words =
            Words { lines, source: lines.source(), tokens: Vec::new(), f_strings: Vec::new(), open: Vec::new(), mismatch: None };
        let mut starts: Vec<TextSize> = Vec::new();
        for token in parsed.tokens() {
            match token.kind() {
                TokenKind::FStringStart => starts.push(token.start()),
                TokenKind::FStringEnd => {
                    if let (Some(start), true) = (starts.pop(), starts.is_empty()) {
                        words.f_strings.push(TextRange::new(start, token.end()));
                        words.tokens.push(Token::new(
                            TokenKind::String,
                            TextRange::new(start, token.end()),
                            ruff_python_ast::token::TokenFlags::empty(),
                        ));
                    }
                }
                TokenKind::Comment | TokenKind::NonLogicalNewline => {}
                _ if starts.is_empty() => words.tokens.push(*token),
                _ => {}
            }
        }
        if let Some(&start) = starts.first() {
            words.f_strings.push(TextRange::new(start, TextSize::new(words.source.len() as u32)));
        }
        words.match_brackets();
        words
    }

    fn match_brackets(&mut self) {
        for token in &self.tokens {
            let closing = match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                    let bracket = self.source[token.range()].chars().next().unwrap_or('(');
                    self.open.push((token.start(), bracket));
                    continue;
                }
                TokenKind::Rpar => ')',
                TokenKind::Rsqb => ']',
                TokenKind::Rbrace => '}',
                _ => continue,
            };
            let problem = match self.open.pop() {
                None => format!("unmatched '{closing}'"),
                Some((_, '(')) if closing == ')' => continue,
                Some((_, '[')) if closing == ']' => continue,
                Some((_, '{')) if closing == '}' => continue,
                Some((at, opening)) => {
                    let (line, here) = (self.lines.line(at), self.lines.line(token.start()));
                    let place = if line == here { String::new() } else { format!(" on line {line}") };
                    format!("closing parenthesis '{closing}' does not match opening parenthesis '{opening}'{place}")
                }
            };
            self.mismatch = Some((token.range(), problem));
            return;
        }
    }

    fn syntax(&self, range: TextRange, message: impl Into<String>) -> CompileError {
        syntax(self.lines, range, message)
    }

    fn indentation(&self, range: TextRange, message: impl Into<String>) -> CompileError {
        error(self.lines, CompileErrorKind::Indentation, range, message)
    }

    fn mixed_tabs(&self, range: TextRange) -> CompileError {
        error(self.lines, CompileErrorKind::Tab, range, "inconsistent use of tabs and spaces in indentation")
    }

    fn text(&self, range: TextRange) -> &'a str {
        &self.source[range]
    }

    /// The first mistake in the tokens themselves.
    fn token_error(&self, errors: &[ParseError]) -> Option<CompileError> {
        let lexical = errors.iter().find_map(|error| match &error.error {
            ParseErrorType::Lexical(kind) => self.lexical(kind, error.location).map(|found| (error.location.start(), found)),
            _ => None,
        });
        let mismatch = self.mismatch.as_ref().map(|(range, message)| (range.start(), self.syntax(*range, message)));
        let number = self.number_run_into_name();
        [lexical, mismatch, number].into_iter().flatten().min_by_key(|(at, _)| *at).map(|(_, error)| error)
    }

    /// A lexer's error, where CPython's tokenizer finds one too.
    fn lexical(&self, kind: &LexicalErrorType, range: TextRange) -> Option<CompileError> {
        if let Some(string) = self.f_strings.iter().find(|string| string.contains_range(range)) {
            // A terminated literal is no matter of the tokenizer.
            return fstring::literal(&self.source[string.start().to_usize()..]).is_none().then(|| self.unterminated(string.start()));
        }
        match kind {
            LexicalErrorType::UnclosedStringError => Some(self.unterminated(range.start())),
            LexicalErrorType::FStringError(FString::UnterminatedString | FString::UnterminatedTripleQuotedString) => {
                Some(self.unterminated(range.start()))
            }
            LexicalErrorType::IndentationError => {
                let line = self.lines.line(range.end());
                Some(if self.mixes_tabs(line) {
                    self.mixed_tabs(range)
                } else {
                    self.indentation(range, "unindent does not match any outer indentation level")
                })
            }
            LexicalErrorType::LineContinuationError => {
                Some(self.syntax(TextRange::at(range.end(), TextSize::new(0)), "unexpected character after line continuation character"))
            }
            LexicalErrorType::UnrecognizedToken { tok } if !tok.is_ascii() => {
                let code = u32::from(*tok);
                Some(if is_printable(*tok) {
                    self.syntax(range, format!("invalid character '{tok}' (U+{code:04X})"))
                } else {
                    self.syntax(range, format!("invalid non-printable character U+{code:04X}"))
                })
            }
            LexicalErrorType::OtherError(_) if self.text(range).starts_with(|first: char| first.is_ascii_digit()) => {
                Some(self.number(range))
            }
            _ => None,
        }
    }

    fn unterminated(&self, start: TextSize) -> CompileError {
        let text = &self.source[start.to_usize()..];
        let quotes = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        let triple = quotes.starts_with("\"\"\"") || quotes.starts_with("'''");
        let last = self.lines.line(TextSize::new(self.source.trim_end_matches('\n').len() as u32));
        let trailing = self.source.len() - self.source.trim_end_matches('\n').len();
        let (kind, line) = if triple {
            ("triple-quoted string literal", last + (trailing as u32).saturating_sub(1))
        } else {
            ("string literal", self.lines.line(start))
        };
        self.syntax(TextRange::empty(start), format!("unterminated {kind} (detected at line {line})"))
    }

    /// A malformed number.
    fn number(&self, range: TextRange) -> CompileError {
        let text = self.text(range);
        let at = |offset: usize| TextRange::at(range.start() + TextSize::new(offset as u32), TextSize::new(0));
        let after = self.source[range.end().to_usize()..].chars().next();
        let (name, digits) = match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("0x") => ("hexadecimal", 16),
            Some("0o") => ("octal", 8),
            Some("0b") => ("binary", 2),
            _ => {
                let zeros = text.len() - text.trim_start_matches('0').len();
                let zeros = TextRange::at(range.start(), TextSize::new(zeros as u32));
                return self
                    .syntax(zeros, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
            }
        };
        match after {
            Some(digit) if digit.is_ascii_digit() && !digit.is_digit(digits) => {
                self.syntax(at(text.len()), format!("invalid digit '{digit}' in {name} literal"))
            }
            _ => self.syntax(at(text.len() - 1), format!("invalid {name} literal")),
        }
    }

    /// `12abc`
    fn number_run_into_name(&self) -> Option<(TextSize, CompileError)> {
        self.tokens.windows(2).find_map(|pair| {
            let [number, next] = pair else { return None };
            let is_number = matches!(number.kind(), TokenKind::Int | TokenKind::Float | TokenKind::Complex);
            if !is_number || number.end() != next.start() {
                return None;
            }
            let allowed = matches!(
                next.kind(),
                TokenKind::And
                    | TokenKind::Else
                    | TokenKind::For
                    | TokenKind::If
                    | TokenKind::In
                    | TokenKind::Is
                    | TokenKind::Not
                    | TokenKind::Or
            );
            let runs_on = !allowed && self.text(next.range()).starts_with(|first: char| first.is_alphanumeric() || first == '_');
            if !runs_on {
                return None;
            }
            let prefix = self.text(number.range()).get(..2).map(str::to_ascii_lowercase);
            let name = match (prefix.as_deref(), number.kind()) {
                (_, TokenKind::Complex) => "imaginary",
                (Some("0x"), _) => "hexadecimal",
                (Some("0o"), _) => "octal",
                (Some("0b"), _) => "binary",
                _ => "decimal",
            };
            let first = self.text(next.range()).chars().next().unwrap_or(' ');
            let (offset, message) = if first.is_ascii_digit() {
                (number.end(), format!("invalid digit '{first}' in {name} literal"))
            } else if first == '_' {
                (number.end(), format!("invalid {name} literal"))
            } else {
                (number.end() - TextSize::new(1), format!("invalid {name} literal"))
            };
            Some((number.start(), self.syntax(TextRange::empty(offset), message)))
        })
    }

    /// Whether a line is indented with tabs where the one before has spaces, or the other way round.
    fn mixes_tabs(&self, line: u32) -> bool {
        let indent = |line: u32| {
            let text = self.lines.text(line);
            &text[..text.len() - text.trim_start_matches([' ', '\t']).len()]
        };
        let here = indent(line);
        let before = (1..line).rev().map(indent).find(|indent| !indent.is_empty());
        before.is_some_and(|before| !here.is_empty() && !before.starts_with(here) && !here.starts_with(before))
    }

    /// A mistake of the grammar, or inside a string literal.
    fn grammar(&self, error: &ParseError) -> CompileError {
        let range = error.location;
        if let Some(string) = self.f_strings.iter().find(|string| string.contains_range(range) && **string != range) {
            return self.f_string(*string, error);
        }
        match &error.error {
            ParseErrorType::Lexical(kind) => self.string_content(kind, range),
            ParseErrorType::ExpectedToken { expected, found } => self.expected(*expected, *found, range),
            ParseErrorType::SimpleStatementsOnSameLine => self.legacy_statement(range).unwrap_or_else(|| self.syntax(range, INVALID)),
            ParseErrorType::ExpectedExpression => self.expected_expression(range),
            ParseErrorType::InvalidAssignmentTarget => self.assignment_target(range),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                self.syntax(range, format!("'{}' is an illegal expression for augmented assignment", self.kind_at(range)))
            }
            ParseErrorType::InvalidDeleteTarget => self.syntax(range, format!("cannot delete {}", self.kind_at(range))),
            ParseErrorType::InvalidNamedAssignmentTarget => {
                self.syntax(range, format!("cannot use assignment expressions with {}", self.kind_at(range)))
            }
            ParseErrorType::InvalidAnnotatedAssignmentTarget => self.syntax(range, "illegal target for annotation"),
            ParseErrorType::InvalidStarredExpressionUsage => {
                let in_dict = self.before(range.start()).is_some_and(|token| token.kind() == TokenKind::Colon);
                self.syntax(
                    range,
                    if in_dict { "cannot use a starred expression in a dictionary value" } else { "cannot use starred expression here" },
                )
            }
            ParseErrorType::UnexpectedIndentation => {
                let line = self.lines.line(range.end());
                let mixed = self.mixes_tabs(line);
                if mixed { self.mixed_tabs(range) } else { self.indentation(range, "unexpected indent") }
            }
            ParseErrorType::OtherError(message) => self.other(message, range),
            kind => self.syntax(range, plain_wording(kind)),
        }
    }

    /// A mistake in what a string literal says.
    fn string_content(&self, kind: &LexicalErrorType, range: TextRange) -> CompileError {
        let token = self.tokens.iter().rev().find(|token| token.kind() == TokenKind::String && token.start() <= range.start());
        let start = token.map_or(range.start(), Ranged::start);
        let before = &self.source[start.to_usize()..range.start().to_usize()];
        match kind {
            LexicalErrorType::InvalidByteLiteral => {
                self.syntax(token.map_or(range, Ranged::range), "bytes can only contain ASCII literal characters")
            }
            LexicalErrorType::UnicodeError if before.ends_with("\\N{") => {
                let name = self.text(range);
                unsupported(
                    self.lines,
                    range,
                    format!("the character name \\N{{{name}}} is not supported; write the character itself or its \\u number"),
                )
            }
            LexicalErrorType::UnicodeError | LexicalErrorType::MissingUnicodeLbrace | LexicalErrorType::MissingUnicodeRbrace => {
                let Some(escape) = before.rfind('\\') else { return self.syntax(range, INVALID) };
                let content = fstring::literal(&self.source[start.to_usize()..]).map_or(0, |content| content.start);
                let (from, to) = (escape.saturating_sub(content), before.len().saturating_sub(content + 1));
                let problem = match before[escape + 1..].chars().next() {
                    Some('x') if before[..content].contains(['b', 'B']) => {
                        return self.syntax(range, format!("(value error) invalid \\x escape at position {from}"));
                    }
                    Some('x') => "truncated \\xXX escape",
                    Some('u') => "truncated \\uXXXX escape",
                    Some('U') if before.len() - escape < 10 => "truncated \\UXXXXXXXX escape",
                    Some('U') => "illegal Unicode character",
                    _ => "malformed \\N character escape",
                };
                self.syntax(range, format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{to}: {problem}"))
            }
            LexicalErrorType::Eof => self.syntax(range, "unexpected EOF while parsing"),
            _ => self.syntax(range, INVALID),
        }
    }

    fn f_string(&self, string: TextRange, error: &ParseError) -> CompileError {
        let text = &self.source[string.start().to_usize()..];
        let structural = fstring::literal(text).and_then(|content| {
            let end = TextSize::new(content.end as u32 + 1);
            fstring::problem(&text[content]).map(|problem| self.syntax(TextRange::at(string.start(), end), problem))
        });
        let is_content =
            matches!(&error.error, ParseErrorType::Lexical(LexicalErrorType::UnicodeError | LexicalErrorType::MissingUnicodeLbrace));
        match structural {
            Some(problem) => problem,
            None if is_content => {
                let ParseErrorType::Lexical(kind) = &error.error else { return self.syntax(error.location, INVALID) };
                self.string_content(kind, error.location)
            }
            None => {
                let expressions = fstring::literal(text).map(|content| fstring::expressions(&text[content])).unwrap_or_default();
                let message =
                    expressions.iter().find_map(|expression| explain_expression(expression)).unwrap_or_else(|| INVALID.to_owned());
                self.syntax(error.location, format!("f-string: {message}"))
            }
        }
    }

    fn expected(&self, expected: TokenKind, found: TokenKind, range: TextRange) -> CompileError {
        let bracket = self.bracket_around(range.start());
        let in_parameters = bracket.is_some_and(|index| self.is_definition(index));
        match (expected, found) {
            (TokenKind::Colon, TokenKind::Newline | TokenKind::EndOfFile) if bracket.is_none() => self.syntax(range, "expected ':'"),
            (TokenKind::Colon, _) if bracket.is_none() && self.wants_colon(range.start()) => self.syntax(range, "expected ':'"),
            (TokenKind::Colon, _) if bracket.is_some_and(|index| self.tokens[index].kind() == TokenKind::Lbrace) => {
                let key = self.before(range.start()).map_or(range, Ranged::range);
                self.syntax(key, "':' expected after dictionary key")
            }
            (_, TokenKind::Equal) => self.stray_equal(range),
            (TokenKind::Lpar, _) => self.syntax(range, "expected '('"),
            (TokenKind::Rpar, TokenKind::Lpar) if in_parameters => self.syntax(range, "Function parameters cannot be parenthesized"),
            (TokenKind::Rsqb | TokenKind::Rbrace, TokenKind::For) => {
                let (from, to) = (
                    bracket.map_or(range.start(), |index| self.tokens[index].end()),
                    self.before(range.start()).map_or(range.start(), Ranged::end),
                );
                self.syntax(TextRange::new(from, to.max(from)), "did you forget parentheses around the comprehension target?")
            }
            (TokenKind::Comma | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace, found)
                if bracket.is_some() && !in_parameters && starts_expression(found) =>
            {
                self.forgotten_comma(range)
            }
            (TokenKind::Else, found) if found != TokenKind::Colon => {
                let from = self.expression_start(range.start());
                let to = self.before(range.start()).map_or(range.start(), Ranged::end);
                self.syntax(TextRange::new(from, to.max(from)), "expected 'else' after 'if' expression")
            }
            (TokenKind::Comma, found)
                if found != TokenKind::Comma && self.text(range).len() >= 2 && self.text(range).ends_with('=') && bracket.is_none() =>
            {
                let from = self.expression_start(range.start());
                self.syntax(TextRange::new(from, range.start()), "'tuple' is an illegal expression for augmented assignment")
            }
            _ => self.syntax(range, INVALID),
        }
    }

    /// Index of the innermost bracket open at `at`.
    fn bracket_around(&self, at: TextSize) -> Option<usize> {
        let mut open = Vec::new();
        for (index, token) in self.tokens.iter().enumerate().take_while(|(_, token)| token.start() < at) {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open.push(index),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop()
    }

    /// Whether the bracket opens a `def`'s parameters or an import's names.
    fn is_definition(&self, bracket: usize) -> bool {
        let kind = |back: usize| bracket.checked_sub(back).map(|index| self.tokens[index].kind());
        kind(2) == Some(TokenKind::Def) || kind(1) == Some(TokenKind::Import)
    }

    /// Index of the last token that ends at or before `at`.
    fn index_before(&self, at: TextSize) -> Option<usize> {
        self.tokens.partition_point(|token| token.end() <= at).checked_sub(1)
    }

    fn before(&self, at: TextSize) -> Option<&Token> {
        self.index_before(at).map(|index| &self.tokens[index])
    }

    /// Index of the first token of the logical line at `at`.
    fn line_start(&self, at: TextSize) -> usize {
        let end = self.tokens.partition_point(|token| token.start() < at);
        let is_break = |token: &Token| matches!(token.kind(), TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi);
        self.tokens[..end].iter().rposition(is_break).map_or(0, |index| index + 1)
    }

    /// Statements after whose head CPython insists on the colon, whatever follows.
    fn wants_colon(&self, at: TextSize) -> bool {
        let first = self.tokens.get(self.line_start(at)).map(Token::kind);
        matches!(first, Some(TokenKind::Def | TokenKind::Else | TokenKind::Try | TokenKind::Finally))
    }

    /// Where the operand that ends before `at` begins: after the last comma, bracket, assignment or keyword around it.
    fn expression_start(&self, at: TextSize) -> TextSize {
        let Some(last) = self.index_before(at) else { return at };
        let (mut depth, mut start) = (0_u32, at);
        for token in self.tokens[..=last].iter().rev() {
            match token.kind() {
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth += 1,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace if depth == 0 => break,
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth -= 1,
                TokenKind::Comma
                | TokenKind::Equal
                | TokenKind::Colon
                | TokenKind::Newline
                | TokenKind::Semi
                | TokenKind::Indent
                | TokenKind::Dedent
                    if depth == 0 =>
                {
                    break;
                }
                TokenKind::If | TokenKind::Elif | TokenKind::While | TokenKind::Return | TokenKind::Assert | TokenKind::In
                    if depth == 0 && !self.is_ternary(token.start()) =>
                {
                    break;
                }
                _ => {}
            }
            start = token.start();
        }
        start
    }

    /// Whether the `if` at `at` has an operand before it on its line.
    fn is_ternary(&self, at: TextSize) -> bool {
        self.tokens.get(self.line_start(at)).is_some_and(|first| first.start() < at)
    }

    /// Where the operand that begins at `at` ends.
    fn expression_end(&self, at: TextSize) -> TextSize {
        let (mut depth, mut end) = (0_u32, at);
        let first = self.tokens.partition_point(|token| token.start() < at);
        for token in &self.tokens[first..] {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace if depth == 0 => break,
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
                TokenKind::Comma | TokenKind::Equal | TokenKind::Colon | TokenKind::For if depth == 0 => break,
                TokenKind::Newline | TokenKind::Semi | TokenKind::EndOfFile => break,
                // Another operand without an operator between.
                kind if depth == 0 && end > at && starts_operand(kind) && self.ends_operand(end) => break,
                _ => {}
            }
            end = token.end();
        }
        end
    }

    fn ends_operand(&self, end: TextSize) -> bool {
        self.before(end).is_some_and(|token| {
            matches!(
                token.kind(),
                TokenKind::Name
                    | TokenKind::Int
                    | TokenKind::Float
                    | TokenKind::String
                    | TokenKind::Rpar
                    | TokenKind::Rsqb
                    | TokenKind::Rbrace
            )
        })
    }

    fn forgotten_comma(&self, range: TextRange) -> CompileError {
        let from = self.expression_start(range.start());
        if let Some(error) = self.legacy_statement(range) {
            return error;
        }
        self.syntax(TextRange::new(from, self.expression_end(range.start())), "invalid syntax. Perhaps you forgot a comma?")
    }

    /// `print x`
    fn legacy_statement(&self, range: TextRange) -> Option<CompileError> {
        let call = self.before(range.start())?;
        let name = self.text(call.range());
        let first = self.tokens.partition_point(|token| token.start() < range.start());
        if !matches!(name, "print" | "exec") || call.kind() != TokenKind::Name || !starts_expression(self.tokens.get(first)?.kind()) {
            return None;
        }
        let end = self.tokens[first..]
            .iter()
            .take_while(|token| !matches!(token.kind(), TokenKind::Newline | TokenKind::Semi | TokenKind::EndOfFile))
            .last()?;
        let range = TextRange::new(call.start(), end.end());
        Some(self.syntax(range, format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?")))
    }

    /// `=` where an expression goes on: `if x = 1:`.
    fn stray_equal(&self, range: TextRange) -> CompileError {
        let from = self.expression_start(range.start());
        let operand = TextRange::new(from, self.before(range.start()).map_or(range.start(), Ranged::end).max(from));
        let Ok(target) = parse_expression(self.text(operand)) else { return self.syntax(range, INVALID) };
        match target.expr() {
            Expr::Name(_) => {
                let next = self.tokens.partition_point(|token| token.start() < range.end());
                let to = self.tokens.get(next).map_or(range.end(), |token| self.expression_end(token.start()));
                self.syntax(TextRange::new(from, to.max(range.end())), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?")
            }
            Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) | Expr::List(_) | Expr::Tuple(_) | Expr::Generator(_) => {
                self.syntax(range, INVALID)
            }
            other => self.syntax(operand, format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", kind_of(other))),
        }
    }

    fn expected_expression(&self, range: TextRange) -> CompileError {
        let in_dict = self.bracket_around(range.start()).is_some_and(|index| self.tokens[index].kind() == TokenKind::Lbrace);
        match self.before(range.start()) {
            Some(colon) if in_dict && colon.kind() == TokenKind::Colon => {
                self.syntax(colon.range(), "expression expected after dictionary key and ':'")
            }
            _ => self.syntax(range, INVALID),
        }
    }

    fn assignment_target(&self, range: TextRange) -> CompileError {
        let Ok(target) = parse_expression(&format!("({})", self.text(range))) else { return self.syntax(range, INVALID) };
        let (target, kind) = (target.expr(), kind_of(target.expr()));
        let first = self.line_start(range.start());
        let after = self.tokens.partition_point(|token| token.start() < range.end());
        let opened = self.tokens[first..].iter().take_while(|token| token.start() < range.start());
        let alone = opened.into_iter().all(|token| token.kind() == TokenKind::Lpar);
        let mut rest = self.tokens[after..].iter().skip_while(|token| token.kind() == TokenKind::Rpar);
        let assigned = rest.next().is_some_and(|token| token.kind() == TokenKind::Equal);
        let once = rest.take_while(|token| token.kind() != TokenKind::Newline).all(|token| token.kind() != TokenKind::Equal);
        let comparable = !matches!(
            target,
            Expr::BooleanLiteral(_)
                | Expr::NoneLiteral(_)
                | Expr::Compare(_)
                | Expr::BoolOp(_)
                | Expr::Lambda(_)
                | Expr::If(_)
                | Expr::Generator(_)
        ) && !matches!(target, Expr::UnaryOp(unary) if unary.op == ruff_python_ast::UnaryOp::Not);
        let hint = if alone && assigned && once && comparable { " here. Maybe you meant '==' instead of '='?" } else { "" };
        self.syntax(range, format!("cannot assign to {kind}{hint}"))
    }

    fn kind_at(&self, range: TextRange) -> &'static str {
        if self.text(range).starts_with('*') {
            return "starred";
        }
        parse_expression(self.text(range)).map_or("expression", |parsed| kind_of(parsed.expr()))
    }

    fn other(&self, message: &str, range: TextRange) -> CompileError {
        if let Some(block) = message.strip_prefix("Expected an indented block after ") {
            let header = self.block_header(range.start());
            let what = match block.replace('`', "'") {
                what if what.starts_with("'class'") => "class definition".to_owned(),
                what => what.replace(" clause", " statement"),
            };
            return self.indentation(range, format!("expected an indented block after {what} on line {header}"));
        }
        let wording = match message {
            "Only one '*' parameter allowed" => "* argument may appear only once",
            "Only one '/' separator allowed" => "/ may appear only once",
            "Expected `except` or `finally` after `try` block" => "expected 'except' or 'finally' block",
            "Trailing comma not allowed" => "trailing comma not allowed without surrounding parentheses",
            "Only single target (not tuple) can be annotated" => "only single target (not tuple) can be annotated",
            "Only single target (not list) can be annotated" => "only single target (not list) can be annotated",
            "Bytes literal cannot be mixed with non-bytes literals" => "cannot mix bytes and nonbytes literals",
            "Multiple exception types must be parenthesized when using `as`" => "multiple exception types must be parenthesized",
            "Cannot have both 'except' and 'except*' on the same 'try'" => "cannot have both 'except' and 'except*' on the same 'try'",
            "Expected a parameter name" => match self.text(range) {
                name @ ("True" | "False" | "None") => return self.syntax(range, format!("cannot assign to {name}")),
                _ => "expression cannot contain assignment, perhaps you meant \"==\"?",
            },
            _ => {
                let at_equal = self.text(range) == "=" && self.bracket_around(range.start()).is_some();
                return if at_equal { self.stray_equal(range) } else { self.syntax(range, INVALID) };
            }
        };
        self.syntax(range, wording)
    }

    /// Line of the `if`, `for`, `def` ... whose block should begin at `at`.
    fn block_header(&self, at: TextSize) -> u32 {
        let colon = self.tokens.iter().rposition(|token| token.kind() == TokenKind::Colon && token.start() < at);
        colon.map_or(1, |index| self.lines.line(self.tokens[self.line_start(self.tokens[index].start())].start()))
    }

    /// What later versions of Python accept and 3.11 does not.
    fn version(&self, error: &UnsupportedSyntaxError) -> CompileError {
        let range = error.range;
        if let (UnsupportedSyntaxErrorKind::Pep701FString(_), Some(string)) =
            (error.kind, self.f_strings.iter().find(|string| string.contains_range(range)))
        {
            let text = &self.source[string.start().to_usize()..];
            return match fstring::literal(text) {
                None => self.unterminated(string.start()),
                Some(content) => {
                    let problem = fstring::problem(&text[content]).unwrap_or_else(|| "f-string: invalid syntax".to_owned());
                    self.syntax(*string, problem)
                }
            };
        }
        let message = match error.kind {
            UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) if self.text(range).starts_with("**") => {
                "dict unpacking cannot be used in dict comprehension"
            }
            UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => "iterable unpacking cannot be used in comprehension",
            UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes => "multiple exception types must be parenthesized",
            UnsupportedSyntaxErrorKind::TypeParameterList
                if self.tokens.get(self.line_start(range.start())).is_some_and(|token| token.kind() == TokenKind::Def) =>
            {
                "expected '('"
            }
            _ => INVALID,
        };
        self.syntax(range, message)
    }
}

/// Wording of the errors that need nothing but their kind.
fn plain_wording(kind: &ParseErrorType) -> &'static str {
    match kind {
        ParseErrorType::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
        ParseErrorType::PositionalAfterKeywordUnpacking => "positional argument follows keyword argument unpacking",
        ParseErrorType::InvalidArgumentUnpackingOrder => "iterable argument unpacking follows keyword argument unpacking",
        ParseErrorType::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized",
        ParseErrorType::NonDefaultParamAfterDefaultParam => "non-default argument follows default argument",
        ParseErrorType::ExpectedKeywordParam => "named arguments must follow bare *",
        ParseErrorType::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument",
        ParseErrorType::VarParameterWithDefault => "var-positional argument cannot have default value",
        ParseErrorType::IterableUnpackingInComprehension => "iterable unpacking cannot be used in comprehension",
        _ => INVALID,
    }
}

/// What CPython calls an expression.
fn kind_of(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(literal) if matches!(literal.value, Number::Complex { .. }) => "literal",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "expression",
    }
}

/// Whether an operand can begin with this token.
fn starts_operand(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Ellipsis
    ) || kind.is_soft_keyword()
}

/// Whether an expression can begin with this token.
fn starts_expression(kind: TokenKind) -> bool {
    starts_operand(kind)
        || matches!(
            kind,
            TokenKind::Lpar
                | TokenKind::Lsqb
                | TokenKind::Lbrace
                | TokenKind::Lambda
                | TokenKind::Not
                | TokenKind::Minus
                | TokenKind::Plus
                | TokenKind::Tilde
        )
}

/// Whether CPython calls a character printable; the separators and format characters that texts get pasted with are not.
fn is_printable(char: char) -> bool {
    let code = u32::from(char);
    let hidden =
        char.is_whitespace() || char.is_control() || matches!(code, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF);
    !hidden
}
