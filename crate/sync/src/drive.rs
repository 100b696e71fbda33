//! A thread's life, the same in both modes.

use core::future::poll_fn;
use core::task::Poll;
use std::sync::Arc;

use hotpot_trace::{Kind, ObjectId};

use crate::{Fiber, Finish, Pause, Platform, Stopped, ThreadEnd};

/// Runs a fiber from its first bytecode to its end, with the GIL wherever it executes, and tells its end to `finish`.
///
/// The platform polls this future: once in live mode, where every wait sleeps inside; in simulate mode whenever the thread has
/// a core and its turn.
pub async fn drive(mut fiber: Box<dyn Fiber + Send>, platform: Arc<dyn Platform + Send + Sync>, finish: Arc<Finish>) -> ThreadEnd {
    let end = run(&mut *fiber, &platform).await.unwrap_or(ThreadEnd::CutOff);
    // Frames may own locks' last references and the like; they go while the thread still counts as running. It has the GIL,
    // stopped or not, so no other thread meanwhile looks at what they share.
    drop(fiber);
    let by = match &end {
        ThreadEnd::Done => platform.record(Kind::Done, ObjectId::NONE, 0),
        ThreadEnd::Failed(text) | ThreadEnd::Limit(text) => {
            let text = platform.intern(text);
            platform.record(Kind::Failed, ObjectId::NONE, i64::from(text))
        }
        ThreadEnd::CutOff => platform.record(Kind::CutOff, ObjectId::NONE, 0),
    };
    finish.mark(&*platform, by);
    if let Some(gil) = platform.gil() {
        gil.release_if_held(&*platform);
    }
    end
}

async fn run(fiber: &mut (dyn Fiber + Send), platform: &Arc<dyn Platform + Send + Sync>) -> Result<ThreadEnd, Stopped> {
    if let Some(gil) = platform.gil() {
        gil.take(&**platform).await?;
    }
    platform.running();
    loop {
        let mut budget = platform.budget();
        let pause = poll_fn(|cx| Poll::Ready(fiber.run(platform, &mut budget, cx))).await;
        platform.spend(&budget);
        match pause {
            Pause::Finished(end) => return Ok(end),
            Pause::OutOfFuel => poll_fn(|cx| platform.poll_slice(false, cx)).await?,
            Pause::Switch => {
                if let Some(gil) = platform.gil() {
                    gil.hand_over(&**platform).await?;
                }
                poll_fn(|cx| platform.poll_slice(true, cx)).await?;
            }
            Pause::Waiting => pending_once().await,
        }
    }
}

/// Pending at the first poll, ready at the second: whoever polls has been told of the wait by [`Platform::poll_park`] or
/// [`Platform::poll_visible`] and polls again when it is over.
async fn pending_once() {
    let mut polled = false;
    poll_fn(|_| if core::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}
