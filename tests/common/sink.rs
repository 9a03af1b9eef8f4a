//! A sink that remembers everything, so that a test can say what a reader found.

use foilint::artefact::Artefact;
use foilint::document::{Container, Enclosure, Fragment, Gap, Headings, Layer, Place, Sink};
use foilint::read::{Budget, Keys, Limits, format_of, read};

/// A fragment that was pushed.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub container: String,
    pub layer: Layer,
    pub text: String,
    /// Row and column of a cell, line in row for a line, else zeros.
    pub at: (u32, u32),
    pub named: String,
}

/// Everything that a reader pushed.
#[derive(Debug, Default)]
pub struct Everything {
    pub format: Option<&'static str>,
    pub containers: Vec<(String, Layer, Option<String>)>,
    pub headings: Vec<(String, Headings)>,
    pub fragments: Vec<Seen>,
    pub gaps: Vec<Gap>,
    pub enclosures: Vec<(String, Vec<u8>)>,
    open: String,
}

impl Everything {
    /// What the reader of the bytes pushes.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Everything::within(name, bytes, &Budget::new(Limits::default()))
    }

    /// The same with passwords, one a line.
    pub fn with(name: &str, bytes: &[u8], passwords: &str) -> Self {
        let keys = Keys::parse(passwords).expect("there are few");
        Everything::within(name, bytes, &Budget::new(Limits::default()).with(keys))
    }

    fn within(name: &str, bytes: &[u8], budget: &Budget) -> Self {
        let mut everything = Everything::default();
        let artefact = Artefact::new(name, bytes);
        let format = format_of(&artefact).expect("some format fits");
        everything.format = Some(format.name);
        read(&artefact, format, budget, &mut everything);
        everything
    }

    /// The layers in which a text lies.
    pub fn layers_of(&self, text: &str) -> Vec<Layer> {
        self.fragments.iter().filter(|it| it.text.contains(text)).map(|it| it.layer).collect()
    }

    /// Where a text lies: layer, container and the place within it.
    pub fn places_of(&self, text: &str) -> Vec<(Layer, String, String)> {
        let place = |it: &Seen| match it.at {
            (0, 0) => it.named.clone(),
            (line, 0) => line.to_string(),
            (row, column) => format!("{row},{column}"),
        };
        let own = self.fragments.iter().filter(|it| it.text.contains(text));
        own.map(|it| (it.layer, it.container.clone(), place(it))).collect()
    }

    /// The texts of a layer.
    pub fn texts(&self, layer: Layer) -> Vec<&str> {
        self.fragments.iter().filter(|it| it.layer == layer).map(|it| it.text.as_str()).collect()
    }
}

impl Sink for Everything {
    fn open(&mut self, container: Container<'_>) {
        self.open = container.name.to_owned();
        self.containers.push((
            container.name.to_owned(),
            container.layer,
            container.remark.map(str::to_owned),
        ));
    }

    fn headings(&mut self, headings: &Headings) {
        self.headings.push((self.open.clone(), headings.clone()));
    }

    fn push(&mut self, fragment: Fragment<'_>) {
        let (at, named) = match fragment.place {
            Place::Cell { row, column } => ((row, column), String::new()),
            Place::Line(line) => ((line as u32, 0), String::new()),
            Place::Page(page) => ((page, 0), String::new()),
            Place::Named(name) => ((0, 0), name.to_owned()),
            Place::Whole => ((0, 0), String::new()),
        };
        self.fragments.push(Seen {
            container: self.open.clone(),
            layer: fragment.layer,
            text: fragment.text.to_owned(),
            at,
            named,
        });
    }

    fn close(&mut self) {
        self.open.clear();
    }

    fn gap(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    fn enclose(&mut self, enclosure: Enclosure<'_>) {
        self.enclosures.push((enclosure.name.to_owned(), enclosure.bytes.to_vec()));
    }
}
