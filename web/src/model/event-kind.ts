/** The numbers of `Kind`, `ReadyReason` and `WaitReason` in `crate/trace/src/event.rs`, which documents them. */

export const Kind = {
  Start: 0,
  Run: 1,
  Ready: 2,
  Block: 3,
  Sleep: 4,
  Wake: 5,
  Done: 6,
  Failed: 7,
  CutOff: 8,
  Acquire: 16,
  Release: 17,
  AcquireFailed: 18,
  SemaphoreAcquire: 19,
  SemaphoreRelease: 20,
  ConditionWait: 21,
  Notify: 22,
  EventSet: 23,
  EventClear: 24,
  Put: 25,
  Get: 26,
  Unfinished: 27,
  Joined: 28,
  Create: 29,
  Output: 30,
  Line: 31,
  Deadlock: 32,
  Truncated: 33,
} as const;

export const ReadyReason = { Core: 0, Gil: 1, Worker: 2 } as const;

export const WaitReason = {
  Acquire: 0,
  Notified: 1,
  Reacquire: 2,
  Get: 3,
  Put: 4,
  JoinQueue: 5,
  JoinThread: 6,
  Exit: 7,
} as const;
