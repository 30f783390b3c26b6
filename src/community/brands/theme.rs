//! A brand's colours and shapes, as a style sheet.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Nine colours for light and dark, and what is the same in both: part 1 of `style/tokens.css`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Theme {
    pub light: BTreeMap<String, String>,
    pub dark: BTreeMap<String, String>,
    pub fixed: BTreeMap<String, String>,
}

impl Theme {
    /// The theme as a style sheet: each colour as `light-dark(day, night)` on what `selector` names. Only names and signs that a token may have.
    pub fn css(&self, selector: &str) -> String {
        let mut css = format!("{selector}{{");
        for (token, day) in &self.light {
            let night = self.dark.get(token).unwrap_or(day);
            declare(&mut css, token, &format!("light-dark({day}, {night})"));
        }
        for (token, value) in &self.fixed {
            declare(&mut css, token, value);
        }
        css.push('}');
        css
    }
}

fn declare(css: &mut String, token: &str, value: &str) {
    let name_ok = token.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let value_ok = !value.contains(['{', '}', ';', '<', '>', '\\', '@']) && !value.contains("url(") && !value.contains("/*");
    if name_ok && value_ok {
        let _ = write!(css, "--{token}:{value};");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_cannot_leave_its_declaration() {
        let light = [
            ("paper".to_owned(), "red;}body{display:none".to_owned()),
            ("ink".to_owned(), "oklch(0.2 0 0)".to_owned()),
        ];
        let theme = Theme {
            light: light.into(),
            ..Default::default()
        };
        assert_eq!(theme.css(":root"), ":root{--ink:light-dark(oklch(0.2 0 0), oklch(0.2 0 0));}");
    }
}
