//! Writes the JavaScript side of a built module: `bind INPUT.wasm OUT_DIR`. The same as wasm-bindgen's own command line with
//! `--target web`, without the test server and network libraries which that carries.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(input), Some(out)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: bind INPUT.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let result = bindgen.input_path(input).out_name("hotpot").typescript(true).web(true).and_then(|it| it.generate(out));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bind: {error:?}");
            ExitCode::FAILURE
        }
    }
}
