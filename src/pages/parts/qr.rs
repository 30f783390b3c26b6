//! A QR code as one path, without a picture library.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// Modules of white around it, which readers need.
const QUIET: i32 = 4;

/// The picture of a text; nothing when it is too long for one. Black on white by day and by night: readers need that too.
pub fn picture(text: &str, label: &str) -> Option<impl IntoView + use<>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size() + 2 * QUIET;
    let (path, label) = (path(&code), label.to_owned());
    Some(view! {
        <svg viewBox=format!("0 0 {size} {size}") width="208" height="208" role="img" aria-label=label shape-rendering="crispEdges">
            <rect width=size height=size fill="#fff"></rect>
            <path d=path fill="#000" stroke="none"></path>
        </svg>
    })
}

/// Every dark run of a row as one bar.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += i32::try_from(run).unwrap_or(0).max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_draws_as_many_modules_as_are_dark() {
        let code = QrCode::encode_text("otpauth://totp/Drumlin:isla?secret=GEZDGNBV", QrCodeEcc::Medium).unwrap();
        let dark = (0..code.size())
            .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
            .filter(|(x, y)| code.get_module(*x, *y))
            .count();
        let path = path(&code);
        let drawn: usize = path
            .split('h')
            .skip(1)
            .step_by(2)
            .map(|run| run.split('v').next().unwrap().parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark);
        assert!(
            path.starts_with("M4 4h7v1h-7z"),
            "the first corner of the finder stands behind the quiet zone: {path}"
        );
    }
}
