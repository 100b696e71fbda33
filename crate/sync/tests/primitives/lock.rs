use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use hotpot_sync::{Event, Finish, Lock, NotHeld, RLock, ThreadEnd, sleep, visible};
use hotpot_trace::{Kind, ObjectId, ThreadId, WaitReason};

use crate::world::{Program, explore, run_in_order};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_free_acquire_is_recorded_after_it_and_a_release_before() {
    let mut program = Program::new(false);
    let lock = Arc::new(Lock::new(&*program.world));
    program.thread(|world| async move {
        assert!(lock.acquire(&*world, None).await?);
        assert_eq!(lock.holder(), Some(ThreadId(0)));
        assert_eq!(lock.release(&*world), Ok(()));
        assert_eq!(lock.release(&*world), Err(NotHeld));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.kinds_of(0), [Kind::Create, Kind::Run, Kind::Acquire, Kind::Release, Kind::Done]);
}

/// Two threads, each: choice point, acquire, choice point, release.
fn two_threads_with_a_lock() -> Program {
    let mut program = Program::new(false);
    let lock = Arc::new(Lock::new(&*program.world));
    let inside = Arc::new(AtomicU32::new(0));
    for _ in 0..2 {
        let (lock, inside) = (Arc::clone(&lock), Arc::clone(&inside));
        program.thread(|world| async move {
            visible(&*world).await;
            assert!(lock.acquire(&*world, None).await?);
            assert_eq!(inside.fetch_add(1, Relaxed), 0, "one at a time");
            visible(&*world).await;
            inside.fetch_sub(1, Relaxed);
            assert_eq!(lock.release(&*world), Ok(()));
            Ok(())
        });
    }
    program
}

#[test]
fn two_threads_with_a_lock_have_14_schedules() {
    // Each thread has three steps: to its first choice point, the acquire, the release. Where the second acquires after the
    // first released, the second's first step has 4 places; where it waits, 3, and all after is forced. Either may be first.
    let schedules = explore(0, two_threads_with_a_lock, |outcome| assert!(!outcome.is_deadlock()));
    assert_eq!(schedules, 2 * (4 + 3));
}

#[test]
fn a_timeout_gives_up_exactly_then() {
    let mut program = Program::new(true);
    let lock = Arc::new(Lock::new(&*program.world));
    let held = Arc::clone(&lock);
    program.thread(|world| async move {
        assert!(held.acquire(&*world, None).await?);
        sleep(&*world, 3 * SECOND).await?;
        assert_eq!(held.release(&*world), Ok(()));
        Ok(())
    });
    program.thread(|world| async move {
        assert!(!lock.acquire(&*world, Some(Duration::ZERO)).await?);
        assert!(!lock.try_acquire(&*world));
        assert!(!lock.acquire(&*world, Some(2 * SECOND)).await?);
        assert_eq!(hotpot_sync::Platform::now(&*world), 2 * SECOND);
        assert!(lock.acquire(&*world, Some(2 * SECOND)).await?);
        assert_eq!(hotpot_sync::Platform::now(&*world), 3 * SECOND);
        Ok(())
    });
    let outcome = run_in_order(program);
    assert!(!outcome.is_deadlock());
    assert_eq!(outcome.count(Kind::AcquireFailed), 3);
}

#[test]
fn waiters_get_a_lock_in_the_order_they_came() {
    let mut program = Program::new(false);
    let lock = Arc::new(Lock::new(&*program.world));
    for id in 0..4 {
        let lock = Arc::clone(&lock);
        program.thread(move |world| async move {
            sleep(&*world, SECOND * id).await?;
            assert!(lock.acquire(&*world, None).await?);
            sleep(&*world, 10 * SECOND).await?;
            assert_eq!(lock.release(&*world), Ok(()));
            Ok(())
        });
    }
    let outcome = run_in_order(program);
    let order: Vec<u32> = outcome.rows.iter().filter(|row| row.kind == Kind::Acquire).map(|row| row.thread).collect();
    assert_eq!(order, [0, 1, 2, 3]);
    assert_eq!(outcome.now, 40 * SECOND);
}

#[test]
fn an_rlock_counts_its_depth_and_only_its_owner_releases_it() {
    let mut program = Program::new(false);
    let lock = Arc::new(RLock::new(&*program.world));
    let other = Arc::clone(&lock);
    program.thread(|world| async move {
        assert!(lock.acquire(&*world, None).await?);
        assert!(lock.acquire(&*world, None).await?);
        sleep(&*world, 2 * SECOND).await?;
        assert_eq!(lock.release(&*world), Ok(()));
        assert_eq!(lock.release_save(&*world), Ok(1));
        assert_eq!(lock.release(&*world), Err(NotHeld));
        lock.acquire_restore(&*world, 3).await?;
        assert_eq!(lock.depth(), 3);
        Ok(())
    });
    program.thread(|world| async move {
        sleep(&*world, SECOND).await?;
        assert_eq!(other.release(&*world), Err(NotHeld));
        assert!(!other.acquire(&*world, Some(Duration::ZERO)).await?);
        Ok(())
    });
    let outcome = run_in_order(program);
    let depths: Vec<i64> =
        outcome.rows.iter().filter(|row| matches!(row.kind, Kind::Acquire | Kind::Release)).map(|row| row.value).collect();
    assert_eq!(depths, [1, 2, 1, 0, 3]);
}

#[test]
fn a_cycle_of_owners_is_told_at_once_while_others_go_on() {
    let mut program = Program::new(true);
    let locks = [(); 2].map(|()| Arc::new(RLock::new(&*program.world)));
    for id in 0..2 {
        let (first, second) = (Arc::clone(&locks[id]), Arc::clone(&locks[1 - id]));
        program.thread(|world| async move {
            assert!(first.acquire(&*world, None).await?);
            sleep(&*world, SECOND).await?;
            assert!(second.acquire(&*world, None).await?);
            Ok(())
        });
    }
    program.thread(|world| async move { sleep(&*world, 9 * SECOND).await });
    let outcome = run_in_order(program);
    assert_eq!(outcome.ends, [None, None, Some(ThreadEnd::Done)]);
    let told = outcome.rows.iter().position(|row| row.kind == Kind::Deadlock).expect("a cycle is recorded");
    assert_eq!(outcome.rows[told].value, 2);
    let last_end = outcome.rows.iter().position(|row| row.kind == Kind::Done).expect("the third thread ends");
    assert!(told < last_end);
}

#[test]
fn a_cycle_through_a_lock_that_changed_hands_is_found() {
    // c waits for a lock first held by a, then by b: its waiter b closes the cycle.
    let mut program = Program::new(false);
    let locks = [(); 2].map(|()| Arc::new(Lock::new(&*program.world)));
    let [l, m] = locks.clone();
    program.thread(|world| async move {
        assert!(l.acquire(&*world, None).await?);
        sleep(&*world, 3 * SECOND).await?;
        assert_eq!(l.release(&*world), Ok(()));
        drop(m);
        Ok(())
    });
    let [l, m] = locks.clone();
    program.thread(|world| async move {
        sleep(&*world, SECOND).await?;
        assert!(l.acquire(&*world, None).await?);
        sleep(&*world, SECOND).await?;
        assert!(m.acquire(&*world, None).await?);
        Ok(())
    });
    let [l, m] = locks;
    program.thread(|world| async move {
        assert!(m.acquire(&*world, None).await?);
        sleep(&*world, 2 * SECOND).await?;
        assert!(l.acquire(&*world, None).await?);
        Ok(())
    });
    let outcome = run_in_order(program);
    let told: Vec<(u32, i64)> = outcome.rows.iter().filter(|row| row.kind == Kind::Deadlock).map(|row| (row.thread, row.value)).collect();
    assert_eq!(told, [(1, 2)]);
}

#[test]
fn a_lock_taken_twice_by_its_holder_is_no_cycle_while_another_can_release_it() {
    let mut program = Program::new(false);
    let lock = Arc::new(Lock::new(&*program.world));
    let other = Arc::clone(&lock);
    program.thread(|world| async move {
        assert!(lock.acquire(&*world, None).await?);
        assert!(lock.acquire(&*world, None).await?);
        Ok(())
    });
    program.thread(|world| async move {
        sleep(&*world, SECOND).await?;
        assert_eq!(other.release(&*world), Ok(()));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert!(!outcome.is_deadlock());
    assert_eq!(outcome.count(Kind::Deadlock), 0);
}

#[test]
fn a_killed_waiter_leaves_the_list_and_a_wake_it_had_goes_to_the_next() {
    // Under every schedule: thread 1 is killed while it waits, or after it was woken; thread 2 gets the lock in the end.
    explore(
        0,
        || {
            let mut program = Program::new(true);
            let lock = Arc::new(Lock::new(&*program.world));
            let holder = Arc::clone(&lock);
            program.thread(|world| async move {
                assert!(holder.acquire(&*world, None).await?);
                sleep(&*world, SECOND).await?;
                assert_eq!(holder.release(&*world), Ok(()));
                visible(&*world).await;
                world.kill(ThreadId(1));
                Ok(())
            });
            for _ in 1..3 {
                let lock = Arc::clone(&lock);
                program.thread(|world| async move {
                    sleep(&*world, SECOND / 2).await?;
                    visible(&*world).await;
                    lock.acquire(&*world, None).await?;
                    assert_eq!(lock.release(&*world), Ok(()));
                    Ok(())
                });
            }
            program
        },
        |outcome| {
            assert_eq!(outcome.ends[0], Some(ThreadEnd::Done));
            assert!(outcome.ends[1].is_some());
            assert_eq!(outcome.ends[2], Some(ThreadEnd::Done), "{:?}", outcome.rows);
        },
    );
}

#[test]
fn an_event_wakes_everybody_even_if_cleared_at_once() {
    let mut program = Program::new(true);
    let event = Arc::new(Event::new(&*program.world));
    for _ in 0..3 {
        let event = Arc::clone(&event);
        program.thread(|world| async move {
            assert!(event.wait(&*world, None).await?);
            Ok(())
        });
    }
    program.thread(|world| async move {
        assert!(!event.wait(&*world, Some(SECOND)).await?);
        assert_eq!(event.set(&*world), 3);
        event.clear(&*world);
        assert!(!event.is_set());
        assert_eq!(event.set(&*world), 0);
        assert!(event.wait(&*world, None).await?);
        Ok(())
    });
    let outcome = run_in_order(program);
    assert!(!outcome.is_deadlock());
    let woken: Vec<i64> = outcome.rows.iter().filter(|row| row.kind == Kind::EventSet).map(|row| row.value).collect();
    assert_eq!(woken, [3, 0]);
}

#[test]
fn a_join_ends_with_the_thread_or_with_its_timeout() {
    let mut program = Program::new(true);
    let finish = Arc::new(Finish::new(ObjectId(9)));
    let ending = Arc::clone(&finish);
    program.thread(|world| async move {
        assert!(!finish.join(&*world, Some(SECOND), WaitReason::JoinThread).await?);
        assert!(finish.join(&*world, None, WaitReason::JoinThread).await?);
        assert!(finish.join(&*world, Some(Duration::ZERO), WaitReason::JoinThread).await?);
        Ok(())
    });
    program.thread(|world| async move {
        sleep(&*world, 2 * SECOND).await?;
        ending.mark(&*world, hotpot_trace::EventId::NONE);
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.ends, [Some(ThreadEnd::Done), Some(ThreadEnd::Done)]);
    assert_eq!(outcome.count(Kind::Joined), 2);
}

#[test]
fn the_futures_of_operations_can_be_sent_to_another_thread() {
    fn sendable<T: Send>(_: &T) {}
    let program = Program::new(true);
    let world = &*program.world as &(dyn hotpot_sync::Platform + Send + Sync);
    let (lock, rlock, event) = (Lock::new(world), RLock::new(world), Event::new(world));
    sendable(&lock.acquire(world, None));
    sendable(&rlock.acquire(world, None));
    sendable(&event.wait(world, None));
    let queue = hotpot_sync::Queue::new(world, 0, std::collections::VecDeque::<u8>::new());
    sendable(&queue.put(world, 1, None));
    sendable(&queue.get(world, None));
    sendable(&queue.join(world));
    let semaphore = hotpot_sync::Semaphore::new(world, 1);
    sendable(&semaphore.acquire(world, None));
    let condition = hotpot_sync::Condition::new(world, Arc::new(rlock));
    sendable(&condition.wait(world, None));
    sendable(&sleep(world, SECOND));
}
