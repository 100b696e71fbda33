//! `time`: the run's clock.

use core::time::Duration;
use std::sync::OnceLock;

use super::NativeModule;
use super::foreign::seconds;
use crate::builtins::argument::int;
use crate::names::intern;
use crate::native::{Args, Native, asynchronous, getter, sync};
use crate::object::{Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, overflow_error, type_error, value_error};
use crate::types::{library_class, types};
use crate::vm::Vm;
use crate::wait;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "time", functions: FUNCTIONS, fill };

const FUNCTIONS: &[Native] = &[
    asynchronous("sleep", "secs, /", wait!(sleep)),
    asynchronous("time", "", wait!(time)),
    asynchronous("time_ns", "", wait!(time_ns)),
    asynchronous("monotonic", "", wait!(monotonic)),
    asynchronous("monotonic_ns", "", wait!(monotonic_ns)),
    asynchronous("perf_counter", "", wait!(monotonic)),
    asynchronous("perf_counter_ns", "", wait!(monotonic_ns)),
    asynchronous("process_time", "", wait!(thread_time)),
    asynchronous("thread_time", "", wait!(thread_time)),
    asynchronous("thread_time_ns", "", wait!(thread_time_ns)),
    asynchronous("ctime", "secs=, /", wait!(ctime)),
    asynchronous("gmtime", "secs=, /", wait!(gmtime)),
    asynchronous("localtime", "secs=, /", wait!(gmtime)),
    sync("mktime", "tuple, /", |_, args| Ok(Value::float(seconds_of(read_fitting(&args[0], "mktime")?) as f64))),
    asynchronous("asctime", "tuple=, /", wait!(asctime)),
    asynchronous("strftime", "format, tuple=, /", wait!(strftime)),
    sync("tzset", "", |_, _| Ok(Value::None)),
];

fn fill(_: &Vm, names: &mut Table) -> PyResult<()> {
    names.set_plain(&intern("struct_time"), struct_class().clone().into());
    names.set_plain(&intern("timezone"), Value::Int(0));
    names.set_plain(&intern("tzname"), Value::tuple([intern("UTC"), intern("UTC")]));
    Ok(())
}

/// The wall clock's reading when a run begins: 2026-01-01 00:00:00 UTC, the same in every run.
const EPOCH: u64 = 1_767_225_600;

/// `perf_counter()` and `monotonic()` begin here: they mean nothing by themselves, and 0 would look as if they did.
const MONOTONIC_START: f64 = 1000.0;

async fn sleep(vm: Vm, args: Args) -> PyResult<Value> {
    let wanted = args[0].as_float().or_else(|| args[0].as_i64().map(|seconds| seconds as f64));
    if wanted.is_some_and(|seconds| seconds < 0.0) {
        return Err(value_error("sleep length must be non-negative"));
    }
    let duration = seconds(&args[0])?;
    vm.visible().await;
    hotpot_sync::sleep(&**vm.platform(), duration).await?;
    Ok(Value::None)
}

async fn now(vm: &Vm) -> Duration {
    vm.visible().await;
    vm.platform().now()
}

async fn time(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::float(EPOCH as f64 + now(&vm).await.as_secs_f64()))
}

async fn time_ns(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::Int(EPOCH as i64 * 1_000_000_000 + now(&vm).await.as_nanos() as i64))
}

async fn monotonic(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::float(MONOTONIC_START + now(&vm).await.as_secs_f64()))
}

async fn monotonic_ns(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::Int((MONOTONIC_START * 1e9) as i64 + now(&vm).await.as_nanos() as i64))
}

async fn thread_time(vm: Vm, _: Args) -> PyResult<Value> {
    vm.visible().await;
    Ok(Value::float(vm.platform().thread_time().as_secs_f64()))
}

async fn thread_time_ns(vm: Vm, _: Args) -> PyResult<Value> {
    vm.visible().await;
    Ok(Value::Int(vm.platform().thread_time().as_nanos() as i64))
}

