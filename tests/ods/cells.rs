//! What hides cells: sheets, rows and columns, distance, looks, other cells.

use foilint::document::Layer;

use super::common::legacy::{WORD, staff, staff_of};
use super::common::ods::Ods;
use super::common::table::State;
use super::{assert_in, assert_quiet, book, both};

/// A cell with a text.
fn cell(attributes: &str, text: &str) -> String {
    format!(
        "<table:table-cell {attributes} office:value-type='string'><text:p>{text}</text:p>\
         </table:table-cell>"
    )
}

fn row(attributes: &str, cells: &str) -> String {
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

/// A spreadsheet with one more row.
fn with_row(markup: String) -> Ods {
    book(|book| book.row = markup)
}

/// O01.
#[test]
fn a_sheet_that_is_not_displayed_is_hidden() {
    let sheets = |state| Ods::of(&[staff_of("x"), staff().state(state)]);
    assert_in(&sheets(State::Hidden), Layer::HiddenSheet, "Staff", "2,1");
    assert_quiet(&sheets(State::Visible));
}

/// O02.
#[test]
fn a_row_is_hidden_by_hand_by_a_filter_or_by_its_group() {
    let one = |visibility: &str| {
        with_row(row(&format!("table:visibility='{visibility}'"), &cell("", WORD)))
    };
    assert_in(&one("collapse"), Layer::HiddenRow, "Staff", "2,1");
    assert_in(&one("filter"), Layer::FilteredRow, "Staff", "2,1");
    assert_quiet(&one("visible"));
    let group = |shown: bool| {
        with_row(format!(
            "<table:table-row-group table:display='{shown}'>{}</table:table-row-group>",
            row("", &cell("", WORD))
        ))
    };
    assert_in(&group(false), Layer::HiddenRow, "Staff", "2,1");
    assert_quiet(&group(true));
}

/// O02.
#[test]
fn a_column_is_hidden_with_its_cells_alone() {
    let sheets = |columns: &[u32]| Ods::of(&[staff().hiding_columns(columns)]);
    assert_in(&sheets(&[1]), Layer::HiddenColumn, "Staff", "2,1");
    assert_quiet(&sheets(&[]));
}

/// O07.
#[test]
fn a_cell_behind_many_empty_ones_is_remote() {
    let down = |rows: u32| {
        let empty = row(&format!("table:number-rows-repeated='{rows}'"), "<table:table-cell/>");
        with_row(empty + &row("", &cell("", WORD)))
    };
    assert_in(&down(51), Layer::RemoteCell, "Staff", "53,1");
    assert_in(&down(1_000_000), Layer::RemoteCell, "Staff", "1000002,1");
    assert_quiet(&down(50));
    let right = |columns: u32| {
        let empty = format!("<table:table-cell table:number-columns-repeated='{columns}'/>");
        with_row(row("", &(cell("", "a") + &empty + &cell("", WORD))))
    };
    assert_in(&right(21), Layer::RemoteCell, "Staff", "2,23");
    assert_quiet(&right(20));
}

/// O07.
#[test]
fn a_cell_is_near_where_other_rows_or_a_drawing_lead_to_it() {
    let gap = "<table:table-cell table:number-columns-repeated='30'/>";
    let bridge = row("", &cell("table:number-columns-repeated='31'", "a"));
    assert_quiet(&with_row(row("", &(cell("", "a") + gap + &cell("", WORD))) + &bridge));
    let drawing = "<table:table-cell><draw:frame table:end-cell-address='Staff.C70'/>\
        </table:table-cell>";
    let empty = row("table:number-rows-repeated='90'", "<table:table-cell/>");
    assert_quiet(&with_row(row("", drawing) + &empty + &row("", &cell("", WORD))));
    let rows = "table:number-rows-repeated='90' table:visibility='collapse'";
    assert_quiet(&with_row(row(rows, "<table:table-cell/>") + &row("", &cell("", WORD))));
}

/// O10.
#[test]
fn a_value_under_a_merged_cell_is_told_once_and_is_not_seen() {
    let covered = format!(
        "{}<table:covered-table-cell office:value-type='string'><text:p>{WORD}</text:p>\
         </table:covered-table-cell>",
        cell("table:number-columns-spanned='2'", "a")
    );
    assert_in(&with_row(row("", &covered)), Layer::InvisibleText, "Staff", "2,2");
    assert_quiet(&with_row(row("", "<table:covered-table-cell/>")));
}

/// A spreadsheet with the word in a cell of a style `it`.
fn styled(styles: &str) -> Ods {
    book(|book| {
        book.styles = styles.to_owned();
        book.row = row("", &cell("table:style-name='it'", WORD));
    })
}

/// O10.
#[test]
fn a_look_may_hide_a_text_through_any_of_its_styles() {
    let style = |rest: &str| format!("<style:style style:family='table-cell' {rest}</style:style>");
    let white = "<style:text-properties fo:color='#ffffff'/>";
    let unseen = [
        style(&format!("style:name='it'>{white}")),
        style(&format!("style:name='base'>{white}"))
            + &style("style:name='it' style:parent-style-name='base'>"),
        format!(
            "<style:default-style style:family='table-cell'>{white}</style:default-style>{}",
            style("style:name='it'>")
        ),
        style("style:name='it'><style:text-properties fo:font-size='1pt'/>"),
        style(&format!("style:name='blank'>{white}"))
            + &style(
                "style:name='it'><style:map style:condition='is-true-formula(TRUE())' \
                 style:apply-style-name='blank'/>",
            ),
        "<number:text-style style:name='N1'/>".to_owned()
            + &style("style:name='it' style:data-style-name='N1'>"),
    ];
    for styles in unseen {
        assert_in(&styled(&styles), Layer::InvisibleText, "Staff", "2,1");
    }
    let blue = "<style:table-cell-properties fo:background-color='#0000ff'/>";
    assert_quiet(&styled(&style(&format!("style:name='it'>{blue}{white}"))));
    let shown = "<number:text-style style:name='N1'><number:text-content/></number:text-style>";
    let own = style("style:name='it' style:data-style-name='N1'>");
    assert_quiet(&styled(&format!("{shown}{own}")));
}

/// O10.
#[test]
fn the_style_of_a_column_or_a_row_counts_where_a_cell_has_none() {
    let styles = "<style:style style:name='it' style:family='table-cell'>\
        <style:text-properties fo:color='#fff'/><style:text-properties fo:color='#ffffff'/>\
        </style:style>";
    let of_row = book(|book| {
        book.styles = styles.to_owned();
        book.row = row("table:default-cell-style-name='it'", &cell("", WORD));
    });
    assert_in(&of_row, Layer::InvisibleText, "Staff", "2,1");
}

/// O10.
#[test]
fn words_in_the_colour_of_the_ground_are_told_apart_from_the_rest_of_their_cell() {
    let hiding = |colour: &str| {
        book(|book| {
            book.styles = format!(
                "<style:style style:name='T1' style:family='text'><style:text-properties \
                 fo:color='{colour}'/></style:style>"
            );
            let words = format!("seen <text:span text:style-name='T1'>{WORD}</text:span>");
            book.row = row("", &cell("", &words));
        })
    };
    assert_in(&hiding("#ffffff"), Layer::InvisibleText, "Staff", "2,1");
    assert_quiet(&hiding("#ff0000"));
}

/// O10.
#[test]
fn a_number_is_hidden_by_the_section_of_its_format_that_is_empty() {
    let formats = "<number:number-style style:name='N1P0'/><number:number-style \
        style:name='N1'><number:number/><style:map style:condition='value()&gt;0' \
        style:apply-style-name='N1P0'/></number:number-style><style:style style:name='it' \
        style:family='table-cell' style:data-style-name='N1'/>";
    for (value, layer) in [("41", Layer::InvisibleText), ("-41", Layer::Body)] {
        let book = book(|book| {
            book.styles = formats.to_owned();
            book.row = row(
                "",
                &format!(
                    "<table:table-cell table:style-name='it' office:value-type='float' \
                     office:value='{value}'><text:p>{value}</text:p></table:table-cell>"
                ),
            );
        });
        for everything in both(&book) {
            assert_eq!(everything.layers_of(value), [layer], "{value}");
        }
    }
}

/// O10.
#[test]
fn protection_hides_a_cell_whose_style_says_so() {
    let styles = "<style:style style:name='it' style:family='table-cell'>\
        <style:table-cell-properties style:cell-protect='hidden-and-protected'/></style:style>";
    let ods = styled(styles);
    let plain = Ods::of(&[staff_of("x")]);
    assert_quiet(&Ods { row: ods.row.clone(), styles: ods.styles.clone(), ..plain });
    let text = ods.flat().replacen("<table:table ", "<table:table table:protected='true' ", 1);
    let found = super::Everything::of("a.fods", text.as_bytes());
    assert_eq!(found.layers_of(WORD), [Layer::InvisibleText]);
    let assurance = found.fragments.iter().find(|it| it.named == "protection").expect("a word");
    assert!(assurance.text.contains("anyone can read it"), "{}", assurance.text);
}
