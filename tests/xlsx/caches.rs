//! What a workbook keeps of data that is elsewhere or gone: pivot caches, links, texts.

use foilint::document::Layer;

use crate::common::workbook::{Pivot, Workbook};
use crate::{assert_in, plain, read};

/// Rows of which the word "Planted" is in the last.
fn staff() -> [[&'static str; 2]; 3] {
    [["Sample", "Sergeant"], ["Test", "Sergeant"], ["Planted", "Constable"]]
}

/// X13, X15.
#[test]
fn a_pivot_cache_gives_its_records_below_its_fields() {
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff()).refreshed_by("J Refresher");
    let everything = read(&plain().pivot(pivot));
    let (name, headings) = &everything.headings[everything.headings.len() - 1];
    assert_eq!(
        (name.as_str(), headings.of(1), headings.of(2)),
        ("pivot cache 1", Some("Surname"), Some("Rank"))
    );
    let planted = everything.fragments.iter().find(|it| it.text == "Planted").expect("it is there");
    assert_eq!((planted.layer, planted.at), (Layer::PivotCache, (3, 1)));
    assert_eq!(everything.texts(Layer::PivotCache).len(), 6, "each record once");
    assert_in(&everything, "J Refresher", Layer::Property);
}

/// X13, X15.
#[test]
fn what_became_of_the_source_of_a_pivot_cache_is_said_in_words() {
    let remark = |workbook: Workbook, source: &str| {
        let pivot = Pivot::of("", ["Surname"], [["Planted"]]).source(source);
        read(&workbook.pivot(pivot))
            .containers
            .iter()
            .find_map(|it| it.2.clone())
            .expect("it is there")
    };
    let sap = "<worksheetSource ref='A1:B9' sheet='SAP'/>";
    assert_eq!(
        remark(plain(), sap),
        "no sheet shows them: the source sheet is no longer in the file"
    );
    let hidden = || plain().hidden_sheet("SAP", [["a"]]);
    assert_eq!(
        remark(hidden(), sap),
        "no sheet that is seen shows them: the source sheet is hidden"
    );
    assert_eq!(remark(plain().sheet("sap", [["a"]]), sap), "the source sheet is in the file");
    let named = "<worksheetSource name='Staff'/>";
    assert_eq!(
        remark(hidden().name("Staff", "SAP!$A$1"), named),
        "no sheet that is seen shows them: the source sheet is hidden"
    );
    let file = "<worksheetSource ref='A1' sheet='SAP' r:id='rId2'/>";
    assert_eq!(remark(plain(), file), "no sheet shows them: their source is another file");
}

/// X16.
#[test]
fn a_pivot_cache_that_nothing_refers_to_is_read_all_the_same() {
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff()).unreferenced();
    assert_in(&read(&plain().pivot(pivot)), "Planted", Layer::PivotCache);
}

/// X14.
#[test]
fn a_pivot_cache_without_records_gives_the_values_of_its_fields() {
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff()).without_records();
    let everything = read(&plain().pivot(pivot));
    assert_eq!(
        everything.texts(Layer::PivotCache),
        ["Sample", "Test", "Planted", "Sergeant", "Constable"]
    );
}

/// X14.
#[test]
fn values_of_a_pivot_cache_that_no_record_holds_are_kept_too() {
    let records = "<pivotCacheRecords><r><x v='0'/><x v='0'/></r></pivotCacheRecords>";
    let pivot = Pivot::of("SAP", ["Surname", "Rank"], staff());
    let workbook = plain().pivot(pivot).part("xl/pivotCache/pivotCacheRecords1.xml", records);
    let everything = read(&workbook);
    assert_eq!(
        everything.texts(Layer::PivotCache),
        ["Sample", "Sergeant", "Test", "Planted", "Constable"]
    );
}

/// X16.
#[test]
fn records_without_a_definition_are_read() {
    let records = "<pivotCacheRecords><r><s v='Planted'/></r></pivotCacheRecords>";
    let everything = read(&plain().part("xl/pivotCache/pivotCacheRecords9.xml", records));
    assert_in(&everything, "Planted", Layer::PivotCache);
}

/// X19, X20.
#[test]
fn the_cells_kept_of_another_workbook_are_found_with_its_path() {
    let target = "file:///S:/Personnel/Staff%20of%20Planted.xlsx";
    let workbook = plain().external(target, "Staff", [["Surname"], ["Buried"]]);
    let everything = read(&workbook);
    assert_in(&everything, "Buried", Layer::ExternalCache);
    assert_in(&everything, "Personnel", Layer::ExternalCache);
    let cell = everything.fragments.iter().find(|it| it.text == "Buried").expect("it is there");
    assert_eq!(cell.container, "[Staff%20of%20Planted.xlsx]Staff");
}

/// X21.
#[test]
fn a_dde_link_keeps_values_too() {
    let link = "<externalLink><ddeLink ddeService='Excel' ddeTopic='C:\\Staff.xls'><ddeItems>\
        <ddeItem name='R1'><values><value t='str'><val>Planted</val></value></values></ddeItem>\
        </ddeItems></ddeLink></externalLink>";
    let everything = read(&plain().part("xl/externalLinks/externalLink1.xml", link));
    assert_in(&everything, "Planted", Layer::ExternalCache);
    assert_in(&everything, "Staff.xls", Layer::ExternalCache);
}

/// X28.
#[test]
fn shared_strings_that_no_cell_shows_are_told() {
    let everything = read(&plain().orphan_string("Planted"));
    assert_in(&everything, "Planted", Layer::OrphanString);
    assert_eq!(everything.texts(Layer::OrphanString), ["Planted"], "the others are shown");
}

/// X14. What a pivot cache says beside its fields and their items.
#[test]
fn formulas_and_pages_of_a_pivot_cache_are_told() {
    let definition = |inner: &str| {
        format!(
            "<pivotCacheDefinition><cacheSource type='consolidation'><consolidation><pages><page>\
             <pageItem name='Paged'/></page></pages></consolidation></cacheSource><cacheFields>\
             <cacheField name='Rank' formula='{inner}'><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>"
        )
    };
    let of = |inner: &str| {
        let part = "xl/pivotCache/pivotCacheDefinition1.xml";
        read(&plain().part(part, definition(inner))).texts(Layer::PivotCache).join(" ")
    };
    assert_eq!(of("Planted"), "Paged Planted");
    assert_eq!(of(""), "Paged");
}

/// X20. The other places of a linked file.
#[test]
fn every_place_of_a_linked_file_is_told() {
    let link = "<externalLink><externalBook r:id='rId1'><alternateUrls><absoluteUrl r:id='rId2'/></alternateUrls>\
        </externalBook></externalLink>";
    let rels = |target: &str| {
        format!(
            "<Relationships><Relationship Id='rId1' Type='t/externalLinkPath' Target='staff.xlsx' TargetMode='External'/>\
             <Relationship Id='rId2' Type='t/externalLinkLongPath' Target='{target}' TargetMode='External'/></Relationships>"
        )
    };
    let of = |target: &str| {
        let workbook = plain().part("xl/externalLinks/externalLink1.xml", link);
        let rels = workbook.part("xl/externalLinks/_rels/externalLink1.xml.rels", rels(target));
        read(&rels).texts(Layer::ExternalCache).join(" ")
    };
    assert_eq!(
        of("https://planted.example.org/s.xlsx"),
        "staff.xlsx https://planted.example.org/s.xlsx"
    );
    assert_eq!(of(""), "staff.xlsx");
}