/// Year, month, day, weekday (Monday 0), day of the year of a day count since 1970 (Howard Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let before: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let ordinal = before[(month - 1) as usize] + day + i64::from(leap && month > 2);
    (year, month, day, (days + 3).rem_euclid(7), ordinal)
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Year, month, day, hour, minute, second, weekday (Monday 0), day of the year, daylight saving: what a `struct_time` holds.
type Fields = [i64; 9];

fn fields(seconds: i64) -> Fields {
    let (year, month, day, weekday, ordinal) = civil(seconds.div_euclid(86_400));
    let of_day = seconds.rem_euclid(86_400);
    [year, month, day, of_day / 3600, of_day / 60 % 60, of_day % 60, weekday, ordinal, 0]
}

/// Seconds since 1970 of a date and time, by Howard Hinnant's `days_from_civil`; months, days and so on may be out of range.
fn seconds_of([year, month, day, hour, minute, second, ..]: Fields) -> i64 {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    let shifted = year - i64::from(month <= 2);
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    days * 86_400 + hour * 3600 + minute * 60 + second
}

const NAMES: [&str; 9] = ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"];

fn struct_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "time",
            "struct_time",
            Layout::Tuple,
            &types().tuple,
            &[sync("__repr__", "self, /", |_, args| {
                let shown: Vec<String> = NAMES.iter().zip(read(&args[0], "repr")?).map(|(name, value)| format!("{name}={value}")).collect();
                Ok(Value::str(format!("time.struct_time({})", shown.join(", "))))
            })],
            &[
                getter(NAMES[0], |_, value| part(value, 0)),
                getter(NAMES[1], |_, value| part(value, 1)),
                getter(NAMES[2], |_, value| part(value, 2)),
                getter(NAMES[3], |_, value| part(value, 3)),
                getter(NAMES[4], |_, value| part(value, 4)),
                getter(NAMES[5], |_, value| part(value, 5)),
                getter(NAMES[6], |_, value| part(value, 6)),
                getter(NAMES[7], |_, value| part(value, 7)),
                getter(NAMES[8], |_, value| part(value, 8)),
                getter("tm_zone", |_, _| Ok(intern("UTC"))),
                getter("tm_gmtoff", |_, _| Ok(Value::Int(0))),
            ],
        )
    })
}

fn part(value: &Value, index: usize) -> PyResult<Value> {
    Ok(Value::Int(read(value, "part")?[index]))
}

/// The fields of a `struct_time` or of a tuple in its place.
fn read(value: &Value, function: &str) -> PyResult<Fields> {
    let Some(items) = value.as_tuple() else { return Err(type_error("Tuple or struct_time argument required")) };
    let mut fields = [0; 9];
    if items.len() != fields.len() {
        return Err(type_error(format!("{function}(): illegal time tuple argument")));
    }
    for (field, item) in fields.iter_mut().zip(items) {
        *field = int(item)?.to_i64().ok_or_else(|| overflow_error("Python int too large to convert to C long"))?;
    }
    Ok(fields)
}

/// As [`read`], where each must fit a C int.
fn read_fitting(value: &Value, function: &str) -> PyResult<Fields> {
    let fields = read(value, function)?;
    for field in fields {
        if field > i64::from(i32::MAX) {
            return Err(overflow_error("signed integer is greater than maximum"));
        }
        if field < i64::from(i32::MIN) {
            return Err(overflow_error("signed integer is less than minimum"));
        }
    }
    if fields[0] < i64::from(i32::MIN) + 1900 {
        return Err(overflow_error("year out of range"));
    }
    Ok(fields)
}

/// The fields that a text can be made of, after CPython's `checktm`; a month or day of 0 counts as the first.
fn in_range(mut fields: Fields) -> PyResult<Fields> {
    for first in [1, 2, 7] {
        if fields[first] == 0 {
            fields[first] = 1;
        }
    }
    // CPython keeps weekdays from Sunday on, and takes the remainder first.
    let bounds = [
        (1, 1..=12, "month"),
        (2, 1..=31, "day of month"),
        (3, 0..=23, "hour"),
        (4, 0..=59, "minute"),
        (5, 0..=61, "seconds"),
        (6, -1..=i64::MAX, "day of week"),
        (7, 1..=366, "day of year"),
    ];
    match bounds.iter().find(|(at, range, _)| !range.contains(&fields[*at])) {
        Some((_, _, what)) => Err(value_error(format!("{what} out of range"))),
        None => Ok(fields),
    }
}

