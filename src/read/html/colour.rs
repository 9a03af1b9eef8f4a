//! The colours of text and ground, as far as two of them can be compared (CSS
//! Color Module Level 4).

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

pub(super) const WHITE: Colour = [255, 255, 255];
pub(super) const BLACK: Colour = [0, 0, 0];

/// The colours that have a name and hide a text on a page of the usual ground.
const NAMED: &[(&str, Colour)] = &[
    ("white", WHITE),
    ("black", BLACK),
    ("windowtext", BLACK),
    ("window", WHITE),
    ("red", [255, 0, 0]),
    ("yellow", [255, 255, 0]),
    ("blue", [0, 0, 255]),
    ("green", [0, 128, 0]),
    ("silver", [192, 192, 192]),
    ("gray", [128, 128, 128]),
    ("grey", [128, 128, 128]),
    ("snow", [255, 250, 250]),
];

/// The colour of a value in lower case.
pub(super) fn colour(value: &str) -> Option<Colour> {
    let value = value.trim();
    if let Some(digits) = value.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if let Some(numbers) = value.strip_prefix("rgb(").and_then(|it| it.split(')').next()) {
        let mut numbers = numbers.split([',', ' ']).filter(|it| !it.is_empty());
        let mut next = || numbers.next()?.parse().ok();
        return Some([next()?, next()?, next()?]);
    }
    NAMED.iter().find(|row| row.0 == value).map(|row| row.1)
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let wide = match digits.len() {
        3 => digits.chars().flat_map(|it| [it, it]).collect(),
        6 if digits.is_ascii() => digits.to_owned(),
        _ => return None,
    };
    let number = u32::from_str_radix(&wide, 16).ok()?;
    Some([(number >> 16) as u8, (number >> 8) as u8, number as u8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_the_same_however_it_is_written() {
        for white in ["white", "#fff", "#ffffff", "rgb(255, 255, 255)", " #fff "] {
            assert_eq!(colour(white), Some(WHITE), "{white}");
        }
        assert_eq!(colour("#fffé"), None);
        assert_eq!(colour("url(x.png)"), None);
    }
}
