//! Conditional formats that make a cell show nothing, and whether a cell meets
//! their conditions (ECMA-376 part 1, 18.3.1.10).
//!
//! Only what is sure counts: rules that are always met, that compare with a
//! constant, or that look for a text. A rule before them of which nobody here
//! can say whether it is met leaves the cell as it is.

use super::areas::{self, Areas};
use super::reference::{Area, area};
use super::styles::{Dxf, Style, Styles};
use super::tag::Tag;
use crate::document::Reason;

/// How many rules of a sheet are looked at for each cell.
const MOST: usize = 256;

/// The rules of a sheet, and the areas in which they hold.
#[derive(Debug, Default)]
pub(super) struct Rules {
    all: Vec<Rule>,
    /// The areas of each conditional format; the last is the one at hand.
    areas: Vec<Areas>,
    /// How many areas that are.
    count: usize,
    /// Whether the last rule is the one at hand.
    is_open: bool,
    limit: Option<Reason>,
}

/// A rule for the look of cells.
#[derive(Debug)]
struct Rule {
    /// The rule of a lower number goes first.
    priority: u32,
    /// The number of its areas.
    areas: usize,
    condition: Condition,
    look: Dxf,
}

/// What a cell must be for a rule.
#[derive(Debug)]
enum Condition {
    /// Anything.
    Always,
    /// So to a number or a text.
    Compared(Comparison, String),
    /// A text with these letters, not so, or with them at an end.
    Text(Part, String),
    /// Nobody here can say.
    Unknown,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    Anywhere,
    Nowhere,
    Front,
    End,
}

impl Rules {
    /// Begins a conditional format for some areas.
    pub(super) fn begin(&mut self, references: &str) {
        let is_bare = self.all.last().is_none_or(|it| it.areas + 1 < self.areas.len());
        let before = self.areas.pop_if(|_| is_bare); // no rule looks at it
        self.count -= before.map_or(0, |it| it.all().len());
        let mut each = references.split_whitespace().filter_map(area);
        let areas: Areas = each.by_ref().take(areas::MOST - self.count).collect();
        if each.next().is_some() {
            self.end_at(areas::MOST, "areas of a sheet");
        }
        self.count += areas.all().len();
        self.areas.push(areas);
    }

    /// The areas of the format at hand.
    pub(super) fn areas(&self) -> &[Area] {
        self.areas.last().map_or(&[], Areas::all)
    }

    /// Adds a rule of the format at hand; its formula is still to come.
    pub(super) fn add(&mut self, tag: Tag<'_>, styles: &Styles) {
        self.is_open = false;
        let Some(number) = self.areas.len().checked_sub(1) else { return };
        let Some(rule) = Rule::of(tag, number, styles) else { return };
        if self.all.len() >= MOST {
            if styles.may_hide() {
                self.end_at(MOST, "conditional formats of a sheet");
            }
            return;
        }
        self.all.push(rule);
        self.is_open = true;
    }

    /// Takes the formula of the rule at hand.
    pub(super) fn set_formula(&mut self, formula: &str) {
        let Some(rule) = self.all.last_mut().filter(|_| self.is_open) else { return };
        rule.set_formula(formula, self.areas.last().and_then(|it| it.all().first()));
    }

    /// Puts the rules into the order in which a program asks them.
    pub(super) fn sort(&mut self) {
        self.is_open = false;
        self.all.sort_by_key(|it| it.priority);
    }

    /// Whether they make a cell of a style show nothing of its value.
    pub(super) fn hide(&mut self, (row, column): (u32, u32), value: &str, style: Style) -> bool {
        let mut text = None;
        for rule in &self.all {
            if !self.areas[rule.areas].contain(row, column) {
                continue;
            }
            match rule.is_met(text.get_or_insert_with(|| value.to_lowercase())) {
                Some(false) => {}
                Some(true) => return rule.look.hides(value, style),
                None => return false,
            }
        }
        false
    }

    /// Why they are not all that there were, if they are not.
    pub(super) fn limit(&self) -> Option<Reason> {
        self.limit.clone()
    }

    fn end_at(&mut self, limit: usize, unit: &'static str) {
        self.limit.get_or_insert(Reason::TooLarge { limit: limit as u64, unit });
    }
}

