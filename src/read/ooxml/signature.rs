//! Signatures: what the signer wrote, what the program noted of the machine, and
//! the certificates, which name the signer (ECMA-376 part 2, 10).

use crate::document::{Container, Fragment, Layer, Place, Reason, Sink};
use crate::read::base64;
use crate::read::strings::printable;
use crate::read::xml::{Node, walk};

/// Elements that hold numbers in base64: they tell of nobody.
const NUMBERS: &[&str] = &["DigestValue", "SignatureValue", "Modulus", "Exponent"];

/// Pushes the texts of a signature, and what its certificates say.
///
/// # Errors
///
/// When the part is damaged. What came before was pushed.
pub(in crate::read) fn push_signature(
    bytes: &[u8],
    part: &str,
    sink: &mut dyn Sink,
) -> Result<(), Reason> {
    let mut certificates = Vec::new();
    let mut element = String::new();
    sink.open(Container::text(part, Layer::Signature));
    let outcome = walk(bytes, |node| match node {
        Node::Open(start) => start.name.clone_into(&mut element),
        Node::Text(text) if element == "X509Certificate" => certificates.push(text.to_owned()),
        Node::Text(text) if !NUMBERS.contains(&element.as_str()) && !text.trim().is_empty() => {
            sink.push(Fragment::new(text.trim(), Layer::Signature, Place::Named(&element)));
        }
        _ => {}
    });
    sink.close();
    for certificate in certificates {
        let certificate = base64::decoded(&certificate).unwrap_or_else(|| certificate.into_bytes());
        printable(&certificate, Layer::Signature, &format!("certificate in {part}"), sink);
    }
    outcome
}
