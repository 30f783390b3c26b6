//! Colours: sRGB as a browser sends them, OKLCH as a designer thinks them, and the contrast between two.

/// A colour of sRGB, each part between 0 and 1, as it is written (gamma-encoded).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgb(pub [f64; 3]);

/// A colour by lightness (0 to 1), chroma (0 to about 0.4) and hue (degrees): Björn Ottosson, "A perceptual color space for image
/// processing", 2020, <https://bottosson.github.io/posts/oklab/>, as CSS Color 4 has it in section 9.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    pub l: f64,
    pub c: f64,
    pub h: f64,
}

impl Rgb {
    /// White.
    pub const WHITE: Self = Self([1.0; 3]);

    /// `#rrggbb` or `#rgb`, in either case, the sign `#` left out or not.
    pub fn parse_hex(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches('#');
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let long: String = match digits.len() {
            3 => digits.chars().flat_map(|c| [c, c]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(&long[at..at + 2], 16).ok().map(|n| f64::from(n) / 255.0);
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// A colour as a theme may write it: `#rrggbb` or `oklch(0.4 0.1 260)`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.starts_with('#') {
            return Self::parse_hex(text);
        }
        Some(Oklch::parse(text)?.rgb())
    }

    /// `#rrggbb`, in lower case.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0.map(byte);
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// The colour that `hex` names: what a browser will show.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self(self.0.map(|part| f64::from(byte(part)) / 255.0))
    }

    /// Relative luminance, 0 for black to 1 for white: WCAG 2.2, "relative luminance", with the threshold of IEC 61966-2-1.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Lightness and the two opponent axes: Ottosson's matrices from linear sRGB, as of 2021-01-25.
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.0.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// The same colour in OKLCH.
    pub fn oklch(self) -> Oklch {
        let [l, a, b] = self.oklab();
        Oklch {
            l,
            c: a.hypot(b),
            h: b.atan2(a).to_degrees().rem_euclid(360.0),
        }
    }
}

