//! The texts of a presentation that stand in no shape: comments, headers, links,
//! names of custom shows, tags, paths ([MS-PPT] 2.4 to 2.11).

use super::records::{Record, STRING};
use crate::document::{Container, Fragment, Layer, Place, Sink};

/// A comment, and its list of authors (2.5.26 and 2.4.22).
const COMMENT: u16 = 0x2EE0;
const COMMENT_AUTHORS: u16 = 0x2EE4;

/// A row a record around strings: its type, their layer, words for the place.
const STRINGS: &[(u16, Layer, &str)] = &[
    (0x0FD9, Layer::HeaderFooter, "header or footer"),
    (0x0FD7, Layer::Hyperlink, "link"),
    (0x0FCE, Layer::SavePath, "path of a linked object"),
    (0x1005, Layer::SavePath, "path of a film"),
    (0x1006, Layer::SavePath, "path of a film"),
    (0x1007, Layer::SavePath, "path of a film"),
    (0x100D, Layer::SavePath, "path of a sound"),
    (0x100F, Layer::SavePath, "path of a sound"),
    (0x1010, Layer::SavePath, "path of a sound"),
    (0x0411, Layer::CustomView, "custom show"),
    (0x1389, Layer::CustomXml, "tag"),
    (0x0FF2, Layer::Macro, "macro of an action"),
    (COMMENT_AUTHORS, Layer::Comment, "author"),
];

/// Pushes the comments of a slide as a container of its own.
pub(super) fn push_comments(slide: &Record<'_>, name: &str, sink: &mut dyn Sink) {
    let comments = slide.all(COMMENT);
    if comments.is_empty() {
        return;
    }
    sink.open(Container::text(name, Layer::Comment));
    for (number, comment) in (1..).zip(&comments) {
        let place = format!("comment {number}");
        for text in comment.children().filter_map(|it| it.text()) {
            sink.push(Fragment::new(&text, Layer::Comment, Place::Named(&place)));
        }
    }
    sink.close();
}

/// Pushes the other strings of a part, in the open container.
pub(super) fn push_strings(part: &Record<'_>, sink: &mut dyn Sink) {
    part.walk(&mut |record, parent| {
        let row = STRINGS.iter().find(|row| row.0 == parent && record.kind == STRING);
        if let Some(((_, layer, place), text)) = row.zip(record.text()) {
            sink.push(Fragment::new(&text, *layer, Place::Named(place)));
        }
    });
}
