//! What a sheet holds beside its cells: lists of allowed values, scenarios,
//! links, headers and footers, other people's views.

use super::harvest;
use super::tag::{Tag, append, local, resolve};
use super::workbook::PROTECTED;
use crate::document::{Fragment, Layer, Place, Reason, Sink};

/// Attributes that hold text: the element, the attribute, the layer
/// (ECMA-376 part 1, 18.3.1).
const ATTRIBUTES: &[(&[u8], &[u8], Layer)] = &[
    (b"dataValidation", b"prompt", Layer::ValidationList),
    (b"dataValidation", b"promptTitle", Layer::ValidationList),
    (b"dataValidation", b"error", Layer::ValidationList),
    (b"dataValidation", b"errorTitle", Layer::ValidationList),
    (b"scenario", b"name", Layer::Scenario),
    (b"scenario", b"user", Layer::Scenario),
    (b"scenario", b"comment", Layer::Scenario),
    (b"inputCells", b"val", Layer::Scenario),
    (b"filter", b"val", Layer::FilteredRow),
    (b"customFilter", b"val", Layer::FilteredRow),
    (b"hyperlink", b"location", Layer::Hyperlink),
    (b"hyperlink", b"tooltip", Layer::Hyperlink),
    (b"hyperlink", b"display", Layer::Hyperlink),
    (b"cfRule", b"text", Layer::Formula),
    (b"protectedRange", b"name", Layer::Property),
    (b"protectedRange", b"securityDescriptor", Layer::Property),
    (b"customPr", b"name", Layer::CustomXml),
    (b"control", b"name", Layer::Property),
    (b"oleObject", b"link", Layer::ExternalCache),
    (b"dataRef", b"name", Layer::Connection),
    (b"dataRef", b"sheet", Layer::Connection),
    (b"webPublishItem", b"destinationFile", Layer::SavePath),
    (b"webPublishItem", b"title", Layer::SavePath),
];

/// The names that programs give to sheets in their macro code, a number behind
/// them.
const GIVEN_NAMES: &[&str] = &[
    "Sheet", "Chart", "Dialog", "Macro", "Tabelle", "Diagramm", "Feuil", "Hoja", "Foglio", "Blad",
    "Ark", "List", "Planilha", "Folha", "Munka", "Arkusz",
];

/// Elements whose text counts.
const TEXTS: &[(&[u8], Layer)] = &[
    (b"oddHeader", Layer::HeaderFooter),
    (b"oddFooter", Layer::HeaderFooter),
    (b"evenHeader", Layer::HeaderFooter),
    (b"evenFooter", Layer::HeaderFooter),
    (b"firstHeader", Layer::HeaderFooter),
    (b"firstFooter", Layer::HeaderFooter),
    (b"list", Layer::ValidationList),
    (b"formula1", Layer::ValidationList),
    (b"formula2", Layer::ValidationList),
    (b"formula", Layer::Formula),
    (b"f", Layer::Formula),
    (b"securityDescriptor", Layer::Property),
];

/// Elements whose text is a reference or a number (ECMA-376 part 1, 18.3.1 and
/// 20.5.2; xm:sqref, [MS-XLSX] 2.3.1).
const NUMBERS: &[&[u8]] = &[b"sqref", b"col", b"colOff", b"row", b"rowOff"];

/// Attributes that are lists of references or of prefixes (ECMA-376 part 1,
/// 18.18.76, and part 3, 10).
const LISTS: &[&[u8]] = &[
    b"sqref",
    b"ref",
    b"spans",
    b"Ignorable",
    b"Requires",
    b"ProcessContent",
    b"PreserveElements",
    b"PreserveAttributes",
    b"MustUnderstand",
];

/// The parts of a sheet around its cells, while it is read.
pub(super) struct Margin {
    /// The layer of everything in the sheet, if it is hidden as a whole.
    fixed: Option<Layer>,
    /// The layer of the text at hand, and the element that it stands in.
    text: Option<(&'static [u8], Layer)>,
    /// Whether the text at hand, if it is not one of those, is in an element that
    /// no standard gives one.
    is_odd: bool,
    in_view: bool,
}

impl Margin {
    /// The margin of a sheet; `fixed` is its layer if it is hidden as a whole.
    pub(super) fn new(fixed: Option<Layer>) -> Self {
        Margin { fixed, text: None, is_odd: false, in_view: false }
    }

    /// Pushes the attributes of an element that hold text.
    pub(super) fn open(&mut self, tag: Tag<'_>, sink: &mut dyn Sink) {
        if tag.name == b"customSheetView" && !tag.empty {
            self.in_view = true;
        }
        match tag.name {
            b"sheetProtection" => self.about(PROTECTED, "protection", sink),
            b"sheetPr" => {
                let name = tag.get(b"codeName").filter(|name| !is_given(name));
                self.about(&name.unwrap_or_default(), "code name", sink);
            }
            _ => {}
        }
        if !tag.empty {
            self.begin_text(tag.name);
            self.is_odd = !NUMBERS.contains(&tag.name);
        }
        let mut is_known = false;
        for (element, attribute, layer) in ATTRIBUTES.iter().filter(|it| it.0 == tag.name) {
            is_known = true;
            let text = tag.get(attribute).unwrap_or_default();
            if *element != b"control" || !harvest::is_given(&text) {
                self.push(&text, element, *layer, sink);
            }
        }
        if !is_known {
            self.push_words(tag, sink);
        }
    }

