//! Prints what the primitives cost beside the standard library's, one line of JSON each:
//! `cargo run --release -p hotpot-live --features bench --example primitives`.

use std::time::Duration;

use hotpot_live::bench::Bench;

fn main() {
    for (name, bench) in [("lock", Bench::lock as fn() -> Bench), ("queue", Bench::queue)] {
        let bench = bench();
        while !bench.is_over() {
            std::thread::sleep(Duration::from_millis(5));
        }
        match bench.result() {
            Some(result) => {
                let ratio = result.ours_ns / result.std_ns;
                println!(r#"{{"name":"{name}","ours_ns":{:.1},"std_ns":{:.1},"ratio":{ratio:.2}}}"#, result.ours_ns, result.std_ns);
            }
            None => println!(r#"{{"name":"{name}","error":"no thread to be had"}}"#),
        }
    }
}
