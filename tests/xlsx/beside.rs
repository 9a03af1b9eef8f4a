//! What lies beside the cells: comments, names, properties, drawings, files.

use foilint::document::{Layer, Reason};

use crate::common::workbook::{Sheet, Workbook};
use crate::{TABLE, assert_in, plain, read};

/// X22.
#[test]
fn names_that_stand_for_more_than_a_visible_range_are_told() {
    let workbook = plain()
        .name("Table", "Reply!$A$1:$B$3")
        .name("Column", "Staff[[#All],[Rank]]")
        .name("Pick", "{\"Planted\";\"Test\"}")
        .hidden_name("Old", "Reply!$C$1")
        .name("Dead", "#REF!$A$1");
    let everything = read(&workbook);
    assert_eq!(
        everything.texts(Layer::DefinedName),
        ["Pick", "{\"Planted\";\"Test\"}", "Old", "Reply!$C$1", "Dead", "#REF!$A$1"]
    );
}

/// X25.
#[test]
fn comments_are_told_with_their_cell_and_their_author() {
    let sheet = Sheet::new("Reply").rows(TABLE).comment("B7", "J Sample", "Planted words");
    let everything = read(&Workbook::new().add(sheet));
    let comment =
        everything.fragments.iter().find(|it| it.text == "Planted words").expect("it is there");
    assert_eq!(
        (comment.layer, comment.named.as_str(), comment.container.as_str()),
        (Layer::Comment, "B7", "comments of Reply")
    );
    assert_in(&everything, "J Sample", Layer::Comment);
}

/// X26.
#[test]
fn threads_and_the_people_in_them_are_told() {
    let thread = "<ThreadedComments><threadedComment ref='A2' personId='{1}'><text>Planted</text>\
        </threadedComment></ThreadedComments>";
    let people =
        "<personList><person displayName='Kim Sample' userId='kim@example.org'/></personList>";
    let sheet = Sheet::new("Reply")
        .rows(TABLE)
        .related("threadedComment", "../threadedComments/threadedComment1.xml");
    let workbook = Workbook::new()
        .add(sheet)
        .part("xl/threadedComments/threadedComment1.xml", thread)
        .part("xl/persons/person.xml", people);
    let everything = read(&workbook);
    let planted = everything.fragments.iter().find(|it| it.text == "Planted").expect("it is there");
    assert_eq!(planted.container, "comments of Reply");
    assert_in(&everything, "Planted", Layer::Comment);
    assert_in(&everything, "kim@example.org", Layer::Comment);
}

