use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use hotpot_sync::{Condition, Lock, NotHeld, Platform, RLock, ThreadEnd, sleep, visible};
use hotpot_trace::{Kind, ObjectId, ThreadId};

use crate::world::{Program, explore, run_in_order};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn notify_takes_exactly_the_first_n() {
    let mut program = Program::new(true);
    let world = Arc::clone(&program.world);
    let condition = Arc::new(Condition::new(&*world, Arc::new(RLock::new(&*world))));
    let woken = Arc::new(AtomicU32::new(0));
    for id in 0..4 {
        let (condition, woken) = (Arc::clone(&condition), Arc::clone(&woken));
        program.thread(move |world| async move {
            condition.lock().acquire(&*world, None).await?;
            assert_eq!(condition.wait(&*world, None).await?, Ok(true));
            assert_eq!(woken.fetch_add(1, Relaxed), id, "first come, first woken");
            assert_eq!(condition.lock().release(&*world), Ok(()));
            Ok(())
        });
    }
    program.thread(|world| async move {
        sleep(&*world, SECOND).await?;
        assert_eq!(condition.notify(&*world, 1), Err(NotHeld));
        condition.lock().acquire(&*world, None).await?;
        assert_eq!(condition.notify(&*world, 3), Ok(3));
        assert_eq!(condition.lock().release(&*world), Ok(()));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(woken.load(Relaxed), 3);
    assert_eq!(outcome.ends[3], None);
}

#[test]
fn notify_before_wait_is_lost() {
    let mut program = Program::new(true);
    let world = Arc::clone(&program.world);
    let condition = Arc::new(Condition::new(&*world, Arc::new(Lock::new(&*world))));
    let waiter = Arc::clone(&condition);
    program.thread(|world| async move {
        condition.lock().acquire(&*world, None).await?;
        assert_eq!(condition.notify(&*world, 1), Ok(0));
        assert_eq!(condition.lock().release(&*world), Ok(()));
        Ok(())
    });
    program.thread(|world| async move {
        assert_eq!(waiter.wait(&*world, None).await?, Err(NotHeld));
        waiter.lock().acquire(&*world, None).await?;
        assert_eq!(waiter.wait(&*world, None).await?, Ok(true));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.ends, [Some(ThreadEnd::Done), None]);
}

#[test]
fn a_wait_gives_up_every_level_of_an_rlock_and_takes_them_back() {
    let mut program = Program::new(true);
    let world = Arc::clone(&program.world);
    let condition = Arc::new(Condition::new(&*world, Arc::new(RLock::new(&*world))));
    program.thread(|world| async move {
        condition.lock().acquire(&*world, None).await?;
        condition.lock().acquire(&*world, None).await?;
        assert_eq!(condition.wait(&*world, Some(SECOND)).await?, Ok(false));
        assert_eq!(condition.lock().depth(), 2);
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.now, SECOND);
}

#[test]
fn in_every_schedule_as_many_waits_are_notified_as_notify_says() {
    // One waiter for ever, one whose timeout races the notification, one notifier of one.
    let program = || {
        let mut program = Program::new(false);
        let world = Arc::clone(&program.world);
        let condition = Arc::new(Condition::new(&*world, Arc::new(Lock::new(&*world))));
        for timeout in [Some(SECOND), None] {
            let condition = Arc::clone(&condition);
            program.thread(move |world| async move {
                condition.lock().acquire(&*world, None).await?;
                let notified = condition.wait(&*world, timeout).await? == Ok(true);
                world.record(Kind::Output, ObjectId::NONE, i64::from(notified));
                assert_eq!(condition.lock().release(&*world), Ok(()));
                Ok(())
            });
        }
        program.thread(|world| async move {
            condition.lock().acquire(&*world, None).await?;
            assert!(condition.notify(&*world, 1).is_ok());
            visible(&*world).await;
            assert_eq!(condition.lock().release(&*world), Ok(()));
            Ok(())
        });
        program
    };
    let schedules = explore(1, program, |outcome| {
        assert_eq!(outcome.ends[0], Some(ThreadEnd::Done));
        assert_eq!(outcome.ends[2], Some(ThreadEnd::Done));
        let sum = |kind| outcome.rows.iter().filter(|row| row.kind == kind).map(|row| row.value).sum::<i64>();
        assert_eq!(sum(Kind::Output), sum(Kind::Notify), "{:?}", outcome.rows);
    });
    assert!(schedules > 50, "{schedules}");
}

#[test]
fn a_notification_of_a_killed_thread_goes_to_the_next() {
    let mut program = Program::new(true);
    let world = Arc::clone(&program.world);
    let condition = Arc::new(Condition::new(&*world, Arc::new(Lock::new(&*world))));
    for _ in 0..2 {
        let condition = Arc::clone(&condition);
        program.thread(|world| async move {
            condition.lock().acquire(&*world, None).await?;
            assert_eq!(condition.wait(&*world, None).await?, Ok(true));
            assert_eq!(condition.lock().release(&*world), Ok(()));
            Ok(())
        });
    }
    program.thread(|world| async move {
        condition.lock().acquire(&*world, None).await?;
        assert_eq!(condition.notify(&*world, 1), Ok(1));
        // Killed after it was notified, while it waits for the GIL.
        world.kill(ThreadId(0));
        assert_eq!(condition.lock().release(&*world), Ok(()));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.ends[0], Some(ThreadEnd::CutOff));
    assert_eq!(outcome.ends[1], Some(ThreadEnd::Done));
    assert_eq!(outcome.count(Kind::Notify), 1);
}
