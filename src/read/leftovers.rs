//! Records that are known to hold text, in places that differ: their texts are
//! found by the lengths before them.

/// The texts of a record, wherever in it they stand: `text` tells the one whose
/// length stands at a byte, if one does, and where it ends.
pub(super) fn texts(length: usize, text: impl Fn(usize) -> Option<(String, usize)>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut at = 0;
    while at < length {
        at = match text(at) {
            Some((text, end)) => {
                texts.push(text);
                end.max(at + 1)
            }
            None => at + 1,
        };
    }
    texts
}
