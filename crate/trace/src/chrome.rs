//! Chrome's trace event format (JSON), as Perfetto and `chrome://tracing` open it.
//!
//! States become complete events (`X`), wakes flow events (`s`, `f`), curves counters (`C`), console writes instants (`i`).

use core::fmt::Write;

use crate::{Interval, Kind, ObjectId, ReadyReason, State, Trace, WaitReason};

impl Trace {
    /// The trace as JSON text. Times are microseconds.
    pub fn to_chrome_json(&self) -> String {
        let mut json = Json { text: String::from("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n"), is_first: true };
        let processes: std::collections::BTreeSet<u32> = self.threads.iter().map(|row| row.process).collect();
        for process in processes {
            let name = quoted(&format!("process {process}"));
            json.row(&format!("\"ph\":\"M\",\"name\":\"process_name\",\"pid\":{process},\"tid\":0,\"args\":{{\"name\":{name}}}"));
        }
        for (tid, row) in self.threads.iter().enumerate() {
            let (pid, name) = (row.process, quoted(&row.name));
            json.row(&format!("\"ph\":\"M\",\"name\":\"thread_name\",\"pid\":{pid},\"tid\":{tid},\"args\":{{\"name\":{name}}}"));
            json.row(&format!("\"ph\":\"M\",\"name\":\"thread_sort_index\",\"pid\":{pid},\"tid\":{tid},\"args\":{{\"sort_index\":{tid}}}"));
        }
        let end_ns = self.end_ns();
        for interval in self.intervals() {
            if matches!(interval.state, State::Done | State::Failed) {
                continue;
            }
            let tid = interval.thread.0;
            let name = quoted(&self.interval_name(&interval));
            let duration = microseconds(interval.end_ns.min(end_ns) - interval.start_ns);
            json.row(&format!(
                "\"ph\":\"X\",\"name\":{name},\"cat\":\"state\",\"pid\":{},\"tid\":{tid},\"ts\":{},\"dur\":{duration},\"args\":{{\"line\":{}}}",
                self.process(tid),
                microseconds(interval.start_ns),
                interval.line,
            ));
        }
        for (id, arrow) in self.arrows().iter().enumerate() {
            let name = quoted(&self.object_name(arrow.object));
            let ends = [("s", arrow.from_thread.0, arrow.from_ns), ("f", arrow.to_thread.0, arrow.to_ns)];
            for (phase, tid, ns) in ends {
                json.row(&format!(
                    "\"ph\":\"{phase}\",\"id\":{id},\"name\":{name},\"cat\":\"wake\",\"bp\":\"e\",\"pid\":{},\"tid\":{tid},\"ts\":{}",
                    self.process(tid),
                    microseconds(ns),
                ));
            }
        }
        for counter in self.counters() {
            let quantity = counter.quantity.name();
            let name = quoted(&format!("{} {quantity}", self.object_name(counter.object)));
            for (ns, value) in counter.time_ns.iter().zip(&counter.value) {
                let ts = microseconds(*ns);
                json.row(&format!("\"ph\":\"C\",\"name\":{name},\"pid\":0,\"ts\":{ts},\"args\":{{\"{quantity}\":{value}}}"));
            }
        }
        for (row, _, text) in self.output() {
            let tid = self.events.thread[row];
            let ts = microseconds(self.events.time_ns[row]);
            let text = quoted(text);
            let pid = self.process(tid);
            json.row(&format!(
                "\"ph\":\"i\",\"s\":\"t\",\"name\":\"print\",\"cat\":\"output\",\"pid\":{pid},\"tid\":{tid},\"ts\":{ts},\"args\":{{\"text\":{text}}}"
            ));
        }
        for event in self.events.iter().filter(|event| event.kind.is_end()) {
            let (pid, tid, ts) = (self.process(event.thread.0), event.thread.0, microseconds(event.time_ns));
            let name = match event.kind {
                Kind::Done => "done",
                Kind::Failed => "failed",
                _ => "cut off",
            };
            json.row(&format!("\"ph\":\"i\",\"s\":\"t\",\"name\":\"{name}\",\"cat\":\"state\",\"pid\":{pid},\"tid\":{tid},\"ts\":{ts}"));
        }
        json.text.push_str("\n]}\n");
        json.text
    }

    fn process(&self, thread: u32) -> u32 {
        self.threads.get(thread as usize).map_or(0, |row| row.process)
    }

    fn interval_name(&self, interval: &Interval) -> String {
        let object = match interval.object {
            ObjectId::NONE => String::new(),
            object => format!(" {}", self.object_name(object)),
        };
        match interval.state {
            State::Running => "running".to_owned(),
            State::Ready if interval.reason == ReadyReason::Gil as u8 => "ready (GIL)".to_owned(),
            State::Ready => "ready".to_owned(),
            State::Sleeping => "sleeping".to_owned(),
            State::Done => "done".to_owned(),
            State::Failed => "failed".to_owned(),
            State::Blocked => {
                let why = match WaitReason::from_u8(interval.reason) {
                    Some(WaitReason::Acquire) | None => "acquire",
                    Some(WaitReason::Notified) => "wait",
                    Some(WaitReason::Reacquire) => "reacquire",
                    Some(WaitReason::Get) => "get",
                    Some(WaitReason::Put) => "put",
                    Some(WaitReason::JoinQueue | WaitReason::JoinThread) => "join",
                    Some(WaitReason::Exit) => "exit",
                };
                format!("blocked: {why}{object}")
            }
        }
    }
}

struct Json {
    text: String,
    is_first: bool,
}

impl Json {
    fn row(&mut self, members: &str) {
        if !self.is_first {
            self.text.push_str(",\n");
        }
        self.is_first = false;
        self.text.push('{');
        self.text.push_str(members);
        self.text.push('}');
    }
}

/// Exact: the format's unit is the microsecond, ours the nanosecond.
fn microseconds(ns: u64) -> String {
    format!("{}.{:03}", ns / 1000, ns % 1000)
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            letter if letter < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04x}", letter as u32);
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
