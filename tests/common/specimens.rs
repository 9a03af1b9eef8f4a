//! A small file of every format, each with the same invented person in it: what
//! mutation tests break, and what fuzzing begins with.

use super::biff::Biff;
use super::boxes::{self, Held};
use super::document::Document;
use super::lookalike::{Spreadsheetml, base64, page, related};
use super::mail::{self, Msg};
use super::ods::Ods;
use super::pictures;
use super::ppt::{self, Ppt};
use super::pptx::Deck;
use super::prose::{Prose, p};
use super::table::Sheet;
use super::workbook::{self, Pivot, Workbook};
use super::xlsb::Xlsb;

/// The surname of the person; no four letters of it stand in another word here.
pub const SURNAME: &str = "QUIXWOLDBY";

/// Their National Insurance number (of the form that is never given).
pub const NUMBER: &str = "AB981276C";

/// The rows of a list of staff.
const STAFF: [[&str; 4]; 4] = [
    ["Surname", "Initial", "Rank", "NI number"],
    [SURNAME, "J", "Sergeant", NUMBER],
    ["TESTWORTH", "K", "Constable", "AB123456C"],
    ["SAMPLER", "L", "Constable", "AB654321C"],
];

const PROSE: &str = "Sergeant J QUIXWOLDBY was on duty. NI: AB981276C.";

/// A small file of every format, by its name.
pub fn specimens() -> Vec<(String, Vec<u8>)> {
    let all = [books(), texts(), documents(), mails(), packed(), images()];
    let named = |(extension, bytes): (&str, Vec<u8>)| (format!("reply.{extension}"), bytes);
    all.into_iter().flatten().map(named).collect()
}

