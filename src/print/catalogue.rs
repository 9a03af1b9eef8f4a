//! The catalogue of rules, as `rules/README.md` has it.

use std::io::{self, Write};

use crate::rule::{Guidance, Rule, Rules};

/// Prints every rule, by family: what it finds, why, and what to do.
///
/// # Errors
///
/// When the output cannot be written.
pub fn print_catalogue(rules: &Rules, guidance: &Guidance, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# Rules\n\nWritten by `foilint rules --format markdown` from the packs in this folder; a test keeps it current.\n\
         `foilint rule CODE` shows one with its examples. Exemptions are proposals: a person decides.\n"
    )?;
    let all: Vec<&Rule> = rules.iter().collect();
    for family in all.chunk_by(|one, other| one.family() == other.family()) {
        let name = family.first().map_or("", |it| it.family());
        writeln!(out, "## {name}\n")?;
        writeln!(out, "| code | name | finds | seen | hidden |\n|---|---|---|---|---|")?;
        for rule in family {
            writeln!(
                out,
                "| [{code}](#{anchor}) | `{}` | {} | {} | {} |",
                rule.name,
                cell(&rule.summary),
                rule.severity.name(),
                rule.hidden.name(),
                code = rule.code,
                anchor = rule.code.to_lowercase(),
            )?;
        }
        writeln!(out)?;
        family.iter().try_for_each(|rule| print_rule(rule, guidance, out))?;
    }
    Ok(())
}

fn print_rule(rule: &Rule, guidance: &Guidance, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### {}\n\n`{}`, since {}. {}\n", rule.code, rule.name, rule.since, rule.why)?;
    writeln!(out, "- Remedy: {}", cell(&rule.remedy))?;
    for (program, way) in rule.menus.iter() {
        writeln!(out, "- {}: {}", program.name, cell(way))?;
    }
    let laws = guidance.jurisdictions().iter().filter_map(|law| {
        let sections = law.sections(rule);
        let links = sections.iter().map(|it| format!("[{it}]({})", law.link(it)));
        let links: Vec<String> = links.collect();
        (!links.is_empty()).then(|| format!("{} {}", law.name, links.join(", ")))
    });
    let laws: Vec<String> = laws.collect();
    if !laws.is_empty() {
        writeln!(out, "- Exemptions: {}", laws.join("; "))?;
    }
    writeln!(out, "- Source: {}\n", rule.source)
}

/// A text that stays in its cell and is no markup.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('>', "&gt;").replace('*', "\\*")
}
