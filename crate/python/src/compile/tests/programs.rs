use std::path::{Path, PathBuf};

use super::{compile, is_syntax};
use crate::code::CompileErrorKind;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

fn gallery() -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/programs"), &mut found);
    assert!(!found.is_empty(), "no programs");
    found
}

#[test]
fn every_shipped_program_compiles() {
    for path in gallery() {
        let source = std::fs::read_to_string(&path).expect("readable");
        let compiled = compile(&source, "sample.py");
        assert!(compiled.is_ok(), "{}: {:?}", path.display(), compiled.err());
    }
}

/// Where CPython's library is installed, its modules go through the compiler and its check of the operand stack.
#[test]
fn the_standard_library_compiles_but_for_what_is_not_supported() {
    let mut found = Vec::new();
    sources(Path::new("/usr/lib/python3.11"), &mut found);
    // Its own tests hold texts that are wrong on purpose.
    found.retain(|path| !path.components().any(|part| matches!(part.as_os_str().to_str(), Some("test" | "tests" | "dist-packages"))));
    for path in found {
        let (Ok(source), name) = (std::fs::read_to_string(&path), path.display().to_string()) else { continue };
        if let Err(error) = compile(&source, &name) {
            assert!(!is_syntax(&error) && error.message.contains("not supported"), "{name}: {error:?}");
        }
    }
}

#[test]
fn no_text_makes_the_compiler_panic() {
    let pieces: Vec<char> = "()[]{}:,.=+-*/'\"\\ \n\t#fbr@!<>%~^&|0x1_aé锅".chars().collect();
    // Any constant sequence does; this one is Knuth's MMIX generator.
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for path in gallery() {
        let text: Vec<char> = std::fs::read_to_string(&path).expect("readable").chars().collect();
        for _ in 0..60 {
            let mut broken = text.clone();
            for _ in 0..=below(3) {
                let at = below(broken.len());
                match below(4) {
                    0 => drop(broken.remove(at)),
                    1 => broken.insert(at, pieces[below(pieces.len())]),
                    2 => broken[at] = pieces[below(pieces.len())],
                    _ => broken.truncate(at.max(1)),
                }
            }
            let source: String = broken.into_iter().collect();
            if let Err(error) = compile(&source, "sample.py") {
                assert!(error.line >= 1 && error.column >= 1 && error.end_column >= error.column, "{error:?} for {source}");
                assert!(error.kind != CompileErrorKind::Unsupported || error.message.contains("support"), "{error:?}");
            }
        }
    }
}
