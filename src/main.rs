//! The program; what it does is in the library.

use std::process::ExitCode;

/// A page is thousands of small strings: measured, the system's allocator took a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    parvis::commands::run()
}
