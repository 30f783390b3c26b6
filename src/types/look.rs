//! A brand's look: nine colours by day and nine by night, which pairs of them must be told apart, and what to take instead.

use crate::colour::{Oklch, Rgb, contrast, mix, nearest};
use crate::text_enum;

text_enum! {
    /// Day or night.
    pub enum Scheme {
        Light = "light",
        Dark = "dark",
    }
}

text_enum! {
    /// A colour of a theme: part 1 of `style/tokens.css`.
    pub enum Token {
        Paper = "paper",
        Ink = "ink",
        Brand = "brand",
        OnBrand = "on-brand",
        Accent = "accent",
        Mast = "mast",
        OnMast = "on-mast",
        MastAction = "mast-action",
        OnMastAction = "on-mast-action",
    }
}

text_enum! {
    /// The letters of headings and names.
    pub enum Font {
        Plain = "plain",
        Book = "book",
        Narrow = "narrow",
    }
}

text_enum! {
    /// How round corners are.
    pub enum Corner {
        Square = "square",
        Slight = "slight",
        Soft = "soft",
        Round = "round",
    }
}

impl Font {
    /// What it sets of the tokens.
    pub const fn tokens(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Plain => &[],
            Self::Book => &[
                (
                    "font-display",
                    "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, \"Source Serif 4\", Georgia, \"Liberation Serif\", serif",
                ),
                ("display-weight", "500"),
                ("display-tracking", "-0.012em"),
                ("title-size", "1.375rem"),
            ],
            Self::Narrow => &[
                (
                    "font-display",
                    "\"Avenir Next Condensed\", \"Roboto Condensed\", \"Arial Narrow\", \"Liberation Sans Narrow\", \"Helvetica Neue\", Arial, sans-serif",
                ),
                ("display-weight", "700"),
                ("display-tracking", "-0.005em"),
                ("title-size", "1.4375rem"),
            ],
        }
    }
}

impl Corner {
    /// The token `radius`.
    pub const fn radius(self) -> &'static str {
        match self {
            Self::Square => "0px",
            Self::Slight => "3px",
            Self::Soft => "6px",
            Self::Round => "10px",
        }
    }
}

/// The nine colours of a scheme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette([Rgb; 9]);

impl Palette {
    /// Asks for each of the nine.
    pub fn of(mut colour: impl FnMut(Token) -> Rgb) -> Self {
        let mut all = [Rgb::WHITE; 9];
        for (place, token) in all.iter_mut().zip(Token::ALL) {
            *place = colour(*token);
        }
        Self(all)
    }

    /// One of them.
    pub const fn get(&self, token: Token) -> Rgb {
        self.0[token as usize]
    }

    /// The same with another colour in one place.
    #[must_use]
    pub const fn with(mut self, token: Token, colour: Rgb) -> Self {
        self.0[token as usize] = colour;
        self
    }
}

/// Two colours that must be told apart.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Its sentence is `contrast-<word>`.
    pub word: &'static str,
    /// The colour that has to give way.
    pub moved: Token,
    /// Least contrast: WCAG 2.2, 1.4.3 (4.5 for text) and 1.4.11 (3 for shapes); 7 for what is read all day.
    pub least: f64,
    ratio: fn(Scheme, &Palette) -> f64,
}

/// A pair that is too faint.
#[derive(Clone, Debug)]
pub struct Faint {
    pub scheme: Scheme,
    pub pair: Pair,
    pub ratio: f64,
    /// What passes, nearest to what was chosen.
    pub proposal: Rgb,
}

