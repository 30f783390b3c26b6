//! A brand's colours and shapes, as a style sheet.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use types::colour::Rgb;
use types::look::{Corner, Font, Palette, Scheme, Token};

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

    /// One scheme of the theme as a style sheet, whatever the reader's own is: to be looked at beside the other.
    pub fn css_of(&self, scheme: Scheme, selector: &str) -> String {
        let mut css = format!("{selector}{{color-scheme:{scheme};");
        let palette = self.palette(scheme);
        for token in Token::ALL {
            declare(&mut css, token.as_str(), &palette.get(*token).hex());
        }
        for (token, value) in &self.fixed {
            declare(&mut css, token, value);
        }
        css.push('}');
        css
    }

    /// The colours of a scheme as a browser shows them: what the theme says, else what part 1 of `style/tokens.css` does.
    pub fn palette(&self, scheme: Scheme) -> Palette {
        Palette::of(|token| self.colour(scheme, token))
    }

    fn colour(&self, scheme: Scheme, token: Token) -> Rgb {
        let day = self.light.get(token.as_str());
        let said = match scheme {
            Scheme::Light => day,
            // Night alone is not declared: see `css`.
            Scheme::Dark => day.and_then(|day| self.dark.get(token.as_str()).or(Some(day))),
        };
        said.and_then(|text| Rgb::parse(text)).unwrap_or_else(|| match token {
            Token::Mast => self.colour(scheme, Token::Paper),
            Token::OnMast => self.colour(scheme, Token::Ink),
            Token::MastAction => self.colour(scheme, Token::Brand),
            Token::OnMastAction => self.colour(scheme, Token::OnBrand),
            _ => plain(scheme, token),
        })
    }

    /// Puts on all nine colours of a scheme.
    pub fn wear(&mut self, scheme: Scheme, palette: &Palette) {
        let worn = match scheme {
            Scheme::Light => &mut self.light,
            Scheme::Dark => &mut self.dark,
        };
        for token in Token::ALL {
            worn.insert(token.as_str().into(), palette.get(*token).hex());
        }
    }

    /// The letters that it has, if they are one of ours.
    pub fn font(&self) -> Option<Font> {
        let own = self.fixed.get("font-display");
        let of = |font: Font| {
            font.tokens()
                .iter()
                .find(|(name, _)| *name == "font-display")
                .map(|(_, value)| *value)
        };
        Font::ALL.iter().copied().find(|font| of(*font) == own.map(String::as_str))
    }

    /// Sets the letters of headings.
    pub fn set_font(&mut self, font: Font) {
        for name in ["font-display", "display-weight", "display-tracking", "title-size"] {
            self.fixed.remove(name);
        }
        let tokens = font.tokens().iter();
        self.fixed
            .extend(tokens.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    }

    /// How round its corners are, if they are one of ours.
    pub fn corner(&self) -> Option<Corner> {
        let radius = self.fixed.get("radius").map_or(Corner::Soft.radius(), String::as_str);
        Corner::ALL.iter().copied().find(|corner| corner.radius() == radius)
    }

    /// Sets how round corners are.
    pub fn set_corner(&mut self, corner: Corner) {
        self.fixed.insert("radius".into(), corner.radius().into());
    }
}

/// Part 1 of `style/tokens.css`; a test compares.
fn plain(scheme: Scheme, token: Token) -> Rgb {
    let text = match (scheme, token) {
        (Scheme::Light, Token::Paper | Token::OnBrand) => "oklch(0.99 0 0)",
        (Scheme::Light, Token::Ink) => "oklch(0.24 0.01 260)",
        (Scheme::Light, _) => "oklch(0.40 0.02 260)",
        (Scheme::Dark, Token::Paper | Token::OnBrand) => "oklch(0.19 0.01 260)",
        (Scheme::Dark, Token::Ink) => "oklch(0.93 0.005 260)",
        (Scheme::Dark, _) => "oklch(0.84 0.01 260)",
    };
    Rgb::parse(text).unwrap_or(Rgb::WHITE)
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

    #[test]
    fn what_a_theme_leaves_open_is_what_the_style_sheet_says() {
        let sheet = include_str!("../../../style/tokens.css");
        for token in [Token::Paper, Token::Ink, Token::Brand, Token::OnBrand, Token::Accent] {
            let line = sheet
                .lines()
                .find(|line| line.trim_start().starts_with(&format!("--{token}:")))
                .unwrap();
            let (day, night) = line.split_once("light-dark(").and_then(|(_, rest)| rest.split_once("), ")).unwrap();
            let night = night.trim_end_matches(';').strip_suffix(')').unwrap();
            let theme = Theme::default();
            assert_eq!(
                Rgb::parse(&format!("{day})")).unwrap(),
                theme.palette(Scheme::Light).get(token),
                "{line}"
            );
            assert_eq!(Rgb::parse(night).unwrap(), theme.palette(Scheme::Dark).get(token), "{line}");
        }
    }

    #[test]
    fn letters_and_corners_are_told_again() {
        let mut theme = Theme::default();
        assert_eq!((theme.font(), theme.corner()), (Some(Font::Plain), Some(Corner::Soft)));
        theme.set_font(Font::Narrow);
        theme.set_corner(Corner::Square);
        assert_eq!((theme.font(), theme.corner()), (Some(Font::Narrow), Some(Corner::Square)));
        theme.set_font(Font::Plain);
        assert!(!theme.fixed.contains_key("title-size"));
    }
}
