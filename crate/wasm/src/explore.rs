//! One program under many seeds, on rayon's workers where there are any, else in slices on the caller.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hotpot_lab::{SeedEnd, Settings, Simulated};
use hotpot_python::Program;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::clock::now_ms;
use crate::lab::{SettingsDto, SourceErrorDto, compile};

/// Bytecodes between two looks at whether the exploration is still wanted.
const WORK: u64 = 10_000;

#[derive(Serialize)]
struct SeedOutcomeDto {
    seed: f64,
    label: String,
    kind: &'static str,
}

/// An exploration under way. Free it to end it early.
#[wasm_bindgen]
pub struct Explore {
    program: Program,
    settings: Settings,
    next: u64,
    end: u64,
    shared: Arc<Shared>,
    is_parallel: bool,
    /// Not parallel: the run under way.
    current: Option<Simulated>,
}

#[derive(Default)]
struct Shared {
    ends: Mutex<Vec<SeedEnd>>,
    is_over: AtomicBool,
}

impl Shared {
    fn push(&self, end: SeedEnd) {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner).push(end);
    }
}

#[wasm_bindgen]
impl Explore {
    /// Runs `source` with each of `count` seeds from `first`. `is_parallel` says that `initThreadPool` has been awaited.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &str, settings: JsValue, first: f64, count: u32, is_parallel: bool) -> Result<Self, JsValue> {
        let settings = Settings { lines: false, ..SettingsDto::read(settings)? };
        let program = match compile(source) {
            Ok(program) => program,
            Err(error) => return Err(serde_wasm_bindgen::to_value(&SourceErrorDto::from(error))?),
        };
        let first = first as u64;
        let explore =
            Self { program, settings, next: first, end: first + u64::from(count), shared: Arc::default(), is_parallel, current: None };
        if is_parallel {
            for seed in explore.next..explore.end {
                let (program, settings, shared) = (explore.program.clone(), explore.settings.clone(), Arc::clone(&explore.shared));
                rayon::spawn_fifo(move || run(&program, settings, seed, &shared));
            }
        }
        Ok(explore)
    }

    /// The outcomes that came since the last call, as `SeedOutcome`s of `web/src/model/lab.ts`. Not parallel: works for about
    /// `slice_ms` first.
    pub fn take(&mut self, slice_ms: f64) -> Result<JsValue, JsValue> {
        if !self.is_parallel {
            self.work(now_ms() + slice_ms);
        }
        let ends = core::mem::take(&mut *self.shared.ends.lock().unwrap_or_else(PoisonError::into_inner));
        let outcomes: Vec<SeedOutcomeDto> =
            ends.into_iter().map(|end| SeedOutcomeDto { seed: end.seed as f64, label: end.label, kind: end.kind.name() }).collect();
        Ok(serde_wasm_bindgen::to_value(&outcomes)?)
    }
}

impl Explore {
    fn work(&mut self, end_ms: f64) {
        while self.next < self.end && now_ms() < end_ms {
            let (program, settings, seed) = (&self.program, &self.settings, self.next);
            let run = self.current.get_or_insert_with(|| Simulated::new(program, &Settings { seed, ..settings.clone() }));
            if run.step(WORK)
                && let Some(run) = self.current.take()
            {
                self.shared.push(SeedEnd::of(seed, &run.finish()));
                self.next += 1;
            }
        }
    }
}

impl Drop for Explore {
    fn drop(&mut self) {
        // Relaxed: nothing is published with it; a run that misses it once sees it at its next look.
        self.shared.is_over.store(true, Ordering::Relaxed);
    }
}

fn run(program: &Program, settings: Settings, seed: u64, shared: &Shared) {
    let mut run = Simulated::new(program, &Settings { seed, ..settings });
    while !run.step(WORK) {
        if shared.is_over.load(Ordering::Relaxed) {
            return;
        }
    }
    shared.push(SeedEnd::of(seed, &run.finish()));
}
