use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use hotpot_sync::{GetError, PutError, Queue, SimpleQueue, Storage, ThreadEnd, TooManyDone, sleep, visible};
use hotpot_trace::Kind;

use crate::world::{Program, explore, run_in_order};

const SECOND: Duration = Duration::from_secs(1);
const NOW: Option<Duration> = Some(Duration::ZERO);

#[test]
fn a_full_queue_makes_puts_wait_and_an_empty_one_gets() {
    let mut program = Program::new(true);
    let queue = Arc::new(Queue::new(&*program.world, 2, VecDeque::new()));
    let consumer = Arc::clone(&queue);
    program.thread(|world| async move {
        for item in 0..6 {
            assert_eq!(queue.put(&*world, item, None).await?, Ok(()));
        }
        assert_eq!(queue.put(&*world, 6, NOW).await?, Err(PutError::Full(6)));
        assert_eq!(queue.put(&*world, 7, Some(SECOND / 2)).await?, Err(PutError::Full(7)));
        Ok(())
    });
    program.thread(|world| async move {
        for item in 0..6 {
            sleep(&*world, SECOND).await?;
            assert_eq!(consumer.get(&*world, None).await?, Ok(item));
        }
        assert_eq!(consumer.get(&*world, NOW).await?, Err(GetError::Empty));
        assert_eq!(consumer.get(&*world, Some(SECOND)).await?, Err(GetError::Empty));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert!(!outcome.is_deadlock());
    assert_eq!(outcome.now, 7 * SECOND);
    let lengths = outcome.rows.iter().filter(|row| matches!(row.kind, Kind::Put | Kind::Get));
    assert!(lengths.map(|row| row.value).all(|length| (0..=2).contains(&length)));
}

#[test]
fn join_waits_for_every_task_done_and_one_too_many_is_refused() {
    let mut program = Program::new(true);
    let queue = Arc::new(Queue::new(&*program.world, 0, VecDeque::new()));
    let worker = Arc::clone(&queue);
    program.thread(|world| async move {
        for item in 0..3 {
            assert_eq!(queue.put(&*world, item, None).await?, Ok(()));
        }
        queue.join(&*world).await?;
        assert_eq!((queue.unfinished(), hotpot_sync::Platform::now(&*world)), (0, 3 * SECOND));
        assert_eq!(queue.task_done(&*world), Err(TooManyDone));
        queue.join(&*world).await
    });
    program.thread(|world| async move {
        for left in [2, 1, 0] {
            assert!(worker.get(&*world, None).await?.is_ok());
            sleep(&*world, SECOND).await?;
            assert_eq!(worker.task_done(&*world), Ok(left));
        }
        Ok(())
    });
    assert!(!run_in_order(program).is_deadlock());
}

#[test]
fn a_forgotten_task_done_leaves_join_waiting() {
    let mut program = Program::new(false);
    let queue = Queue::new(&*program.world, 0, VecDeque::new());
    program.thread(|world| async move {
        assert_eq!(queue.put(&*world, 1, None).await?, Ok(()));
        assert_eq!(queue.get(&*world, None).await?, Ok(1));
        queue.join(&*world).await
    });
    assert_eq!(run_in_order(program).ends, [None]);
}

/// Gives the least first; refuses odd items, as a comparison that fails.
#[derive(Default)]
struct Least(Vec<u32>);

impl Storage<u32> for Least {
    type Error = &'static str;
    fn push(&mut self, item: u32) -> Result<(), &'static str> {
        if item % 2 == 1 {
            return Err("not comparable");
        }
        self.0.push(item);
        self.0.sort_unstable_by(|a, b| b.cmp(a));
        Ok(())
    }
    fn pop(&mut self) -> Result<Option<u32>, &'static str> {
        Ok(self.0.pop())
    }
    fn len(&self) -> usize {
        self.0.len()
    }
}

#[test]
fn the_storage_gives_the_order_and_may_refuse() {
    let mut program = Program::new(false);
    let world = Arc::clone(&program.world);
    let (last_in, least, simple) =
        (Queue::new(&*world, 0, Vec::new()), Queue::new(&*world, 0, Least::default()), SimpleQueue::new(&*world));
    program.thread(|world| async move {
        for item in [4, 8, 2] {
            assert_eq!(last_in.put(&*world, item, None).await?, Ok(()));
            assert_eq!(least.put(&*world, item, None).await?, Ok(()));
            simple.put(&*world, item);
        }
        assert_eq!(least.put(&*world, 5, None).await?, Err(PutError::Storage("not comparable")));
        assert_eq!((least.len(), least.unfinished()), (3, 3));
        for (last, least_item, first) in [(2, 2, 4), (8, 4, 8), (4, 8, 2)] {
            assert_eq!(last_in.get(&*world, None).await?, Ok(last));
            assert_eq!(least.get(&*world, None).await?, Ok(least_item));
            assert_eq!(simple.get(&*world, None).await?, Some(first));
        }
        assert_eq!(simple.get(&*world, Some(SECOND)).await?, None);
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.ends, [Some(ThreadEnd::Done)]);
}

#[test]
fn no_schedule_loses_an_item_or_a_wake() {
    // One place, two producers, two consumers of whom one may give up.
    let program = || {
        let mut program = Program::new(false);
        let queue = Arc::new(Queue::new(&*program.world, 1, VecDeque::new()));
        for item in 0..2 {
            let queue = Arc::clone(&queue);
            program.thread(move |world| async move {
                visible(&*world).await;
                assert_eq!(queue.put(&*world, item, None).await?, Ok(()));
                Ok(())
            });
        }
        for timeout in [None, Some(SECOND)] {
            let queue = Arc::clone(&queue);
            program.thread(move |world| async move {
                let got = queue.get(&*world, timeout).await?;
                assert!(got.is_ok() || timeout.is_some());
                if got.is_err() {
                    assert!(queue.get(&*world, None).await?.is_ok());
                }
                Ok(())
            });
        }
        program
    };
    let schedules = explore(1, program, |outcome| {
        assert!(!outcome.is_deadlock(), "{:?}", outcome.rows);
        assert_eq!((outcome.count(Kind::Put), outcome.count(Kind::Get)), (2, 2));
    });
    assert!(schedules > 100);
}