    /// Takes note of the element of the text to come. What may be entered stands
    /// in a formula of its own in newer elements (xm:f, [MS-XLSX] 2.3.1).
    fn begin_text(&mut self, name: &[u8]) {
        let is_list = self.text.is_some_and(|(_, layer)| layer == Layer::ValidationList);
        if name != b"f" || !is_list {
            self.text = TEXTS.iter().find(|(element, _)| *element == name).copied();
        }
    }

    /// Pushes the attributes of an element of another standard that hold words: the
    /// values that this one knows have no blanks between letters.
    fn push_words(&self, tag: Tag<'_>, sink: &mut dyn Sink) {
        for (name, value) in tag.attributes() {
            let mut text = String::new();
            if !LISTS.contains(&local(name))
                && has_words(value)
                && resolve(value, &mut text).is_ok()
            {
                self.push(&text, tag.name, Layer::UnknownPart, sink);
            }
        }
    }

    /// Pushes a text with entities, if its element counts.
    ///
    /// # Errors
    ///
    /// When it uses an entity that XML does not define.
    pub(super) fn text(&mut self, raw: &[u8], sink: &mut dyn Sink) -> Result<(), Reason> {
        let mut text = String::new();
        if self.text.is_some() || self.is_odd {
            resolve(raw, &mut text)?;
            self.tell(&text, sink);
        }
        Ok(())
    }

    /// Pushes a text without entities, if its element counts.
    pub(super) fn plain(&mut self, raw: &[u8], sink: &mut dyn Sink) {
        let mut text = String::new();
        if self.text.is_some() || self.is_odd {
            append(raw, &mut text);
            self.tell(&text, sink);
        }
    }

    /// Pushes a text of the element at hand.
    fn tell(&self, text: &str, sink: &mut dyn Sink) {
        match self.text {
            Some((element, layer)) => self.push(&telling(text, layer), element, layer, sink),
            None if text.contains(char::is_alphabetic) => {
                self.push(text.trim(), b"text", Layer::UnknownPart, sink);
            }
            None => {}
        }
    }

    /// Takes note of the end of an element.
    pub(super) fn close(&mut self, name: &[u8]) {
        (self.text, self.is_odd) = (None, true);
        if name == b"customSheetView" {
            self.in_view = false;
        }
    }

    /// Pushes what is said about the sheet rather than in it.
    fn about(&self, text: &str, place: &str, sink: &mut dyn Sink) {
        if !self.in_view && !text.trim().is_empty() {
            sink.push(Fragment::new(text, Layer::Property, Place::Named(place)));
        }
    }

    fn push(&self, text: &str, element: &[u8], layer: Layer, sink: &mut dyn Sink) {
        let layer = if self.in_view { Layer::CustomView } else { layer };
        let place = std::str::from_utf8(element).unwrap_or_default();
        if !text.trim().is_empty() {
            let layer = self.fixed.unwrap_or(layer);
            sink.push(Fragment::new(text, layer, Place::Named(place)));
        }
    }
}

/// Whether the code name of a sheet is one that its program gave it.
pub(in crate::read) fn is_given(name: &str) -> bool {
    GIVEN_NAMES.contains(&name.trim_end_matches(|it: char| it.is_ascii_digit()))
}

/// Whether a value has letters on both sides of a blank.
fn has_words(value: &[u8]) -> bool {
    let letters = |it: &[u8]| it.iter().filter(|byte| byte.is_ascii_alphabetic()).count() > 1;
    let blank = memchr::memchr(b' ', value.trim_ascii());
    let (before, behind) = value.trim_ascii().split_at(blank.unwrap_or(0));
    !value.contains(&b':') && letters(before) && letters(behind)
}

/// What a text says beside references and codes: the words of a header or
/// footer, the texts in a formula.
pub(in crate::read) fn telling(text: &str, layer: Layer) -> String {
    match layer {
        Layer::HeaderFooter => header(text),
        Layer::Formula | Layer::ValidationList if !is_literal(text) => String::new(),
        Layer::ValidationList => text.trim().trim_matches('"').to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether a formula has a text of its own, or is nothing but values.
fn is_literal(formula: &str) -> bool {
    formula.contains('"') || (formula.contains(',') && !formula.contains(['!', '$', '(']))
}

/// A header or footer without its codes (ECMA-376 part 1, 18.3.1.46), its
/// sections apart.
pub(in crate::read) fn header(coded: &str) -> String {
    let mut text = String::new();
    let mut letters = coded.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '&' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('&') => text.push('&'),
            Some('"') => drop(letters.by_ref().find(|it| *it == '"')),
            Some('K') => {
                for _ in 0..6 {
                    letters.next_if(char::is_ascii_hexdigit);
                }
            }
            Some(digit) if digit.is_ascii_digit() => {
                while letters.next_if(char::is_ascii_digit).is_some() {}
            }
            Some('L' | 'C' | 'R') if !text.is_empty() => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_told_without_its_codes() {
        let coded = r#"&L&"Arial,Bold"&8Jane Sample && Co&C&KFF0000Page &P of &N&R&Z&F"#;
        assert_eq!(header(coded), "Jane Sample & Co\nPage  of");
    }

    #[test]
    fn a_list_of_values_is_told_and_a_reference_is_not() {
        assert_eq!(telling("\"Sample,Test\"", Layer::ValidationList), "Sample,Test");
        assert_eq!(telling("Lists!$A$1:$A$9", Layer::ValidationList), "");
    }
}
