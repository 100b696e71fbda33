use std::sync::Arc;
use std::time::Duration;

use hotpot_sync::{BoundedSemaphore, Semaphore, TooManyReleases, sleep, visible};
use hotpot_trace::Kind;

use crate::world::{Program, explore, run_in_order};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn never_more_inside_than_the_first_value() {
    let mut program = Program::new(true);
    let semaphore = Arc::new(Semaphore::new(&*program.world, 3));
    for _ in 0..20 {
        let semaphore = Arc::clone(&semaphore);
        program.thread(|world| async move {
            assert!(semaphore.acquire(&*world, None).await?);
            sleep(&*world, 2 * SECOND).await?;
            assert_eq!(semaphore.release(&*world, 1), Ok(()));
            Ok(())
        });
    }
    let outcome = run_in_order(program);
    assert!(!outcome.is_deadlock());
    assert_eq!(outcome.now, 14 * SECOND);
    let values = outcome.rows.iter().filter(|row| matches!(row.kind, Kind::SemaphoreAcquire | Kind::SemaphoreRelease));
    assert!(values.map(|row| row.value).all(|value| (0..=3).contains(&value)));
}

#[test]
fn release_of_n_wakes_n() {
    let mut program = Program::new(false);
    let semaphore = Arc::new(Semaphore::new(&*program.world, 0));
    for _ in 0..5 {
        let semaphore = Arc::clone(&semaphore);
        program.thread(|world| async move {
            semaphore.acquire(&*world, None).await?;
            Ok(())
        });
    }
    program.thread(|world| async move {
        sleep(&*world, SECOND).await?;
        assert_eq!(semaphore.release(&*world, 3), Ok(()));
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.ends.iter().filter(|end| end.is_none()).count(), 2);
    assert_eq!(outcome.count(Kind::SemaphoreAcquire), 3);
}

#[test]
fn a_bounded_semaphore_refuses_one_release_too_many_and_stays_as_it_was() {
    let mut program = Program::new(false);
    let semaphore = BoundedSemaphore::new(&*program.world, 2);
    program.thread(|world| async move {
        assert!(semaphore.acquire(&*world, None).await?);
        assert_eq!(semaphore.release(&*world, 2), Err(TooManyReleases));
        assert_eq!(semaphore.release(&*world, 1), Ok(()));
        assert_eq!(semaphore.release(&*world, 1), Err(TooManyReleases));
        assert_eq!(semaphore.value(), 2);
        Ok(())
    });
    assert!(!run_in_order(program).is_deadlock());
}

#[test]
fn a_timeout_of_a_semaphore_is_exact() {
    let mut program = Program::new(false);
    let semaphore = Semaphore::new(&*program.world, 0);
    program.thread(|world| async move {
        assert!(!semaphore.acquire(&*world, Some(Duration::ZERO)).await?);
        assert!(!semaphore.acquire(&*world, Some(SECOND)).await?);
        Ok(())
    });
    let outcome = run_in_order(program);
    assert_eq!(outcome.now, SECOND);
    assert_eq!(outcome.count(Kind::AcquireFailed), 2);
}

#[test]
fn no_schedule_loses_a_wake() {
    // Two takers, one of them with a timeout that races everything, and two givers.
    let program = || {
        let mut program = Program::new(false);
        let semaphore = Arc::new(Semaphore::new(&*program.world, 0));
        for timeout in [None, Some(SECOND)] {
            let semaphore = Arc::clone(&semaphore);
            program.thread(move |world| async move {
                let got = semaphore.acquire(&*world, timeout).await?;
                assert!(got || timeout.is_some());
                Ok(())
            });
        }
        for _ in 0..2 {
            let semaphore = Arc::clone(&semaphore);
            program.thread(|world| async move {
                visible(&*world).await;
                assert_eq!(semaphore.release(&*world, 1), Ok(()));
                Ok(())
            });
        }
        program
    };
    let schedules = explore(1, program, |outcome| assert!(!outcome.is_deadlock(), "{:?}", outcome.rows));
    assert!(schedules > 100);
}
