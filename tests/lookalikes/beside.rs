//! Flat spreadsheets of OpenDocument, tables for interchange, and what systems keep beside files.

use foilint::document::{Layer, Reason};

use crate::common::legacy::staff;
use crate::common::lookalike::base64;
use crate::common::ods::Ods;
use crate::common::sink::Everything;

#[test]
fn the_author_of_a_flat_spreadsheet_is_a_property() {
    let author = "<office:meta><dc:creator>A Clerk</dc:creator></office:meta><office:automatic";
    let text = Ods::of(&[staff()]).flat().replacen("<office:automatic", author, 1);
    let found = Everything::of("a.fods", text.as_bytes());
    assert_eq!(found.format, Some("fods"));
    assert_eq!(found.texts(Layer::Property), ["A Clerk"]);
}

#[test]
fn a_picture_in_a_flat_spreadsheet_is_handed_on() {
    let picture = base64(b"\x89PNG Bay");
    let mut book = Ods::of(&[staff()]);
    book.row = format!(
        "<table:table-row><table:table-cell><draw:frame><draw:image>\
        <office:binary-data>{picture}</office:binary-data></draw:image></draw:frame>\
        </table:table-cell></table:table-row>"
    );
    let found = Everything::of("a.fods", book.flat().as_bytes());
    assert_eq!(found.enclosures, [("picture 1".to_owned(), b"\x89PNG Bay".to_vec())]);
    assert!(found.layers_of(&picture).is_empty());
}

#[test]
fn another_flat_document_stays_a_gap() {
    let text =
        Ods::of(&[staff()]).flat().replace("opendocument.spreadsheet", "opendocument.formula");
    let found = Everything::of("a.fodf", text.as_bytes());
    assert_eq!(found.gaps[0].reason, Reason::NotInThisVersion("flat OpenDocument files"));
}

/// Owner files (`~$reply.xlsx`).
#[test]
fn an_owner_file_names_its_user_whichever_program_wrote_it() {
    for (front, total) in [(54, 165), (53, 162)] {
        let mut bytes = vec![b' '; total];
        bytes[0] = 6;
        bytes[1..7].copy_from_slice(b"J Test");
        bytes[front + 1..front + 3].copy_from_slice(&[6, 0]);
        for (place, letter) in "J Test".bytes().enumerate() {
            bytes[front + 3 + 2 * place] = letter;
            bytes[front + 4 + 2 * place] = 0;
        }
        let found = Everything::of("out/~$reply.xlsx", &bytes);
        assert_eq!(found.texts(Layer::SystemFile), ["J Test"], "{total}");
        assert_eq!((found.fragments[0].container.as_str(), &found.gaps[..]), ("user", &[][..]));
        let other = Everything::of("out/reply.xlsx", &bytes);
        assert_ne!(other.format, Some("owner-file"), "its name makes it one");
        bytes.fill(0);
        let nobody = Everything::of("out/~$reply.xlsx", &bytes);
        assert_ne!(nobody.format, Some("owner-file"), "it names nobody");
    }
}

#[test]
fn files_that_systems_keep_are_told_by_name_and_bytes() {
    let lock =
        Everything::of(".~lock.a.ods#", b"J Test,jtest,PC-7,23.11.2026 10:00,file:///home/x;");
    assert_eq!(lock.texts(Layer::SystemFile)[..3], ["J Test", "jtest", "PC-7"]);
    let folder = Everything::of("desktop.ini", b"[.ShellClassInfo]\r\nInfoTip=Bay\r\n");
    assert_eq!(folder.layers_of("InfoTip=Bay"), [Layer::SystemFile]);
    let store = Everything::of(".DS_Store", b"\0\0\0\x01Bud1\0\0\0\x07\0B\0a\0y\0.\0p\0d\0f\0\0");
    assert_eq!(store.layers_of("Bay.pdf"), [Layer::SystemFile]);
    let thumbs = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], b"\0\0Constable\0"].concat();
    let thumbs = Everything::of("Thumbs.db", &thumbs);
    assert_eq!(thumbs.layers_of("Constable"), [Layer::SystemFile]);
    assert_eq!(thumbs.gaps[0].reason, Reason::Picture);
    assert_eq!(Everything::of("notes.ini", b"[Other]\na=b\n").texts(Layer::SystemFile), [""; 0]);
}

#[test]
fn tables_for_interchange_are_grids() {
    let sylk = "ID;PWXL\r\nC;Y1;X1;K\"Surname\"\r\nC;X2;K\"Rank\"\r\nC;Y2;X1;K\"Bay\"\r\nC;X2;K\"PC\"\r\nE\r\n";
    let dif = "TABLE\n0,1\n\"EXCEL\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n1,0\n\"Surname\"\n1,0\n\"Rank\"\n\
        -1,0\nBOT\n1,0\n\"Bay\"\n1,0\n\"PC\"\n-1,0\nEOD\n";
    for (name, text) in [("a.slk", sylk), ("a.dif", dif)] {
        let found = Everything::of(name, text.as_bytes());
        let cells: Vec<((u32, u32), &str)> =
            found.fragments.iter().map(|it| (it.at, it.text.as_str())).collect();
        let expected = [((1, 1), "Surname"), ((1, 2), "Rank"), ((2, 1), "Bay"), ((2, 2), "PC")];
        assert_eq!(cells, expected, "{name}");
        assert_eq!(found.headings[0].1.of(1), Some("Surname"), "{name}");
        assert_eq!(found.gaps, [], "{name}");
        let cut = Everything::of(name, &text.as_bytes()[..text.len() - 6]);
        assert_eq!(cut.gaps[0].reason, Reason::Truncated, "{name}");
    }
    let narrow = sylk.replace("C;Y1", "F;W1 1 0\r\nC;Y1");
    assert_eq!(Everything::of("a.slk", narrow.as_bytes()).layers_of("Bay"), [Layer::ZeroSize]);
    let note = sylk.replace("C;X2;K\"PC\"", "C;X2;K\"PC\";AConstable");
    assert_eq!(Everything::of("a.slk", note.as_bytes()).layers_of("Constable"), [Layer::Comment]);
}
