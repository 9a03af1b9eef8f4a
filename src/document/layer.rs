//! Would the recipient see it, and if not, why: the layers of the contract.
//!
//! A layer is a line of [`LAYERS`]. Names may be added, never changed.

use serde::Serialize;

/// How much of a layer meets the eye of someone who just opens the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Sight {
    /// On the page or the screen.
    Seen,
    /// About the file rather than in it: properties, paths, printer settings.
    About,
    /// In the file, and not shown.
    Hidden,
}

macro_rules! layers {
    ($($variant:ident $name:literal $words:literal $sight:ident;)+) => {
        /// Would the recipient see it, and if not, why.
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        #[allow(missing_docs)] // each is named in words by [`Layer::words`]
        pub enum Layer {
            $($variant,)+
        }

        /// A row a layer: itself, its stable name, words for people, what meets the eye.
        const LAYERS: &[(Layer, &str, &str, Sight)] = &[
            $((Layer::$variant, $name, $words, Sight::$sight),)+
        ];
    };
}

layers! {
    Body "body" "visible text" Seen;
    HeaderFooter "header-footer" "header or footer" Seen;
    Footnote "footnote" "footnote" Seen;
    TextBox "text-box" "text box" Seen;
    FileName "file-name" "file name" Seen;

    HiddenSheet "hidden-sheet" "hidden sheet" Hidden;
    VeryHiddenSheet "very-hidden-sheet" "very hidden sheet" Hidden;
    HiddenRow "hidden-row" "hidden rows" Hidden;
    HiddenColumn "hidden-column" "hidden columns" Hidden;
    FilteredRow "filtered-row" "rows hidden by a filter" Hidden;
    ZeroSize "zero-size" "rows or columns without height or width" Hidden;
    InvisibleText "invisible-text" "invisible text" Hidden;
    RemoteCell "remote-cell" "cells far from the rest" Hidden;
    PivotCache "pivot-cache" "pivot cache" Hidden;
    SlicerCache "slicer-cache" "slicer cache" Hidden;
    ExternalCache "external-cache" "cached cells of another workbook" Hidden;
    DefinedName "defined-name" "defined names" Hidden;
    Comment "comment" "comments" Hidden;
    Revision "revision" "revision history" Hidden;
    OrphanString "orphan-string" "texts no cell shows" Hidden;
    OrphanPart "orphan-part" "a part nothing refers to" Hidden;
    ChartCache "chart-cache" "cached chart data" Hidden;
    DataModel "data-model" "data model" Hidden;
    Connection "connection" "data connection" Hidden;
    ValidationList "validation-list" "data validation" Hidden;
    Scenario "scenario" "scenario" Hidden;
    CustomView "custom-view" "custom view" Hidden;
    Macro "macro" "macro code" Hidden;
    Formula "formula" "formulas" Hidden;

    Deletion "deletion" "tracked deletion" Hidden;
    Insertion "insertion" "tracked insertion" Seen;
    HiddenText "hidden-text" "hidden text" Hidden;
    FieldCode "field-code" "field code" Hidden;
    DocumentVariable "document-variable" "document variable" Hidden;
    MailMerge "mail-merge" "mail merge source" Hidden;
    SpeakerNotes "speaker-notes" "speaker notes" Hidden;
    HiddenSlide "hidden-slide" "hidden slide" Hidden;
    OffSlide "off-slide" "text off the slide" Hidden;
    HiddenShape "hidden-shape" "hidden shape" Hidden;
    AltText "alt-text" "alternative text" Hidden;

    CoveredText "covered-text" "covered text" Hidden;
    UnappliedRedaction "unapplied-redaction" "redaction that was not applied" Hidden;
    Annotation "annotation" "annotation" Hidden;
    OptionalContent "optional-content" "layer that is switched off" Hidden;
    OffPage "off-page" "text off the page" Hidden;
    EarlierRevision "earlier-revision" "earlier revision" Hidden;
    UnreachableObject "unreachable-object" "object nothing refers to" Hidden;
    Bookmark "bookmark" "bookmark" Hidden;
    StructureText "structure-text" "text for screen readers" Hidden;
    FormField "form-field" "form field" Hidden;
    Script "script" "script" Hidden;
    PrivateData "private-data" "private data of the program" Hidden;
    FontResidue "font-residue" "letters left in a font" Hidden;
    RedactionGap "redaction-gap" "width of a black box" About;

    MailHeader "mail-header" "mail header" About;
    Bcc "bcc" "blind copy" Hidden;
    Recipients "recipients" "recipients" Seen;

    HiddenElement "hidden-element" "hidden element" Hidden;
    MarkupComment "markup-comment" "comment in the markup" Hidden;
    ScriptData "script-data" "data in a script" Hidden;

    Property "property" "document properties" About;
    SavePath "save-path" "path it was saved under" About;
    PrinterSettings "printer-settings" "printer settings" About;
    CustomXml "custom-xml" "custom XML" Hidden;
    Thumbnail "thumbnail" "thumbnail" Hidden;
    Embedded "embedded" "file inside" Hidden;
    Hyperlink "hyperlink" "link target" About;
    Signature "signature" "signature" About;
    ImageMetadata "image-metadata" "picture metadata" About;
    Location "location" "place where a picture was taken" Hidden;
    ArchiveComment "archive-comment" "archive comment" Hidden;
    SystemFile "system-file" "system file" Hidden;
    TrailingBytes "trailing-bytes" "bytes after the end" Hidden;
    UnknownPart "unknown-part" "text found in an unread part" Hidden;
}

impl Layer {
    /// Every layer, in the order of the contract.
    pub fn all() -> impl Iterator<Item = Layer> {
        LAYERS.iter().map(|(layer, ..)| *layer)
    }

    /// The layer of a stable name.
    pub fn named(name: &str) -> Option<Layer> {
        LAYERS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The stable name, such as `hidden-sheet`.
    pub fn name(self) -> &'static str {
        LAYERS[self as usize].1
    }

    /// The layer in words for people, such as "hidden sheet".
    pub fn words(self) -> &'static str {
        LAYERS[self as usize].2
    }

    /// How much of it meets the eye.
    pub fn sight(self) -> Sight {
        LAYERS[self as usize].3
    }
}

impl Serialize for Layer {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_is_its_own_row() {
        for (index, row) in LAYERS.iter().enumerate() {
            assert_eq!(row.0 as usize, index, "{} stands in its own row", row.1);
            assert_eq!(Layer::named(row.1), Some(row.0), "{} is found by its name", row.1);
        }
    }
}
