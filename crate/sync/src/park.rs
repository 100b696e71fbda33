//! Waiting: what a primitive's wait has in common, with and without a GIL.

use core::future::poll_fn;
use core::time::Duration;

use hotpot_trace::{EventId, ObjectId, ThreadId};

use crate::{How, Key, Node, Park, ParkEnd, Platform};

/// The run is being stopped (or this thread is killed): the caller gives up at once, runs no more of the program, and ends
/// with [`crate::ThreadEnd::CutOff`]. It has not got what it waited for, but it has the GIL, where there is one: what it has to
/// discard is shared with threads that run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// One wait, as [`park`] takes it.
#[derive(Clone, Copy, Debug)]
pub struct Wait {
    /// Which list the thread queues in.
    pub key: Key,
    /// What it shows meanwhile.
    pub how: How,
    /// When to give up, as time since the run began.
    pub deadline: Option<Duration>,
}

/// Parks the calling thread on `wait.key` if `still` holds under the list's lock.
///
/// The GIL, where there is one, is given up once the thread stands in the list, and taken again before this returns,
/// however the wait ended. `holder` says, under the list's lock, who holds what is waited for.
/// `node` keeps the caller's place in line when it waits again for the same thing.
pub async fn park<P: Platform + ?Sized>(
    platform: &P,
    wait: Wait,
    node: &mut Node,
    still: impl Fn() -> bool,
    holder: impl Fn() -> Option<ThreadId>,
) -> ParkEnd {
    let end = poll_fn(|cx| {
        let asleep = || {
            if let Some(gil) = platform.gil() {
                gil.release(platform);
            }
        };
        let (key, how, deadline) = (wait.key, wait.how, wait.deadline);
        let park = Park { key, how, deadline, leaves: false, still: &still, holder: &holder, asleep: &asleep };
        platform.poll_park(&park, node, cx)
    })
    .await;
    let is_taken = match (end, platform.gil()) {
        // Not slept, so the GIL was never given up.
        (ParkEnd::Invalid, _) => return end,
        (ParkEnd::Stopped, gil) => {
            if let Some(gil) = gil {
                gil.take_to_leave(platform).await;
            }
            return end;
        }
        (_, Some(gil)) => gil.take(platform).await.is_ok(),
        (_, None) => true,
    };
    if !is_taken || platform.is_stopped() {
        if let ParkEnd::Unparked(by) = end {
            pass_on(platform, wait.key, by);
        }
        return ParkEnd::Stopped;
    }
    platform.running();
    end
}

/// Gives a wake that its thread can no longer use to the next waiter.
pub(crate) fn pass_on<P: Platform + ?Sized>(platform: &P, key: Key, by: EventId) {
    platform.unpark(key, 1, &mut |_| by);
}

/// `time.sleep`: gives up the GIL and its core for at least `duration`, even when that is 0.
pub async fn sleep<P: Platform + ?Sized>(platform: &P, duration: Duration) -> Result<(), Stopped> {
    let deadline = deadline_after(platform, Some(duration));
    let key = Key { object: ObjectId::NONE, list: platform.current().0 };
    let wait = Wait { key, how: How::Sleeping, deadline };
    match park(platform, wait, &mut Node::default(), || true, || None).await {
        ParkEnd::Stopped => Err(Stopped),
        _ => Ok(()),
    }
}

/// Waits at a choice point before an operation on something that threads share; see [`Platform::poll_visible`].
pub async fn visible<P: Platform + ?Sized>(platform: &P) {
    poll_fn(|cx| platform.poll_visible(cx)).await;
}

/// When a wait that begins now gives up; `None` (for ever) also where the sum is past what the clock can tell.
pub(crate) fn deadline_after<P: Platform + ?Sized>(platform: &P, timeout: Option<Duration>) -> Option<Duration> {
    platform.now().checked_add(timeout?)
}
