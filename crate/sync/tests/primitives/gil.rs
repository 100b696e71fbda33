use std::sync::Arc;
use std::task::Context;
use std::time::Duration;

use hotpot_sync::{Budget, Fiber, Pause, Platform, ThreadEnd, sleep};
use hotpot_trace::Kind;

use crate::world::{Outcome, Program, Shared, explore, run_in_order};

const INTERVAL: Duration = Duration::from_millis(5);

/// Computes for a number of slices; pauses after each, as a switch if it was asked to.
struct Computing(u32);

impl Fiber for Computing {
    fn run(&mut self, _: &Shared, budget: &mut Budget, _: &mut Context<'_>) -> Pause {
        if self.0 == 0 {
            return Pause::Finished(ThreadEnd::Done);
        }
        self.0 -= 1;
        if budget.breaker.load(std::sync::atomic::Ordering::Relaxed) { Pause::Switch } else { Pause::OutOfFuel }
    }
}

/// In which order threads ran.
fn turns(outcome: &Outcome) -> Vec<u32> {
    let runs = outcome.rows.iter().filter(|row| row.kind == Kind::Run);
    let mut turns: Vec<u32> = runs.map(|row| row.thread).collect();
    turns.dedup();
    turns
}

#[test]
fn the_holder_keeps_it_until_asked_and_then_it_goes_round() {
    let mut program = Program::with_slices(true, Duration::from_millis(1));
    for _ in 0..3 {
        program.fiber(Box::new(Computing(40)));
    }
    let mut step = 0;
    let outcome = program.run(0, &mut |choices| {
        step += 1;
        step % choices
    });
    assert!(!outcome.is_deadlock());
    assert_eq!(outcome.now, Duration::from_millis(123));
    let turns = turns(&outcome);
    assert!((15..=27).contains(&turns.len()), "a turn is five to eight slices: {turns:?}");
    assert!(turns.windows(4).take(12).all(|window| window[0] == window[3] && window[0] != window[1]), "round robin: {turns:?}");
}

#[test]
fn nobody_waits_so_nobody_is_asked() {
    let mut program = Program::new(true);
    program.fiber(Box::new(Computing(1_000)));
    let outcome = run_in_order(program);
    assert_eq!(turns(&outcome), [0]);
    assert_eq!(outcome.now, Duration::ZERO);
}

#[test]
fn in_every_schedule_who_makes_way_does_not_run_before_another_did() {
    let program = || {
        let mut program = Program::new(true);
        for _ in 0..2 {
            program.fiber(Box::new(Computing(2)));
        }
        program
    };
    let schedules = explore(3, program, |outcome| {
        assert!(!outcome.is_deadlock(), "{:?}", outcome.rows);
        let runs: Vec<u32> = outcome.rows.iter().filter(|row| row.kind == Kind::Run).map(|row| row.thread).collect();
        assert!(runs.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", outcome.rows);
    });
    assert!(schedules > 20, "{schedules}");
}

#[test]
fn a_sleeper_gives_it_up_and_a_computing_thread_goes_on() {
    let mut program = Program::new(true);
    program.thread(|world| async move {
        for _ in 0..3 {
            sleep(&*world, INTERVAL).await?;
        }
        Ok(())
    });
    program.fiber(Box::new(Computing(3)));
    let outcome = run_in_order(program);
    assert!(!outcome.is_deadlock());
    assert_eq!(turns(&outcome)[..2], [0, 1]);
}

#[test]
fn the_interval_can_be_changed() {
    let program = Program::new(true);
    let gil = program.world.gil().expect("this world has one");
    assert_eq!(gil.interval(), INTERVAL);
    gil.set_interval(Duration::from_secs(1));
    assert_eq!(gil.interval(), Duration::from_secs(1));
    assert_eq!(Arc::strong_count(gil.breaker()), 1);
}

/// Waits for ever; tells by `left` whether it had the GIL when it was discarded.
struct Waiting {
    body: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
    platform: Option<Shared>,
    left: Arc<std::sync::Mutex<Vec<bool>>>,
}

impl Waiting {
    fn new(left: &Arc<std::sync::Mutex<Vec<bool>>>) -> Self {
        Self { body: Box::pin(std::future::ready(())), platform: None, left: Arc::clone(left) }
    }
}

impl Fiber for Waiting {
    fn run(&mut self, platform: &Shared, _: &mut Budget, cx: &mut Context<'_>) -> Pause {
        if self.platform.is_none() {
            self.platform = Some(Arc::clone(platform));
            let platform = Arc::clone(platform);
            self.body = Box::pin(async move {
                // Only stopping ends it.
                let _ = sleep(&*platform, Duration::MAX).await;
            });
        }
        match self.body.as_mut().poll(cx) {
            std::task::Poll::Ready(()) => Pause::Finished(ThreadEnd::CutOff),
            std::task::Poll::Pending => Pause::Waiting,
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(platform) = &self.platform {
            let holder = platform.gil().and_then(hotpot_sync::Gil::holder);
            self.left.lock().unwrap().push(holder == Some(platform.current()));
        }
    }
}

#[test]
fn who_is_stopped_discards_what_it_has_under_the_gil() {
    for leave_first in [0, 1, 2, 3] {
        let left = Arc::default();
        let mut program = Program::with_slices(true, Duration::from_millis(1));
        program.fiber(Box::new(Waiting::new(&left)));
        program.fiber(Box::new(Waiting::new(&left)));
        program.thread(|world| async move {
            sleep(&*world, INTERVAL).await?;
            world.kill(hotpot_trace::ThreadId(0));
            world.kill(hotpot_trace::ThreadId(1));
            Ok(())
        });
        program.fiber(Box::new(Computing(40)));
        let mut step = leave_first;
        let outcome = program.run(0, &mut |choices| {
            step += 1;
            step % choices
        });
        assert_eq!(outcome.ends[..2], [Some(ThreadEnd::CutOff), Some(ThreadEnd::CutOff)]);
        assert_eq!(outcome.ends[2..], [Some(ThreadEnd::Done), Some(ThreadEnd::Done)]);
        assert_eq!(*left.lock().unwrap(), [true, true]);
    }
}
