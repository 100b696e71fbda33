use super::refused;
use crate::code::CompileErrorKind;

#[test]
fn mistakes_are_told_in_the_words_of_cpython() {
    for (source, message, line, column) in MISTAKES {
        let error = refused(source);
        assert_eq!((error.message.as_str(), error.line, error.column), (*message, *line, *column), "for {source:?}");
        let indentation = message.contains("indent");
        assert_eq!(error.kind, if indentation { CompileErrorKind::Indentation } else { CompileErrorKind::Syntax }, "for {source:?}");
    }
}

#[test]
fn what_is_not_supported_is_named_with_what_to_write_instead() {
    let cases = [
        ("x = 1\nasync def f(): pass\n", "`async def` is not supported; use `def` and threads", 2, 1),
        ("match x:\n    case 1: pass\n", "`match` statements are not supported; use `if` and `elif`", 1, 1),
        ("try: pass\nexcept* ValueError: pass\n", "`except*` is not supported; use `except`", 1, 1),
        ("from . import a\n", "relative imports are not supported: a program is one file; import the module by its name", 1, 1),
        ("x = 2j\n", "complex numbers are not supported; use two floats", 1, 5),
        ("x = '\\N{BULLET}'\n", "the character name \\N{BULLET} is not supported; write the character itself or its \\u number", 1, 9),
        (
            "x = f'{a} \\N{BULLET}'\n",
            "the character name \\N{BULLET} is not supported; write the character itself or its \\u number",
            1,
            14,
        ),
    ];
    for (source, message, line, column) in cases {
        let error = refused(source);
        assert_eq!((error.kind, error.message.as_str(), error.line, error.column), (CompileErrorKind::Unsupported, message, line, column));
    }
}

#[test]
fn columns_count_characters_not_bytes() {
    let error = refused("锅 = '鱼' + 丸 $ 1\n");
    assert_eq!((error.line, error.column, error.end_column), (1, 13, 14));
}

#[test]
fn huge_decimal_literals_are_refused_as_in_cpython() {
    let error = refused(&format!("x = {}\n", "7".repeat(5000)));
    assert!(error.message.starts_with("Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits"), "{error:?}");
}

