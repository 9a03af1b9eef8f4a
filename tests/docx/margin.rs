//! What stands around the text: headers, notes, fields, controls, settings, the
//! source of a mail merge.

use foilint::document::Layer;

use crate::common::document::{Document, field, paragraph, run};
use crate::{both, inside, plain, read};

/// A document with a header for some pages, and more in its last section.
fn headed(pages: &str, section: &str, word: &str) -> Document {
    let reference = format!("<w:headerReference w:type='{pages}' r:id='rId1'/>");
    plain().header(1, word).inside(&format!("<w:sectPr>{reference}{section}</w:sectPr>"))
}

/// D11.
#[test]
fn headers_that_a_page_shows_are_seen() {
    both(&|word| headed("default", "", word), Layer::HeaderFooter);
    both(&|word| headed("first", "<w:titlePg/>", word), Layer::HeaderFooter);
    both(&|word| headed("even", "", word).settings("<w:evenAndOddHeaders/>"), Layer::HeaderFooter);
}

/// D11.
#[test]
fn headers_that_no_page_shows_are_hidden() {
    both(&|word| headed("first", "", word), Layer::HiddenText);
    both(&|word| headed("even", "", word), Layer::HiddenText);
    let taken_over = headed("first", "", "Planted").inside("<w:sectPr><w:titlePg/></w:sectPr>");
    assert_eq!(read(&taken_over).layers_of("Planted"), [Layer::HeaderFooter]);
}

/// D11.
#[test]
fn notes_are_told() {
    for (kind, one) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let notes = |word: &str| {
            let line = paragraph("", &run("", word));
            let xml = format!("<w:{kind}><w:{one} w:id='2'>{line}</w:{one}></w:{kind}>");
            let reference = format!("<w:p><w:r><w:{one}Reference w:id='2'/></w:r></w:p>");
            plain().inside(&reference).part(kind, &format!("word/{kind}.xml"), xml)
        };
        both(&notes, Layer::Footnote);
        let everything = read(&notes("Planted"));
        let note =
            everything.fragments.iter().find(|it| it.text == "Planted").expect("it is there");
        assert_eq!(note.named, format!("{one} 2"));
    }
}

/// D11, D22. The text of a note whose mark was taken out stays in the file.
#[test]
fn a_note_that_the_text_does_not_refer_to_is_told() {
    let note = format!("<w:footnote w:id='9'>{}</w:footnote>", paragraph("", &run("", "Planted")));
    let xml =
        format!("<w:footnotes><w:footnote w:type='separator' w:id='-1'/>{note}</w:footnotes>");
    let everything = read(&plain().part("footnotes", "word/footnotes.xml", xml));
    assert_eq!(everything.layers_of("Planted"), [Layer::OrphanPart]);
    assert_eq!(everything.gaps, []);
}

/// D12.
#[test]
fn the_code_of_a_field_is_told_and_its_result_is_seen() {
    let codes = [
        "XE \"Planted\"",
        "FILENAME Planted",
        "INCLUDETEXT \"Planted\"",
        "MERGEFIELD Planted",
        "TC \"Planted\"",
        "PAGE Planted",
    ];
    for code in codes {
        inside(&field(code, ""), Layer::FieldCode);
    }
    inside(&field("HYPERLINK \"Planted\"", "write"), Layer::Hyperlink);
    inside("<w:p><w:fldSimple w:instr='AUTHOR Planted'/></w:p>", Layer::FieldCode);
    let shown = read(&plain().inside(&field("PAGE \\* MERGEFORMAT", "Planted")));
    assert_eq!(shown.layers_of("Planted"), [Layer::Body]);
    assert!(shown.texts(Layer::FieldCode).is_empty());
}

/// D12. What a field within a code shows belongs to the code.
#[test]
fn a_field_within_a_field_and_one_that_never_ends_are_told() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let inner =
        [mark("begin"), code("MERGEFIELD Name"), mark("separate"), run("", "Planted"), mark("end")];
    let outer = [mark("begin"), code("IF "), inner.concat(), code(" = 1"), mark("separate")];
    let everything = read(&plain().inside(&paragraph("", &outer.concat())));
    assert_eq!(everything.layers_of("Planted"), [Layer::FieldCode], "{everything:?}");
    let endless = paragraph("", &[mark("begin"), code("XE Planted")].concat());
    assert_eq!(read(&plain().inside(&endless)).layers_of("Planted"), [Layer::FieldCode]);
}

