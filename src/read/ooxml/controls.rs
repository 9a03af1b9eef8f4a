//! The values of controls on a page or a sheet: captions, texts and sizes.

use crate::read::package::Package;
use crate::read::xml::{Node, walk};

/// The classes of the controls of Office: command button, check, text, list and
/// combination box, option and toggle button, label, image, scroll bar, spin
/// button ([MS-OFORMS] 2.1.1). Their values are captions, texts and sizes.
const CONTROLS: &[&str] = &[
    "D7053240-CE69-11CD-A777-00DD01143C57",
    "8BD21D40-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D10-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D20-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D30-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D50-EC42-11CE-9E0D-00AA006002F3",
    "8BD21D60-EC42-11CE-9E0D-00AA006002F3",
    "978C9E23-D4B0-11CE-BF2D-00AA003F40D0",
    "4C599241-6926-101B-9992-00000B65C6F9",
    "DFD181E0-5E2F-11CE-A449-00AA004A803D",
    "79176FB0-B7F2-11CE-97EF-00AA006D2776",
];

/// Whether the values of a control are those of a kind that every Office has:
/// the part beside says which class they belong to.
pub(super) fn is_of_forms(part: &str, package: &mut Package<'_>) -> bool {
    let beside = part.strip_suffix(".bin").map(|it| format!("{it}.xml"));
    let bytes = beside.and_then(|it| package.take(&it).ok().flatten()).unwrap_or_default();
    let mut is_known = false;
    let outcome = walk(&bytes, |node| {
        if let Node::Open(element) = node {
            let class = element.text("classid").trim_matches(['{', '}']).to_ascii_uppercase();
            is_known |= CONTROLS.contains(&class.as_str());
        }
    });
    outcome.is_ok() && is_known
}
