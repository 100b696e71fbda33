//! Deterministic virtual time: clock, cores, costs, scheduler oracle, schedules.