type Files = Vec<(&'static str, Vec<u8>)>;

fn staff() -> Sheet {
    let rows: Vec<&[&str]> = STAFF.iter().map(|row| &row[..]).collect();
    Sheet::of("Staff", &rows)
}

fn books() -> Files {
    let sheets = [staff(), staff().hiding_rows(&[2])];
    let xlsx = Workbook::new()
        .sheet("Counts", [["Total", "7"]])
        .hidden_sheet("List", STAFF)
        .pivot(Pivot::of("List", STAFF[0], [STAFF[1]]))
        .core("dc:creator", "J Quixwoldby")
        .add(workbook::Sheet::new("Notes").rows(STAFF).comment("B7", "J Quixwoldby", PROSE));
    vec![
        ("xlsx", xlsx.zip()),
        ("xlsb", Xlsb::of(&sheets).bytes()),
        ("xls", Biff::of(&sheets).bytes()),
        ("ods", Ods::of(&sheets).bytes()),
        ("fods", Ods::of(&sheets).flat().into_bytes()),
        ("xml", Spreadsheetml::of(&sheets).text().into_bytes()),
        ("htm", page(&sheets).into_bytes()),
        ("mht", related(&sheets).into_bytes()),
        ("slk", b"ID;PWXL;N;E\nC;Y1;X1;K\"Surname\"\nC;Y2;X1;K\"QUIXWOLDBY\"\nE\n".to_vec()),
        (
            "dif",
            b"TABLE\n0,1\n\"EXCEL\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n1,0\n\"Sergeant J QUIXWOLDBY\"\n-1,0\nEOD\n"
                .to_vec(),
        ),
    ]
}

fn texts() -> Files {
    let csv: String = STAFF.iter().map(|row| row.join(",") + "\n").collect();
    let records = r#"[{"surname":"QUIXWOLDBY","initial":"J","rank":"PC","ni number":"AB981276C"}]"#;
    vec![
        ("csv", csv.clone().into_bytes()),
        ("txt", format!("{PROSE}\r\n{}", csv.replace(',', "\t")).into_bytes()),
        ("json", records.into()),
        ("svg", format!("<svg xmlns='http://www.w3.org/2000/svg'><text x='1' y='2'>{PROSE}</text><rect width='9' height='9'/></svg>").into_bytes()),
        ("html", format!("<html><style>.a{{display:none}}</style><p class=a>{PROSE}<!-- {PROSE} --></html>").into_bytes()),
        ("rtf", format!("{{\\rtf1 {{\\info{{\\author Quixwoldby}}}} {PROSE}}}").into_bytes()),
        ("pdf", format!("%PDF-1.4\n1 0 obj <</Title ({PROSE})>> endobj\ntrailer <<>>\n%%EOF").into_bytes()),
    ]
}

fn documents() -> Files {
    let docx = Document::new()
        .line("Dear Sir or Madam")
        .run("<w:vanish/>", PROSE)
        .inside(&format!("<w:p><w:del w:author='J Quixwoldby'><w:r><w:delText>{PROSE}</w:delText></w:r></w:del></w:p>"));
    let odt = Prose::text(&p(PROSE));
    let shape =
        format!("<p:sp><p:txBody><a:p><a:r><a:t>{PROSE}</a:t></a:r></a:p></p:txBody></p:sp>");
    let slide = ppt::slide(4, &[ppt::drawing(&[ppt::shape(PROSE, (90, 90, 900, 300), 0)])]);
    vec![
        ("docx", docx.zip()),
        ("odt", odt.bytes()),
        ("fodt", odt.flat()),
        ("odp", Prose::slides(&p(PROSE)).bytes()),
        ("pptx", Deck::of(&shape).bytes()),
        ("ppt", Ppt::default().save(&[ppt::document(&[&[]], &[], &[]), slide]).bytes()),
    ]
}

fn mails() -> Files {
    let head = [
        "From: J Quixwoldby <j@example.org>",
        "Bcc: K Quixwoldby <k@example.org>",
        "Message-ID: <1@example.org>",
    ];
    let eml = mail::eml(&head, PROSE);
    let boxed = [b"From j@example.org Mon Nov 23 10:00:00 2026\n", &eml[..], b"\n"].concat();
    let msg = Msg::new()
        .text(0x0037, "Reply")
        .text(0x1000, PROSE)
        .recipient(3, "J Quixwoldby", "j@example.org")
        .attach("staff.txt", PROSE.as_bytes());
    vec![
        ("eml", eml),
        ("mbox", boxed),
        ("msg", msg.file()),
        ("ics", format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:{PROSE}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").into_bytes()),
        ("vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Quixwoldby;Jane;;;\r\nFN:Jane Quixwoldby\r\nEND:VCARD\r\n".to_vec()),
    ]
}

fn packed() -> Files {
    let inner = [
        ("a.txt".to_owned(), PROSE.into()),
        ("b.csv".to_owned(), STAFF.map(|it| it.join(",")).join("\n").into()),
    ];
    vec![
        ("zip", workbook::pack(&inner)),
        ("tar", boxes::tar(&[Held::file("a.txt", PROSE.as_bytes()).owned("jane")])),
        ("gz", boxes::gzip(PROSE.as_bytes(), "a.txt", "of J Quixwoldby")),
        ("zst", boxes::zstd(PROSE.as_bytes())),
        ("bz2", boxes::bzip2()),
        ("xz", boxes::xz()),
        ("7z", boxes::seven_zip()),
    ]
}

fn images() -> Files {
    let exif = pictures::exif(&[vec![pictures::position()]]);
    let about = pictures::xmp("<dc:creator>J Quixwoldby</dc:creator>");
    let text = pictures::chunk(b"tEXt", b"Author\0J Quixwoldby");
    vec![
        ("jpg", pictures::plain_jpeg(&[pictures::exif_segment(&exif)])),
        ("tif", exif),
        ("png", pictures::png((9, 9), &[text])),
        ("gif", pictures::gif((9, 9), &[pictures::gif_comment(PROSE)], 2)),
        ("webp", pictures::webp((9, 9), &[(b"XMP ", about.as_bytes())])),
        (
            "uri.html",
            format!("<img src='data:text/plain;base64,{}'>", base64(PROSE.as_bytes())).into_bytes(),
        ),
    ]
}
