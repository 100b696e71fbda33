//! Bytecode: what the compiler produces and the virtual machine runs.
//!
//! Stack effects are written `before → after`, the top of the stack last. `_` is one slot that may hold
//! the empty value. Names are indices into [`Code::names`], constants into [`Code::constants`], jump targets into
//! [`Code::ops`].

use std::sync::Arc;

use num_bigint::BigInt;

/// One instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// `→`. Statement begins at this source line.
    Line(u32),
    /// `→ constant`
    Const(u32),
    /// `→ None`, a shorter `Const`.
    LoadNone,
    /// `v →`
    Pop,
    /// `v → v v`
    Dup,
    /// `.. → .. v`: copies the value `n` below the top; `Copy(1)` is `Dup`.
    Copy(u32),
    /// Exchanges the top with the value `n` deep; `Swap(2)` exchanges the top two.
    Swap(u32),
    /// `→ _`: the empty slot of a call that has no `self`.
    PushNull,

    /// `→ v`; `UnboundLocalError` where the slot is empty.
    LoadFast(u32),
    /// `v →`
    StoreFast(u32),
    /// `→`; `UnboundLocalError` where the slot is empty.
    DeleteFast(u32),
    /// `→ v`: content of cell `n` (cells first, then free variables). `NameError` where empty.
    LoadDeref(u32),
    /// `v →`
    StoreDeref(u32),
    /// `→`
    DeleteDeref(u32),
    /// `→ cell`: the cell itself, for a closure.
    LoadClosure(u32),
    /// `→ v`: in a class body, the namespace's own name first, then cell `cell`.
    LoadClassDeref {
        /// Index into cells and free variables; its name is looked up in the namespace.
        cell: u32,
    },
    /// `→ v`: class-body name: namespace, globals, builtins.
    LoadName(u32),
    /// `v →`: into the class body's namespace.
    StoreName(u32),
    /// `→`
    DeleteName(u32),
    /// `→ v`: globals, then builtins.
    LoadGlobal(u32),
    /// `v →`
    StoreGlobal(u32),
    /// `→`
    DeleteGlobal(u32),

    /// `o → v`
    LoadAttr(u32),
    /// `v o →`
    StoreAttr(u32),
    /// `o →`
    DeleteAttr(u32),
    /// `o → f self` or `o → f _`: a method ready for `Call`, without making a bound method where it can.
    LoadMethod(u32),
    /// `self class → ...`: zero-argument or explicit `super().name` compile to ordinary calls; this op is `super()` itself
    /// without arguments: `→ super object`, from cell `__class__` and the first local.
    LoadSuper,

    /// `f _|self a1 .. an → result`
    Call(u32),
    /// `f _|self a1 .. an k1 .. km → result`: the last `m` values are keyword arguments named by constant `names` (a tuple of
    /// strings); `count` is `n + m`.
    CallKw {
        /// All arguments.
        count: u32,
        /// Constant: the names, a tuple.
        names: u32,
    },
    /// `f _ args → result` or `f _ args kwargs → result`: `args` a list or tuple, `kwargs` a dict.
    CallEx {
        /// Whether a dict of keyword arguments is on top.
        keywords: bool,
    },

    /// `o k → v`
    LoadSubscript,
    /// `v o k →`
    StoreSubscript,
    /// `o k →`
    DeleteSubscript,
    /// `start stop [step] → slice`, of 2 or 3 parts.
    BuildSlice(u32),

    /// `v → v`
    Unary(UnaryOp),
    /// `a b → v`
    Binary(BinaryOp),
    /// `a b → v`, trying the in-place method first.
    Inplace(BinaryOp),
    /// `a b → v`
    Compare(CompareOp),
    /// `a b → bool`: `is`, or `is not` where inverted.
    Is {
        /// `is not`
        invert: bool,
    },
    /// `item container → bool`: `in`, or `not in`.
    Contains {
        /// `not in`
        invert: bool,
    },

    /// `v1 .. vn → tuple`
    BuildTuple(u32),
    /// `v1 .. vn → list`
    BuildList(u32),
    /// `v1 .. vn → set`
    BuildSet(u32),
    /// `k1 v1 .. kn vn → dict`
    BuildMap(u32),
    /// `s1 .. sn → str` of strings.
    BuildString(u32),
    /// `list .. v → list ..`: appends to the list `n` below the top after popping `v` (`n` = 1: directly below).
    ListAppend(u32),
    /// As `ListAppend`, for a set.
    SetAdd(u32),
    /// `dict .. k v → dict ..`
    MapAdd(u32),
    /// `list .. iterable → list ..`: `[*a]`, and calls with `*args` among other arguments.
    ListExtend(u32),
    /// `f _ list iterable → f _ list`: `f(*a)`, whose error names the function.
    SpreadArguments,
    /// `set .. iterable → set ..`
    SetUpdate(u32),
    /// `dict .. mapping → dict ..`: `{**m}`.
    DictUpdate(u32),
    /// As `DictUpdate` for `f(**m)`: refuses duplicates and keys that are not strings. The callee is two below the dict's
    /// argument list, for the message.
    DictMerge(u32),
    /// `list → tuple`
    ListToTuple,
    /// `v [spec] → str`: a replacement field of an f-string.
    Format {
        /// `!s`, `!r`, `!a` applied first.
        conversion: Conversion,
        /// Whether a format spec string is on top.
        spec: bool,
    },
    /// `iterable → vn .. v1`: first item on top.
    UnpackSequence(u32),
    /// `iterable → vk .. list .. v1`: as `a, *b, c = it`; first item on top.
    UnpackEx {
        /// Targets before the starred one.
        before: u32,
        /// Targets after it.
        after: u32,
    },

    /// Jumps; forward, except back to a `Send`, which is no switch point.
    Jump(u32),
    /// Backward jump: a switch point.
    JumpBackward(u32),
    /// `v →`, jumps if true.
    JumpIfTrue(u32),
    /// `v →`, jumps if false.
    JumpIfFalse(u32),
    /// `v → v` and jumps if true, else `v →`.
    JumpIfTrueOrPop(u32),
    /// `v → v` and jumps if false, else `v →`.
    JumpIfFalseOrPop(u32),

    /// `iterable → iterator`
    GetIter,
    /// `it → it v`, or `it →` and jumps at the end.
    ForIter(u32),
    /// `iterable → iterator`, for `yield from` (generators stay as they are).
    GetYieldFromIter,
    /// `receiver v → receiver result`: sends `v` to `receiver`. If it yields, the value is on top and control goes on to the
    /// next op (a `Yield`, then a jump back here); if it returns, `receiver v → result` and jumps to the target.
    Send(u32),
    /// `v → sent`: suspends the generator with `v`; resumed with the sent value on the stack.
    Yield,
    /// First op of a generator function's body: returns the generator object to the caller. `→` (on the first resume the sent
    /// `None` is dropped).
    ReturnGenerator,
    /// `v →`, leaves the frame.
    Return,

    /// `[defaults tuple] [keyword-only defaults dict] [annotations dict] [closure tuple] → function`, those that the flags name, in
    /// this order; code is constant `code`.
    MakeFunction {
        /// Constant holding the code.
        code: u32,
        /// [`function_flags`]
        flags: u8,
    },
    /// `→ __build_class__`
    LoadBuildClass,
    /// Module or class body: `→`, makes `__annotations__` a dict if there is none.
    SetupAnnotations,

    /// `level fromlist → module`; name is the dotted module name.
    ImportName(u32),
    /// `module → module attribute`
    ImportFrom(u32),
    /// `module →`, into globals.
    ImportStar,

    /// `[exception [cause]] →`: raises; with 0, re-raises the exception being handled.
    Raise(u32),
    /// `previous exception →`, raises `exception` again without a new traceback line; restores the exception handled before.
    Reraise,
    /// `exception → previous exception`: the exception becomes the one being handled.
    PushHandled,
    /// `previous →`: restores the exception that was handled before.
    PopHandled,
    /// `exception type → exception bool`: whether it matches an `except` clause; `TypeError` for what is no exception type.
    MatchException,
    /// `→ AssertionError`
    LoadAssertionError,

    /// `manager → exit result`: looks up `__exit__` and calls `__enter__`.
    BeforeWith,
    /// `exit previous exception → exit previous exception result`: calls `exit(type, value, traceback)`.
    WithExceptStart,

    /// `v → v`: names a synchronization object (or those in a list) after the variable it is about to be stored in; the text
    /// is constant `n`, such as `pot` or `self.lock`.
    NameObject(u32),
    /// `→`: raises `NotImplementedError` naming a construct that is not supported, text in constant `n`. The compiler refuses
    /// such programs; this op is for what only running decides.
    Unsupported(u32),
}

