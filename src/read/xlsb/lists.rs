//! Parts of which only the texts matter, and the list of a table.

use super::harvest::texts;
use super::markup::Markup;
use super::records::Record;
use super::translation::Writer;
use crate::read::package::Package;

/// Writes each text of a part as the attribute of an element.
pub(super) fn listed(element: &'static str, attribute: &'static str) -> Writer {
    Box::new(move |record, markup| {
        texts(record).iter().for_each(|text| markup.empty(element, &[(attribute, text)]));
        Some(())
    })
}

/// Writes each text of a part as that of an element.
pub(super) fn said(element: &'static str) -> Writer {
    Box::new(move |record, markup| {
        texts(record).iter().for_each(|text| markup.element(element, text));
        Some(())
    })
}

/// Writes nothing: the part holds no text.
pub(super) fn nothing() -> Writer {
    Box::new(|_, _| Some(()))
}

/// Writes a table.
pub(super) fn table(_: &mut Package<'_>, _: &str) -> Writer {
    Box::new(|record, markup| match record.id {
        0x157 => begin_table(record, markup),
        // BrtBeginListCol, [MS-XLSB] 2.4.116: what stands below the column, behind its name
        0x15B => {
            let labels = texts(record);
            labels.iter().skip(1).for_each(|label| {
                markup.empty("tableColumn", &[("totalsRowLabel", label)]);
            });
            Some(())
        }
        // BrtTableStyleClient, 2.4.806
        0x201 => {
            markup.empty("tableStyleInfo", &[("name", &record.text(2)?.0)]);
            Some(())
        }
        _ => super::margin::write_filter(record, markup),
    })
}

/// Begins a table (BrtBeginList, [MS-XLSB] 2.4.115): its cells, twelve numbers,
/// then its name, the name that is shown, and a comment.
fn begin_table(record: Record<'_>, markup: &mut Markup) -> Option<()> {
    let (_, at) = record.text(64)?;
    let (name, at) = record.text(at)?;
    let comment = record.text(at)?.0;
    let cells = record.range(0)?;
    markup.open("table", &[("ref", &cells), ("displayName", &name), ("comment", &comment)]);
    Some(())
}
