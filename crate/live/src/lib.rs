//! Real threads: OS threads or Web Workers, wall clock, parking.