/// Which pairs are looked at, each after those that it rests on. A button's fill is not held against the page that it stands on: the words on
/// it say that it is one, and so do WCAG's own notes on 1.4.11. In the mast, where the one action stands, it is.
pub const PAIRS: [Pair; 9] = [
    // The colours of meaning are the same in every brand, and stand on the brand's paper.
    pair("signs", Token::Paper, 4.5, |scheme, p| {
        let signs = signs(scheme).map(|sign| contrast(sign.rgb(), p.get(Token::Paper)));
        signs.into_iter().fold(f64::INFINITY, f64::min)
    }),
    pair("ink", Token::Ink, 7.0, |_, p| between(p, Token::Ink, Token::Paper)),
    // `--ink-soft`, of style/tokens.css.
    pair("soft", Token::Ink, 4.5, |_, p| {
        let paper = p.get(Token::Paper);
        contrast(mix(p.get(Token::Ink), 0.74, paper), paper)
    }),
    // `--line-strong`, the border of every field.
    pair("lines", Token::Ink, 3.0, |_, p| {
        let paper = p.get(Token::Paper);
        contrast(mix(p.get(Token::Ink), 0.58, paper), paper)
    }),
    pair("accent", Token::Accent, 4.5, |_, p| between(p, Token::Accent, Token::Paper)),
    pair("on-brand", Token::OnBrand, 4.5, |_, p| between(p, Token::OnBrand, Token::Brand)),
    pair("on-mast", Token::OnMast, 4.5, |_, p| between(p, Token::OnMast, Token::Mast)),
    pair("mast-action", Token::MastAction, 3.0, |_, p| {
        between(p, Token::MastAction, Token::Mast)
    }),
    pair("on-mast-action", Token::OnMastAction, 4.5, |_, p| {
        between(p, Token::OnMastAction, Token::MastAction)
    }),
];

const fn pair(word: &'static str, moved: Token, least: f64, ratio: fn(Scheme, &Palette) -> f64) -> Pair {
    Pair { word, moved, least, ratio }
}

fn between(palette: &Palette, one: Token, other: Token) -> f64 {
    contrast(palette.get(one), palette.get(other))
}

/// The colours of meaning, part 3 of style/tokens.css: done, waiting, wrong, and the statuses. A test reads them there.
const fn signs(scheme: Scheme) -> [Oklch; 6] {
    const fn sign(l: f64, c: f64, h: f64) -> Oklch {
        Oklch { l, c, h }
    }
    match scheme {
        Scheme::Light => [
            sign(0.46, 0.11, 150.0),
            sign(0.49, 0.11, 65.0),
            sign(0.50, 0.18, 27.0),
            sign(0.49, 0.11, 240.0),
            sign(0.48, 0.15, 300.0),
            sign(0.48, 0.09, 195.0),
        ],
        Scheme::Dark => [
            sign(0.80, 0.13, 152.0),
            sign(0.83, 0.13, 80.0),
            sign(0.77, 0.13, 25.0),
            sign(0.80, 0.10, 240.0),
            sign(0.80, 0.11, 300.0),
            sign(0.82, 0.10, 195.0),
        ],
    }
}

impl Pair {
    fn passes(&self, scheme: Scheme, palette: &Palette) -> bool {
        (self.ratio)(scheme, palette) >= self.least
    }
}

/// The pairs of a palette that are too faint, each with a proposal; none when it may be worn.
pub fn faint(scheme: Scheme, palette: &Palette) -> Vec<Faint> {
    let better = mended(scheme, palette);
    let failing = PAIRS.iter().filter(|pair| !pair.passes(scheme, palette));
    failing
        .map(|pair| Faint {
            scheme,
            pair: *pair,
            ratio: (pair.ratio)(scheme, palette),
            proposal: better.get(pair.moved),
        })
        .collect()
}

/// The palette with every faint colour moved as little as need be, in lightness alone.
pub fn mended(scheme: Scheme, palette: &Palette) -> Palette {
    PAIRS.iter().fold(*palette, |now, pair| {
        if pair.passes(scheme, &now) {
            return now;
        }
        let of_token = || PAIRS.iter().filter(|other| other.moved == pair.moved);
        let fine = |colour: Rgb| of_token().all(|pair| pair.passes(scheme, &now.with(pair.moved, colour)));
        nearest(now.get(pair.moved), fine).map_or(now, |colour| now.with(pair.moved, colour))
    })
}

