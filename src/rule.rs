//! What to look for. A rule is a value in a pack (`rules/*.toml`) and never
//! sees a format: only text, layers and columns.

mod built_in;
mod catalogue;
mod column;
mod counts;
mod guidance;
mod homes;
mod label;
mod menus;
mod named;
mod names;
mod pack;
mod people;
mod plain;
mod proof;
mod role;
mod roll;
mod scan;
mod schema;
mod singles;
mod sketch;
mod table;
mod value;
mod wording;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use catalogue::{Basis, Heading, Pack, Rules};
pub(crate) use column::Ground;
pub(crate) use counts::{Cell, Counts, is_total};
pub use guidance::{Checklist, Guidance, Item, Jurisdiction};
pub(crate) use homes::Homes;
pub(crate) use label::masked_label;
pub use menus::Menus;
pub(crate) use named::Named;
pub(crate) use names::{is_listed_name, prepare};
pub use pack::{Lines, PackError, lines, lists};
pub(crate) use people::{
    Certainty, Grade, Known, Person, find as people, find_in_value as people_of_a_value,
};
pub(crate) use role::{Key, Role, number_key};
pub(crate) use roll::Names;
pub use roll::{Entry, Member, Roll, RollBuilder, RollCounts, RollError};
pub use schema::schema;
pub(crate) use singles::Singles;
pub(crate) use sketch::{Overlap, Sketch, spread};
pub(crate) use table::{Listing, Table, Typed};
pub(crate) use value::{Traits, traits};
pub(crate) use wording::may_be_shown;

use crate::document::{Kind, Layer};

/// How loud a finding is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// To be decided by a person.
    Warning,
    /// Must not go out.
    Error,
}

impl Severity {
    /// The name in packs and reports, such as `error`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The next louder one; the loudest stays.
    fn louder(self) -> Self {
        if self == Severity::Note { Severity::Warning } else { Severity::Error }
    }
}

/// How an excerpt is masked.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Mask {
    /// The first letter of each word stays.
    #[default]
    Name,
    /// The first character stays.
    Identifier,
    /// Nothing is masked: a vocabulary word that tells of nobody, a rank for instance.
    Open,
}

/// Kinds of columns that together make a table a list of people: one of `who`
/// and at least `least` different ones of `with`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Combination {
    /// Columns that tell one person from another.
    pub who: Vec<Kind>,
    /// Columns that say something of the person.
    pub with: Vec<Kind>,
    /// How many of `with` it takes.
    pub least: usize,
    /// Columns beside which the rows tell of places and things.
    pub without: Vec<Kind>,
}

/// What a rule looks for.
#[derive(Debug)]
pub enum Look {
    /// Anything in these layers.
    Layers(Vec<Layer>),
    /// Text of a form, with what must hold beside it.
    Pattern(Pattern),
    /// Whole words of a vocabulary.
    Phrases(Phrases),
    /// People in running text, by the name of the finder.
    Finder(String),
    /// A table that lists people.
    People(Vec<Combination>),
    /// A column of one of these kinds in a table that lists nobody.
    Column(Vec<Kind>),
    /// What stands on the organisation's own roll.
    Own(Entry),
    /// A property of a table, an artefact or the release as a whole.
    Whole(Whole),
}

impl Look {
    /// Whether it wants words near it, or a heading that says the same.
    fn wants_near(&self) -> bool {
        match self {
            Look::Pattern(pattern) => !pattern.near.is_empty() || pattern.heading.is_some(),
            Look::Phrases(phrases) => !phrases.near.is_empty(),
            _ => false,
        }
    }
}

/// Text of a form, with what must hold beside it.
#[derive(Debug)]
pub struct Pattern {
    /// The form: an ASCII regular expression, letters of either case, that
    /// holds a digit near its beginning or an `@`. A space also stands for a
    /// no-break space, and so never in brackets. Words end where it ends.
    pub form: String,
    /// The check digits or ranges that it must pass.
    pub check: Option<fn(&str) -> bool>,
    /// Words of which one must stand near it or in its heading.
    pub near: Vec<String>,
    /// What its column's heading may look like, once normalised, instead of
    /// words near.
    pub heading: Option<regex::Regex>,
}

/// A property of a table, an artefact or the release as a whole.
#[derive(Debug)]
pub struct Whole {
    /// The name of the check.
    pub check: String,
    /// Words of which a heading must have one, if there are any.
    pub near: Vec<String>,
}

/// Whole words of a vocabulary.
#[derive(Debug)]
pub struct Phrases {
    /// The words.
    pub words: Vec<String>,
    /// Whether capitals matter: `PC` is a rank, `pc` is not.
    pub case: Case,
    /// Words of which one must stand near it or in its heading.
    pub near: Vec<String>,
}

/// Whether capitals matter.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// They do not.
    #[default]
    Any,
    /// They do.
    AsWritten,
}

/// What to look for, why, and what to do about it.
#[derive(Debug)]
pub struct Rule {
    /// The stable code, such as `HID001`.
    pub code: String,
    /// The stable name, such as `hidden-sheet`.
    pub name: String,
    /// The version that brought it.
    pub since: String,
    /// How loud it is where everyone sees it.
    pub severity: Severity,
    /// How loud it is where it is hidden.
    pub hidden: Severity,
    /// How loud it is where nearly all values of a column pass its check. Where
    /// few of many do, chance made them, and it is not said at all.
    pub in_column: Option<Severity>,
    /// The sections of the Act that may apply.
    pub exemptions: Vec<String>,
    /// What it is, in a few words.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub remedy: String,
    /// The same, way by way through the menus of programs.
    pub menus: Menus,
    /// Where the facts come from.
    pub source: String,
    /// How its excerpts are masked.
    pub mask: Mask,
    /// What it looks for.
    pub look: Look,
    /// Examples that must be found, what is found between « and ».
    pub bad: Vec<String>,
    /// Examples that must not be found.
    pub good: Vec<String>,
}

impl Rule {
    /// The letters of its code.
    pub fn family(&self) -> &str {
        self.code.trim_end_matches(|it: char| it.is_ascii_digit())
    }
}

/// A place in a text where a rule is met.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hit {
    /// The rule's index among the rules.
    pub rule: usize,
    /// The bytes of the text.
    pub span: Range<usize>,
}