impl Rule {
    /// The rule of an element for the areas of a number.
    fn of(tag: Tag<'_>, areas: usize, styles: &Styles) -> Option<Self> {
        let look = styles.dxf(tag.number(b"dxfId")?)?;
        let text =
            |part| Condition::Text(part, tag.get(b"text").unwrap_or_default().to_lowercase());
        let condition = match tag.raw(b"type")? {
            b"notContainsBlanks" | b"notContainsErrors" => Condition::Always,
            b"containsText" => text(Part::Anywhere),
            b"notContainsText" => text(Part::Nowhere),
            b"beginsWith" => text(Part::Front),
            b"endsWith" => text(Part::End),
            b"cellIs" => comparison(&tag.get(b"operator")?)
                .map_or(Condition::Unknown, |it| Condition::Compared(it, String::new())),
            _ => Condition::Unknown,
        };
        let priority = tag.number(b"priority").unwrap_or(u32::MAX);
        Some(Rule { priority, areas, condition, look })
    }

    /// Takes the formula of the rule, `first` being the first of its areas.
    fn set_formula(&mut self, formula: &str, first: Option<&Area>) {
        let formula = formula.trim();
        match &mut self.condition {
            Condition::Compared(_, operand) if operand.is_empty() => match constant(formula) {
                Some(constant) => *operand = constant,
                None => self.condition = Condition::Unknown,
            },
            Condition::Unknown if is_always(formula, first) => {
                self.condition = Condition::Always;
            }
            _ => {}
        }
    }

    /// Whether a text in lower case meets the condition.
    fn is_met(&self, text: &str) -> Option<bool> {
        match &self.condition {
            Condition::Always => Some(true),
            Condition::Unknown => None,
            Condition::Text(Part::Anywhere, part) => Some(text.contains(part)),
            Condition::Text(Part::Nowhere, part) => Some(!text.contains(part)),
            Condition::Text(Part::Front, part) => Some(text.starts_with(part)),
            Condition::Text(Part::End, part) => Some(text.ends_with(part)),
            Condition::Compared(comparison, operand) => comparison.holds(text, operand),
        }
    }
}

impl Comparison {
    /// Whether it holds of a value, in lower case, and an operand; nothing when
    /// they are of two sorts.
    fn holds(self, value: &str, operand: &str) -> Option<bool> {
        let order = match (value.trim().parse::<f64>(), operand.parse::<f64>()) {
            (Ok(value), Ok(operand)) => value.partial_cmp(&operand)?,
            (Err(_), Err(_)) => value.cmp(operand),
            _ => return None,
        };
        Some(match self {
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        })
    }
}

/// A comparison by its name (18.18.15).
fn comparison(name: &str) -> Option<Comparison> {
    Some(match name {
        "equal" => Comparison::Equal,
        "notEqual" => Comparison::NotEqual,
        "lessThan" => Comparison::Less,
        "lessThanOrEqual" => Comparison::LessOrEqual,
        "greaterThan" => Comparison::Greater,
        "greaterThanOrEqual" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

/// The number or the text that a formula is, a text in lower case.
fn constant(formula: &str) -> Option<String> {
    let text = formula.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let text = text.filter(|it| !it.contains('"')).map(str::to_lowercase);
    text.or_else(|| formula.parse::<f64>().ok().map(|it| it.to_string()))
}

/// Whether a formula is true of every cell that holds something, `first` being
/// the area at whose corner it begins.
fn is_always(formula: &str, first: Option<&Area>) -> bool {
    let plain = formula.trim_start_matches('=').replace([' ', '$'], "").to_ascii_uppercase();
    if matches!(plain.as_str(), "TRUE" | "TRUE()" | "1" | "1=1" | "NOT(FALSE)" | "NOT(FALSE())") {
        return true;
    }
    let Some(first) = first else { return false };
    let corner = crate::document::column_letters(*first.columns.start());
    let cell = format!("{corner}{}", first.rows.start());
    ["LEN(#)>0", "#<>\"\"", "NOT(ISBLANK(#))", "LEN(TRIM(#))>0"]
        .iter()
        .any(|it| plain == it.replace('#', &cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_that_is_always_true_is_known() {
        let first = super::super::reference::area("B2:B9");
        for formula in ["TRUE", "=TRUE()", "LEN(B2) > 0", "$B2<>\"\"", "NOT(ISBLANK(B2))"] {
            assert!(is_always(formula, first.as_ref()), "{formula}");
        }
        for formula in ["A1=1", "LEN(C2)>0", "", "FALSE"] {
            assert!(!is_always(formula, first.as_ref()), "{formula}");
        }
    }

    #[test]
    fn a_comparison_is_of_two_numbers_or_two_texts() {
        assert_eq!(Comparison::Equal.holds("7.0", "7"), Some(true));
        assert_eq!(Comparison::Greater.holds("7", "9"), Some(false));
        assert_eq!(Comparison::NotEqual.holds("sample", "other"), Some(true));
        assert_eq!(Comparison::Equal.holds("sample", "7"), None);
        assert_eq!(constant("\"Sample\"").as_deref(), Some("sample"));
        assert_eq!(constant("$A$1"), None);
    }
}
