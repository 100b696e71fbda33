//! The builtin classes.

use std::sync::OnceLock;

use crate::names::intern;
use crate::native::{Getter, Native};
use crate::object::{Class, ClassFlags, DictView, Guarded, Iterator, Layout, Payload, Ref, Table, Value, uncharged};

macro_rules! types {
    (
        root $root:ident;
        classes { $($field:ident $name:literal $layout:ident;)* }
        subclasses { $($sub_field:ident $sub_name:literal $sub_layout:ident $sub_base:ident;)* }
        exceptions { $($exception:ident $exception_name:literal $base:ident;)* }
    ) => {
        /// Every builtin class. Immortal, made once per process.
        #[derive(Debug)]
        pub struct Types {
            $(pub $field: Ref,)*
            $(pub $sub_field: Ref,)*
            $(pub $exception: Ref,)*
        }

        impl Types {
            fn new() -> Self {
                $(let $field = builtin_class($name, Layout::$layout, &[]);)*
                $(
                    inherit(&$field, &$root);
                )*
                $(let $sub_field = builtin_class($sub_name, Layout::$sub_layout, &[]); inherit(&$sub_field, &$sub_base);)*
                $(let $exception = builtin_class($exception_name, Layout::Exception, &[]); inherit(&$exception, &$base);)*
                Self { $($field,)* $($sub_field,)* $($exception,)* }
            }

            fn freeze(&self) {
                $(freeze_class(&self.$field);)*
                $(freeze_class(&self.$sub_field);)*
                $(freeze_class(&self.$exception);)*
            }

            /// The exception classes by name, for the `builtins` module.
            pub fn exceptions(&self) -> Vec<(&'static str, &Ref)> {
                vec![$(($exception_name, &self.$exception),)*]
            }
        }
    };
}

types! {
    root object;
    classes {
        object "object" Instance;
        type_ "type" Class;
        int "int" Int;
        float "float" Float;
        str "str" Str;
        bytes "bytes" Bytes;
        bytearray "bytearray" Final;
        tuple "tuple" Tuple;
        list "list" List;
        dict "dict" Dict;
        set "set" Set;
        frozenset "frozenset" FrozenSet;
        slice "slice" Final;
        range "range" Final;
        none_type "NoneType" Final;
        not_implemented_type "NotImplementedType" Final;
        ellipsis_type "ellipsis" Final;
        function "function" Final;
        builtin_function "builtin_function_or_method" Final;
        method_descriptor "method_descriptor" Final;
        method "method" Final;
        module "module" Final;
        property "property" Foreign;
        static_method "staticmethod" Final;
        class_method "classmethod" Final;
        super_ "super" Final;
        generator "generator" Final;
        cell "cell" Final;
        code "code" Final;
        traceback "traceback" Final;
        dict_keys "dict_keys" Final;
        dict_values "dict_values" Final;
        dict_items "dict_items" Final;
        mapping_proxy "mappingproxy" Final;
        getset "getset_descriptor" Final;
        list_iterator "list_iterator" Final;
        list_reverse_iterator "list_reverseiterator" Final;
        tuple_iterator "tuple_iterator" Final;
        str_iterator "str_iterator" Final;
        bytes_iterator "bytes_iterator" Final;
        range_iterator "range_iterator" Final;
        dict_key_iterator "dict_keyiterator" Final;
        dict_value_iterator "dict_valueiterator" Final;
        dict_item_iterator "dict_itemiterator" Final;
        set_iterator "set_iterator" Final;
        iterator "iterator" Final;
        callable_iterator "callable_iterator" Final;
        enumerate "enumerate" Final;
        map "map" Final;
        filter "filter" Final;
        zip "zip" Final;
        reversed "reversed" Final;
        base_exception "BaseException" Exception;
    }
    subclasses {
        bool "bool" Final int;
    }
    exceptions {
        exception "Exception" base_exception;
        generator_exit "GeneratorExit" base_exception;
        keyboard_interrupt "KeyboardInterrupt" base_exception;
        system_exit "SystemExit" base_exception;
        arithmetic_error "ArithmeticError" exception;
        floating_point_error "FloatingPointError" arithmetic_error;
        overflow_error "OverflowError" arithmetic_error;
        zero_division_error "ZeroDivisionError" arithmetic_error;
        assertion_error "AssertionError" exception;
        attribute_error "AttributeError" exception;
        buffer_error "BufferError" exception;
        eof_error "EOFError" exception;
        import_error "ImportError" exception;
        module_not_found_error "ModuleNotFoundError" import_error;
        lookup_error "LookupError" exception;
        index_error "IndexError" lookup_error;
        key_error "KeyError" lookup_error;
        memory_error "MemoryError" exception;
        name_error "NameError" exception;
        unbound_local_error "UnboundLocalError" name_error;
        os_error "OSError" exception;
        blocking_io_error "BlockingIOError" os_error;
        child_process_error "ChildProcessError" os_error;
        connection_error "ConnectionError" os_error;
        broken_pipe_error "BrokenPipeError" connection_error;
        connection_aborted_error "ConnectionAbortedError" connection_error;
        connection_refused_error "ConnectionRefusedError" connection_error;
        connection_reset_error "ConnectionResetError" connection_error;
        file_exists_error "FileExistsError" os_error;
        file_not_found_error "FileNotFoundError" os_error;
        interrupted_error "InterruptedError" os_error;
        is_a_directory_error "IsADirectoryError" os_error;
        not_a_directory_error "NotADirectoryError" os_error;
        permission_error "PermissionError" os_error;
        process_lookup_error "ProcessLookupError" os_error;
        timeout_error "TimeoutError" os_error;
        reference_error "ReferenceError" exception;
        runtime_error "RuntimeError" exception;
        not_implemented_error "NotImplementedError" runtime_error;
        recursion_error "RecursionError" runtime_error;
        stop_iteration "StopIteration" exception;
        stop_async_iteration "StopAsyncIteration" exception;
        syntax_error "SyntaxError" exception;
        indentation_error "IndentationError" syntax_error;
        tab_error "TabError" indentation_error;
        system_error "SystemError" exception;
        type_error "TypeError" exception;
        value_error "ValueError" exception;
        unicode_error "UnicodeError" value_error;
        unicode_decode_error "UnicodeDecodeError" unicode_error;
        unicode_encode_error "UnicodeEncodeError" unicode_error;
        warning "Warning" exception;
        deprecation_warning "DeprecationWarning" warning;
        pending_deprecation_warning "PendingDeprecationWarning" warning;
        runtime_warning "RuntimeWarning" warning;
        syntax_warning "SyntaxWarning" warning;
        user_warning "UserWarning" warning;
        future_warning "FutureWarning" warning;
        import_warning "ImportWarning" warning;
        resource_warning "ResourceWarning" warning;
        bytes_warning "BytesWarning" warning;
    }
}

