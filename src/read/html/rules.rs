//! The rules of a page's style sheets whose selectors are plain: a class, an
//! element, an identifier.

use rustc_hash::FxHashMap;

use super::look::Look;
use crate::document::Reason;

/// How many rules of a page are kept; more are a gap.
const MOST: usize = 50_000;

/// Declarations by selector, in lower case.
#[derive(Debug, Default)]
pub(super) struct Rules {
    rules: FxHashMap<String, String>,
    /// Whether there is a style sheet at all, here or elsewhere.
    pub(super) has_sheets: bool,
    /// Whether there were more than are kept.
    is_full: bool,
}

impl Rules {
    /// Adds the rules of a style sheet. Those for other media than the screen,
    /// and those with selectors of several parts, are left out.
    pub(super) fn add(&mut self, sheet: &str) {
        self.has_sheets = true;
        let mut rest = sheet;
        while let Some((selectors, after)) = rest.split_once('{') {
            let is_nested = selectors.trim_start().starts_with('@');
            let length = if is_nested { nested(after) } else { after.find('}') };
            let length = length.unwrap_or(after.len());
            if !is_nested {
                self.add_rule(selectors, &after[..length]);
            }
            rest = after.get(length + 1..).unwrap_or_default();
        }
    }

    fn add_rule(&mut self, selectors: &str, declarations: &str) {
        let bare = selectors.rsplit("*/").next().unwrap_or(selectors);
        let bare = bare.trim_start().trim_start_matches("<!--");
        for selector in bare.split(',').map(str::trim) {
            let is_plain = !selector.contains([' ', '>', '+', '~', ':', '[', '*', '@', '\n']);
            if is_plain && !selector.is_empty() {
                self.keep(selector.to_ascii_lowercase(), declarations);
            }
        }
    }

    fn keep(&mut self, selector: String, declarations: &str) {
        if self.rules.len() >= MOST && !self.rules.contains_key(&selector) {
            self.is_full = true;
            return;
        }
        let kept = self.rules.entry(selector).or_default();
        kept.push_str(declarations);
        kept.push(';');
    }

    /// The limit that was reached: what a rule beyond it hides is not known.
    pub(super) fn limit(&self) -> Option<Reason> {
        let unit = "rules of style";
        self.is_full.then_some(Reason::TooLarge { limit: MOST as u64, unit })
    }

    /// Applies the rules for an element, the least telling first.
    pub(super) fn apply(&self, element: &str, class: &str, id: &str, look: &mut Look) {
        if self.rules.is_empty() {
            return;
        }
        self.apply_rule(element, look);
        for class in class.split_ascii_whitespace() {
            let class = class.to_ascii_lowercase();
            self.apply_rule(&format!(".{class}"), look);
            self.apply_rule(&format!("{element}.{class}"), look);
        }
        if !id.is_empty() {
            self.apply_rule(&format!("#{}", id.to_ascii_lowercase()), look);
        }
    }

    fn apply_rule(&self, selector: &str, look: &mut Look) {
        if let Some(declarations) = self.rules.get(selector) {
            look.declare(declarations);
        }
    }
}

/// The length of a block with blocks within it, up to its own end.
fn nested(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Layer;

    #[test]
    fn a_rule_holds_for_its_class_alone() {
        let mut rules = Rules::default();
        rules.add("<!-- /* no. */ .x, td.y {display:none} @media print { .z {display:none} } #i{mso-hide:all}-->");
        let layer = |element: &str, class: &str, id: &str| {
            let mut look = Look::default();
            rules.apply(element, class, id, &mut look);
            look.text_layer()
        };
        assert_eq!(layer("p", "a X", ""), Layer::HiddenElement);
        assert_eq!(layer("td", "y", ""), Layer::HiddenElement);
        assert_eq!(layer("th", "y", ""), Layer::Body);
        assert_eq!(layer("p", "z", ""), Layer::Body, "on paper only");
        assert_eq!(layer("p", "", "i"), Layer::HiddenElement);
    }
}