impl Oklch {
    /// `oklch(L C H)`, L as a number or in percent; nothing else of its syntax.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix("oklch(")?.strip_suffix(')')?;
        let mut parts = inner.split_whitespace();
        let (l, c, h, end) = (parts.next()?, parts.next()?, parts.next()?, parts.next());
        let l = match l.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok()? / 100.0,
            None => l.parse().ok()?,
        };
        let colour = Self {
            l,
            c: c.parse().ok()?,
            h: h.trim_end_matches("deg").parse().ok()?,
        };
        (end.is_none() && [colour.l, colour.c, colour.h].iter().all(|n| n.is_finite())).then_some(colour)
    }

    /// The nearest colour of sRGB of the same lightness and hue: as much of the chroma as fits, as CSS Color 4 does in section 13.
    pub fn rgb(self) -> Rgb {
        let (l, mut low, mut high) = (self.l.clamp(0.0, 1.0), 0.0, self.c.max(0.0));
        let at = |c: f64| Self { l, c, h: self.h }.unclipped();
        if fits(at(high)) {
            return clipped(at(high));
        }
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            if fits(at(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        clipped(at(low))
    }

    fn unclipped(self) -> [f64; 3] {
        let (a, b) = (self.c * self.h.to_radians().cos(), self.c * self.h.to_radians().sin());
        from_oklab([self.l, a, b])
    }
}

/// Contrast, 1 to 21: WCAG 2.2, "contrast ratio".
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What CSS makes of `color-mix(in oklab, one share, other)`; `share` between 0 and 1.
pub fn mix(one: Rgb, share: f64, other: Rgb) -> Rgb {
    let (one, other) = (one.oklab(), other.oklab());
    let part = |i: usize| one[i] * share + other[i] * (1.0 - share);
    clipped(from_oklab([part(0), part(1), part(2)]))
}

/// The colour nearest to this one, of its hue and as much of its chroma as there is, that `passes`: its lightness is moved, in steps of
/// half a hundredth, as little as need be. Nothing where no lightness passes.
pub fn nearest(colour: Rgb, passes: impl Fn(Rgb) -> bool) -> Option<Rgb> {
    let from = colour.oklch();
    let moved = |steps: f64| Oklch {
        l: from.l + steps * 0.005,
        ..from
    };
    (1..=200)
        .map(f64::from)
        .flat_map(|steps| [moved(-steps), moved(steps)])
        .map(|candidate| candidate.rgb().rounded())
        .find(|candidate| passes(*candidate))
}

/// Linear sRGB from Oklab: the inverse of Ottosson's matrices; then encoded.
fn from_oklab([l, a, b]: [f64; 3]) -> [f64; 3] {
    let long = (l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (l - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
    ]
    .map(encoded)
}

/// From written to linear: IEC 61966-2-1.
fn linear(part: f64) -> f64 {
    if part <= 0.040_45 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

/// From linear to written: the inverse.
fn encoded(part: f64) -> f64 {
    if part <= 0.003_130_8 {
        part * 12.92
    } else {
        1.055 * part.powf(1.0 / 2.4) - 0.055
    }
}

fn fits(parts: [f64; 3]) -> bool {
    parts.iter().all(|part| (-0.000_5..=1.000_5).contains(part))
}

fn clipped(parts: [f64; 3]) -> Rgb {
    Rgb(parts.map(|part| part.clamp(0.0, 1.0)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
fn byte(part: f64) -> u8 {
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Rgb {
        Rgb::parse_hex(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let white = Rgb::WHITE;
        assert!((contrast(hex("#000000"), white) - 21.0).abs() < 1e-9);
        assert!((contrast(hex("#767676"), white) - 4.54).abs() < 0.005);
        assert!((contrast(white, hex("#777777")) - 4.48).abs() < 0.005);
        assert!((contrast(hex("#ff0000"), white) - 3.998).abs() < 0.005);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn oklch_becomes_the_colour_that_browsers_show() {
        // The sRGB primaries in OKLCH: CSS Color 4, section 9.
        for (text, expected) in [
            ("oklch(0.62796 0.25768 29.234)", "#ff0000"),
            ("oklch(0.86644 0.29483 142.495)", "#00ff00"),
            ("oklch(45.201% 0.31321 264.052)", "#0000ff"),
            ("oklch(1 0 0)", "#ffffff"),
            ("oklch(0 0 0)", "#000000"),
        ] {
            assert_eq!(Rgb::parse(text).unwrap().hex(), expected, "{text}");
        }
    }

    #[test]
    fn a_colour_survives_the_way_there_and_back() {
        for text in ["#1f44ad", "#f6b75c", "#191510", "#fbfcff", "#808080", "#00a3ff"] {
            assert_eq!(hex(text).oklch().rgb().hex(), text);
        }
    }

    #[test]
    fn what_no_screen_shows_keeps_its_lightness_and_hue() {
        let vivid = Oklch { l: 0.7, c: 0.4, h: 150.0 };
        let shown = vivid.rgb().oklch();
        assert!(
            (shown.l - 0.7).abs() < 0.01 && (shown.h - 150.0).abs() < 1.5 && shown.c < 0.3,
            "{shown:?}"
        );
    }

    #[test]
    fn nothing_but_a_colour_is_read() {
        for bad in [
            "",
            "#12345",
            "#1234567",
            "#gggggg",
            "red",
            "oklch(1 0)",
            "oklch(1 0 0 / 0.5)",
            "oklch(NaN 0 0)",
            "#é1234",
        ] {
            assert_eq!(Rgb::parse(bad), None, "{bad}");
        }
        assert_eq!(Rgb::parse_hex("1F44AD").unwrap().hex(), "#1f44ad");
        assert_eq!(Rgb::parse_hex("#abc").unwrap().hex(), "#aabbcc");
    }

    #[test]
    fn the_nearest_colour_that_passes_keeps_its_hue() {
        let orange = hex("#ff9900");
        let found = nearest(orange, |c| contrast(c, Rgb::WHITE) >= 4.5).unwrap();
        assert!(
            contrast(found, Rgb::WHITE) >= 4.5 && contrast(found, Rgb::WHITE) < 4.8,
            "{}",
            found.hex()
        );
        assert!((found.oklch().h - orange.oklch().h).abs() < 3.0);
        assert_eq!(nearest(orange, |_| false), None);
    }

    #[test]
    fn a_mix_lies_between_its_two() {
        assert_eq!(mix(hex("#000000"), 1.0, Rgb::WHITE).hex(), "#000000");
        assert_eq!(mix(hex("#000000"), 0.0, Rgb::WHITE).hex(), "#ffffff");
        // The grey of lightness 0.5
        assert_eq!(mix(hex("#000000"), 0.5, Rgb::WHITE).hex(), "#636363");
    }
}