fn builtin_class(name: &'static str, layout: Layout, ancestors: &[Ref]) -> Ref {
    make_class(name, "builtins", layout, ancestors)
}

fn make_class(name: &'static str, module: &'static str, layout: Layout, ancestors: &[Ref]) -> Ref {
    let names = Ref::immortal(None, Payload::Dict(Guarded::new(Table::default())));
    let class = Class::new(
        intern(name),
        intern(name),
        intern(module),
        ancestors.first().cloned().into_iter().collect(),
        ancestors.to_vec(),
        names,
        layout,
        name,
    );
    Ref::immortal(None, Payload::Class(Box::new(class)))
}

/// Makes `base` and what it inherits from the ancestors of `class`; `object` has none.
fn inherit(class: &Ref, base: &Ref) {
    if class.is(base) {
        return;
    }
    if let (Payload::Class(class), Payload::Class(parent)) = (class.payload(), base.payload()) {
        let mut ancestors = vec![base.clone()];
        ancestors.extend(parent.ancestors.get());
        drop(class.ancestors.replace(ancestors));
        drop(class.bases.replace(vec![base.clone()]));
    }
}

/// The builtin classes.
pub fn types() -> &'static Types {
    static TYPES: OnceLock<Types> = OnceLock::new();
    TYPES.get_or_init(|| {
        uncharged(|| {
            let types = Types::new();
            crate::builtins::install(&types);
            types.freeze();
            types
        })
    })
}

/// Adds native methods to a builtin class, while the classes are being made.
pub fn add_methods(class: &Ref, methods: &[Native]) {
    let Payload::Class(data) = class.payload() else { return };
    let owner = data.name_text();
    for method in methods {
        add_name(class, method.name, method.object(&owner, true));
    }
}

/// Adds computed attributes to a builtin class, while the classes are being made.
pub fn add_getters(class: &Ref, getters: &[Getter]) {
    for getter in getters {
        add_name(class, getter.name, Ref::immortal(None, Payload::Getter(*getter)).into());
    }
}

/// Adds any attribute to a builtin class, while the classes are being made.
pub fn add_name(class: &Ref, name: &str, value: Value) {
    if let Payload::Class(data) = class.payload()
        && let Payload::Dict(table) = data.names.payload()
    {
        drop(table.with(|table| table.set_plain(&intern(name), value)));
    }
}

/// A class of a library module written in Rust, made once per process (keep it in a `OnceLock`). `base` is the direct base.
pub fn library_class(module: &'static str, name: &'static str, layout: Layout, base: &Ref, methods: &[Native], getters: &[Getter]) -> Ref {
    library_class_with(module, name, layout, base, methods, getters, |_| {})
}

/// [`library_class`], with a last touch before nobody may change it any more.
pub fn library_class_with(
    module: &'static str,
    name: &'static str,
    layout: Layout,
    base: &Ref,
    methods: &[Native],
    getters: &[Getter],
    finish: impl FnOnce(&Ref),
) -> Ref {
    uncharged(|| {
        let class = make_class(name, module, layout, &[]);
        inherit(&class, base);
        add_methods(&class, methods);
        add_getters(&class, getters);
        finish(&class);
        freeze_class(&class);
        class
    })
}

/// Last touch of a library class whose `__hash__` is to be called.
pub fn has_own_hash(class: &Ref) {
    if let Payload::Class(data) = class.payload() {
        data.set_flags(ClassFlags::CUSTOM_HASH);
    }
}