/// Bits of [`Op::MakeFunction`].
pub mod function_flags {
    /// A tuple of positional defaults is on the stack.
    pub const DEFAULTS: u8 = 1;
    /// A dict of keyword-only defaults.
    pub const KEYWORD_DEFAULTS: u8 = 2;
    /// A dict of annotations.
    pub const ANNOTATIONS: u8 = 4;
    /// A tuple of cells.
    pub const CLOSURE: u8 = 8;
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-v`
    Negative,
    /// `+v`
    Positive,
    /// `~v`
    Invert,
    /// `not v`
    Not,
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    TrueDivide,
    /// `//`
    FloorDivide,
    /// `%`
    Remainder,
    /// `**`
    Power,
    /// `<<`
    LeftShift,
    /// `>>`
    RightShift,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `@`
    MatrixMultiply,
}

/// A rich comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// Conversion of a replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// None given.
    None,
    /// `!s`
    Str,
    /// `!r`
    Repr,
    /// `!a`
    Ascii,
}

/// A constant, before it becomes an object.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// `...`
    Ellipsis,
    /// An int of 64 bits.
    Int(i64),
    /// A larger int.
    BigInt(BigInt),
    /// A float.
    Float(f64),
    /// A string.
    Str(Arc<str>),
    /// Bytes.
    Bytes(Arc<[u8]>),
    /// A tuple of constants.
    Tuple(Vec<Constant>),
    /// A frozenset of constants (`x in {1, 2}`).
    FrozenSet(Vec<Constant>),
    /// A nested function's, lambda's, comprehension's or class body's code.
    Code(Arc<Code>),
}

