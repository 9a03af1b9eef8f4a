//! One place where data hides after the other: a word planted in just that place
//! is found in its layer, and without the word there is nothing.

use foilint::document::Layer;

use crate::common::workbook::{Sheet, Workbook};
use crate::{TABLE, behind, both, part, plain, read};

/// X03.
#[test]
fn sheets_of_macros_and_dialogues_are_macros() {
    let code =
        "<macrosheet><sheetData><row><c t='str'><f>Planted</f></c></row></sheetData></macrosheet>";
    part("xl/macrosheets/sheet1.xml", code, Layer::Macro);
    let dialogue = "<dialogsheet><sheetPr/><headerFooter><oddHeader>Planted</oddHeader></headerFooter></dialogsheet>";
    part("xl/dialogsheets/sheet1.xml", dialogue, Layer::Macro);
}

/// X08.
#[test]
fn the_views_of_others_are_told_with_their_names() {
    behind(
        "<customSheetViews><customSheetView guid='{1}' hiddenRows='1'><autoFilter ref='A1:B3'>\
         <filterColumn colId='0'><filters><filter val='Planted'/></filters></filterColumn></autoFilter>\
         </customSheetView></customSheetViews>",
        Layer::CustomView,
    );
    part(
        "xl/namedSheetViews/namedSheetView1.xml",
        "<namedSheetViews><namedSheetView name='Planted' id='{1}'/></namedSheetViews>",
        Layer::CustomView,
    );
    let view = |word: &str| {
        plain().inside(&format!(
            "<customWorkbookViews><customWorkbookView name='{word}'/></customWorkbookViews>"
        ))
    };
    both(&view, Layer::CustomView);
}

/// X18.
#[test]
fn the_captions_of_pivot_tables_are_told() {
    part(
        "xl/pivotTables/pivotTable1.xml",
        "<pivotTableDefinition><pivotFields><pivotField><items><item n='Planted' h='1' x='0'/></items></pivotField>\
         </pivotFields></pivotTableDefinition>",
        Layer::PivotCache,
    );
    part(
        "xl/pivotTables/pivotTable1.xml",
        "<pivotTableDefinition><filters><filter type='captionEqual' stringValue1='Planted'/></filters></pivotTableDefinition>",
        Layer::PivotCache,
    );
}

/// X20, X21.
#[test]
fn links_to_programs_keep_their_values_and_topics() {
    let dde = |topic: &str, value: &str| {
        format!(
            "<externalLink><ddeLink ddeTopic='{topic}'><ddeItems><ddeItem><values><value t='str'><val>{value}</val>\
             </value></values></ddeItem></ddeItems></ddeLink></externalLink>"
        )
    };
    part("xl/externalLinks/externalLink1.xml", &dde("", "Planted"), Layer::ExternalCache);
    part("xl/externalLinks/externalLink1.xml", &dde("Planted", ""), Layer::ExternalCache);
    part(
        "xl/externalLinks/externalLink1.xml",
        "<externalLink><oleLink><oleItems><oleItem name='Planted'/></oleItems></oleLink></externalLink>",
        Layer::ExternalCache,
    );
    part(
        "xl/externalLinks/externalLink1.xml",
        "<externalLink><externalBook><alternateUrls><absoluteUrl id='x'/></alternateUrls><sheetNames>\
         <sheetName val='Planted'/></sheetNames></externalBook></externalLink>",
        Layer::ExternalCache,
    );
}

/// X22.
#[test]
fn the_comment_of_a_name_is_told() {
    let workbook =
        |word: &str| plain().name_with(&format!("comment='{word}'"), "Range", "Reply!$A$1");
    let everything = read(&workbook("Planted"));
    assert_eq!(everything.layers_of("Planted"), [Layer::DefinedName]);
    assert!(read(&workbook("")).texts(Layer::DefinedName).is_empty());
}

/// X24.
#[test]
fn connections_and_queries_are_told() {
    for name in ["command='Planted'", "connection='Planted'"] {
        let xml =
            format!("<connections><connection id='1'><dbPr {name}/></connection></connections>");
        part("xl/connections.xml", &xml, Layer::Connection);
    }
    part(
        "xl/connections.xml",
        "<connections><connection sourceFile='Planted'/></connections>",
        Layer::Connection,
    );
    part("xl/queryTables/queryTable1.xml", "<queryTable name='Planted'/>", Layer::Connection);
}

/// X27.
#[test]
fn the_log_of_a_shared_workbook_keeps_old_values_and_names() {
    for log in [
        "<revisions><rcc rId='1'><oc r='A1' t='inlineStr'><is><t>Planted</t></is></oc><nc r='A1'/></rcc></revisions>",
        "<revisions><rcc rId='1'><oc r='A1'/><nc r='A1' t='inlineStr'><is><t>Planted</t></is></nc></rcc></revisions>",
        "<revisions><rsnm oldName='Planted' newName=''/></revisions>",
    ] {
        part("xl/revisions/revisionLog1.xml", log, Layer::Revision);
    }
    part(
        "xl/revisions/revisionHeaders.xml",
        "<headers><header userName='Planted'/></headers>",
        Layer::Revision,
    );
    part(
        "xl/revisions/userNames.xml",
        "<users><userInfo name='Planted'/></users>",
        Layer::Revision,
    );
}