/// A night for a day: the same hues on dark paper, mended.
pub fn night_of(day: &Palette) -> Palette {
    let in_oklch = |token: Token| day.get(token).oklch();
    let at = |token: Token, l: f64, most: f64| {
        let colour = in_oklch(token);
        let c = colour.c.min(most);
        Oklch { l, c, ..colour }.rgb().rounded()
    };
    let (paper, ink) = (at(Token::Paper, 0.19, 0.03), at(Token::Ink, 0.93, 0.015));
    let accent = at(Token::Accent, 0.81, 0.14);
    let plain_mast = day.get(Token::Mast) == day.get(Token::Paper);
    let pale_mast = in_oklch(Token::Mast).l > 0.5;
    let night = day.with(Token::Paper, paper).with(Token::Ink, ink).with(Token::Accent, accent);
    let night = match (plain_mast, pale_mast) {
        (true, _) => night.with(Token::Mast, paper).with(Token::OnMast, ink),
        // A coloured band would shine in the dark: its colour goes to the words on it.
        (false, true) => night
            .with(Token::Mast, at(Token::Mast, 0.15, 0.02))
            .with(Token::OnMast, at(Token::Mast, 0.84, 0.14))
            .with(Token::MastAction, day.get(Token::Brand))
            .with(Token::OnMastAction, day.get(Token::OnBrand)),
        (false, false) => night,
    };
    mended(Scheme::Dark, &night)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(colours: [&str; 9]) -> Palette {
        Palette::of(|token| Rgb::parse(colours[token as usize]).unwrap())
    }

    /// Black on white, a blue brand: nothing to say.
    fn plain() -> Palette {
        palette([
            "#ffffff", "#1a1a1a", "#1f44ad", "#ffffff", "#1f44ad", "#ffffff", "#1a1a1a", "#1f44ad", "#ffffff",
        ])
    }

    fn words(scheme: Scheme, palette: &Palette) -> Vec<&'static str> {
        faint(scheme, palette).iter().map(|f| f.pair.word).collect()
    }

    #[test]
    fn a_plain_theme_may_be_worn() {
        assert!(faint(Scheme::Light, &plain()).is_empty());
        assert!(faint(Scheme::Dark, &night_of(&plain())).is_empty());
    }

    #[test]
    fn each_faint_pair_is_named_with_a_proposal_that_passes() {
        let pale = palette([
            "#999999", "#777777", "#ffcc00", "#ffffff", "#ffcc00", "#ffcc00", "#ffffff", "#ffdd33", "#eeeeee",
        ]);
        assert_eq!(
            words(Scheme::Light, &pale),
            [
                "signs",
                "ink",
                "soft",
                "lines",
                "accent",
                "on-brand",
                "on-mast",
                "mast-action",
                "on-mast-action"
            ]
        );
        let mended = mended(Scheme::Light, &pale);
        assert!(faint(Scheme::Light, &mended).is_empty());
        for faint in faint(Scheme::Light, &pale) {
            assert_eq!(faint.proposal, mended.get(faint.pair.moved));
            let (was, is) = (pale.get(faint.pair.moved).oklch(), faint.proposal.oklch());
            assert!(is.c < 0.03 || (was.h - is.h).abs() < 6.0, "{}: {was:?} {is:?}", faint.pair.word);
        }
    }

    #[test]
    fn a_day_on_dark_paper_is_refused_since_warnings_would_not_be_read() {
        let dark = plain().with(Token::Paper, Rgb::parse("#222222").unwrap());
        assert_eq!(words(Scheme::Light, &dark)[0], "signs");
    }

    #[test]
    fn any_palette_can_be_mended_in_both_schemes() {
        let grey = |n: u32| Rgb::parse_hex(&format!("{:06x}", n.wrapping_mul(2_654_435_761) & 0x00ff_ffff)).unwrap();
        for seed in 0..400 {
            let any = Palette::of(|token| grey(seed * 9 + token as u32));
            for scheme in Scheme::ALL {
                let left = faint(*scheme, &mended(*scheme, &any));
                assert!(left.is_empty(), "{seed} {scheme}: {left:?}");
            }
            assert!(faint(Scheme::Dark, &night_of(&any)).is_empty(), "{seed}");
        }
    }

    #[test]
    fn the_colours_of_meaning_are_those_of_the_style_sheet() {
        let sheet = include_str!("../../style/tokens.css");
        let named = ["ok", "warn", "bad", "status-review", "status-planned", "status-in-progress"];
        for (i, name) in named.iter().enumerate() {
            let value = sheet
                .split(&format!("--{name}: light-dark("))
                .nth(1)
                .and_then(|rest| rest.split(");").next())
                .unwrap();
            let (day, night) = value.split_once("), ").unwrap();
            let (day, night) = (format!("{day})"), night.to_owned());
            let night = if night.ends_with(')') { night } else { format!("{night})") };
            assert_eq!(Oklch::parse(&day), Some(signs(Scheme::Light)[i]), "{name}");
            assert_eq!(Oklch::parse(&night), Some(signs(Scheme::Dark)[i]), "{name}");
        }
    }
}
