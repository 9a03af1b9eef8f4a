//! Comments on cells ([MS-XLSB] 2.1.7.9): the authors first, then each comment
//! with its cell and the number of its author.

use super::translation::Writer;
use crate::read::package::Package;

/// Writes comments.
pub(super) fn writer(_: &mut Package<'_>, _: &str) -> Writer {
    Box::new(|record, markup| {
        match record.id {
            // BrtCommentAuthor, 2.4.331
            0x278 => {
                markup.open("author", &[]);
                markup.text(&record.text(0)?.0);
                markup.close("author");
            }
            // BrtBeginComment, 2.4.37: the author, then the first and last row and column
            0x27B => {
                let cell = record.cell(4, 12)?;
                markup.open("comment", &[("ref", &cell), ("authorId", &record.u32(0)?)]);
            }
            0x27D => markup.element("t", &record.rich_text(0)?), // BrtCommentText, 2.4.333
            0x27C => markup.close("comment"),
            _ => {}
        }
        Some(())
    })
}
