//! What to do about a failure: each ends in a line of help.

use super::Failure;

/// What to do about a failure; nothing where its own words say it.
pub(super) fn help(failure: &Failure) -> Option<&'static str> {
    if failure.to_string().contains("\nhelp: ") {
        return None;
    }
    Some(match failure {
        Failure::Release(_) => {
            "give files and folders that exist; without any, foilint checks this folder"
        }
        Failure::Pack(_) => {
            "`foilint rule NAME` shows a rule that is whole; CONTRIBUTING.md shows how it is written"
        }
        Failure::Glob(_) => "a pattern is such as `drafts/**` or `*.tmp`",
        Failure::Passwords { .. } => "one password a line, at most as many as it says",
        Failure::File { .. } | Failure::Unread(..) => {
            "look whether it is there, may be read, and is not open in another program"
        }
        Failure::Unwritten { .. } | Failure::Output(_) => {
            "name a folder that exists and that may be written to"
        }
        Failure::Config(_) => "README.md lists the keys; --config FILE names another configuration",
        Failure::Decision(_) | Failure::Accept(_) => {
            "`foilint decisions --help` and `foilint accept --help` say how"
        }
        Failure::Seal(_) | Failure::Receipt(_) => {
            "`foilint seal --help` and `foilint verify --help` say how"
        }
        Failure::Journal(_) => "--resume takes a journal that an earlier run wrote, or a new name",
        Failure::Roll { .. } => "`foilint roll build STAFF.csv -o staff.roll` makes one anew",
        Failure::Random => "the system must give random bytes; try again",
        Failure::Workers(_) => "give fewer with --jobs",
        _ => "`foilint --help` says how",
    })
}