/// Text, message, line, column; all as CPython 3.11 says them.
const MISTAKES: &[(&str, &str, u32, u32)] = &[
    ("if x\n    pass\n", "expected ':'", 1, 5),
    ("def f()\n    pass\n", "expected ':'", 1, 8),
    ("print((1)\n", "'(' was never closed", 1, 6),
    ("x = [1, 2\ny = 3\n", "'[' was never closed", 1, 5),
    ("print(1\nprint(2)\n", "'(' was never closed", 1, 6),
    ("x = (1]\n", "closing parenthesis ']' does not match opening parenthesis '('", 1, 7),
    ("x = 1)\n", "unmatched ')'", 1, 6),
    ("x = 'abc\n", "unterminated string literal (detected at line 1)", 1, 5),
    ("x = '''abc\n", "unterminated triple-quoted string literal (detected at line 1)", 1, 5),
    ("x = f'abc\n", "unterminated string literal (detected at line 1)", 1, 5),
    ("x = \n", "invalid syntax", 1, 5),
    ("1 2\n", "invalid syntax", 1, 3),
    ("f(1 2)\n", "invalid syntax. Perhaps you forgot a comma?", 1, 3),
    ("{'a': 1 'b': 2}\n", "invalid syntax. Perhaps you forgot a comma?", 1, 7),
    ("foo(b for b in c, a)\n", "Generator expression must be parenthesized", 1, 5),
    ("1 = x\n", "cannot assign to literal here. Maybe you meant '==' instead of '='?", 1, 1),
    ("f() = 1\n", "cannot assign to function call here. Maybe you meant '==' instead of '='?", 1, 1),
    ("None = 1\n", "cannot assign to None", 1, 1),
    ("(a, 1) = 2\n", "cannot assign to literal", 1, 5),
    ("x + 1 += 2\n", "'expression' is an illegal expression for augmented assignment", 1, 1),
    ("if x = 1:\n    pass\n", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", 1, 4),
    ("f(1=2)\n", "expression cannot contain assignment, perhaps you meant \"==\"?", 1, 3),
    ("f(a=1, a=2)\n", "keyword argument repeated: a", 1, 8),
    ("f(**a, *b)\n", "iterable argument unpacking follows keyword argument unpacking", 1, 8),
    ("x = 1 = 2\n", "cannot assign to literal", 1, 5),
    ("a < b = 1\n", "cannot assign to comparison", 1, 1),
    ("for 1 in x: pass\n", "cannot assign to literal", 1, 5),
    ("del f()\n", "cannot delete function call", 1, 5),
    ("with a as 1: pass\n", "cannot assign to literal", 1, 11),
    ("f(): int\n", "illegal target for annotation", 1, 1),
    ("(a.b := 1)\n", "cannot use assignment expressions with attribute", 1, 2),
    ("def f(a=1, b): pass\n", "non-default argument follows default argument", 1, 12),
    ("def f(a, a): pass\n", "duplicate argument 'a' in function definition", 1, 10),
    ("def f(*): pass\n", "named arguments must follow bare *", 1, 7),
    ("def f(**k, a): pass\n", "arguments cannot follow var-keyword argument", 1, 12),
    ("def f:\n    pass\n", "expected '('", 1, 6),
    ("if x:\npass\n", "expected an indented block after 'if' statement on line 1", 2, 1),
    ("for i in x:\nprint(i)\n", "expected an indented block after 'for' statement on line 1", 2, 1),
    ("def f():\nreturn 1\n", "expected an indented block after function definition on line 1", 2, 1),
    ("class A:\nx = 1\n", "expected an indented block after class definition on line 1", 2, 1),
    ("try:\n    x\nexcept:\ny\n", "expected an indented block after 'except' statement on line 3", 4, 1),
    ("if x:\n    pass\nelif z:\ny\n", "expected an indented block after 'elif' statement on line 3", 4, 1),
    ("return 1\n", "'return' outside function", 1, 1),
    ("class A:\n    return 1\n", "'return' outside function", 2, 5),
    ("break\n", "'break' outside loop", 1, 1),
    ("def f():\n    continue\n", "'continue' not properly in loop", 2, 5),
    ("for i in x:\n    def f():\n        break\n", "'break' outside loop", 3, 9),
    ("yield 1\n", "'yield' outside function", 1, 1),
    ("await x\n", "'await' outside function", 1, 1),
    ("def f():\n    x = 1\n    global x\n", "name 'x' is assigned to before global declaration", 3, 5),
    ("def f():\n    print(x)\n    global x\n", "name 'x' is used prior to global declaration", 3, 5),
    ("def f(x):\n    global x\n", "name 'x' is parameter and global", 2, 5),
    ("def f():\n    nonlocal x\n", "no binding for nonlocal 'x' found", 2, 5),
    ("nonlocal x\n", "nonlocal declaration not allowed at module level", 1, 1),
    ("print x\n", "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1),
    ("print 'a', b\n", "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1),
    ("if x:\n    print x\n", "Missing parentheses in call to 'print'. Did you mean print(...)?", 2, 5),
    ("1a\n", "invalid decimal literal", 1, 1),
    ("0777\n", "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", 1, 1),
    ("0x\n", "invalid hexadecimal literal", 1, 2),
    ("0b2\n", "invalid digit '2' in binary literal", 1, 3),
    ("12abc = 1\n", "invalid decimal literal", 1, 2),
    ("1e5x\n", "invalid decimal literal", 1, 3),
    ("x = 5 ≠ 6\n", "invalid character '≠' (U+2260)", 1, 7),
    ("x = “a”\n", "invalid character '“' (U+201C)", 1, 5),
    ("x = 1\u{a0}+ 2\n", "invalid non-printable character U+00A0", 1, 6),
    ("try:\n    x\ny\n", "expected 'except' or 'finally' block", 3, 1),
    ("try:\n    x\nexcept:\n    y\nexcept A:\n    z\n", "default 'except:' must be last", 3, 1),
    ("x = $\n", "invalid syntax", 1, 5),
    ("x++\n", "invalid syntax", 1, 4),
    ("a && b\n", "invalid syntax", 1, 4),
    ("else if x:\n    pass\n", "invalid syntax", 1, 1),
    ("elif x:\n    pass\n", "invalid syntax", 1, 1),
    ("'a' b'c'\n", "cannot mix bytes and nonbytes literals", 1, 1),
    ("x = b'é'\n", "bytes can only contain ASCII literal characters", 1, 5),
    ("*a\n", "can't use starred expression here", 1, 1),
    ("*a = 1\n", "starred assignment target must be in a list or tuple", 1, 1),
    ("*a, *b = c\n", "multiple starred expressions in assignment", 1, 1),
    ("[*a for a in b]\n", "iterable unpacking cannot be used in comprehension", 1, 2),
    ("[x, y for x in z]\n", "did you forget parentheses around the comprehension target?", 1, 2),
    ("[(i := 0) for i in range(5)]\n", "assignment expression cannot rebind comprehension iteration variable 'i'", 1, 3),
    ("[x for x in (y := [1])]\n", "assignment expression cannot be used in a comprehension iterable expression", 1, 14),
    ("class A:\n    [(x := 1) for y in z]\n", "assignment expression within a comprehension cannot be used in a class body", 2, 7),
    ("x = y if z\n", "expected 'else' after 'if' expression", 1, 5),
    ("try: pass\nexcept A, B: pass\n", "multiple exception types must be parenthesized", 2, 8),
    ("type X = int\n", "invalid syntax", 1, 1),
    ("def f[T](x): pass\n", "expected '('", 1, 6),
    ("d = {'a': 1, 'b' 2}\n", "':' expected after dictionary key", 1, 14),
    ("if True:\n    x = (1,\n    y = 2\n", "'(' was never closed", 2, 9),
    ("from __future__ import x\n", "future feature x is not defined", 1, 1),
    ("x = 1\nfrom __future__ import annotations\n", "from __future__ imports must occur at the beginning of the file", 2, 1),
    ("f'{}'\n", "f-string: empty expression not allowed", 1, 1),
    ("f'{a'\n", "f-string: expecting '}'", 1, 1),
    ("f'}'\n", "f-string: single '}' is not allowed", 1, 1),
    ("f'{a!x}'\n", "f-string: invalid conversion character: expected 's', 'r', or 'a'", 1, 1),
    ("f'{a b}'\n", "f-string: invalid syntax. Perhaps you forgot a comma?", 1, 6),
    ("f'{a[}'\n", "f-string: closing parenthesis '}' does not match opening parenthesis '['", 1, 1),
    ("f'{1 +}'\n", "f-string: invalid syntax", 1, 7),
    ("f'{#}'\n", "f-string expression part cannot include '#'", 1, 1),
    ("f'{a['b']}'\n", "f-string: unmatched '['", 1, 1),
    ("threading.Thread(target=f args=(1,))\n", "invalid syntax. Perhaps you forgot a comma?", 1, 25),
    ("time.sleep 5\n", "invalid syntax", 1, 12),
    ("x = 1\n    y = 2\n", "unexpected indent", 2, 1),
    ("if x:\n    a\n  b\n", "unindent does not match any outer indentation level", 3, 1),
    ("def f(x, y:\n    pass\n", "'(' was never closed", 1, 6),
    ("x.__debug__ = 1\n", "cannot assign to __debug__", 1, 1),
    ("x = '\\x1'\n", "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape", 1, 9),
];
