//! A part that was not read, and why. A gap holds the release.

/// Why a part was not read. The words never quote the content.
#[derive(Clone, Debug, Eq, Hash, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// It is encrypted, and no password was given.
    #[error("it is encrypted")]
    Encrypted,
    /// It is encrypted, and to try every password that was given costs too much.
    #[error("it is encrypted, and not all passwords could be tried")]
    Untried,
    /// It breaks its own format.
    #[error("it is not valid {format}: {detail}")]
    Malformed {
        /// The format's name.
        format: &'static str,
        /// What was wrong, without any of the content.
        detail: String,
    },
    /// It ends too early.
    #[error("it is cut off")]
    Truncated,
    /// No reader knows this kind of file.
    #[error("no reader knows this kind of file")]
    UnknownFormat,
    /// It is a known kind of file that this version does not read.
    #[error("this version does not read {0}")]
    NotInThisVersion(&'static str),
    /// It is larger, or unpacks to more, than a limit allows.
    #[error("it is larger than the limit of {limit} {unit}")]
    TooLarge {
        /// The limit.
        limit: u64,
        /// What the limit counts: bytes, cells, files.
        unit: &'static str,
    },
    /// It lies deeper in files within files than a limit allows.
    #[error("it lies more than {0} files deep")]
    TooDeep(u32),
    /// It unpacks to so much more than its size that it can only be a bomb.
    #[error("it unpacks to more than {0} times its size")]
    Bomb(u64),
    /// Its entries contradict each other: duplicate or overlapping.
    #[error("its entries contradict each other: {0}")]
    Ambiguous(&'static str),
    /// It holds the tables of a data model, which only its own program reads.
    #[error("it is a data model, which only its own program can read")]
    DataModel,
    /// It is a picture.
    #[error("it is a picture: look at it yourself")]
    Picture,
    /// It is neither a file nor a folder: a pipe, a socket, a device.
    #[error("it is not a regular file")]
    NotAFile,
    /// The system refused to give its bytes.
    #[error("it could not be opened: {0}")]
    Unreadable(std::io::ErrorKind),
    /// It became another file while it was read.
    #[error("it changed while it was read")]
    Changed,
    /// The run was stopped before it came to this.
    #[error("the run was stopped before it was read")]
    Interrupted,
    /// The reader itself failed.
    #[error("the reader failed")]
    ReaderFailed,
}

impl Reason {
    /// The stable name of the reason, such as `encrypted`.
    pub fn name(&self) -> &'static str {
        match self {
            Reason::Encrypted | Reason::Untried => "encrypted",
            Reason::Malformed { .. } => "malformed",
            Reason::Truncated => "truncated",
            Reason::UnknownFormat => "unknown-format",
            Reason::NotInThisVersion(_) => "not-in-this-version",
            Reason::TooLarge { .. } => "too-large",
            Reason::TooDeep(_) => "too-deep",
            Reason::Bomb(_) => "bomb",
            Reason::Ambiguous(_) => "ambiguous",
            Reason::DataModel => "data-model",
            Reason::Picture => "picture",
            Reason::NotAFile => "not-a-file",
            Reason::Unreadable(_) => "unreadable",
            Reason::Changed => "changed",
            Reason::Interrupted => "interrupted",
            Reason::ReaderFailed => "reader-failed",
        }
    }
}

/// A part that was not read.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Gap {
    /// Which part, as its format names it; empty for the artefact as a whole.
    pub part: String,
    /// Why.
    pub reason: Reason,
}

impl Gap {
    /// A gap that is the whole artefact.
    pub fn whole(reason: Reason) -> Self {
        Gap { part: String::new(), reason }
    }

    /// A gap that is one part.
    pub fn part(part: impl Into<String>, reason: Reason) -> Self {
        Gap { part: part.into(), reason }
    }
}
