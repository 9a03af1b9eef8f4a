//! One file of a release, or a file inside a file: a name chain and bytes.

/// One file of a release, or a file inside a file.
#[derive(Clone, Copy, Debug)]
pub struct Artefact<'a> {
    name: &'a str,
    bytes: &'a [u8],
    depth: u32,
    /// Where the name of the release's own file begins, behind its folders.
    top: usize,
}

impl<'a> Artefact<'a> {
    /// A file of the release itself.
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        let top = name.rfind(['/', '\\']).map_or(0, |it| it + 1);
        Artefact { name, bytes, depth: 0, top }
    }

    /// A file inside this one, `name` being its whole chain.
    #[must_use]
    pub fn inner<'b>(&self, name: &'b str, bytes: &'b [u8]) -> Artefact<'b> {
        Artefact { name, bytes, depth: self.depth + 1, top: self.top }
    }

    /// The name chain: `reply.eml!annex.zip!q3.xlsx`.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The name chain of a file inside this one.
    pub fn chain(&self, inner: &str) -> String {
        format!("{}!{inner}", self.name)
    }

    /// The name chain without the folders above the release's own file: the same
    /// wherever the release lies.
    pub fn short_name(&self) -> &'a str {
        self.name.get(self.top..).unwrap_or(self.name)
    }

    /// The last name of the chain, without folders.
    pub fn file_name(&self) -> &'a str {
        self.name.rsplit(['!', '/', '\\']).next().unwrap_or(self.name)
    }

    /// The name that it brings along: a file inside has its folders with it,
    /// those above the release are nobody's but the sender's.
    pub fn own_name(&self) -> &'a str {
        if self.depth == 0 {
            return self.file_name();
        }
        self.name.rsplit('!').next().unwrap_or(self.name)
    }

    /// The extension in lower case; empty without one.
    pub fn extension(&self) -> String {
        let dotted = self.file_name().rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
        dotted.map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
    }

    /// The bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// How many files it lies deep: 0 for a file of the release itself.
    pub fn depth(&self) -> u32 {
        self.depth
    }
}

#[cfg(test)]
mod tests {
    use super::Artefact;

    #[test]
    fn the_short_name_leaves_out_the_folders_above_the_release() {
        let file = Artefact::new("/srv/out/a.zip", b"");
        assert_eq!(file.short_name(), "a.zip");
        assert_eq!(file.inner("/srv/out/a.zip!q3/b.csv", b"").short_name(), "a.zip!q3/b.csv");
    }

    #[test]
    fn the_extension_is_that_of_the_innermost_name() {
        let cases = [
            ("out/reply.XLSX", "xlsx"),
            ("out.d/reply", ""),
            ("a.zip!q3/b.csv", "csv"),
            (".hidden", ""),
            ("a.zip!b", ""),
        ];
        for (name, extension) in cases {
            assert_eq!(Artefact::new(name, b"").extension(), extension, "{name}");
        }
    }
}
