//! `time`: the run's clock.

use core::time::Duration;

use super::NativeModule;
use super::foreign::seconds;
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Table, Value};
use crate::raise::{PyResult, value_error};
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
    asynchronous("strftime", "format, tuple=, /", wait!(strftime)),
    sync("tzset", "", |_, _| Ok(Value::None)),
];

fn fill(_: &Vm, _: &mut Table) -> PyResult<()> {
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
    Ok(Value::Float(EPOCH as f64 + now(&vm).await.as_secs_f64()))
}

async fn time_ns(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::Int(EPOCH as i64 * 1_000_000_000 + now(&vm).await.as_nanos() as i64))
}

async fn monotonic(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::Float(MONOTONIC_START + now(&vm).await.as_secs_f64()))
}

async fn monotonic_ns(vm: Vm, _: Args) -> PyResult<Value> {
    Ok(Value::Int((MONOTONIC_START * 1e9) as i64 + now(&vm).await.as_nanos() as i64))
}

async fn thread_time(vm: Vm, _: Args) -> PyResult<Value> {
    vm.visible().await;
    Ok(Value::Float(vm.platform().thread_time().as_secs_f64()))
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

async fn ctime(vm: Vm, args: Args) -> PyResult<Value> {
    let seconds = args[0].as_float().or_else(|| args[0].as_i64().map(|seconds| seconds as f64));
    let seconds = match seconds {
        Some(seconds) => seconds,
        None => EPOCH as f64 + now(&vm).await.as_secs_f64(),
    };
    Ok(Value::str(format_time("%a %b %e %H:%M:%S %Y", seconds as i64)))
}

async fn strftime(vm: Vm, args: Args) -> PyResult<Value> {
    let format = args[0].as_str().unwrap_or("").to_owned();
    let seconds = EPOCH as i64 + now(&vm).await.as_secs() as i64;
    Ok(Value::str(format_time(&format, seconds)))
}

fn format_time(format: &str, seconds: i64) -> String {
    let (year, month, day, weekday, ordinal) = civil(seconds.div_euclid(86_400));
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
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
            Some('a') => text.push_str(&DAYS[weekday as usize][..3]),
            Some('A') => text.push_str(DAYS[weekday as usize]),
            Some('b') => text.push_str(&MONTHS[(month - 1) as usize][..3]),
            Some('B') => text.push_str(MONTHS[(month - 1) as usize]),
            Some('j') => text.push_str(&format!("{ordinal:03}")),
            Some('y') => text.push_str(&format!("{:02}", year % 100)),
            Some('X' | 'T') => text.push_str(&format!("{hour:02}:{minute:02}:{second:02}")),
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
