//! Tracebacks as CPython 3.11 prints them (`Python/traceback.c`, `Lib/traceback.py`). Frames of library modules are left out.

use super::Vm;
use crate::code::{Op, Span};
use crate::names::names;
use crate::object::{Payload, Ref, TraceEntry, Value};
use crate::suggest::nearest;
use crate::types::types;

/// The whole report of an exception: its causes first, each with its traceback.
pub async fn format_exception(vm: &Vm, exception: &Ref) -> String {
    let mut text = String::new();
    for (link, bridge) in chain(exception) {
        if let Some(bridge) = bridge {
            text.push_str(bridge);
        }
        text.push_str(&entries(vm, &link));
        text.push_str(&last_line(vm, &link).await);
    }
    text
}

/// As [`format_exception`], without running Python (`__str__` of the program's classes is not asked).
pub fn format_plain(vm: &Vm, exception: &Ref) -> String {
    format!("{}{}\n", entries(vm, exception), one_line(exception))
}

/// `Type: message`, without running Python.
pub fn one_line(exception: &Ref) -> String {
    let class = qualified(exception);
    let Payload::Exception(data) = exception.payload() else { return class };
    let args = data.state.read(|state| state.args.clone());
    let message = match args.as_slice() {
        [] => String::new(),
        [one] => match one.as_str() {
            Some(text) if !exception.own_class().is_some_and(|class| class.is_subclass(&types().key_error)) => text.to_owned(),
            Some(text) => crate::text::quote::repr(text),
            None => match one {
                Value::Int(number) => number.to_string(),
                Value::None => "None".into(),
                other => format!("<{}>", other.class_name()),
            },
        },
        _ => "...".into(),
    };
    if message.is_empty() { class } else { format!("{class}: {message}") }
}

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The exceptions to print, oldest first, each with the sentence before it.
fn chain(exception: &Ref) -> Vec<(Ref, Option<&'static str>)> {
    let mut links = vec![(exception.clone(), None)];
    let mut seen = vec![exception.address()];
    let mut current = exception.clone();
    while let Payload::Exception(data) = current.payload() {
        let (cause, context) = data.state.read(|state| (state.cause.clone(), state.context.clone().filter(|_| !state.suppress_context)));
        let (next, bridge) = match (cause, context) {
            (Some(cause), _) => (cause, CAUSE),
            (None, Some(context)) => (context, CONTEXT),
            (None, None) => break,
        };
        if seen.contains(&next.address()) || seen.len() > 100 {
            break;
        }
        seen.push(next.address());
        if let Some(last) = links.last_mut() {
            last.1 = Some(bridge);
        }
        links.push((next.clone(), None));
        current = next;
    }
    links.reverse();
    links
}

fn entries(vm: &Vm, exception: &Ref) -> String {
    let Payload::Exception(data) = exception.payload() else { return String::new() };
    let (entries, has_any) = data.state.with(|state| {
        let entries: Vec<TraceEntry> = state.traceback.iter().rev().filter(|entry| entry.code.is_program).copied().collect();
        (entries, !state.traceback.is_empty())
    });
    if !has_any {
        return String::new();
    }
    let mut text = String::from("Traceback (most recent call last):\n");
    let mut repeated = 0_usize;
    for (index, entry) in entries.iter().enumerate() {
        let line = span(entry).line;
        let same = |other: &TraceEntry| core::ptr::eq(&raw const *other.code, &raw const *entry.code) && span(other).line == line;
        repeated = if index > 0 && same(&entries[index - 1]) { repeated + 1 } else { 0 };
        // CPython shows three of equal lines and counts the rest.
        if repeated < 3 {
            text.push_str(&frame_text(vm, entry));
        }
        let ends = entries.get(index + 1).is_none_or(|next| !same(next));
        if ends && repeated >= 3 {
            let more = repeated - 2;
            text.push_str(&format!("  [Previous line repeated {more} more time{}]\n", if more == 1 { "" } else { "s" }));
        }
    }
    text
}

fn span(entry: &TraceEntry) -> Span {
    entry.code.code.spans.get(entry.pc as usize).copied().unwrap_or_default()
}

fn frame_text(vm: &Vm, entry: &TraceEntry) -> String {
    let span = span(entry);
    let mut text = format!("  File \"{}\", line {}, in {}\n", entry.code.code.file, span.line, entry.code.code.name);
    let Some(line) = vm.run().program.source().lines().nth((span.line as usize).wrapping_sub(1)) else { return text };
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return text;
    }
    text.push_str(&format!("    {trimmed}\n"));
    if let Some(marks) = carets(line, trimmed, span, entry) {
        text.push_str(&format!("    {marks}\n"));
    }
    text
}

/// The `~~^~~` line; none where the whole line is meant.
fn carets(line: &str, trimmed: &str, span: Span, entry: &TraceEntry) -> Option<String> {
    if span.end_line == 0 {
        return None;
    }
    let indent = line.chars().count() - line.trim_start().chars().count();
    let length = trimmed.chars().count();
    let start = (span.column as usize).checked_sub(indent)?;
    let end = if span.end_line == span.line { (span.end_column as usize).checked_sub(indent)? } else { length };
    let end = end.min(length);
    if start >= end {
        return None;
    }
    let segment: Vec<char> = trimmed.chars().skip(start).take(end - start).collect();
    let anchors = if span.end_line == span.line { anchors(&segment, entry) } else { None };
    if anchors.is_none() && start == 0 && end == length {
        return None;
    }
    let mut marks = " ".repeat(start);
    for index in 0..end - start {
        marks.push(match anchors {
            Some((from, to)) if (from..to).contains(&index) => '^',
            Some(_) => '~',
            None => '^',
        });
    }
    Some(marks)
}

