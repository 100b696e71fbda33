//! What holds for every text: it compiles or is refused at a place in it, and parameters read back as they were set.

use hotpot_python::{Program, form};
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces that Python texts are made of, so that many of their sequences are nearly programs.
const PIECES: [&str; 44] = [
    "def ",
    "f",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    "\n",
    "\n    ",
    "\n        ",
    "\t",
    "if ",
    "else",
    "for ",
    " in ",
    "while ",
    "try",
    "except ",
    "finally",
    "return ",
    "yield ",
    "lambda ",
    "class ",
    "x",
    " = ",
    " + ",
    "**",
    "not ",
    ".",
    ",",
    "1",
    "0.5e3",
    "\"a\"",
    "f'{x!r:>{w}}'",
    "'''",
    "#",
    "\\",
    "@",
    "*",
    "名",
    "async ",
    "match x:",
];

proptest! {
    #[test]
    fn a_text_compiles_or_is_refused_at_a_place_in_it(pieces in vec(0..PIECES.len(), 0..60)) {
        let source: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        if let Err(error) = Program::compile(&source, "program.py") {
            prop_assert!(!error.message.is_empty());
            prop_assert!(error.line >= 1 && error.line as usize <= source.split('\n').count() + 1, "{error:?} in {source:?}");
            prop_assert!(error.column >= 1, "{error:?} in {source:?}");
        }
    }

    #[test]
    fn a_parameter_reads_back_as_it_was_set(value in 0..=200_i64, step in 1..5_i64, before in "[a-z ]{0,20}") {
        let source = format!("# {before}\nN = 0  # @param {{type:\"slider\", min:0, max:1000, step:{step}}}\nprint(N)\n");
        let given = value * step;
        let changed =
            form::with_values(&source, [("N", given.to_string().as_str())]).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let read = form::parameters(&changed);
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(&read[0].value, &form::Literal::Int(given));
        // Back to the first value gives the first text.
        prop_assert_eq!(form::with_values(&changed, [("N", "0")]).ok(), Some(source));
    }
}