/// D12.
#[test]
fn the_data_of_a_field_is_unpacked() {
    let data = |encoded: &str| {
        let xml = format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:fldData>{encoded}</w:fldData></w:fldChar></w:r></w:p>"
        );
        read(&plain().inside(&xml))
    };
    assert_eq!(data("UGxhbnRlZA==").layers_of("Planted"), [Layer::FieldCode]);
    assert_eq!(data("").gaps, []);
    assert_eq!(data("*").gaps.len(), 1, "it is no base64");
}

/// D13.
#[test]
fn the_source_of_a_mail_merge_is_told() {
    let merges = [
        "<w:query w:val='SELECT Planted'/>",
        "<w:connectString w:val='Source=Planted.xlsx'/>",
        "<w:addressFieldName w:val='Planted'/>",
        "<w:mailSubject w:val='Planted'/>",
        "<w:odso><w:fieldMapData><w:name w:val='Planted'/></w:fieldMapData></w:odso>",
    ];
    for merge in merges {
        let settings = |word: &str| {
            let merge = merge.replace("Planted", word);
            plain().settings(&format!(
                "<w:mailMerge><w:dataType w:val='native'/>{merge}</w:mailMerge>"
            ))
        };
        both(&settings, Layer::MailMerge);
    }
    both(
        &|word| {
            let xml = format!(
                "<w:recipients><w:recipientData><w:uniqueTag w:val='{word}'/></w:recipientData></w:recipients>"
            );
            plain().part("recipientData", "word/recipientData.xml", xml)
        },
        Layer::MailMerge,
    );
    let source = read(&plain().outside("mailMergeSource", "file:///Planted.xlsx"));
    assert_eq!(source.layers_of("Planted"), [Layer::SavePath]);
}

/// D14.
#[test]
fn variables_paths_and_protection_are_told() {
    both(
        &|word| {
            plain()
                .settings(&format!("<w:docVars><w:docVar w:name='a' w:val='{word}'/></w:docVars>"))
        },
        Layer::DocumentVariable,
    );
    both(
        &|word| plain().outside("attachedTemplate", &format!("file:///C:/{word}.dotx")),
        Layer::SavePath,
    );
    let protected = |xml: &str| read(&plain().settings(xml)).texts(Layer::Property).len();
    assert_eq!(protected("<w:documentProtection w:edit='readOnly'/>"), 1);
    assert_eq!(protected("<w:rsids><w:rsid w:val='00AB12CD'/></w:rsids>"), 0);
}

/// D15.
#[test]
fn what_a_control_keeps_is_told() {
    inside("<w:sdt><w:sdtPr><w:alias w:val='Planted'/></w:sdtPr></w:sdt>", Layer::Property);
    inside(
        "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='Planted' w:value='1'/></w:dropDownList></w:sdtPr></w:sdt>",
        Layer::FormField,
    );
    inside(
        "<w:sdt><w:sdtPr><w:dataBinding w:xpath='Planted'/></w:sdtPr></w:sdt>",
        Layer::CustomXml,
    );
    inside("<w:p><w:ffData><w:helpText w:val='Planted'/></w:ffData></w:p>", Layer::FormField);
    inside(
        &format!(
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            paragraph("", &run("", "Planted"))
        ),
        Layer::Body,
    );
}

/// D17.
#[test]
fn permissions_bookmarks_tags_and_tasks_name_people() {
    inside("<w:p><w:permStart w:id='1' w:ed='Planted'/></w:p>", Layer::Property);
    inside("<w:p><w:bookmarkStart w:id='1' w:name='Planted'/></w:p>", Layer::Property);
    let given = "<w:p><w:bookmarkStart w:name='_Toc123'/><w:bookmarkStart w:name='Text1'/></w:p>";
    assert!(read(&plain().inside(given)).texts(Layer::Property).is_empty());
    inside(
        "<w:p><w:smartTag><w:smartTagPr><w:attr w:name='ProductID' w:val='Planted'/></w:smartTagPr></w:smartTag></w:p>",
        Layer::CustomXml,
    );
    both(
        &|word| {
            let xml = format!(
                "<t:Tasks><t:Task><t:Attribution userId='' userName='{word}'/></t:Task></t:Tasks>"
            );
            plain().part("documenttasks", "word/documenttasks/documenttasks1.xml", xml)
        },
        Layer::Comment,
    );
}
