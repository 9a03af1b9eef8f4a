//! What the look-alikes of workbooks hide, planted one place at a time: the word
//! is found in its layer, and a file without it is quiet there.

#![allow(missing_docs)]

mod common;

use foilint::document::{Layer, Reason};

use common::legacy::{WORD, staff};
use common::lookalike::{Spreadsheetml, base64, page, part, related};
use common::ods::Ods;
use common::outgoing::Outgoing;
use common::sink::Everything;
use common::table::{Sheet, State, Value};

/// The same sheets in every look-alike.
fn everywhere(sheets: &[Sheet]) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.xml", Spreadsheetml::of(sheets).text().into_bytes()),
        ("a.html", page(sheets).into_bytes()),
        ("a.mht", related(sheets).into_bytes()),
        ("a.fods", Ods::of(sheets).flat().into_bytes()),
    ]
}

/// The layers of the word in a file.
fn layers(name: &str, text: &str) -> Vec<Layer> {
    Everything::of(name, text.as_bytes()).layers_of(WORD)
}

/// The layers of the word in a workbook of SpreadsheetML.
fn planted(change: impl FnOnce(&mut Spreadsheetml)) -> Vec<Layer> {
    let mut book = Spreadsheetml::of(&[Sheet::of("Summary", &[&["Total", "1"], &["All", "2"]])]);
    change(&mut book);
    let found = Everything::of("a.xml", book.text().as_bytes());
    assert_eq!(found.gaps, []);
    found.layers_of(WORD)
}

/// The layers of the word in the body of a page.
fn in_page(body: &str) -> Vec<Layer> {
    layers("a.html", &format!("<!DOCTYPE html><html><body>{body}</body></html>"))
}

#[test]
fn a_plain_sheet_is_body_in_every_format_and_nothing_else() {
    for (name, bytes) in everywhere(&[staff()]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.texts(Layer::Body), ["Name", "Age", WORD, "41", "Total", "1"], "{name}");
        assert_eq!(found.fragments.iter().find(|it| it.text == WORD).map(|it| it.at), Some((2, 1)));
        let hidden = found.fragments.iter().filter(|it| !matches!(it.layer, Layer::Body));
        let texts: Vec<&str> =
            hidden.map(|it| it.text.as_str()).filter(|it| *it != "A Clerk").collect();
        assert_eq!((texts, found.gaps.len(), found.enclosures.len()), (vec![], 0, 0), "{name}");
    }
}

#[test]
fn a_hidden_sheet_is_hidden_in_every_format() {
    let open = Sheet::of("Summary", &[&["Total", "1"]]);
    for (name, bytes) in everywhere(&[open, staff().state(State::Hidden)]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet], "{name}");
        assert_eq!(found.layers_of("Total"), [Layer::Body, Layer::HiddenSheet], "{name}");
        let sheets = found.containers.iter().map(|it| it.0.as_str());
        assert!(sheets.clone().any(|it| it == "Staff"), "{name}: {:?}", found.containers);
    }
}

#[test]
fn a_very_hidden_sheet_is_told_from_a_hidden_one() {
    for (name, bytes) in everywhere(&[staff().state(State::VeryHidden)]).iter().take(3) {
        let found = Everything::of(name, bytes);
        assert_eq!(found.layers_of(WORD), [Layer::VeryHiddenSheet], "{name}");
    }
}

#[test]
fn a_hidden_row_and_a_hidden_column_are_hidden_and_their_neighbours_are_not() {
    for (name, bytes) in everywhere(&[staff().hiding_rows(&[2])]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenRow], "{name}");
        assert_eq!(found.texts(Layer::Body), ["Name", "Age", "Total", "1"], "{name}");
    }
    for (name, bytes) in everywhere(&[staff().hiding_columns(&[1])]) {
        let found = Everything::of(name, &bytes);
        assert_eq!(found.layers_of(WORD), [Layer::HiddenColumn], "{name}");
        assert_eq!(found.texts(Layer::Body), ["Age", "41", "1"], "{name}");
    }
}

#[test]
fn a_filtered_row_is_told_from_a_hidden_one() {
    let sheets = [staff().hiding_rows(&[2]).filtered()];
    for (name, bytes) in
        [("a.xml", Spreadsheetml::of(&sheets).text()), ("a.fods", Ods::of(&sheets).flat())]
    {
        assert_eq!(layers(name, &bytes), [Layer::FilteredRow], "{name}");
    }
}

