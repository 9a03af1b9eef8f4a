//! What the paragraphs of the content belong to: the elements around them.

/// What paragraphs inside an element belong to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Within {
    Cell,
    Comment,
    Shape,
    Validation,
    Header,
    Form,
}

/// Elements whose paragraphs are theirs.
const ELEMENTS: &[(&str, Within)] = &[
    ("table-cell", Within::Cell),
    ("covered-table-cell", Within::Cell),
    ("annotation", Within::Comment),
    ("frame", Within::Shape),
    ("g", Within::Shape),
    ("shapes", Within::Shape),
    ("custom-shape", Within::Shape),
    ("rect", Within::Shape),
    ("ellipse", Within::Shape),
    ("circle", Within::Shape),
    ("line", Within::Shape),
    ("polyline", Within::Shape),
    ("polygon", Within::Shape),
    ("regular-polygon", Within::Shape),
    ("path", Within::Shape),
    ("connector", Within::Shape),
    ("measure", Within::Shape),
    ("caption", Within::Shape),
    ("control", Within::Shape),
    ("scene", Within::Shape),
    ("content-validation", Within::Validation),
    ("header", Within::Header),
    ("footer", Within::Header),
    ("header-left", Within::Header),
    ("footer-left", Within::Header),
    ("header-first", Within::Header),
    ("footer-first", Within::Header),
    ("forms", Within::Form),
];

/// The names that programs give to shapes, a number behind them (LibreOffice).
const GIVEN_NAMES: &[&str] = &[
    "",
    "Control",
    "Frame",
    "Line",
    "Object",
    "OLE Object",
    "Polygon",
    "Shape",
    "Text Frame",
    "Vertical line",
    "Horizontal line",
    "Graphics",
];

impl Within {
    /// What the paragraphs of an element belong to, if to it.
    pub(super) fn of(element: &str) -> Option<Within> {
        ELEMENTS.iter().find(|row| row.0 == element).map(|row| row.1)
    }
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) within: Within,
    element: &'static str,
    /// The name of a shape.
    pub(super) name: String,
    /// Its paragraphs, each a line.
    pub(super) lines: String,
    pub(super) is_hidden: bool,
}

impl Scope {
    /// An element of a name, which must be one of those in the table.
    pub(super) fn new(within: Within, element: &str) -> Self {
        let element = ELEMENTS.iter().find(|row| row.0 == element).map_or("", |row| row.0);
        Scope { within, element, name: String::new(), lines: String::new(), is_hidden: false }
    }

    /// Whether the name of a shape is one that its program gave it.
    pub(super) fn is_of_program(&self) -> bool {
        is_of_program(&self.name)
    }
}

/// Whether the name of a shape is one that its program gave it.
pub(super) fn is_of_program(name: &str) -> bool {
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end();
    GIVEN_NAMES.contains(&bare)
}

/// The elements that are open, the innermost last.
#[derive(Default)]
pub(super) struct Scopes {
    open: Vec<Scope>,
}

impl Scopes {
    /// Enters an element.
    pub(super) fn enter(&mut self, scope: Scope) {
        self.open.push(scope);
    }

    /// Leaves the innermost element, if it has this name.
    pub(super) fn leave(&mut self, name: &str) -> Option<Scope> {
        self.open.pop_if(|it| it.element == name)
    }

    /// What paragraphs at hand belong to.
    pub(super) fn within(&self) -> Option<Within> {
        self.open.last().map(|it| it.within)
    }

    /// Whether an element of a kind is open.
    pub(super) fn is_in(&self, within: Within) -> bool {
        self.open.iter().any(|it| it.within == within)
    }

    /// Whether the innermost element is hidden.
    pub(super) fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|it| it.is_hidden)
    }

    /// Adds a paragraph to the innermost element.
    pub(super) fn add_line(&mut self, text: &str) {
        if let Some(scope) = self.open.last_mut().filter(|_| !text.is_empty()) {
            if !scope.lines.is_empty() {
                scope.lines.push('\n');
            }
            scope.lines.push_str(text);
        }
    }
}