/// The fields of `seconds`, or of now where none are given.
async fn at(vm: &Vm, seconds: &Value) -> PyResult<Fields> {
    match seconds {
        Value::Unbound | Value::None => Ok(fields(EPOCH as i64 + now(vm).await.as_secs() as i64)),
        given => Ok(fields(crate::builtins::argument::float(given)?.floor() as i64)),
    }
}

/// The fields that are given, or those of now.
async fn given_or_now(vm: &Vm, given: &Value, function: &str) -> PyResult<Fields> {
    if given.is_unbound() { at(vm, given).await } else { in_range(read_fitting(given, function)?) }
}

/// `gmtime` and `localtime`: the run's place is Greenwich.
async fn gmtime(vm: Vm, args: Args) -> PyResult<Value> {
    let fields = at(&vm, &args[0]).await?;
    Ok(Ref::with_class(struct_class().clone(), Payload::Tuple(fields.into_iter().map(Value::Int).collect())).into())
}

async fn ctime(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::str(format_time(ASCTIME, at(&vm, &args[0]).await?)))
}

async fn asctime(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::str(format_time(ASCTIME, given_or_now(&vm, &args[0], "asctime").await?)))
}

const ASCTIME: &str = "%a %b %e %H:%M:%S %Y";

async fn strftime(vm: Vm, args: Args) -> PyResult<Value> {
    let format = args[0].as_str().ok_or_else(|| type_error(format!("strftime() argument 1 must be str, not {}", args[0].class_name())))?;
    Ok(Value::str(format_time(format, given_or_now(&vm, &args[1], "strftime").await?)))
}

fn format_time(format: &str, fields: Fields) -> String {
    let [year, month, day, hour, minute, second, weekday, ordinal, _] = fields;
    let mut text = String::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('Y') => text.push_str(&year.to_string()),
            Some('m') => text.push_str(&format!("{month:02}")),
            Some('d') => text.push_str(&format!("{day:02}")),
            Some('e') => text.push_str(&format!("{day:2}")),
            Some('H') => text.push_str(&format!("{hour:02}")),
            Some('I') => text.push_str(&format!("{:02}", (hour + 11) % 12 + 1)),
            Some('M') => text.push_str(&format!("{minute:02}")),
            Some('S') => text.push_str(&format!("{second:02}")),
            Some('p') => text.push_str(if hour < 12 { "AM" } else { "PM" }),
            Some('a') => text.push_str(&DAYS[weekday.rem_euclid(7) as usize][..3]),
            Some('A') => text.push_str(DAYS[weekday.rem_euclid(7) as usize]),
            Some('b') => text.push_str(&MONTHS[(month - 1).rem_euclid(12) as usize][..3]),
            Some('B') => text.push_str(MONTHS[(month - 1).rem_euclid(12) as usize]),
            Some('j') => text.push_str(&format!("{ordinal:03}")),
            Some('y') => text.push_str(&format!("{:02}", year % 100)),
            Some('X' | 'T') => text.push_str(&format!("{hour:02}:{minute:02}:{second:02}")),
            Some('c') => text.push_str(&format_time(ASCTIME, fields)),
            Some('w') => text.push_str(&((weekday + 1) % 7).to_string()),
            Some('R') => text.push_str(&format!("{hour:02}:{minute:02}")),
            Some('Z') => text.push_str("UTC"),
            Some('z') => text.push_str("+0000"),
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('x' | 'D') => text.push_str(&format!("{month:02}/{day:02}/{:02}", year % 100)),
            Some('F') => text.push_str(&format!("{year}-{month:02}-{day:02}")),
            Some('%') | None => text.push('%'),
            Some(other) => {
                text.push('%');
                text.push(other);
            }
        }
    }
    text
}