/// A function's parameters. Local slots begin with them: positional-only, positional, keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Parameters before `/`.
    pub positional_only: u32,
    /// All positional parameters, those before `/` included.
    pub positional: u32,
    /// Parameters after `*`.
    pub keyword_only: u32,
    /// Whether there is `*args`.
    pub varargs: bool,
    /// Whether there is `**kwargs`.
    pub varkeywords: bool,
}

impl Parameters {
    /// How many local slots the parameters take.
    pub fn count(&self) -> u32 {
        self.positional + self.keyword_only + u32::from(self.varargs) + u32::from(self.varkeywords)
    }
}

/// What a code object is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// The program's or a library module's top level; its names are globals.
    Module,
    /// A class body; its names are a namespace dict.
    Class,
    /// A function or lambda, or a comprehension (whose one parameter `.0` is the outermost iterator).
    Function,
    /// A function with `yield`, or a generator expression.
    Generator,
}

/// Where an instruction came from. Lines from 1; columns in code points, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First line; 0 for instructions without a place.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// Column of the first character.
    pub column: u32,
    /// Column after the last character.
    pub end_column: u32,
}

/// Range of instructions guarded by an exception handler. The first entry that covers an instruction counts: the compiler
/// puts inner handlers first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First guarded instruction.
    pub start: u32,
    /// After the last guarded instruction.
    pub end: u32,
    /// Where to go, with the operand stack cut to `depth` and the exception pushed.
    pub target: u32,
    /// Operand stack depth.
    pub depth: u32,
}

/// A compiled body. The compiler's result; linking makes it an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// `__name__`; `<module>`, `<lambda>`, `<listcomp>`, `<genexpr>` ... as CPython says.
    pub name: Arc<str>,
    /// `__qualname__`
    pub qualname: Arc<str>,
    /// File name, as tracebacks show it.
    pub file: Arc<str>,
    /// Line of `def`, `class`, or 1.
    pub first_line: u32,
    /// What it is the body of.
    pub kind: CodeKind,
    /// Parameters.
    pub parameters: Parameters,
    /// Docstring, where there is one.
    pub doc: Option<Arc<str>>,
    /// Names of the local slots, parameters first.
    pub locals: Vec<Arc<str>>,
    /// Cell variables: names, and the parameter slot whose value moves into the cell at entry.
    pub cells: Vec<(Arc<str>, Option<u32>)>,
    /// Free variables, numbered after the cells.
    pub free: Vec<Arc<str>>,
    /// Deepest operand stack.
    pub stack_size: u32,
    /// Instructions.
    pub ops: Vec<Op>,
    /// Place of each instruction.
    pub spans: Vec<Span>,
    /// Exception handlers, inner first.
    pub handlers: Vec<Handler>,
    /// Constants.
    pub constants: Vec<Constant>,
    /// Names of attributes, globals, modules.
    pub names: Vec<Arc<str>>,
    /// Of a program: what CPython warns of before it runs it, as lines and messages.
    pub warnings: Vec<(u32, String)>,
}

/// Why a text does not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// Python says no, or Hotpot cannot do it.
    pub kind: CompileErrorKind,
    /// As CPython words it for syntax errors; for unsupported constructs the name and the nearest supported form.
    pub message: String,
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in code points.
    pub column: u32,
    /// Column after the last character, on the same line.
    pub end_column: u32,
}

/// Kinds of [`CompileError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompileErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// Valid Python 3.11 that Hotpot does not support.
    Unsupported,
}
