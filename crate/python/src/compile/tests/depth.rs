use super::{compile, is_syntax, refused};
use crate::code::CompileErrorKind;

/// The stack of a browser's worker.
const STACK_BYTES: usize = 1 << 20;

#[test]
fn fifty_thousand_of_anything_is_refused_with_its_place() {
    const MANY: usize = 50_000;
    let cases = [
        ("(".repeat(MANY), "too many nested parentheses", 201),
        (format!("{}x", "[".repeat(MANY)), "too many nested parentheses", 201),
        (format!("x{}", "+x".repeat(MANY)), "too many operators", 2002),
        (format!("{}x", "not ".repeat(MANY)), "nested too deeply", 803),
        (format!("x{}", ".a".repeat(MANY)), "too many operators", 2002),
        (format!("x{}", " and x".repeat(MANY)), "too many operators", 6005),
        (format!("x{}", "()".repeat(MANY)), "too many operators", 2002),
        (format!("x{}", "[0]".repeat(MANY)), "too many operators", 3002),
        (format!("{}x", "-".repeat(MANY)), "nested too deeply", 201),
        (format!("x{}", "**x".repeat(MANY)), "nested too deeply", 603),
        (format!("{}x", "lambda: ".repeat(MANY)), "nested too deeply", 1606),
        (format!("{}x", "lambda a, b: ".repeat(MANY)), "nested too deeply", 2606),
        ("f'{".repeat(MANY), "too many nested parentheses", 603),
        (format!("{}x", "x if x else ".repeat(MANY)), "nested too deeply", 1204),
    ];
    for (source, message, column) in cases {
        let error = refused(&source);
        assert!(error.message.contains(message), "{:?} for {}", error, &source[..30]);
        assert_eq!((error.line, error.column), (1, column), "{:?} for {}", error, &source[..30]);
    }
}

#[test]
fn blocks_are_limited_as_in_cpython() {
    let nested = |depth: usize, head: &str| {
        let mut source: String = (0..depth).map(|level| format!("{}{head}\n", " ".repeat(level))).collect();
        source.push_str(&format!("{}pass\n", " ".repeat(depth)));
        source
    };
    assert_eq!(refused(&nested(101, "if x:")).message, "too many levels of indentation");
    assert_eq!(refused(&nested(21, "for i in x:")).message, "too many statically nested blocks");
    assert!(compile(&nested(20, "for i in x:"), "sample.py").is_ok());
    assert!(compile(&nested(99, "if x:"), "sample.py").is_ok());
    assert!(compile(&nested(99, "def f():"), "sample.py").is_ok());
}

#[test]
fn what_is_within_the_limits_compiles_on_a_small_stack() {
    let indented = |levels: usize, statement: &str| {
        let mut source: String = (0..levels).map(|level| format!("{}def f():\n", " ".repeat(level))).collect();
        source.push_str(&format!("{}{statement}\n", " ".repeat(levels)));
        source
    };
    let cases = [
        indented(90, &format!("x = {}1{}", "(".repeat(190), ")".repeat(190))),
        indented(90, &format!("x = {}1{}", "[x, ".repeat(190), "]".repeat(190))),
        indented(90, &format!("x = {}x{}", "f(x + ".repeat(190), ")".repeat(190))),
        indented(90, &format!("x = {}x", "not ".repeat(190))),
        indented(90, &format!("x = {}x", "lambda: ".repeat(190))),
        indented(90, &format!("x = x{}", " ** x".repeat(190))),
        indented(90, &format!("x = {}x", "x if x else ".repeat(90))),
        indented(90, &format!("x = {}x{}", "[x for x in ".repeat(190), "]".repeat(190))),
        format!("x = x{}", " + x".repeat(990)),
        format!("x = x{}", ".a".repeat(990)),
        format!("x = x{}", "()".repeat(990)),
        format!("x = {}", vec!["x"; 990].join(" and ")),
        format!("x = {}", vec!["x"; 990].join(" < ")),
        format!("x = [{}]", vec!["x"; 50_000].join(", ")),
        format!("if x: pass\n{}", "elif x: pass\n".repeat(20_000)),
    ];
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        for source in cases {
            let compiled = compile(&source, "sample.py");
            assert!(compiled.is_ok(), "{:?} for {}", compiled.err(), &source[source.len() - 60..]);
        }
    });
    thread.expect("a thread").join().expect("compiles");
}

#[test]
fn long_lists_of_nested_things_are_no_nesting() {
    assert!(compile(&format!("x = [{}]", vec!["lambda a, b: -a"; 3000].join(", ")), "sample.py").is_ok());
    assert!(compile(&"x = -a.b(c)[d] + e\n".repeat(3000), "sample.py").is_ok());
}

#[test]
fn finally_bodies_do_not_multiply_without_end() {
    let depth = 19;
    let mut source = String::new();
    for level in 0..depth {
        source.push_str(&format!("{0}try:\n{0} pass\n{0}finally:\n", " ".repeat(level)));
    }
    source.push_str(&format!("{}{}\n", " ".repeat(depth), "f(); ".repeat(20)));
    let error = refused(&source);
    assert_eq!(error.kind, CompileErrorKind::Unsupported, "{error:?}");
    assert!(!is_syntax(&error));
}