/// Lets nobody change a class any more: runs share it.
fn freeze_class(class: &Ref) {
    if let Payload::Class(class) = class.payload() {
        class.freeze();
    }
}

/// `type(object)`.
pub fn class_of_object(object: &Ref) -> &Ref {
    if let Some(class) = object.own_class() {
        return class;
    }
    let types = types();
    match object.payload() {
        Payload::Instance | Payload::Foreign(_) => &types.object,
        Payload::Str(_) => &types.str,
        Payload::BigInt(_) => &types.int,
        Payload::Float(_) => &types.float,
        Payload::Bytes(_) => &types.bytes,
        Payload::ByteArray(_) => &types.bytearray,
        Payload::Tuple(_) => &types.tuple,
        Payload::List(_) => &types.list,
        Payload::Dict(_) => &types.dict,
        Payload::Set(_) => &types.set,
        Payload::FrozenSet(_) => &types.frozenset,
        Payload::Slice(_) => &types.slice,
        Payload::Range(_) => &types.range,
        Payload::DictView(DictView::Keys(_)) => &types.dict_keys,
        Payload::DictView(DictView::Values(_)) => &types.dict_values,
        Payload::DictView(DictView::Items(_)) => &types.dict_items,
        Payload::Cell(_) => &types.cell,
        Payload::Function(_) => &types.function,
        Payload::Native(function) if function.is_method => &types.method_descriptor,
        Payload::Native(_) => &types.builtin_function,
        Payload::BoundMethod(method) => match method.function.payload() {
            Some(Payload::Native(_)) => &types.builtin_function,
            _ => &types.method,
        },
        Payload::Class(_) => &types.type_,
        Payload::Module(_) => &types.module,
        Payload::Property(_) => &types.property,
        Payload::Getter(_) => &types.getset,
        Payload::StaticMethod(_) => &types.static_method,
        Payload::ClassMethod(_) => &types.class_method,
        Payload::Super(_) => &types.super_,
        Payload::Generator(_) => &types.generator,
        Payload::Exception(_) => &types.exception,
        Payload::Traceback(_) => &types.traceback,
        Payload::Code(_) => &types.code,
        Payload::MappingProxy(_) => &types.mapping_proxy,
        Payload::Iterator(state) => state.read(|state| iterator_class(types, state)),
    }
}

fn iterator_class<'a>(types: &'a Types, state: &Iterator) -> &'a Ref {
    match state {
        Iterator::List(..) | Iterator::Done | Iterator::Items(_) => &types.list_iterator,
        Iterator::ListReversed(..) => &types.list_reverse_iterator,
        Iterator::Tuple(..) => &types.tuple_iterator,
        Iterator::Str(..) => &types.str_iterator,
        Iterator::Bytes(..) => &types.bytes_iterator,
        Iterator::Range { .. } => &types.range_iterator,
        Iterator::Dict { view: DictView::Keys(_), .. } => &types.dict_key_iterator,
        Iterator::Dict { view: DictView::Values(_), .. } => &types.dict_value_iterator,
        Iterator::Dict { .. } => &types.dict_item_iterator,
        Iterator::Set(..) => &types.set_iterator,
        Iterator::Sequence(..) => &types.iterator,
        Iterator::Callable(..) => &types.callable_iterator,
        Iterator::Enumerate(..) => &types.enumerate,
        Iterator::Map(..) => &types.map,
        Iterator::Filter(..) => &types.filter,
        Iterator::Zip(..) => &types.zip,
        Iterator::SequenceReversed(..) => &types.reversed,
    }
}

impl Value {
    /// `type(value)`.
    pub fn class(&self) -> &Ref {
        match self {
            Self::Object(object) => class_of_object(object),
            Self::Int(_) => &types().int,
            Self::False | Self::True => &types().bool,
            Self::Float(_) => &types().float,
            Self::None | Self::Unbound => &types().none_type,
            Self::NotImplemented => &types().not_implemented_type,
            Self::Ellipsis => &types().ellipsis_type,
        }
    }

    /// The name of the value's class as messages give it: library types written in Rust with their module, as CPython's in C.
    pub fn class_name(&self) -> String {
        let class = self.class();
        match class.payload() {
            Payload::Class(data) if !data.flags().contains(ClassFlags::HEAP) => match data.module.get().as_str() {
                None | Some("builtins") => data.name_text(),
                Some(module) => format!("{module}.{}", data.name_text()),
            },
            _ => class.class_text(),
        }
    }

    /// Whether a class of the program may have changed how this value behaves.
    #[inline]
    pub fn is_instance(&self, class: &Ref) -> bool {
        self.class().is_subclass(class)
    }

    /// Whether its class is exactly the builtin one that its payload implies, or one that overrides nothing of its content.
    #[inline]
    pub fn is_plain(&self) -> bool {
        match self {
            Self::Object(object) => object.own_class().is_none_or(|class| !class.class_flags().contains(ClassFlags::CUSTOM_CONTENT)),
            _ => true,
        }
    }
}
