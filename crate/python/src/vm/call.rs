//! Calls: binding arguments to parameters and entering functions.

use super::machine::{Frame, FrameKind, Machine, PythonFrame, Then};
use super::{Found, Input, Vm};
use crate::code::CodeKind;
use crate::names::names;
use crate::native::{NativeFunction, Run};
use crate::object::{Class, ClassFlags, Function, Guarded, Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, Unwind, recursion_error, type_error};
use crate::types::types;

/// Keyword arguments of a call: names and values.
pub(super) type Keywords = Vec<(Value, Value)>;

impl Machine {
    /// Calls any callable. The result goes to the frame that is on top now, by `then`.
    pub(super) fn call_value(&mut self, function: Value, mut args: Vec<Value>, keywords: Keywords, then: Then) -> PyResult<()> {
        let mut function = function;
        loop {
            let Value::Object(object) = &function else { return Err(not_callable(&function)) };
            match object.payload() {
                Payload::Function(data) => return self.enter_function(data, args, keywords, then),
                Payload::Native(data) => return self.enter_native(data, args, keywords, then),
                Payload::BoundMethod(method) => {
                    args.insert(0, method.receiver.clone());
                    function = method.function.clone();
                }
                Payload::Class(class) => return self.instantiate(object, class, args, keywords, then),
                Payload::StaticMethod(inner) => function = inner.clone(),
                _ => {
                    let Some(method) = self.vm.special(&function, &names().call) else { return Err(not_callable(&function)) };
                    if matches!(method.payload(), Some(Payload::Function(_) | Payload::Native(_))) {
                        args.insert(0, function.clone());
                        function = method;
                    } else {
                        let vm = self.vm.clone();
                        self.push_native(
                            then,
                            Box::pin(async move {
                                let callable = match vm.find_generic(&function, function.class(), &names().call)? {
                                    Found::Value(callable) => callable,
                                    _ => vm.attr(&function, &names().call).await?,
                                };
                                vm.call_with(&callable, args, keywords).await
                            }),
                        );
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Pushes the frame of a Python function whose arguments have been bound to `locals`.
    fn push_function(&mut self, function: &Function, locals: Vec<Value>, floor: usize, then: Then, namespace: Option<Ref>) {
        let base = self.stack.len();
        self.stack.extend(locals);
        self.finish_entry(function, base, floor, then, namespace);
    }

    /// The arguments lie on the stack from `base`: adds the other locals and the cells, and pushes the frame.
    pub(super) fn finish_entry(&mut self, function: &Function, base: usize, floor: usize, then: Then, namespace: Option<Ref>) {
        let code = function.code;
        for _ in self.stack.len()..base + code.local_count {
            self.stack.push(Value::Unbound);
        }
        for (_, parameter) in &code.code.cells {
            let content = parameter.map_or(Value::Unbound, |slot| core::mem::take(&mut self.stack[base + slot as usize]));
            self.stack.push(Ref::container(Payload::Cell(Guarded::new(content))).into());
        }
        for cell in &function.closure {
            self.stack.push(cell.clone());
        }
        self.frames.push(Frame {
            kind: FrameKind::Python(PythonFrame {
                code,
                globals: function.globals.clone(),
                namespace,
                pc: 0,
                line: 0,
                base: base as u32,
                floor: floor as u32,
                generator: None,
                outer_handled: Value::None,
            }),
            then,
        });
    }

    /// Whether one more frame fits.
    pub(super) fn check_depth(&self) -> PyResult<()> {
        if self.frames.len() >= self.vm.run().recursion_limit() as usize + self.uncounted {
            return Err(recursion_error("maximum recursion depth exceeded"));
        }
        Ok(())
    }

    fn enter_function(&mut self, function: &Function, args: Vec<Value>, keywords: Keywords, then: Then) -> PyResult<()> {
        self.check_depth()?;
        let locals = bind_function(function, args, keywords)?;
        let floor = self.stack.len();
        self.push_function(function, locals, floor, then, None);
        Ok(())
    }

    /// Runs a class body.
    pub(super) fn enter_body(&mut self, function: &Value, namespace: Ref) {
        if let Some(Payload::Function(data)) = function.payload() {
            let floor = self.stack.len();
            self.push_function(data, Vec::new(), floor, Then::Push, Some(namespace));
        }
    }

    fn enter_native(&mut self, function: &NativeFunction, args: Vec<Value>, keywords: Keywords, then: Then) -> PyResult<()> {
        let bound = if keywords.is_empty() && fits_exactly(function, args.len()) { args } else { bind_native(function, args, keywords)? };
        match function.run {
            Run::Sync(run) => {
                let result = run(&self.vm, &bound)?;
                self.deliver(then, Ok(result));
            }
            Run::Quick(quick, slow) => {
                if let Some(result) = quick(&self.vm, &bound) {
                    let value = result?;
                    self.deliver(then, Ok(value));
                } else {
                    self.check_depth()?;
                    let future = slow(self.vm.clone(), bound);
                    self.push_native(then, future);
                }
            }
            Run::Async(run) => {
                self.check_depth()?;
                let future = run(self.vm.clone(), bound);
                self.push_native(then, future);
            }
        }
        Ok(())
    }

    fn instantiate(&mut self, object: &Ref, class: &Class, args: Vec<Value>, keywords: Keywords, then: Then) -> PyResult<()> {
        // `type(x)` and metaclasses go the general way; so does every builtin.
        let flags = class.flags();
        let meta_is_type = object.own_class().is_none();
        if flags.contains(ClassFlags::HEAP) && meta_is_type && class.layout == Layout::Instance && !flags.contains(ClassFlags::CUSTOM_NEW) {
            let init = object.find_in_class(&names().init);
            let instance = Value::Object(Ref::with_class(object.clone(), Payload::Instance));
            return match init.as_ref().and_then(Value::payload) {
                Some(Payload::Function(function)) => {
                    let mut all = Vec::with_capacity(args.len() + 1);
                    all.push(instance.clone());
                    all.extend(args);
                    let then = Then::instance(instance, then, self);
                    self.enter_function(function, all, keywords, then)
                }
                _ if init.as_ref().is_some_and(|init| matches!(init.payload(), Some(Payload::Native(function)) if function.qualname.as_str() == Some("object.__init__"))) || init.is_none() => {
                    if !args.is_empty() || !keywords.is_empty() {
                        return Err(type_error(format!("{}() takes no arguments", class.name_text())));
                    }
                    self.deliver(then, Ok(instance));
                    Ok(())
                }
                _ => {
                    let vm = self.vm.clone();
                    let init = init.unwrap_or_default();
                    self.push_native(then, Box::pin(async move {
                        let mut all = vec![instance.clone()];
                        all.extend(args);
                        vm.call_with(&init, all, keywords).await?;
                        Ok(instance)
                    }));
                    Ok(())
                }
            };
        }
        let vm = self.vm.clone();
        let object = object.clone();
        self.push_native(then, Box::pin(async move { vm.create(&object, args, keywords).await }));
        Ok(())
    }
}

impl Then {
    /// After `__init__` the instance itself is the result. Where the caller wants something else than a plain result, the instance is
    /// delivered through a native frame in between.
    fn instance(instance: Value, outer: Then, machine: &mut Machine) -> Then {
        if matches!(outer, Then::Push) {
            return Then::Instance(instance);
        }
        let vm = machine.vm.clone();
        machine.push_native(
            outer,
            Box::pin(core::future::poll_fn(move |_| match vm.0.response.take() {
                Some(result) => core::task::Poll::Ready(result),
                None => core::task::Poll::Pending,
            })),
        );
        Then::Instance(instance)
    }
}

impl Vm {
    /// `type.__call__`: `__new__`, then `__init__` if the result is an instance of the class.
    pub async fn create(&self, class: &Ref, args: Vec<Value>, keywords: Keywords) -> PyResult<Value> {
        let class_value = Value::Object(class.clone());
        // A metaclass of the program may define `__call__`.
        if let Some(meta) = class.own_class()
            && let Some(method) = meta.find_in_class(&names().call)
            && matches!(method.payload(), Some(Payload::Function(_)))
        {
            let mut all = vec![class_value];
            all.extend(args);
            return self.call_with(&method, all, keywords).await;
        }
        self.create_plainly(class, args, keywords).await
    }

    /// `type.__call__` itself, without looking at the metaclass.
    pub async fn create_plainly(&self, class: &Ref, args: Vec<Value>, keywords: Keywords) -> PyResult<Value> {
        let class_value = Value::Object(class.clone());
        if class.is(&types().type_) && args.len() == 1 && keywords.is_empty() {
            return Ok(args[0].class().clone().into());
        }
        let instance = match class.find_in_class(&names().new) {
            Some(new) => {
                let new = match new.payload() {
                    Some(Payload::StaticMethod(inner)) => inner.clone(),
                    _ => new,
                };
                let mut all = vec![class_value];
                all.extend(args.iter().cloned());
                self.call_with(&new, all, keywords.clone()).await?
            }
            None => return Err(type_error(format!("cannot create '{}' instances", class.class_text()))),
        };
        if instance.class().is_subclass(class)
            && let Some(init) = instance.class().find_in_class(&names().init)
        {
            let mut all = vec![instance.clone()];
            all.extend(args);
            let result = self.call_with(&init, all, keywords).await?;
            if !result.is_none() {
                return Err(type_error(format!("__init__() should return None, not '{}'", result.class_name())));
            }
        }
        Ok(instance)
    }

    /// Calls a native that never calls Python directly, where `function` is one and the arguments fit; `None`: use [`Vm::call`].
    pub fn call_sync(&self, function: &Value, args: &[Value]) -> Option<PyResult<Value>> {
        match function.payload()? {
            Payload::Native(data) => match data.run {
                Run::Sync(run) if fits_exactly(data, args.len()) => Some(run(self, args)),
                Run::Sync(run) => Some(bind_native(data, args.to_vec(), Vec::new()).and_then(|bound| run(self, &bound))),
                Run::Quick(quick, _) if fits_exactly(data, args.len()) => quick(self, args),
                Run::Async(_) | Run::Quick(..) => None,
            },
            _ => None,
        }
    }

    /// Goes on with a generator or any other receiver of `send`.
    pub async fn send(&self, receiver: &Value, value: Value) -> PyResult<Value> {
        match receiver.payload() {
            Some(Payload::Generator(_)) => self.resume(receiver, Input::Send(value)).await,
            _ if value.is_none() => match self.next(receiver).await? {
                Some(item) => Ok(item),
                None => Err(crate::raise::stop_iteration(Value::None)),
            },
            _ => self.call_method(receiver, &names().send, vec![value]).await,
        }
    }
}

/// Whether positional arguments alone fill every parameter.
#[inline]
pub(super) fn fits_exactly(function: &NativeFunction, count: usize) -> bool {
    let signature = &function.signature;
    count == signature.parameters.len() && count == signature.positional && !signature.varargs && !signature.varkeywords
}

#[cold]
pub(super) fn not_callable(value: &Value) -> Unwind {
    type_error(format!("'{}' object is not callable", value.class_name()))
}

/// Binds a call's arguments to a Python function's parameter slots (`Python/ceval.c`: `initialize_locals`).
fn bind_function(function: &Function, mut args: Vec<Value>, keywords: Keywords) -> PyResult<Vec<Value>> {
    let code = function.code;
    let parameters = code.parameters;
    let positional = parameters.positional as usize;
    let named = positional + parameters.keyword_only as usize;
    if code.code.kind == CodeKind::Class || code.code.kind == CodeKind::Module {
        return Ok(Vec::new());
    }
    let state = |pick: fn(&crate::object::FunctionState) -> Value| function.state.read(pick);
    let given = args.len();
    let rest = if given > positional { args.split_off(positional) } else { Vec::new() };
    let mut locals = args;
    locals.resize(named, Value::Unbound);
    let mut extra = Table::default();
    let mut misplaced = Vec::new();
    for (name, value) in keywords {
        let slot = code.locals[..named].iter().position(|local| local.is(&name) || local.as_str() == name.as_str());
        match slot {
            Some(slot) if slot >= parameters.positional_only as usize => {
                if !locals[slot].is_unbound() {
                    return Err(type_error(format!(
                        "{}() got multiple values for argument '{}'",
                        qualname(function),
                        name.as_str().unwrap_or("?")
                    )));
                }
                locals[slot] = value;
            }
            _ if parameters.varkeywords => {
                extra.set_plain(&name, value);
            }
            Some(_) => misplaced.push(name.as_str().unwrap_or("?").to_owned()),
            None => {
                if code.locals[..parameters.positional_only as usize].iter().any(|local| local.as_str() == name.as_str()) {
                    misplaced.push(name.as_str().unwrap_or("?").to_owned());
                } else {
                    return Err(type_error(format!(
                        "{}() got an unexpected keyword argument '{}'",
                        qualname(function),
                        name.as_str().unwrap_or("?")
                    )));
                }
            }
        }
    }
    if !misplaced.is_empty() {
        return Err(type_error(format!(
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            qualname(function),
            misplaced.join(", ")
        )));
    }
    if !rest.is_empty() && !parameters.varargs {
        let keyword_only = locals[positional..].iter().filter(|value| !value.is_unbound()).count();
        return Err(too_many(function, given, keyword_only));
    }
    // Defaults fill from the right.
    let defaults = state(|state| state.defaults.clone());
    let defaults = defaults.as_tuple().unwrap_or(&[]);
    let first_default = positional - defaults.len().min(positional);
    let missing: Vec<usize> = (0..first_default).filter(|slot| locals[*slot].is_unbound()).collect();
    if !missing.is_empty() {
        return Err(missing_arguments(function, &missing, "positional"));
    }
    for (local, default) in locals[first_default..positional].iter_mut().zip(defaults) {
        if local.is_unbound() {
            *local = default.clone();
        }
    }
    if parameters.keyword_only > 0 {
        let defaults = state(|state| state.keyword_defaults.clone());
        let mut missing = Vec::new();
        for (slot, local) in locals.iter_mut().enumerate().take(named).skip(positional) {
            if local.is_unbound() {
                let default = match defaults.payload() {
                    Some(Payload::Dict(table)) => table.read(|table| table.get_plain(&code.locals[slot])),
                    _ => None,
                };
                match default {
                    Some(default) => *local = default,
                    None => missing.push(slot),
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(function, &missing, "keyword-only"));
        }
    }
    if parameters.varargs {
        locals.push(Value::tuple(rest));
    }
    if parameters.varkeywords {
        locals.push(Value::dict(extra));
    }
    Ok(locals)
}

fn qualname(function: &Function) -> String {
    let set = function.state.read(|state| state.qualname.clone());
    set.as_str().or(function.code.qualname.as_str()).unwrap_or("?").to_owned()
}

#[cold]
fn missing_arguments(function: &Function, slots: &[usize], kind: &str) -> Unwind {
    let names: Vec<String> = slots.iter().map(|slot| format!("'{}'", function.code.locals[*slot].as_str().unwrap_or("?"))).collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [head @ .., last] => format!("{}, and {last}", head.join(", ")),
        [] => String::new(),
    };
    type_error(format!(
        "{}() missing {} required {kind} argument{}: {list}",
        qualname(function),
        names.len(),
        if names.len() == 1 { "" } else { "s" }
    ))
}

#[cold]
fn too_many(function: &Function, given: usize, keyword_only: usize) -> Unwind {
    let parameters = function.code.parameters;
    let defaults = function.state.read(|state| state.defaults.as_tuple().map_or(0, <[Value]>::len));
    let most = parameters.positional as usize;
    let (takes, plural) = if defaults > 0 { (format!("from {} to {most}", most - defaults), true) } else { (most.to_string(), most != 1) };
    let with_keywords = if keyword_only > 0 {
        format!(
            " positional argument{} (and {keyword_only} keyword-only argument{})",
            if given == 1 { "" } else { "s" },
            if keyword_only == 1 { "" } else { "s" }
        )
    } else {
        String::new()
    };
    type_error(format!(
        "{}() takes {takes} positional argument{} but {given}{with_keywords} {} given",
        qualname(function),
        if plural { "s" } else { "" },
        if given == 1 && keyword_only == 0 { "was" } else { "were" }
    ))
}

/// Binds a call's arguments to a native function's parameters, with the messages of CPython's C functions.
pub(super) fn bind_native(function: &NativeFunction, args: Vec<Value>, keywords: Keywords) -> PyResult<Vec<Value>> {
    let signature = &function.signature;
    let named = signature.parameters.len();
    // A constructor's complaints name its class; those of module functions the module.
    let name = function.name.as_str().unwrap_or("?");
    // `__new__` gets its class as an argument that the caller did not write.
    let receiver = usize::from(function.is_method || name == "__new__");
    let constructed = if name == "__new__" || name == "__init__" {
        function.qualname.as_str().and_then(|qualname| qualname.split('.').next())
    } else {
        None
    };
    let label = || match (constructed, function.module.as_str()) {
        (Some(class), _) => class.to_owned(),
        (None, Some(module)) if module != "builtins" => format!("{module}.{name}"),
        _ if function.is_method => function.qualname.as_str().unwrap_or("?").to_owned(),
        _ => name.to_owned(),
    };
    let short = || constructed.unwrap_or(name).to_owned();
    let given = args.len();
    if function.is_method && given == 0 {
        return Err(type_error(format!("unbound method {}() needs an argument", label())));
    }
    if given > signature.positional && !signature.varargs {
        let most = signature.positional - receiver;
        let given = given - receiver;
        let required = signature.parameters[receiver..signature.positional].iter().filter(|parameter| !parameter.optional).count();
        let all_positional_only = signature.positional_only == signature.positional && named == signature.positional;
        return Err(type_error(if most == 0 && named == signature.positional {
            format!("{}() takes no arguments ({given} given)", label())
        } else if most == 1 && required == 1 && all_positional_only {
            format!("{}() takes exactly one argument ({given} given)", label())
        } else if all_positional_only {
            let bound = if required == most { "" } else { "at most " };
            format!("{} expected {bound}{most} argument{}, got {given}", short(), if most == 1 { "" } else { "s" })
        } else if most == 0 {
            format!("{}() takes no positional arguments", short())
        } else {
            let bound = if required == most && named == signature.positional { "exactly" } else { "at most" };
            format!(
                "{}() takes {bound} {most} {}argument{} ({given} given)",
                short(),
                if signature.positional < named { "positional " } else { "" },
                if most == 1 { "" } else { "s" }
            )
        }));
    }
    let mut args = args;
    let rest = if given > signature.positional { args.split_off(signature.positional) } else { Vec::new() };
    let mut bound = args;
    let by_position = bound.len();
    bound.resize(named, Value::Unbound);
    let mut extra = Table::default();
    for (name, value) in keywords {
        let slot = signature.parameters.iter().position(|parameter| parameter.name.is(&name) || parameter.name.as_str() == name.as_str());
        match slot {
            Some(slot) if slot >= signature.positional_only => {
                if !bound[slot].is_unbound() {
                    return Err(type_error(format!(
                        "argument for {}() given by name ('{}') and position ({})",
                        short(),
                        name.as_str().unwrap_or("?"),
                        slot + 1 - receiver
                    )));
                }
                bound[slot] = value;
            }
            _ if signature.varkeywords => {
                extra.set_plain(&name, value);
            }
            _ if signature.positional_only == named => return Err(type_error(format!("{}() takes no keyword arguments", label()))),
            _ => return Err(type_error(format!("'{}' is an invalid keyword argument for {}()", name.as_str().unwrap_or("?"), short()))),
        }
    }
    if let Some(slot) = (0..named).find(|slot| bound[*slot].is_unbound() && !signature.parameters[*slot].optional) {
        let all_positional_only = signature.positional_only == signature.positional && named == signature.positional;
        let required = signature.parameters[receiver..signature.positional].iter().filter(|parameter| !parameter.optional).count();
        let most = signature.positional - receiver;
        let got = by_position.saturating_sub(receiver);
        return Err(type_error(if all_positional_only && most == 1 && !signature.varargs {
            format!("{}() takes exactly one argument ({got} given)", label())
        } else if all_positional_only {
            let least = if required == most && !signature.varargs { "" } else { "at least " };
            format!("{} expected {least}{required} argument{}, got {got}", short(), if required == 1 { "" } else { "s" })
        } else {
            format!(
                "{}() missing required argument '{}' (pos {})",
                short(),
                signature.parameters[slot].name.as_str().unwrap_or("?"),
                slot + 1 - receiver
            )
        }));
    }
    if signature.varargs {
        bound.push(Value::tuple(rest));
    }
    if signature.varkeywords {
        bound.push(Value::dict(extra));
    }
    Ok(bound)
}