#[test]
fn a_table_of_people_is_the_same_finding_in_every_format() {
    let rows: &[&[&str]] = &[
        &["Surname", "Initial", "Rank", "Unit"],
        &["Sample", "J", "Sergeant", "Roads"],
        &["Tester", "K", "Constable", "Dogs"],
        &["Proof", "L", "Inspector", "Roads"],
    ];
    let csv: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let mut files = everywhere(&[Sheet::of("Staff", rows)]);
    files.insert(0, ("a.csv", csv.into_bytes()));
    let mut outcomes = files.iter().map(|(name, bytes)| {
        let (report, code) = Outgoing::new(&format!("people-{name}")).file(name, bytes).json();
        let findings = report["files"][0]["findings"].as_array().cloned().unwrap_or_default();
        let loud = findings.iter().filter(|it| it["severity"] != "note");
        let told: Vec<String> = loud
            .map(|it| format!("{} {} {} {}", it["code"], it["layer"], it["count"], it["message"]))
            .collect();
        assert!(!told.is_empty() && code == 1, "{name}: {report}");
        (*name, told)
    });
    let (_, expected) = outcomes.next().expect("csv comes first");
    outcomes.for_each(|(name, told)| assert_eq!(told, expected, "{name}"));
}

#[test]
fn each_place_of_spreadsheetml_gives_its_layer() {
    let excel = "xmlns=\"urn:schemas-microsoft-com:office:excel\"";
    let row = |cell: &str| format!("<Row>{cell}</Row>");
    let data = format!("<Data ss:Type=\"String\">{WORD}</Data>");
    let style = |inner: &str| format!("<Styles><Style ss:ID=\"s1\">{inner}</Style></Styles>");
    let styled = row(&format!("<Cell ss:StyleID=\"s1\">{data}</Cell>"));
    type Plant = (&'static str, String, String, String, String, Vec<Layer>);
    let none = String::new;
    let places: Vec<Plant> = vec![
        (
            "a note",
            none(),
            row(&format!(
                "<Cell><Comment ss:Author=\"A Clerk\"><ss:Data><B>Clerk:</B>\
            <Font>{WORD}</Font></ss:Data></Comment></Cell>"
            )),
            none(),
            none(),
            vec![Layer::Comment],
        ),
        (
            "its author",
            none(),
            row(&format!("<Cell><Comment ss:Author=\"{WORD}\"/></Cell>")),
            none(),
            none(),
            vec![Layer::Comment],
        ),
        (
            "a link",
            none(),
            row(&format!("<Cell ss:HRef=\"mailto:{WORD}@example.org\"/>")),
            none(),
            none(),
            vec![Layer::Hyperlink],
        ),
        (
            "a formula",
            none(),
            row(&format!("<Cell ss:Formula=\"=IF(RC[1]=&quot;{WORD}&quot;,1,0)\"/>")),
            none(),
            none(),
            vec![Layer::Formula],
        ),
        (
            "a row of no height",
            none(),
            format!("<Row ss:Height=\"0\"><Cell>{data}</Cell></Row>"),
            none(),
            none(),
            vec![Layer::ZeroSize],
        ),
        (
            "white on white",
            style("<Font ss:Color=\"#FFFFFF\"/>"),
            styled.clone(),
            none(),
            none(),
            vec![Layer::InvisibleText],
        ),
        (
            "white on blue",
            style(
                "<Font ss:Color=\"#FFFFFF\"/><Interior ss:Color=\"#0000FF\" \
            ss:Pattern=\"Solid\"/>",
            ),
            styled.clone(),
            none(),
            none(),
            vec![Layer::Body],
        ),
        (
            "a format of nothing",
            style("<NumberFormat ss:Format=\";;;\"/>"),
            styled,
            none(),
            none(),
            vec![Layer::InvisibleText],
        ),
        (
            "an author",
            format!(
                "<o:DocumentProperties><o:Author>{WORD}</o:Author>\
            </o:DocumentProperties>"
            ),
            none(),
            none(),
            none(),
            vec![Layer::Property],
        ),
        (
            "a hidden name",
            format!(
                "<Names><NamedRange ss:Name=\"old\" ss:Hidden=\"1\" \
            ss:RefersTo=\"={WORD}!R1\"/></Names>"
            ),
            none(),
            none(),
            none(),
            vec![Layer::DefinedName],
        ),
        (
            "a plain name",
            format!(
                "<Names><NamedRange ss:Name=\"{WORD}\" ss:RefersTo=\"=Summary!R1\"/>\
            </Names>"
            ),
            none(),
            none(),
            none(),
            vec![],
        ),
        (
            "a footer",
            none(),
            none(),
            format!(
                "<WorksheetOptions {excel}><PageSetup><Footer \
            x:Data=\"&amp;L{WORD}\"/></PageSetup></WorksheetOptions>"
            ),
            none(),
            vec![Layer::HeaderFooter],
        ),
        (
            "a list of values",
            none(),
            none(),
            format!(
                "<DataValidation {excel}><Range>R1C1</Range>\
            <Type>List</Type><Value>&quot;{WORD},other&quot;</Value></DataValidation>"
            ),
            none(),
            vec![Layer::ValidationList],
        ),
        (
            "a pivot cache",
            none(),
            none(),
            none(),
            format!(
                "<x:PivotCache><x:CacheIndex>1</x:CacheIndex>\
            <s:Schema xmlns:s=\"s\" xmlns:rs=\"r\"><s:ElementType name=\"row\"><s:attribute type=\"Col1\"/>\
            </s:ElementType><s:AttributeType name=\"Col1\" rs:name=\"Surname\"/></s:Schema><rs:data \
            xmlns:rs=\"r\" xmlns:z=\"z\"><z:row Col1=\"{WORD}\"/></rs:data></x:PivotCache>"
            ),
            vec![Layer::PivotCache],
        ),
        (
            "a cell of another workbook",
            format!(
                "<ExcelWorkbook {excel}><SupBook><Path>C:\\b.xls</Path>\
            <Xct><Crn><Row>0</Row><Text>{WORD}</Text></Crn></Xct></SupBook></ExcelWorkbook>"
            ),
            none(),
            none(),
            none(),
            vec![Layer::ExternalCache],
        ),
        (
            "a part nobody knows",
            none(),
            none(),
            none(),
            format!("<x:News><x:Item>{WORD}</x:Item></x:News>"),
            vec![Layer::UnknownPart],
        ),
    ];
    for (place, before, row, beside, after, expected) in places {
        let found = planted(|book| {
            (book.before, book.row, book.beside, book.after) = (before, row, beside, after);
        });
        assert_eq!(found, expected, "{place}");
    }
}

#[test]
fn a_pivot_cache_of_spreadsheetml_has_its_headings() {
    let mut book = Spreadsheetml::of(&[staff()]);
    book.after = "<x:PivotCache><s:AttributeType xmlns:s='s' xmlns:rs='r' name='Col1' \
        rs:name='Surname'/><z:row xmlns:z='z' Col1='Bay'/></x:PivotCache>"
        .into();
    let found = Everything::of("a.xml", book.text().as_bytes());
    let headings = found.headings.iter().find(|it| it.0 == "pivot cache 1").expect("headings");
    assert_eq!(headings.1.of(1), Some("Surname"));
    assert_eq!(found.fragments.last().map(|it| it.at), Some((1, 1)));
}

#[test]
fn a_cell_stands_where_its_index_and_its_neighbours_put_it() {
    let mut book = Spreadsheetml::of(&[Sheet::of("A", &[&["a"]])]);
    let data = "<Data ss:Type='String'>b</Data>";
    book.row = format!(
        "<Row ss:Index='4'><Cell ss:Index='2' ss:MergeAcross='2'>{data}</Cell>\
        <Cell>{data}</Cell></Row><Row ss:Span='2'/><Row><Cell>{data}</Cell></Row>"
    );
    let found = Everything::of("a.xml", book.text().as_bytes());
    let places: Vec<(u32, u32)> = found.fragments.iter().map(|it| it.at).collect();
    assert_eq!(places, [(1, 1), (4, 2), (4, 5), (8, 1)]);
}

#[test]
fn values_are_shown_as_every_workbook_shows_them() {
    let mut sheet = Sheet::of("A", &[&["1.50"]]);
    sheet.rows.push(vec![Value::Date(46_349.0), Value::Number(0.1 + 0.2)]);
    let mut book = Spreadsheetml::of(&[sheet]);
    book.row = "<Row><Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell>\
        <Data ss:Type='Error'>#REF!</Data></Cell></Row>"
        .into();
    let found = Everything::of("a.xml", book.text().as_bytes());
    assert_eq!(found.texts(Layer::Body), ["1.5", "2026-11-23", "0.3", "TRUE"]);
}

#[test]
fn each_place_of_a_page_gives_its_layer() {
    let places: Vec<(String, &[Layer])> = vec![
        (format!("<p>{WORD}</p>"), &[Layer::Body]),
        (format!("<p hidden>{WORD}</p>"), &[Layer::HiddenElement]),
        (format!("<div style='display: none'><p><b>{WORD}</b></div>"), &[Layer::HiddenElement]),
        (format!("<div style='display:none'>x</div><p>{WORD}"), &[Layer::Body]),
        (format!("<p style='display:none'>x<p>{WORD}"), &[Layer::Body]),
        (format!("<span style='visibility:hidden'>{WORD}</span>"), &[Layer::HiddenElement]),
        (format!("<span style='mso-hide:all'>{WORD}</span>"), &[Layer::HiddenElement]),
        (
            format!("<style>.x{{display:none}}</style><i class=x>{WORD}</i>"),
            &[Layer::HiddenElement],
        ),
        (format!("<template>{WORD}</template>"), &[Layer::HiddenElement]),
        (format!("<p style='color:#FFF'>{WORD}</p>"), &[Layer::InvisibleText]),
        (format!("<font color=white>{WORD}</font>"), &[Layer::InvisibleText]),
        (format!("<p bgcolor=black style='color:white'>{WORD}</p>"), &[Layer::Body]),
        (format!("<p aria-hidden=true>{WORD}</p>"), &[Layer::Body]),
        (format!("<!-- {WORD} -->"), &[Layer::MarkupComment]),
        (format!("<!--[if mso]><p>{WORD}</p><![endif]-->"), &[Layer::MarkupComment]),
        (format!("<script>var a = '<b>{WORD}</b>';</script>"), &[Layer::ScriptData]),
        (format!("<p data-owner='{WORD}'>x</p>"), &[Layer::ScriptData]),
        (format!("<input type=hidden name=a value='{WORD}'>"), &[Layer::HiddenElement]),
        (format!("<input type=text value='{WORD}'>"), &[Layer::Body]),
        (format!("<img alt='{WORD}'>"), &[Layer::AltText]),
        (format!("<p title='{WORD}'>x</p>"), &[Layer::AltText]),
        (format!("<meta name=author content='{WORD}'>"), &[Layer::Property]),
        (format!("<title>{WORD}</title>"), &[Layer::Property]),
        (format!("<a href='mailto:{WORD}@example.org'>x</a>"), &[Layer::Hyperlink]),
        (format!("<link rel=File-List href='file:///C:/{WORD}/a.xml'>"), &[Layer::SavePath]),
        (
            format!(
                "<xml><o:DocumentProperties><o:Author>{WORD}</o:Author></o:DocumentProperties></xml>"
            ),
            &[Layer::Property],
        ),
        (format!("<textarea style='display:none'>{WORD}</textarea>"), &[Layer::HiddenElement]),
    ];
    for (body, expected) in places {
        assert_eq!(in_page(&body), expected, "{body}");
    }
}

#[test]
fn a_word_with_hidden_letters_in_it_is_read_as_it_is_seen() {
    let found =
        Everything::of("a.html", b"<!DOCTYPE html><p>J <b>B</b><i hidden>xx</i>ay&nbsp;PC</p>");
    assert_eq!(found.texts(Layer::Body), ["J Bay PC"]);
    assert_eq!(found.texts(Layer::HiddenElement), ["xx"]);
}

#[test]
fn cells_stand_where_spans_put_them() {
    let rows = "<tr><th rowspan=2>a<th colspan=2>b<th>c<tr><td>d<td>e<td>f<tr><td>g";
    let found = Everything::of("a.html", format!("<table>{rows}</table>").as_bytes());
    let cells: Vec<(u32, u32, &str)> =
        found.fragments.iter().map(|it| (it.at.0, it.at.1, it.text.as_str())).collect();
    let expected =
        [(1, 1, "a"), (1, 2, "b"), (1, 4, "c"), (2, 2, "d"), (2, 3, "e"), (2, 4, "f"), (3, 1, "g")];
    assert_eq!(cells, expected);
    assert_eq!(found.gaps, []);
}

#[test]
fn a_table_in_a_table_is_a_table_of_its_own() {
    let page =
        "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td></tr></table><p>e";
    let found = Everything::of("a.html", page.as_bytes());
    let cells: Vec<(&str, u32, u32, &str)> = found
        .fragments
        .iter()
        .map(|it| (it.container.as_str(), it.at.0, it.at.1, it.text.as_str()))
        .collect();
    let expected = [
        ("table 1", 1, 1, "a\nd"),
        ("table 2", 1, 1, "b"),
        ("table 2", 1, 2, "c"),
        ("", 0, 0, "e"),
    ];
    assert_eq!(cells, expected);
}

#[test]
fn a_file_in_an_address_is_handed_on() {
    let page =
        format!("<!DOCTYPE html><img src='data:image/png;base64,{}'>", base64(b"\x89PNG Bay"));
    let found = Everything::of("a.html", page.as_bytes());
    assert_eq!(found.enclosures, [("data 1.png".to_owned(), b"\x89PNG Bay".to_vec())]);
}

#[test]
fn the_other_parts_of_a_saved_page_are_handed_on() {
    let picture =
        part("a.png", "base64", &base64(b"\x89PNG Bay")).replace("text/html", "image/png");
    let saved = related(&[staff()]).replace("--next--", &format!("{picture}--next--"));
    let found = Everything::of("a.mht", saved.as_bytes());
    assert_eq!(found.enclosures, [("file:///C:/a.png".to_owned(), b"\x89PNG Bay".to_vec())]);
    assert_eq!(found.layers_of(WORD), [Layer::Body]);
}

#[test]
fn a_message_that_was_sent_is_no_saved_page() {
    let sent = related(&[staff()]).replace("MIME-Version", "To: a@example.org\r\nMIME-Version");
    assert_eq!(Everything::of("a.eml", sent.as_bytes()).format, Some("mail"));
}

#[test]
fn the_author_of_a_flat_spreadsheet_is_a_property() {
    let found = Everything::of("a.fods", Ods::of(&[staff()]).flat().as_bytes());
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
    let text = Ods::of(&[staff()]).flat().replace("opendocument.spreadsheet", "opendocument.text");
    let found = Everything::of("a.fodt", text.as_bytes());
    assert_eq!(found.gaps[0].reason, Reason::NotInThisVersion("flat OpenDocument files"));
}

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
        assert_eq!(found.gaps, []);
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

#[test]
fn a_file_that_is_cut_off_is_a_gap_with_what_came_before() {
    for (name, bytes) in everywhere(&[staff()]) {
        let text = String::from_utf8(bytes).expect("a text");
        let at = text.find("Total").unwrap_or(text.len() - 20);
        let found = Everything::of(name, &text.as_bytes()[..at]);
        assert!(found.gaps.iter().all(|gap| gap.reason == Reason::Truncated), "{name}");
        assert!(!found.gaps.is_empty() && !found.layers_of(WORD).is_empty(), "{name}");
    }
}

#[test]
fn entities_of_their_own_are_not_expanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
    for (name, bytes) in everywhere(&[staff()]).into_iter().filter(|it| it.0 != "a.mht") {
        let text = String::from_utf8(bytes).expect("a text");
        let root =
            text.find(['W', 'h', 'o']).map_or(0, |_| text.rfind("?>").map_or(0, |at| at + 2));
        let text = format!("{}{bomb}{}", &text[..root], &text[root..]).replace("41", "&b;");
        let found = Everything::of(name, text.as_bytes());
        assert!(found.layers_of("xxxxxxxxxxxx").is_empty(), "{name}");
        assert!(
            name == "a.html" || found.gaps[0].reason.name() == "malformed",
            "{name}: {found:?}"
        );
    }
}

