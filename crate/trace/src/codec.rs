//! The canonical bytes of a trace and their digest.
//!
//! Layout: magic, version, then the columns one after the other and the tables, every number as a LEB128 varint; times as
//! differences, values zigzag. The same trace has the same bytes on every machine.

use xxhash_rust::xxh3::xxh3_128;

use crate::{Columns, Kind, ObjectKind, ObjectRow, Outcome, ThreadId, ThreadRow, Trace};

const MAGIC: &[u8; 4] = b"HPTR";
const VERSION: u64 = 1;

/// Why bytes are not a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They do not begin as a trace of this version does.
    Foreign,
    /// They end early, go on too long, or hold a number that nothing has.
    Damaged,
}

impl core::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Foreign => "not a trace of this version",
            Self::Damaged => "a damaged trace",
        })
    }
}

impl core::error::Error for DecodeError {}

impl Trace {
    /// The canonical bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer(Vec::with_capacity(self.events.len() * 10 + 256));
        out.0.extend_from_slice(MAGIC);
        out.number(VERSION);
        out.number(self.events.len() as u64);
        let mut last = 0;
        for &time in &self.events.time_ns {
            out.number(time - last);
            last = time;
        }
        out.bytes(&self.events.kind);
        out.bytes(&self.events.reason);
        for column in [&self.events.thread, &self.events.object, &self.events.line] {
            for &number in column {
                out.number(u64::from(number));
            }
        }
        for &value in &self.events.value {
            out.signed(value);
        }
        out.number(self.threads.len() as u64);
        for thread in &self.threads {
            out.text(&thread.name);
            out.number(u64::from(thread.process));
            out.number(thread.parent.map_or(0, |parent| u64::from(parent.0) + 1));
            out.number(u64::from(thread.daemon));
        }
        out.number(self.objects.len() as u64);
        for object in &self.objects {
            out.number(object.kind.map_or(0, |kind| kind as u64 + 1));
            out.text(&object.name);
        }
        out.number(self.strings.len() as u64);
        for text in &self.strings {
            out.text(text);
        }
        match &self.outcome {
            Outcome::Running => out.number(0),
            Outcome::Finished { exit_code } => {
                out.number(1);
                out.signed(i64::from(*exit_code));
            }
            Outcome::Failed { error } => {
                out.number(2);
                out.text(error);
            }
            Outcome::Deadlock => out.number(3),
            Outcome::Limit { sentence } => {
                out.number(4);
                out.text(sentence);
            }
            Outcome::Stopped => out.number(5),
        }
        out.0
    }

    /// The trace that has these canonical bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut input = Reader(bytes.strip_prefix(MAGIC).ok_or(DecodeError::Foreign)?);
        if input.number()? != VERSION {
            return Err(DecodeError::Foreign);
        }
        let count = input.count()?;
        let mut events = Columns::default();
        let mut time = 0u64;
        for _ in 0..count {
            time = time.checked_add(input.number()?).ok_or(DecodeError::Damaged)?;
            events.time_ns.push(time);
        }
        events.kind = input.bytes(count)?.to_vec();
        if events.kind.iter().any(|kind| Kind::from_u8(*kind).is_none()) {
            return Err(DecodeError::Damaged);
        }
        events.reason = input.bytes(count)?.to_vec();
        for column in [&mut events.thread, &mut events.object, &mut events.line] {
            for _ in 0..count {
                column.push(input.small()?);
            }
        }
        for _ in 0..count {
            events.value.push(input.signed()?);
        }
        let mut threads = Vec::new();
        for _ in 0..input.count()? {
            threads.push(ThreadRow {
                name: input.text()?,
                process: input.small()?,
                parent: input.small()?.checked_sub(1).map(ThreadId),
                daemon: input.number()? == 1,
            });
        }
        let mut objects = Vec::new();
        for _ in 0..input.count()? {
            let kind = match input.number()?.checked_sub(1) {
                None => None,
                Some(kind) => Some(u8::try_from(kind).ok().and_then(ObjectKind::from_u8).ok_or(DecodeError::Damaged)?),
            };
            objects.push(ObjectRow { kind, name: input.text()? });
        }
        let mut strings = Vec::new();
        for _ in 0..input.count()? {
            strings.push(input.text()?);
        }
        let outcome = match input.number()? {
            0 => Outcome::Running,
            1 => Outcome::Finished { exit_code: i32::try_from(input.signed()?).map_err(|_| DecodeError::Damaged)? },
            2 => Outcome::Failed { error: input.text()? },
            3 => Outcome::Deadlock,
            4 => Outcome::Limit { sentence: input.text()? },
            5 => Outcome::Stopped,
            _ => return Err(DecodeError::Damaged),
        };
        if input.0.is_empty() { Ok(Self { events, threads, objects, strings, outcome }) } else { Err(DecodeError::Damaged) }
    }

    /// Hex digest of the canonical bytes: 128 bits of XXH3.
    pub fn hash(&self) -> String {
        format!("{:032x}", xxh3_128(&self.encode()))
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes(text.as_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Result<u64, DecodeError> {
        let mut number = 0u64;
        for place in 0..10 {
            let (&byte, rest) = self.0.split_first().ok_or(DecodeError::Damaged)?;
            self.0 = rest;
            if place == 9 && byte > 1 {
                break;
            }
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(DecodeError::Damaged)
    }

    fn small(&mut self) -> Result<u32, DecodeError> {
        u32::try_from(self.number()?).map_err(|_| DecodeError::Damaged)
    }

    /// A number of things that follow, each at least a byte: so a false one cannot ask for more memory than there is input.
    fn count(&mut self) -> Result<usize, DecodeError> {
        let count = usize::try_from(self.number()?).map_err(|_| DecodeError::Damaged)?;
        if count <= self.0.len() { Ok(count) } else { Err(DecodeError::Damaged) }
    }

    fn signed(&mut self) -> Result<i64, DecodeError> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn bytes(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or(DecodeError::Damaged)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn text(&mut self) -> Result<String, DecodeError> {
        let count = self.count()?;
        let bytes = self.bytes(count)?;
        core::str::from_utf8(bytes).map(str::to_owned).map_err(|_| DecodeError::Damaged)
    }
}