/// X27.
#[test]
fn a_log_names_who_changed_which_cell() {
    let log = "<revisions><rcc rId='1' sId='1'><oc r='B2' t='inlineStr'><is><r><t>Old </t></r><r><t>name</t></r></is></oc>\
        <nc r='B2'><v>7</v></nc></rcc></revisions>";
    let headers = "<headers xmlns:r='u'><header guid='{1}' userName='Kim Other' r:id='rId2'/>\
        <header guid='{2}' userName='Jane Sample' r:id='rId1'/></headers>";
    let rels = "<Relationships><Relationship Id='rId1' Type='t/revisionLog' Target='revisionLog1.xml'/></Relationships>";
    let everything = read(
        &plain()
            .part("xl/revisions/revisionLog1.xml", log)
            .part("xl/revisions/revisionHeaders.xml", headers)
            .part("xl/revisions/_rels/revisionHeaders.xml.rels", rels),
    );
    let told: Vec<(&str, &str)> = everything
        .fragments
        .iter()
        .filter(|it| it.container == "xl/revisions/revisionLog1.xml")
        .map(|it| (it.named.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(told, [("changed by", "Jane Sample"), ("B2 before", "Old name"), ("B2 after", "7")]);
}

/// X30.
#[test]
fn what_may_be_entered_is_told() {
    for rule in [
        "<dataValidation type='list'><formula1>\"Planted\"</formula1></dataValidation>",
        "<dataValidation type='whole' prompt='Planted'/>",
        "<dataValidation type='whole' error='Planted'/>",
        "<x12ac:list>\"Planted\"</x12ac:list>",
        "<x14:dataValidation><x14:formula1><xm:f>\"Planted\"</xm:f></x14:formula1></x14:dataValidation>",
    ] {
        behind(&format!("<dataValidations>{}</dataValidations>", rule), Layer::ValidationList);
    }
}

/// X31.
#[test]
fn texts_in_rules_for_formats_are_formulas() {
    for rule in [
        "<cfRule type='containsText' text='Planted'/>",
        "<cfRule type='expression'><formula>A1=\"Planted\"</formula></cfRule>",
    ] {
        let quiet = rule.replace("A1=\"Planted\"", "A1&gt;B1");
        let with = |word: &str| {
            let rule = if word.is_empty() { quiet.replace("Planted", "") } else { rule.to_owned() };
            let xml = format!("<conditionalFormatting sqref='A1'>{rule}</conditionalFormatting>");
            Workbook::new().add(Sheet::new("Reply").rows(TABLE).after(&xml))
        };
        both(&with, Layer::Formula);
    }
}

/// X32, X55.
#[test]
fn tables_and_maps_are_told() {
    part("xl/tables/table1.xml", "<table comment='Planted'/>", Layer::Property);
    part("xl/tables/table1.xml", "<table displayName='Planted'/>", Layer::Property);
    part("xl/xmlMaps.xml", "<MapInfo><Map Name='Planted'/></MapInfo>", Layer::CustomXml);
    part(
        "xl/tables/tableSingleCells1.xml",
        "<singleXmlCells><singleXmlCell><xmlCellPr><xmlPr xpath='Planted'/></xmlCellPr></singleXmlCell></singleXmlCells>",
        Layer::CustomXml,
    );
}

/// X33.
#[test]
fn scenarios_are_told_with_who_made_them() {
    for name in ["name", "user", "comment"] {
        behind(&format!("<scenarios><scenario {name}='Planted'/></scenarios>"), Layer::Scenario);
    }
    behind(
        "<scenarios><scenario><inputCells r='A1' val='Planted'/></scenario></scenarios>",
        Layer::Scenario,
    );
}

/// X38.
#[test]
fn headers_and_footers_are_seen_and_printers_are_told() {
    for name in ["oddHeader", "evenFooter", "firstHeader"] {
        behind(
            &format!("<headerFooter><{name}>&amp;LPlanted</{name}></headerFooter>"),
            Layer::HeaderFooter,
        );
    }
    let wide: Vec<u8> = "\\\\server\\Planted".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let everything = read(&plain().part("xl/printerSettings/printerSettings1.bin", wide));
    assert_eq!(everything.texts(Layer::PrinterSettings), ["\\\\server\\Planted"]);
}

/// X39, X42.
#[test]
fn titles_of_parts_and_properties_are_told() {
    part(
        "docProps/app.xml",
        "<Properties><TitlesOfParts><vector><lpstr>Planted</lpstr></vector></TitlesOfParts></Properties>",
        Layer::Property,
    );
    part(
        "docProps/app.xml",
        "<Properties><HyperlinkBase>Planted</HyperlinkBase></Properties>",
        Layer::Property,
    );
    part(
        "docProps/core.xml",
        "<coreProperties><lastModifiedBy>Planted</lastModifiedBy></coreProperties>",
        Layer::Property,
    );
    part(
        "docMetadata/LabelInfo.xml",
        "<labelList><label name='Planted'/></labelList>",
        Layer::Property,
    );
}

/// X53, X55. The names of sheets are told with the sheets.
#[test]
fn a_sheet_is_told_by_its_name_with_its_rows() {
    let everything = read(&plain().sheet("Planted", TABLE));
    let sheet = everything.containers.iter().find(|it| it.0 == "Planted").expect("it is there");
    assert_eq!(sheet.1, Layer::Body);
    assert!(!read(&plain()).containers.iter().any(|it| it.0 == "Planted"));
}