#[test]
fn no_reader_fails_however_a_byte_is_changed() {
    let sylk = b"ID;PWXL\nF;W1 1 0\nC;Y1;X1;K\"Bay\";AZo\x1b :\nNN;Na;E\"b\"\nE\n".to_vec();
    let dif = b"TABLE\n0,1\n\"a\"\nDATA\n0,0\n\"\"\n-1,0\nBOT\n0,5\nV\n-1,0\nEOD\n".to_vec();
    let owner = [&[3_u8][..], b"Bay", &[b' '; 50], &[3, 0, b'B', 0, b'a', 0, b'y', 0]].concat();
    let mut files = everywhere(&[Sheet::of("A", &[&["Bay", "1"]]).state(State::Hidden)]);
    files.extend([("a.slk", sylk), ("a.dif", dif), ("~$a.xlsx", owner)]);
    for (name, bytes) in files {
        for at in 0..bytes.len() {
            for value in [0, b'<', b'"', b'=', 0x80, bytes[at] ^ 1] {
                let mut changed = bytes.clone();
                changed[at] = value;
                let found = Everything::of(name, &changed);
                let failed = found.gaps.iter().any(|gap| gap.reason == Reason::ReaderFailed);
                assert!(!failed, "{name}: {value} at {at}");
            }
        }
    }
}
