//! Makes what was printed independent of the machine, and of which interpreter printed it.

use std::path::Path;

use crate::run::Ended;

/// Paths become file names, addresses lose their digits, frames of CPython's library go.
pub fn normalized(ended: &Ended, program: &Path) -> Ended {
    let text = |text: &str| {
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let text = text.replace("\r\n", "\n").replace(&*program.to_string_lossy(), &name);
        without_addresses(&without_library_frames(&text, &name))
    };
    Ended { stdout: text(&ended.stdout), stderr: text(&ended.stderr), status: ended.status }
}

/// Takes out of tracebacks the frames of files other than the program.
fn without_library_frames(text: &str, name: &str) -> String {
    let own = format!("  File \"{name}\"");
    let mut kept = String::new();
    let mut is_foreign = false;
    for line in text.split_inclusive('\n') {
        if line.starts_with("  File \"") {
            is_foreign = !line.starts_with(&own);
        } else if !line.starts_with("    ") {
            is_foreign = false;
        }
        if !is_foreign {
            kept.push_str(&deep(line));
        }
    }
    kept
}

/// How often a frame of an endless recursion is repeated depends on the interpreter's own frames.
fn deep(line: &str) -> String {
    let count = line.strip_prefix("  [Previous line repeated ").and_then(|rest| rest.split(' ').next()?.parse::<u32>().ok());
    match count {
        Some(count) if count > 900 => "  [Previous line repeated very often]\n".to_owned(),
        _ => line.to_owned(),
    }
}

fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str("0x");
        let digits = part.chars().take_while(char::is_ascii_hexdigit).count();
        // Numbers that a program formats in hexadecimal are shorter than any address.
        kept.push_str(if digits >= 6 && part[digits..].starts_with('>') { &part[digits..] } else { part });
    }
    kept
}
