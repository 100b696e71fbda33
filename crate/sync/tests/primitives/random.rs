//! Random programs under random schedules: what must hold whatever happens.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use hotpot_sync::{Condition, Lock, Queue, Semaphore, sleep, visible};
use hotpot_trace::Kind;
use proptest::prelude::*;

use crate::world::Program;

/// Picks by a stream of numbers, made longer by a generator.
fn chooser(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |choices| {
        // A linear congruential generator with Knuth's constants; its high bits are good enough here.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % choices
    }
}

proptest! {
    #[test]
    fn items_of_a_producer_arrive_once_and_in_order(
        seed: u64, with_gil: bool, maxsize in 0..4usize, producers in 1..4u32, consumers in 1..4u32, each in 1..6u32,
    ) {
        let mut program = Program::new(with_gil);
        let queue = Arc::new(Queue::new(&*program.world, maxsize, VecDeque::new()));
        let got = Arc::new(std::sync::Mutex::new(Vec::new()));
        let left = Arc::new(AtomicU32::new(producers * each));
        for producer in 0..producers {
            let queue = Arc::clone(&queue);
            program.thread(move |world| async move {
                for item in 0..each {
                    visible(&*world).await;
                    assert_eq!(queue.put(&*world, (producer, item), None).await?, Ok(()));
                }
                Ok(())
            });
        }
        for _ in 0..consumers {
            let (queue, got, left) = (Arc::clone(&queue), Arc::clone(&got), Arc::clone(&left));
            program.thread(move |world| async move {
                while left.load(Relaxed) > 0 {
                    visible(&*world).await;
                    if let Ok(item) = queue.get(&*world, Some(Duration::from_micros(50))).await? {
                        got.lock().expect("no test thread panics while it holds it").push(item);
                        left.fetch_sub(1, Relaxed);
                        queue.task_done(&*world).expect("one per item");
                    }
                }
                queue.join(&*world).await
            });
        }
        let outcome = program.run(20, &mut chooser(seed));
        prop_assert!(!outcome.is_deadlock());
        prop_assert_eq!(queue.unfinished(), 0);
        if consumers == 1 {
            let got = got.lock().expect("no test thread panics while it holds it");
            for producer in 0..producers {
                let items: Vec<u32> = got.iter().filter(|item| item.0 == producer).map(|item| item.1).collect();
                prop_assert_eq!(items, (0..each).collect::<Vec<_>>());
            }
        }
        let lengths: Vec<i64> = outcome.rows.iter().filter(|row| matches!(row.kind, Kind::Put | Kind::Get)).map(|row| row.value).collect();
        prop_assert!(lengths.windows(2).all(|pair| (pair[0] - pair[1]).abs() == 1), "each event changes the length by one");
        prop_assert!(maxsize == 0 || lengths.iter().all(|&length| length <= maxsize as i64));
    }

    #[test]
    fn a_semaphore_used_as_a_lock_loses_no_update(seed: u64, with_gil: bool, value in 1..3u32, threads in 1..5u32, rounds in 1..5u32) {
        let mut program = Program::new(with_gil);
        let semaphore = Arc::new(Semaphore::new(&*program.world, value));
        let inside = Arc::new(AtomicU32::new(0));
        for id in 0..threads {
            let (semaphore, inside) = (Arc::clone(&semaphore), Arc::clone(&inside));
            program.thread(move |world| async move {
                for _ in 0..rounds {
                    visible(&*world).await;
                    let timeout = (id % 2 == 1).then_some(Duration::from_micros(20));
                    if semaphore.acquire(&*world, timeout).await? {
                        assert!(inside.fetch_add(1, Relaxed) < value);
                        sleep(&*world, Duration::from_micros(7)).await?;
                        inside.fetch_sub(1, Relaxed);
                        semaphore.release(&*world, 1).expect("far from the limit");
                    }
                }
                Ok(())
            });
        }
        let outcome = program.run(20, &mut chooser(seed));
        prop_assert!(!outcome.is_deadlock());
        prop_assert_eq!(semaphore.value(), value);
    }

    #[test]
    fn as_many_waits_end_notified_as_notifies_say(seed: u64, with_gil: bool, waiters in 1..5u32, notifies in prop::collection::vec(0..4usize, 0..5)) {
        let mut program = Program::new(with_gil);
        let world = Arc::clone(&program.world);
        let condition = Arc::new(Condition::new(&*world, Arc::new(Lock::new(&*world))));
        let woken = Arc::new(AtomicU32::new(0));
        for _ in 0..waiters {
            let (condition, woken) = (Arc::clone(&condition), Arc::clone(&woken));
            program.thread(|world| async move {
                condition.lock().acquire(&*world, None).await?;
                let notified = condition.wait(&*world, Some(Duration::from_micros(30))).await?.expect("the lock is held");
                woken.fetch_add(u32::from(notified), Relaxed);
                condition.lock().release(&*world).expect("the lock is held");
                Ok(())
            });
        }
        program.thread(|world| async move {
            for n in notifies {
                sleep(&*world, Duration::from_micros(9)).await?;
                condition.lock().acquire(&*world, None).await?;
                condition.notify(&*world, n).expect("the lock is held");
                condition.lock().release(&*world).expect("the lock is held");
            }
            Ok(())
        });
        let outcome = program.run(20, &mut chooser(seed));
        prop_assert!(!outcome.is_deadlock());
        let told: i64 = outcome.rows.iter().filter(|row| row.kind == Kind::Notify).map(|row| row.value).sum();
        prop_assert_eq!(i64::from(woken.load(Relaxed)), told);
    }
}
