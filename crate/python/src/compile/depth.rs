//! Refuses nesting that would overflow a stack, before the recursive parser sees it.
//!
//! Counted from the tokens: what opens a level (brackets, prefix operators, `**`, `lambda`, `if ... else`) and what only lengthens a
//! chain (binary operators, attributes, calls, subscripts), which the compiler walks in a loop but the tree still nests.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::Mode;
use ruff_python_parser::lexer::lex;
use ruff_text_size::{TextRange, TextSize};

use super::error::{error, syntax, unsupported};
use super::lines::Lines;
use crate::code::{CompileError, CompileErrorKind};

/// Levels of brackets and prefix operators open at one place; CPython allows as many brackets.
const LEVELS: u32 = 200;
/// Operators, attributes, calls and subscripts of one expression.
const CHAIN: u32 = 1000;
/// Levels of indentation, as in CPython.
const INDENTS: u32 = 100;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Excess {
    Brackets,
    Levels,
    Chain,
    Indents,
}

pub(super) fn check(lines: &Lines<'_>) -> Result<(), CompileError> {
    let source = lines.source();
    let Some(excess) = excess(source) else { return Ok(()) };
    // The shortest part of the text that is too deep ends where the trouble is.
    let (mut fits, mut exceeds) = (0, source.len());
    while fits + 1 < exceeds {
        let mut middle = usize::midpoint(fits, exceeds);
        while !source.is_char_boundary(middle) {
            middle += 1;
        }
        if middle >= exceeds {
            break;
        }
        if self::excess(&source[..middle]).is_some() { exceeds = middle } else { fits = middle }
    }
    let at = TextRange::new(TextSize::new(fits as u32), TextSize::new(exceeds as u32));
    Err(match excess {
        Excess::Brackets => syntax(lines, at, "too many nested parentheses"),
        Excess::Levels => unsupported(
            lines,
            at,
            format!("expression is nested too deeply (at most {LEVELS} levels); give its inner parts names on lines of their own"),
        ),
        Excess::Chain => unsupported(
            lines,
            at,
            format!("too many operators, attributes and calls in one expression (at most {CHAIN}); split it into several statements"),
        ),
        Excess::Indents => error(lines, CompileErrorKind::Indentation, at, "too many levels of indentation"),
    })
}

/// What is open inside one pair of brackets, or at top level.
#[derive(Clone, Copy, Default)]
struct Level {
    prefixes: u32,
    chain: u32,
    /// `lambda`s whose `:` is still to come: their commas separate parameters.
    lambdas: u32,
}

fn excess(source: &str) -> Option<Excess> {
    let mut lexer = lex(source, Mode::Module);
    let mut levels = vec![Level::default()];
    let (mut prefixes, mut chain, mut indents) = (0_u32, 0_u32, 0_u32);
    let mut after_operand = false;
    loop {
        let kind = lexer.next_token();
        let level = levels.last_mut()?;
        let (mut more_prefixes, mut more_chain) = (0, 0);
        match kind {
            TokenKind::EndOfFile => return None,
            TokenKind::Comment | TokenKind::NonLogicalNewline => continue,
            TokenKind::Newline | TokenKind::Semi => {
                // Text with unclosed brackets never gets here.
                levels.clear();
                levels.push(Level::default());
                (prefixes, chain) = (0, 0);
            }
            TokenKind::Comma if level.lambdas == 0 => {
                prefixes -= level.prefixes;
                chain -= level.chain;
                *level = Level::default();
            }
            TokenKind::Indent => indents += 1,
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                level.chain += 1;
                chain += 1;
                levels.push(Level::default());
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                let closed = *level;
                if levels.len() > 1 {
                    prefixes -= closed.prefixes;
                    chain -= closed.chain;
                    levels.pop();
                }
            }
            TokenKind::Colon => level.lambdas = level.lambdas.saturating_sub(1),
            TokenKind::Lambda => {
                level.lambdas += 1;
                more_prefixes = 1;
            }
            TokenKind::Not | TokenKind::Tilde | TokenKind::Await | TokenKind::Yield | TokenKind::ColonEqual => more_prefixes = 1,
            TokenKind::If | TokenKind::Else | TokenKind::DoubleStar => more_prefixes = 1,
            TokenKind::Plus | TokenKind::Minus | TokenKind::Star if !after_operand => more_prefixes = 1,
            TokenKind::Dot => more_chain = 1,
            kind if kind.is_operator() && kind != TokenKind::Comma => more_chain = 1,
            _ => {}
        }
        if let Some(level) = levels.last_mut() {
            level.prefixes += more_prefixes;
            level.chain += more_chain;
            prefixes += more_prefixes;
            chain += more_chain;
        }
        after_operand = matches!(
            kind,
            TokenKind::Name | TokenKind::Int | TokenKind::Float | TokenKind::Complex | TokenKind::String | TokenKind::FStringEnd
        ) || matches!(
            kind,
            TokenKind::Rpar
                | TokenKind::Rsqb
                | TokenKind::Rbrace
                | TokenKind::True
                | TokenKind::False
                | TokenKind::None
                | TokenKind::Ellipsis
        ) || kind.is_soft_keyword();
        let brackets = levels.len() as u32 - 1;
        if brackets > LEVELS {
            return Some(Excess::Brackets);
        } else if brackets + prefixes > LEVELS {
            return Some(Excess::Levels);
        } else if chain > CHAIN {
            return Some(Excess::Chain);
        } else if indents > INDENTS {
            return Some(Excess::Indents);
        }
    }
}