/// X39.
#[test]
fn properties_are_told_by_name() {
    let workbook = plain()
        .core("dc:creator", "Jane Sample")
        .app("Manager", "Kim Test")
        .app("Application", "Spreadsheet")
        .custom("Owner", "Lee Example");
    let everything = read(&workbook);
    let told: Vec<(&str, &str)> = everything
        .fragments
        .iter()
        .filter(|it| it.layer == Layer::Property)
        .map(|it| (it.named.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(
        told,
        [("manager", "Kim Test"), ("creator", "Jane Sample"), ("Owner", "Lee Example")]
    );
}

/// X45.
#[test]
fn paths_and_people_of_the_workbook_part_are_told() {
    let workbook = plain().inside(
        "<fileSharing userName='J Sample'/><x15ac:absPath xmlns:x15ac='urn:a' url='C:\\Users\\planted\\'/>",
    );
    let everything = read(&workbook);
    assert_in(&everything, "J Sample", Layer::Property);
    assert_in(&everything, "planted", Layer::SavePath);
}

/// X30, X33, X38, X54.
#[test]
fn headers_links_lists_and_scenarios_are_told() {
    let sheet = Sheet::new("Reply").rows(TABLE).link("mailto:planted@example.org").after(
        "<scenarios><scenario name='s' user='J Scenario'><inputCells r='A1' val='Secret'/></scenario>\
         </scenarios><dataValidations><dataValidation type='list'><formula1>\"Listed,Other\"</formula1>\
         </dataValidation></dataValidations><headerFooter><oddFooter>&amp;LFooted</oddFooter></headerFooter>",
    );
    let everything = read(&Workbook::new().add(sheet));
    assert_in(&everything, "planted@example.org", Layer::Hyperlink);
    assert_in(&everything, "J Scenario", Layer::Scenario);
    assert_in(&everything, "Secret", Layer::Scenario);
    assert_in(&everything, "Listed,Other", Layer::ValidationList);
    assert_eq!(everything.texts(Layer::HeaderFooter), ["Footed"]);
}

#[test]
fn texts_of_other_parts_lie_in_the_layer_of_their_kind() {
    let cases: [(&str, &str, Layer); 12] = [
        ("xl/drawings/drawing1.xml", "<wsDr><t>Planted</t></wsDr>", Layer::TextBox),
        ("xl/drawings/drawing2.xml", "<wsDr><cNvPr descr='Planted'/></wsDr>", Layer::AltText),
        (
            "xl/charts/chart1.xml",
            "<chartSpace><strLit><v>Planted</v></strLit></chartSpace>",
            Layer::ChartCache,
        ),
        (
            "xl/slicerCaches/s1.xml",
            "<slicerCacheDefinition><i n='Planted'/></slicerCacheDefinition>",
            Layer::SlicerCache,
        ),
        (
            "xl/connections.xml",
            "<connections><dbPr command='Planted'/></connections>",
            Layer::Connection,
        ),
        ("customXml/item1.xml", "<any>Planted</any>", Layer::CustomXml),
        (
            "xl/revisions/log1.xml",
            "<revisions><oc><v>Planted</v></oc></revisions>",
            Layer::Revision,
        ),
        (
            "xl/revisions/userNames.xml",
            "<users><userInfo name='Planted'/></users>",
            Layer::Revision,
        ),
        ("xl/metadata.xml", "<metadata><n v='Planted'/></metadata>", Layer::ExternalCache),
        (
            "xl/printerSettings/printerSettings1.bin",
            "\0\0Planted printer\0",
            Layer::PrinterSettings,
        ),
        (
            "docMetadata/LabelInfo.xml",
            "<labelList><label id='Planted'/></labelList>",
            Layer::Property,
        ),
        ("xl/unheard.xml", "<unheard>Planted</unheard>", Layer::UnknownPart),
    ];
    for (part, text, layer) in cases {
        let everything = read(&plain().part(part, text));
        assert_in(&everything, "Planted", layer);
        let is_gap = layer == Layer::UnknownPart;
        assert_eq!(everything.gaps.len(), usize::from(is_gap), "{part}: {:?}", everything.gaps);
    }
}

/// X35.
#[test]
fn files_inside_are_given_away_whole() {
    let everything = read(&plain().part("xl/embeddings/oleObject1.bin", "inner"));
    let inner = ("xl/embeddings/oleObject1.bin".to_owned(), b"inner".to_vec());
    assert_eq!(everything.enclosures, [inner]);
    assert_eq!(everything.gaps, []);
}

#[test]
fn parts_that_are_not_read_are_gaps() {
    let cases = [
        ("xl/model/item.data", Reason::DataModel),
        ("xl/vbaProject.bin", Reason::NotInThisVersion("macros of this form")),
        ("xl/unheard.bin", Reason::UnknownFormat),
    ];
    for (part, reason) in cases {
        let everything = read(&plain().part(part, "Planted bytes"));
        let gaps: Vec<_> =
            everything.gaps.iter().map(|it| (it.part.as_str(), &it.reason)).collect();
        assert_eq!(gaps, [(part, &reason)]);
    }
}

/// X24.
#[test]
fn queries_are_given_away_as_the_package_that_they_are() {
    // Version 0, two bytes of package: "ab", and what stands behind them.
    let queries = "<DataMashup>AAAAAAIAAABhYlBsYW50ZWQ=</DataMashup>";
    let everything = read(&plain().part("customXml/item1.xml", queries));
    assert_eq!(
        everything.enclosures,
        [("customXml/item1.xml/queries.zip".to_owned(), b"ab".to_vec())]
    );
    assert_in(&everything, "Planted", Layer::Connection);
    let cut_off =
        read(&plain().part("customXml/item1.xml", "<DataMashup>AAAAAAkAAABhYg==</DataMashup>"));
    assert_eq!(cut_off.gaps[0].reason, Reason::Truncated);
}