/// Where the operator of a binary operation or the brackets of a subscript stand within the segment.
fn anchors(segment: &[char], entry: &TraceEntry) -> Option<(usize, usize)> {
    let pc = entry.pc as usize;
    match entry.code.code.ops.get(pc)? {
        Op::Binary(_) => {
            // The right operand was pushed last before the operator: the left one ends where its own instruction's span ends.
            let left_end = left_operand_end(entry)?;
            let mut from = left_end;
            while from < segment.len() && (segment[from].is_whitespace() || segment[from] == ')') {
                from += 1;
            }
            let two = segment.get(from + 1).is_some_and(|next| {
                !next.is_whitespace() && matches!((segment[from], *next), ('*', '*') | ('/', '/') | ('<', '<') | ('>', '>'))
            });
            (from < segment.len()).then_some((from, from + 1 + usize::from(two)))
        }
        Op::LoadSubscript | Op::StoreSubscript | Op::DeleteSubscript => {
            let left_end = left_operand_end(entry)?;
            let mut from = left_end;
            while from < segment.len() && segment[from] != '[' {
                from += 1;
            }
            (from < segment.len()).then_some((from, segment.len()))
        }
        _ => None,
    }
}

/// Length of the left operand within the operation's span: the longest earlier instruction that begins where the operation does and ends before it.
fn left_operand_end(entry: &TraceEntry) -> Option<usize> {
    let whole = span(entry);
    let spans = &entry.code.code.spans;
    spans[..entry.pc as usize]
        .iter()
        .rev()
        .take(64)
        .filter(|inner| {
            inner.line == whole.line && inner.end_line == whole.line && inner.column >= whole.column && inner.end_column < whole.end_column
        })
        .filter(|inner| inner.column == whole.column)
        .map(|inner| (inner.end_column - whole.column) as usize)
        .max()
}

async fn last_line(vm: &Vm, exception: &Ref) -> String {
    let class = qualified(exception);
    let value = Value::Object(exception.clone());
    let message = match vm.str(&value).await {
        Ok(message) => message,
        Err(_) => String::from("<exception str() failed>"),
    };
    let mut text = if message.is_empty() { format!("{class}\n") } else { format!("{class}: {message}{}\n", suggestion(vm, exception)) };
    if let Payload::Exception(data) = exception.payload() {
        for note in data.state.read(|state| state.notes.clone()) {
            text.push_str(&vm.str(&note).await.unwrap_or_default());
            text.push('\n');
        }
    }
    text
}

/// `. Did you mean: 'x'?` of a `NameError` or `AttributeError`.
fn suggestion(vm: &Vm, exception: &Ref) -> String {
    let Payload::Exception(data) = exception.payload() else { return String::new() };
    let (name, object, innermost) = data.state.read(|state| (state.name.clone(), state.object.clone(), state.traceback.first().copied()));
    let Some(name) = name.as_str() else { return String::new() };
    let is = |class| exception.own_class().is_some_and(|own| own.is_subclass(class));
    let found = if is(&types().attribute_error) {
        nearest(name, &crate::builtins::object::attribute_names(&object))
    } else if is(&types().name_error) {
        let locals = innermost.map(|entry| {
            entry
                .code
                .code
                .locals
                .iter()
                .chain(entry.code.code.cells.iter().map(|(name, _)| name))
                .chain(&entry.code.code.free)
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        });
        let keys = |dict: &Ref| Vm::dict_items(dict).into_iter().filter_map(|(key, _)| key.as_str().map(str::to_owned)).collect::<Vec<_>>();
        let main =
            Vm::dict_items(&vm.run().modules).into_iter().find(|(key, _)| key.as_str() == Some("__main__")).map(|(_, module)| module);
        let globals = main.as_ref().and_then(Value::object).map(|module| keys(&super::attribute_dict(module)));
        nearest(name, &locals.unwrap_or_default())
            .or_else(|| nearest(name, &globals.unwrap_or_default()))
            .or_else(|| nearest(name, &keys(crate::modules::builtins())))
    } else {
        None
    };
    found.map_or_else(String::new, |found| format!(". Did you mean: '{found}'?"))
}

/// The class's name with its module, as tracebacks show it.
fn qualified(exception: &Ref) -> String {
    let Some(class) = exception.own_class() else { return String::from("Exception") };
    let Payload::Class(data) = class.payload() else { return String::from("Exception") };
    let qualname = data.qualname.get().as_str().unwrap_or("?").to_owned();
    match class.find_in_class(&names().module).or_else(|| Some(data.module.get())).as_ref().and_then(Value::as_str) {
        None | Some("builtins" | "__main__") => qualname,
        Some(module) => format!("{module}.{qualname}"),
    }
}
