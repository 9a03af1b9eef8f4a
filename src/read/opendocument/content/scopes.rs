//! The part of the walk that enters and leaves what texts belong to: shapes,
//! comments, validations, headers.

use super::Content;
use crate::document::{Container, Layer};
use crate::read::ooxml::harvest::is_given;
use crate::read::opendocument::scope::{Scope, Within};
use crate::read::opendocument::styles::is_nothing;
use crate::read::opendocument::table::Table;
use crate::read::xml::Element;

impl Content<'_> {
    /// Enters an element that texts belong to. A shape is hidden by its layer, by
    /// itself, by having no size, or by the shape around it.
    pub(super) fn enter(&mut self, within: Within, element: &Element<'_>) {
        let mut scope = Scope::new(within, element.name);
        if within == Within::Shape {
            element.text("name").clone_into(&mut scope.name);
            scope.is_hidden = self.scopes.is_hidden()
                || self.styles.hides_layer(element.text("layer"))
                || element.text("display") == "none"
                || (is_nothing(element, "width") && is_nothing(element, "height"));
            if let Some(table) = &mut self.table {
                table.cover(element.text("end-cell-address"));
            }
        }
        scope.is_hidden |= within == Within::Header && element.text("display") == "false";
        self.scopes.enter(scope);
        if within != Within::Cell {
            self.tell(element);
        }
    }

    /// Hands over what an element held that has ended.
    pub(super) fn end_scope(&mut self, scope: &Scope) {
        let lines = scope.lines.trim();
        match scope.within {
            Within::Comment => {
                let at = self.table.as_ref().map(Table::at).unwrap_or_default();
                self.comments.push((at, lines.to_owned()));
            }
            Within::Shape => self.end_shape(scope, lines),
            Within::Validation => self.push(lines, Layer::ValidationList, "validation"),
            Within::Header if !lines.is_empty() => self.push_header(scope, lines),
            _ => {}
        }
    }

    fn end_shape(&mut self, scope: &Scope, lines: &str) {
        let sheet = self.table.as_ref().map(|table| table.layer).filter(|it| *it != Layer::Body);
        let shown = if scope.is_hidden { Layer::HiddenShape } else { Layer::TextBox };
        self.push(lines, sheet.unwrap_or(shown), "text box");
        if !is_given(&scope.name) && !scope.is_of_program() {
            self.push(&scope.name, sheet.unwrap_or(Layer::AltText), "name of a shape");
        } else if scope.is_hidden && lines.is_empty() {
            self.push(&scope.name, sheet.unwrap_or(Layer::HiddenShape), "name of a shape");
        }
    }

    fn push_header(&mut self, scope: &Scope, lines: &str) {
        if !std::mem::replace(&mut self.has_headers, true) {
            self.sink.open(Container::text("headers and footers", Layer::HeaderFooter));
        }
        let layer = if scope.is_hidden { Layer::InvisibleText } else { Layer::HeaderFooter };
        self.push(lines, layer, "header or footer");
    }
}
