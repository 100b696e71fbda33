//! A trace as the page takes it: columns as typed arrays, copied out of the engine's memory, and tables as objects. The
//! shapes are those of `web/src/model/trace.ts`.

use hotpot_trace::{Arrow, Counter, FOREVER_NS, Interval, Outcome, Trace};
use js_sys::{Array, Float64Array, Int32Array, Object, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
struct ThreadDto<'a> {
    id: usize,
    name: &'a str,
    process: u32,
    parent: i64,
    daemon: bool,
}

#[derive(Serialize)]
struct ObjectDto<'a> {
    id: usize,
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutputDto<'a> {
    event: usize,
    time_ns: f64,
    thread: u32,
    stream: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct StuckDto {
    thread: u32,
    object: u32,
    reason: u8,
    holder: i64,
    holds: Vec<u32>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum OutcomeDto {
    Running,
    #[serde(rename_all = "camelCase")]
    Finished {
        exit_code: i32,
    },
    Failed {
        error: String,
    },
    Deadlock {
        stuck: Vec<StuckDto>,
        sentence: String,
    },
    Limit {
        sentence: String,
    },
    Stopped,
}

/// The trace as a JavaScript object; `hash` is "" for live runs.
pub fn to_js(trace: &Trace, hash: &str) -> Result<JsValue, JsValue> {
    let result = Object::new();
    set(&result, "events", &events(trace)?)?;
    set(&result, "intervals", &intervals(&trace.intervals())?)?;
    set(&result, "arrows", &arrows(&trace.arrows())?)?;
    let counters = trace.counters().iter().map(counter).collect::<Result<Array, JsValue>>()?;
    set(&result, "counters", &counters)?;
    set(&result, "threads", &threads(trace)?)?;
    set(&result, "objects", &objects(trace)?)?;
    set(&result, "output", &output(trace)?)?;
    set(&result, "outcome", &serde_wasm_bindgen::to_value(&outcome(trace))?)?;
    set(&result, "endNs", &(trace.end_ns() as f64).into())?;
    set(&result, "steps", &trace.steps().into())?;
    set(&result, "hash", &hash.into())?;
    Ok(result.into())
}

fn events(trace: &Trace) -> Result<JsValue, JsValue> {
    let events = &trace.events;
    object([
        ("timeNs", f64s(events.time_ns.iter().map(|ns| *ns as f64))),
        ("thread", Uint32Array::from(&events.thread[..]).into()),
        ("kind", Uint8Array::from(&events.kind[..]).into()),
        ("object", Uint32Array::from(&events.object[..]).into()),
        ("line", Uint32Array::from(&events.line[..]).into()),
        ("value", f64s(events.value.iter().map(|value| *value as f64))),
        ("reason", Uint8Array::from(&events.reason[..]).into()),
    ])
}

fn intervals(rows: &[Interval]) -> Result<JsValue, JsValue> {
    let or_forever = |row: &Interval, end: f64| if row.end_ns == FOREVER_NS { f64::INFINITY } else { end };
    object([
        ("thread", u32s(rows.iter().map(|row| row.thread.0))),
        ("state", u8s(rows.iter().map(|row| row.state as u8))),
        ("startNs", f64s(rows.iter().map(|row| row.start_ns as f64))),
        ("endNs", f64s(rows.iter().map(|row| or_forever(row, row.end_ns as f64)))),
        ("startStep", f64s(rows.iter().map(|row| f64::from(row.start_step)))),
        ("endStep", f64s(rows.iter().map(|row| or_forever(row, f64::from(row.end_step))))),
        ("reason", u8s(rows.iter().map(|row| row.reason))),
        ("object", u32s(rows.iter().map(|row| row.object.0))),
        ("holder", i32s(rows.iter().map(|row| row.holder.map_or(-1, |holder| holder.0 as i32)))),
        ("line", u32s(rows.iter().map(|row| row.line))),
    ])
}

fn arrows(rows: &[Arrow]) -> Result<JsValue, JsValue> {
    object([
        ("fromThread", u32s(rows.iter().map(|row| row.from_thread.0))),
        ("fromNs", f64s(rows.iter().map(|row| row.from_ns as f64))),
        ("fromStep", f64s(rows.iter().map(|row| f64::from(row.from_step)))),
        ("toThread", u32s(rows.iter().map(|row| row.to_thread.0))),
        ("toNs", f64s(rows.iter().map(|row| row.to_ns as f64))),
        ("toStep", f64s(rows.iter().map(|row| f64::from(row.to_step)))),
        ("object", u32s(rows.iter().map(|row| row.object.0))),
    ])
}

fn counter(counter: &Counter) -> Result<JsValue, JsValue> {
    object([
        ("object", counter.object.0.into()),
        ("quantity", counter.quantity.name().into()),
        ("bound", (counter.bound as f64).into()),
        ("timeNs", f64s(counter.time_ns.iter().map(|ns| *ns as f64))),
        ("step", f64s(counter.step.iter().map(|step| f64::from(*step)))),
        ("value", f64s(counter.value.iter().map(|value| *value as f64))),
    ])
}

fn threads(trace: &Trace) -> Result<JsValue, serde_wasm_bindgen::Error> {
    let rows = trace.threads.iter().enumerate().map(|(id, row)| ThreadDto {
        id,
        name: &row.name,
        process: row.process,
        parent: row.parent.map_or(-1, |parent| i64::from(parent.0)),
        daemon: row.daemon,
    });
    serde_wasm_bindgen::to_value(&rows.collect::<Vec<_>>())
}

fn objects(trace: &Trace) -> Result<JsValue, serde_wasm_bindgen::Error> {
    let rows = trace.objects.iter().enumerate();
    let rows = rows.map(|(id, row)| ObjectDto { id, kind: row.kind.map_or("", hotpot_trace::ObjectKind::name), name: &row.name });
    serde_wasm_bindgen::to_value(&rows.collect::<Vec<_>>())
}

fn output(trace: &Trace) -> Result<JsValue, serde_wasm_bindgen::Error> {
    let rows = trace.output().map(|(event, stream, text)| OutputDto {
        event,
        time_ns: trace.events.time_ns[event] as f64,
        thread: trace.events.thread[event],
        stream: if stream == 2 { "err" } else { "out" },
        text,
    });
    serde_wasm_bindgen::to_value(&rows.collect::<Vec<_>>())
}

fn outcome(trace: &Trace) -> OutcomeDto {
    match &trace.outcome {
        Outcome::Running => OutcomeDto::Running,
        Outcome::Finished { exit_code } => OutcomeDto::Finished { exit_code: *exit_code },
        Outcome::Failed { error } => OutcomeDto::Failed { error: error.clone() },
        Outcome::Limit { sentence } => OutcomeDto::Limit { sentence: sentence.clone() },
        Outcome::Stopped => OutcomeDto::Stopped,
        Outcome::Deadlock => {
            let deadlock = trace.deadlock();
            let stuck = deadlock.stuck.iter().map(|stuck| StuckDto {
                thread: stuck.thread.0,
                object: stuck.object.0,
                reason: stuck.reason as u8,
                holder: stuck.holder.map_or(-1, |holder| i64::from(holder.0)),
                holds: stuck.holds.iter().map(|object| object.0).collect(),
            });
            OutcomeDto::Deadlock { stuck: stuck.collect(), sentence: deadlock.sentence }
        }
    }
}

fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    let result = Object::new();
    for (name, value) in fields {
        set(&result, name, &value)?;
    }
    Ok(result.into())
}

fn set(object: &Object, name: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &name.into(), value).map(|_| ())
}

fn f64s(values: impl Iterator<Item = f64>) -> JsValue {
    Float64Array::from(&values.collect::<Vec<_>>()[..]).into()
}

fn u32s(values: impl Iterator<Item = u32>) -> JsValue {
    Uint32Array::from(&values.collect::<Vec<_>>()[..]).into()
}

fn i32s(values: impl Iterator<Item = i32>) -> JsValue {
    Int32Array::from(&values.collect::<Vec<_>>()[..]).into()
}

fn u8s(values: impl Iterator<Item = u8>) -> JsValue {
    Uint8Array::from(&values.collect::<Vec<_>>()[..]).into()
}
