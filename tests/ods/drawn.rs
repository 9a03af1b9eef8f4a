//! What lies over the cells: shapes, pictures, the fields of forms.

use foilint::document::Layer;

use super::common::legacy::WORD;
use super::content::in_cell;
use super::{assert_in, assert_quiet, book};

/// O10.
#[test]
fn a_shape_is_hidden_by_its_layer_by_itself_or_by_its_size() {
    let shape = |rest: &str| {
        let layers = "<draw:layer-set><draw:layer draw:name='off' draw:display='none'/>\
            </draw:layer-set>";
        let mut book = in_cell(&format!(
            "<draw:frame {rest}><draw:text-box><text:p>one</text:p><text:p>{WORD}</text:p>\
             </draw:text-box></draw:frame>"
        ));
        book.before = layers.to_owned();
        book
    };
    let hidden = ["draw:layer='off'", "drawooo:display='none'", "svg:width='0cm' svg:height='0cm'"];
    for rest in hidden {
        assert_in(&shape(rest), Layer::HiddenShape, "Staff", "text box");
    }
    for rest in ["draw:layer='layout'", "svg:width='2cm' svg:height='1cm' draw:name='Shape 1'"] {
        assert_in(&shape(rest), Layer::TextBox, "Staff", "text box");
    }
}

/// O10.
#[test]
fn what_describes_a_shape_is_told() {
    let described =
        |inner: &str, rest: &str| in_cell(&format!("<draw:frame {rest}>{inner}</draw:frame>"));
    for element in ["title", "desc"] {
        let inner = format!("<svg:{element}>{WORD}</svg:{element}>");
        assert_in(&described(&inner, ""), Layer::AltText, "Staff", "alternative text");
    }
    let named = described("", &format!("draw:name='{WORD}.jpg'"));
    assert_in(&named, Layer::AltText, "Staff", "name of a shape");
    assert_quiet(&described("", "draw:name='Image 3'"));
    let linked = described(&format!("<draw:image xlink:href='file:///S:/{WORD}.png'/>"), "");
    assert_in(&linked, Layer::SavePath, "Staff", "path");
    assert_quiet(&described("<draw:image xlink:href='Pictures/1.png'/>", ""));
}

/// O06.
#[test]
fn a_field_of_a_form_is_told_by_what_it_holds() {
    let form = |inner: String| {
        book(|book| {
            book.row = format!("<office:forms><form:form>{inner}</form:form></office:forms>")
        })
    };
    let cases = [
        (format!("<form:hidden form:value='{WORD}'/>"), Layer::FormField, "hidden field"),
        (
            format!("<form:listbox><form:option form:label='{WORD}'/></form:listbox>"),
            Layer::ValidationList,
            "list of a field",
        ),
        (
            format!("<form:combobox><form:item form:label='{WORD}'/></form:combobox>"),
            Layer::ValidationList,
            "list of a field",
        ),
        (format!("<form:text form:current-value='{WORD}'/>"), Layer::TextBox, "field"),
        (format!("<form:button form:label='{WORD}'/>"), Layer::TextBox, "label of a field"),
        (format!("<form:form form:command='{WORD}'/>"), Layer::Connection, "source of a form"),
        (
            format!(
                "<form:properties><form:property office:string-value='{WORD}'/></form:properties>"
            ),
            Layer::FormField,
            "property of a field",
        ),
    ];
    for (inner, layer, place) in cases {
        assert_in(&form(inner), layer, "Staff", place);
    }
    let kind = "<form:property office:string-value='com.sun.star.form.control.ListBox'/>";
    assert_quiet(&form(kind.to_owned()));
}
