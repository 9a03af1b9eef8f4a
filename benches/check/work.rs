//! The work that is measured: generated once, the same every time.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A small generator of numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// The next number below a bound (xorshift64*, Vigna 2016).
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

const HEADINGS: [&str; 10] = [
    "Surname",
    "Initial",
    "Rank",
    "Department",
    "Location",
    "Service No",
    "Start date",
    "Hours",
    "Overtime",
    "Remarks",
];
const RANKS: [&str; 6] =
    ["Constable", "Sergeant", "Inspector", "Chief Inspector", "Superintendent", "Officer"];
const WORDS: [&str; 24] = [
    "the",
    "request",
    "for",
    "information",
    "about",
    "figures",
    "that",
    "were",
    "held",
    "by",
    "authority",
    "and",
    "answer",
    "is",
    "given",
    "below",
    "in",
    "table",
    "with",
    "number",
    "of",
    "cases",
    "recorded",
    "year",
];
const NAMES: [&str; 6] = ["Belfast", "Freedom", "Information", "Section", "Norfolk", "March"];

/// The folder of generated work, below the target folder.
pub(crate) fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// A staff workbook of so many rows and columns, its texts shared.
pub(crate) fn workbook(folder: &Path, rows: usize, columns: usize) -> PathBuf {
    let path = folder.join(format!("staff-{rows}x{columns}.xlsx"));
    if path.exists() {
        return path;
    }
    let file = BufWriter::new(File::create(&path).expect("the workbook can be created"));
    let mut zip = ZipWriter::new(file);
    let texts = shared_texts(rows / 4);
    for (name, part) in fixed_parts() {
        start(&mut zip, name);
        zip.write_all(part.as_bytes()).expect("the part is written");
    }
    start(&mut zip, "xl/sharedStrings.xml");
    write_shared(&mut zip, &texts);
    start(&mut zip, "xl/worksheets/sheet1.xml");
    write_sheet(&mut zip, rows, columns, texts.len());
    zip.finish().expect("the workbook is whole");
    path
}

/// A text of so many megabytes: ordinary words, some capitals, some figures.
pub(crate) fn text(folder: &Path, megabytes: usize) -> PathBuf {
    let path = folder.join(format!("text-{megabytes}.txt"));
    if path.exists() {
        return path;
    }
    let mut out = BufWriter::new(File::create(&path).expect("the text can be created"));
    let mut numbers = Numbers(11);
    let mut written = 0;
    while written < megabytes * 1_000_000 {
        let word = match numbers.below(40) {
            0 => numbers.below(10_000).to_string(),
            1..=3 => NAMES[numbers.below(NAMES.len())].to_owned(),
            _ => WORDS[numbers.below(WORDS.len())].to_owned(),
        };
        let end = if numbers.below(14) == 0 { ".\n" } else { " " };
        written += out.write(word.as_bytes()).expect("written")
            + out.write(end.as_bytes()).expect("written");
    }
    out.flush().expect("the text is whole");
    path
}

/// A folder of so many workbooks of 2,000 rows.
pub(crate) fn many(folder: &Path, files: usize) -> PathBuf {
    let many = folder.join("many");
    fs::create_dir_all(&many).expect("the folder can be created");
    let one = workbook(folder, 2_000, 10);
    for number in 0..files {
        let copy = many.join(format!("reply-{number:03}.xlsx"));
        if !copy.exists() {
            fs::copy(&one, &copy).expect("the workbook can be copied");
        }
    }
    many
}

fn start<W: Write + std::io::Seek>(zip: &mut ZipWriter<W>, name: &str) {
    zip.start_file(name, SimpleFileOptions::default()).expect("a part begins");
}

/// Invented surnames, then the ranks, units and remarks.
fn shared_texts(names: usize) -> Vec<String> {
    let mut texts: Vec<String> = RANKS.iter().map(|it| (*it).to_owned()).collect();
    texts.extend((0..names).map(|number| format!("Sampleton{}", letters(number))));
    texts
}

/// A number in letters: 0 is `a`, 26 is `ba`.
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return text;
        }
    }
}

fn write_shared(out: &mut dyn Write, texts: &[String]) {
    let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    write!(out, "<sst xmlns=\"{namespace}\" uniqueCount=\"{}\">", texts.len()).expect("written");
    for text in texts {
        write!(out, "<si><t>{text}</t></si>").expect("written");
    }
    write!(out, "</sst>").expect("written");
}

fn write_sheet(out: &mut dyn Write, rows: usize, columns: usize, texts: usize) {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut numbers = Numbers(7);
    let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    write!(out, "<worksheet xmlns=\"{namespace}\"><sheetData><row r=\"1\">").expect("written");
    for (column, heading) in ('A'..).zip(&HEADINGS[..columns]) {
        write!(out, "<c r=\"{column}1\" t=\"inlineStr\"><is><t>{heading}</t></is></c>")
            .expect("written");
    }
    write!(out, "</row>").expect("written");
    for row in 2..=rows {
        write!(out, "<row r=\"{row}\">").expect("written");
        for (column, kind) in ('A'..).zip(0..columns) {
            match kind {
                0 => write!(
                    out,
                    "<c r=\"{column}{row}\" t=\"s\"><v>{}</v></c>",
                    6 + numbers.below(texts - 6)
                ),
                1..=4 => {
                    write!(out, "<c r=\"{column}{row}\" t=\"s\"><v>{}</v></c>", numbers.below(6))
                }
                _ => write!(out, "<c r=\"{column}{row}\"><v>{}</v></c>", numbers.below(90_000)),
            }
            .expect("written");
        }
        write!(out, "</row>").expect("written");
    }
    write!(out, "</sheetData></worksheet>").expect("written");
    out.flush().expect("written");
}

/// The parts that every workbook has.
fn fixed_parts() -> [(&'static str, &'static str); 5] {
    [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Staff\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>",
        ),
    ]
}
