//! A workbook with everything that an honest one has is clear.

use crate::common::outgoing::Outgoing;
use crate::common::workbook::{Sheet, Workbook};

/// Two fonts, of which one is white, a fill, and formats of accounts.
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='#,##0;-#,##0;;@'/></numFmts>\
    <fonts><font><sz val='11'/><color theme='1'/></font><font><color theme='0'/></font></fonts><fills><fill/>\
    <fill><patternFill patternType='gray125'/></fill><fill><patternFill patternType='solid'>\
    <fgColor theme='4'/><bgColor indexed='64'/></patternFill></fill></fills><cellStyleXfs><xf/></cellStyleXfs>\
    <cellXfs><xf/><xf fontId='1' fillId='2'/><xf numFmtId='164'/></cellXfs><cellStyles>\
    <cellStyle name='Normal' xfId='0' builtinId='0'/></cellStyles><dxfs><dxf><fill><patternFill>\
    <bgColor rgb='FFFFC7CE'/></patternFill></fill></dxf></dxfs></styleSheet>";

const CHART: &str = "<c:chartSpace xmlns:c='u' xmlns:a='v'><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Count by year\
    </a:t></a:r></a:p></c:rich></c:tx></c:title><c:ser><c:tx><c:strRef><c:f>Reply!$B$1</c:f><c:strCache>\
    <c:pt idx='0'><c:v>Count</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:f>Reply!$A$2:$A$3</c:f>\
    <c:strCache><c:pt idx='0'><c:v>Thefts</c:v></c:pt><c:pt idx='1'><c:v>Burglaries</c:v></c:pt></c:strCache>\
    </c:strRef></c:cat><c:val><c:numRef><c:f>Reply!$B$2:$B$3</c:f><c:numCache><c:formatCode>General</c:formatCode>\
    <c:pt idx='0'><c:v>120</c:v></c:pt><c:pt idx='1'><c:v>300</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>\
    </c:chart></c:chartSpace>";

const DRAWING: &str = "<xdr:wsDr xmlns:xdr='u'><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff>\
    <xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff>\
    <xdr:row>15</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame><xdr:nvGraphicFramePr>\
    <xdr:cNvPr id='2' name='Chart 1'/></xdr:nvGraphicFramePr></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>";

const TABLE: &str = "<table displayName='Crimes' name='Crimes' ref='A1:B3'><autoFilter ref='A1:B3'/><tableColumns>\
    <tableColumn id='1' name='Offence'/><tableColumn id='2' name='Count'/></tableColumns>\
    <tableStyleInfo name='TableStyleMedium2' showRowStripes='1'/></table>";

const AROUND: &str = "<autoFilter ref='A1:B3'/><conditionalFormatting sqref='B2:B3'><cfRule type='cellIs' dxfId='0' \
    priority='1' operator='greaterThan'><formula>200</formula></cfRule></conditionalFormatting>\
    <printOptions gridLines='1'/><pageMargins left='0.7'/><pageSetup paperSize='9'/>\
    <headerFooter><oddHeader>&amp;CNumbers of offences</oddHeader><oddFooter>&amp;LPage &amp;P of &amp;N&amp;R&amp;D</oddFooter>\
    </headerFooter>";

/// A reply with a chart, a table with its slicer, filters, formats and a printed
/// area, all of data that everyone sees.
fn reply() -> Workbook {
    let rows = [["Offence", "Count"], ["Thefts", "120"], ["Burglaries", "300"]];
    let sheet = Sheet::new("Reply")
        .before("<sheetPr codeName='Sheet1'/>")
        .rows(rows)
        .after(AROUND)
        .related("drawing", "../drawings/drawing1.xml")
        .related("table", "../tables/table1.xml");
    let rels = "<Relationships><Relationship Id='rId1' Type='t/chart' Target='../charts/chart1.xml'/></Relationships>";
    let cache = "<slicerCacheDefinition name='Slicer_Offence' sourceName='Offence'><extLst><ext uri='x'>\
        <tableSlicerCache tableId='1' column='1'/></ext></extLst></slicerCacheDefinition>";
    Workbook::new()
        .add(sheet)
        .name_with("localSheetId='0'", "_xlnm.Print_Area", "Reply!$A$1:$J$20")
        .name_with("localSheetId='0' hidden='1'", "_xlnm._FilterDatabase", "Reply!$A$1:$B$3")
        .name("Totals", "Reply!$B$2:$B$3")
        .app("Application", "Microsoft Excel")
        .part("xl/styles.xml", STYLES)
        .part("xl/charts/chart1.xml", CHART)
        .part("xl/drawings/drawing1.xml", DRAWING)
        .part("xl/drawings/_rels/drawing1.xml.rels", rels)
        .part("xl/tables/table1.xml", TABLE)
        .part("xl/slicerCaches/slicerCache1.xml", cache)
        .part(
            "xl/slicers/slicer1.xml",
            "<slicers><slicer name='Offence' caption='Offence'/></slicers>",
        )
}

fn code(name: &str, workbook: &Workbook) -> (serde_json::Value, i32) {
    Outgoing::new(name).file("reply.xlsx", workbook.zip()).json()
}

#[test]
fn a_full_and_honest_workbook_is_clear() {
    let (report, code) = code("honest-xlsx", &reply());
    assert_eq!((code, &report["verdict"]), (0, &"clear".into()), "{report:#}");
}

#[test]
fn the_same_workbook_with_the_chart_of_a_sheet_that_is_gone_is_held() {
    let chart = CHART.replace("Reply!$A$2:$A$3", "Staff!$A$2:$A$3");
    let (report, code) = code("less-honest-xlsx", &reply().part("xl/charts/chart1.xml", chart));
    assert_eq!((code, &report["verdict"]), (1, &"hold".into()), "{report:#}");
}
