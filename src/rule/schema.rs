//! The JSON schema of packs, for editors that complete and check what is written. It is
//! made of what the program knows, so that it cannot be wrong about it.

use serde_json::{Map, Value, json};

use super::{Look, PackError, Rules, built_in, proof};
use crate::document::{Kind, Layer};

/// The schema of a pack (JSON Schema, draft 2020-12).
///
/// # Errors
///
/// Never, as long as the tests of the packs pass.
pub fn schema() -> Result<Value, PackError> {
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A pack of rules for foilint",
        "type": "object",
        "additionalProperties": false,
        "required": ["title", "exemptions"],
        "properties": {
            "title": text("What the pack is about."),
            "exemptions": texts("The sections of the Act that may apply to rules that name none."),
            "menus": menus("The menus of rules that name none."),
            "headings": headings(),
            "rule": { "type": "array", "items": { "$ref": "#/$defs/rule" } },
        },
        "$defs": {
            "rule": rule()?,
            "combination": combination(),
            "kinds": { "type": "array", "items": { "enum": kinds() } },
            "severity": { "enum": ["note", "warning", "error"] },
        },
    }))
}

/// The schema of a rule.
fn rule() -> Result<Value, PackError> {
    let looks = ["layers", "pattern", "phrases", "list", "finder", "people", "column", "own"];
    let mut one: Vec<Value> = looks
        .iter()
        .filter(|it| !["phrases", "list"].contains(it))
        .map(|it| json!({ "required": [it] }))
        .collect();
    one.push(json!({ "required": ["whole"] }));
    one.push(json!({ "anyOf": [{ "required": ["phrases"] }, { "required": ["list"] }] }));
    Ok(json!({
        "type": "object",
        "additionalProperties": false,
        "required": [
            "code", "name", "since", "severity", "summary", "why", "remedy", "source", "bad", "good",
        ],
        "properties": properties()?,
        "oneOf": one,
    }))
}

/// What a rule may say.
fn properties() -> Result<Map<String, Value>, PackError> {
    let rules = Rules::built_in()?;
    let looks = |name: fn(&Look) -> Option<&String>| {
        let mut names: Vec<&String> = rules.iter().filter_map(|it| name(&it.look)).collect();
        names.sort_unstable();
        json!({ "enum": names })
    };
    let finders = looks(|it| if let Look::Finder(name) = it { Some(name) } else { None });
    let wholes = looks(|it| if let Look::Whole(it) = it { Some(&it.check) } else { None });
    let layers: Vec<&str> = Layer::all().map(Layer::name).collect();
    let checks: Vec<&str> = proof::names().collect();
    let lists: Vec<&str> = built_in::LISTS.iter().map(|it| it.0).collect();
    let severity = |what: &str| json!({ "$ref": "#/$defs/severity", "description": what });
    let form =
        |what: &str, form: &str| json!({ "type": "string", "pattern": form, "description": what });
    let all = [
        (
            "code",
            form(
                "Three capitals of your own and three digits; never given again.",
                "^[A-Z]{3}[0-9]{3}$",
            ),
        ),
        ("name", form("Small words joined by hyphens.", "^[a-z0-9]+(-[a-z0-9]+)*$")),
        ("since", text("The version of the pack that brought the rule.")),
        ("severity", severity("How loud it is where everyone sees it.")),
        ("hidden", severity("How loud it is where it is hidden; one step louder unless said.")),
        ("exemptions", texts("The sections of the Act that may apply.")),
        ("summary", text("What it is, in a few words.")),
        ("why", text("Why it matters.")),
        ("remedy", text("What to do, in the menu words of the program.")),
        ("menus", menus("The way through the menus of each program that has one.")),
        ("source", text("Where the facts come from.")),
        (
            "mask",
            json!({ "enum": ["name", "identifier", "open"], "description": "How excerpts are masked: name unless said." }),
        ),
        (
            "bad",
            examples(
                "What must be found, between « and »; `heading | text` is a cell below a heading.",
            ),
        ),
        ("good", examples("What must not be found.")),
        (
            "layers",
            json!({ "type": "array", "items": { "enum": layers }, "description": "Anything in these layers." }),
        ),
        ("pattern", text("A regular expression in ASCII; words end where it ends.")),
        (
            "check",
            json!({ "enum": checks, "description": "Check digits or ranges that a match must pass." }),
        ),
        (
            "in-column",
            severity("How loud it is where nearly all values of a column pass the check."),
        ),
        ("near", texts("Words of which one must stand near it or in its heading.")),
        ("heading", text("A regular expression for the heading of its column, in small letters.")),
        ("phrases", texts("Whole words to look for.")),
        (
            "list",
            json!({ "type": "string", "examples": lists, "description": "A list of words, one a line: a file beside the pack, or one that the program carries." }),
        ),
        (
            "case",
            json!({ "enum": ["any", "as-written"], "description": "Whether capitals matter: any unless said." }),
        ),
        ("finder", finders),
        (
            "people",
            json!({ "type": "array", "items": { "$ref": "#/$defs/combination" }, "description": "Columns that together make a table a list of people." }),
        ),
        (
            "column",
            json!({ "$ref": "#/$defs/kinds", "description": "A column of one of these kinds in a table that lists nobody." }),
        ),
        (
            "own",
            json!({ "enum": ["person", "number", "unit"], "description": "What stands on the organisation's own roll." }),
        ),
        ("whole", wholes),
    ];
    Ok(all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Headings of one's own, by kind.
fn headings() -> Value {
    let list = || texts("Headings of such columns, as they are written.");
    let properties: Map<String, Value> =
        kinds().into_iter().map(|it| (it.to_owned(), list())).collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "description": "Headings of one's own, by the kind of their columns.",
    })
}

fn menus(what: &str) -> Value {
    let programs = ["excel", "word", "powerpoint", "acrobat", "libreoffice"];
    let properties: Map<String, Value> = programs
        .into_iter()
        .map(|it| (it.to_owned(), text("The way through its menus.")))
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "description": what,
    })
}

fn combination() -> Value {
    let kinds = |what: &str| json!({ "$ref": "#/$defs/kinds", "description": what });
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["who", "with", "least"],
        "properties": {
            "who": kinds("Columns that tell one person from another."),
            "with": kinds("Columns that say something of the person."),
            "least": { "type": "integer", "minimum": 1, "description": "How many of `with` it takes." },
            "without": kinds("Columns beside which the rows tell of places and things."),
        },
    })
}

fn kinds() -> Vec<&'static str> {
    Kind::all().map(Kind::name).collect()
}

fn text(what: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": what })
}

fn texts(what: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": what })
}

fn examples(what: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "minItems": 1, "description": what })
}
