//! Messages as they are sent, and mailboxes of them.

use foilint::document::{Layer, Reason};

use crate::common::legacy::WORD;
use crate::common::lookalike::base64;
use crate::common::mail::{attached, body, eml, part, parted};
use crate::common::sink::Everything;
use crate::{assert_planted, whole};

/// The page and the plain text of one message.
fn alternative(plain: &str, page: &str) -> Vec<u8> {
    parted("alternative", &[&part("text/plain", plain), &part("text/html", page)])
}

/// E01.
#[test]
fn the_recipients_of_a_message_are_told_with_their_names() {
    let twin = eml(&[], "Dear all");
    for (line, layer) in [
        (format!("Cc: {WORD} <m@example.org>, b@example.org"), Layer::Recipients),
        (format!("Cc: Board: {WORD} <m@example.org>, b@example.org;"), Layer::Recipients),
        (format!("Reply-To: {WORD} <m@example.org>"), Layer::MailHeader),
    ] {
        assert_planted("eml", &eml(&[&line], "Dear all"), &twin, layer);
    }
    let found = whole("eml", &eml(&["Cc: =?utf-8?q?Zo=C3=AB?= Bay\r\n <z@example.org>"], "Hello"));
    assert_eq!(found.texts(Layer::Recipients), ["desk@example.org", "Zoë Bay <z@example.org>"]);
    assert_eq!(found.fragments[2].named, "cc");
}

/// E01.
#[test]
fn a_blind_copy_is_hidden() {
    let line = format!("Bcc: {WORD} <m@example.org>");
    assert_planted("eml", &eml(&[&line], "Hello"), &eml(&["Bcc:"], "Hello"), Layer::Bcc);
}

/// E04.
#[test]
fn a_blank_before_a_colon_and_a_body_that_is_kept_elsewhere_are_read() {
    let old = "From : a@example.org\r\nDate : Tue, 1 Apr 2025 10:00:00 +0000\r\nTo : b@example.org\r\nX-Own :\r\n";
    let bytes = |word: &str| format!("{old} {word}\r\n\r\nHello").into_bytes();
    assert_planted("eml", &bytes(WORD), &bytes("x"), Layer::MailHeader);
    let external = |word: &str| {
        let kind = format!("message/external-body; access-type=local-file; name=\"{word}.doc\"");
        parted("mixed", &[&part("text/plain", "Hello"), &part(&kind, "x")])
    };
    assert_planted("eml", &external(WORD), &external("x"), Layer::MailHeader);
}

/// E02.
#[test]
fn a_thread_below_and_a_table_within_are_body() {
    let text = format!("Yes.\r\n\r\n> On Monday {WORD} wrote:\r\n>> No.\r\n");
    assert_planted("eml", &eml(&[], &text), &eml(&[], "Yes.\r\n"), Layer::Body);
    let page = format!("<p>Yes</p><table><tr><th>Name</th></tr><tr><td>{WORD}</td></tr></table>");
    let found = whole("eml", &eml(&["Content-Type: text/html"], &page));
    let planted = found.fragments.iter().find(|it| it.text == WORD).expect("it is a cell");
    assert_eq!((planted.layer, planted.at), (Layer::Body, (2, 1)));
}

/// E03.
#[test]
fn what_is_attached_is_a_file_inside_with_its_name() {
    let parts = [
        &part("text/plain", "Hello")[..],
        &attached("annex.zip", b"PK"),
        &format!("{}: attachment; filename*=utf-8''Zo%C3%AB.csv\r\n\r\na,b", "Content-Disposition"),
        "Content-Type: message/rfc822\r\n\r\nFrom: b@example.org\r\nSubject: Re\r\n\r\nInner",
        &part("image/png", "no picture"),
    ];
    let found = whole("eml", &parted("mixed", &parts));
    let names: Vec<&str> = found.enclosures.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["annex.zip", "Zoë.csv", "message 4.eml", "part 5.png"]);
    assert_eq!(found.enclosures[0].1, b"PK");
    assert_eq!(found.texts(Layer::Body), ["Your request", "Hello"]);
}

/// E03.
#[test]
fn messages_in_a_digest_and_a_file_within_a_text_are_files_inside() {
    let digest = parted("digest", &["\r\nFrom: b@example.org\r\nSubject: One\r\n\r\nHello"]);
    let found = whole("eml", &digest);
    assert_eq!(found.enclosures[0].0, "message 1.eml");
    assert!(found.enclosures[0].1.starts_with(b"From: b@"));
    let found = whole("eml", &eml(&[], "See\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n"));
    assert_eq!(found.enclosures, [("a.txt".to_owned(), b"Cat".to_vec())]);
}

/// E04.
#[test]
fn every_line_of_the_header_is_told() {
    let lines = [
        "Received: from pc-marigold (192.0.2.7) by mx.example.org; Mon, 23 Nov 2026",
        "X-Originating-IP: [192.0.2.7]",
        "Message-ID: <1@pc-marigold.example.org>",
        "User-Agent: Thunderbird",
        "Thread-Index: AcqS2qMW",
        "X-MS-Exchange-Organization-AuthAs: Internal",
    ];
    for line in lines {
        let (name, value) = line.split_once(": ").expect("a name");
        let found = whole("eml", &eml(&[line], "Hello"));
        let told = found.fragments.iter().find(|it| it.named == name.to_lowercase());
        let told = told.map(|it| (it.layer, it.text.as_str()));
        assert_eq!(told, Some((Layer::MailHeader, value)), "{name}");
    }
}

/// E05.
#[test]
fn what_only_the_plain_text_says_is_hidden() {
    let page = "<p>Dear all, the <b>figures</b> are below.</p>";
    let same = alternative("Dear all,\r\nthe figures are below.", page);
    let other = alternative(&format!("Dear all,\r\n{WORD} asked for the figures."), page);
    assert_planted("eml", &other, &same, Layer::HiddenText);
    assert_eq!(whole("eml", &same).texts(Layer::HiddenText), [""; 0]);
    let seen = alternative("the figures", &format!("<p>{WORD} has the figures</p>"));
    assert_planted("eml", &seen, &same, Layer::Body);
}

/// E05.
#[test]
fn what_a_page_hides_stays_hidden() {
    let page = |style: &str| {
        let page = format!("<p>Hello</p><p style=\"{style}\">{WORD}</p>");
        alternative("Hello", &page)
    };
    let quiet = alternative("Hello", "<p>Hello</p>");
    for (style, layer) in [
        ("display:none", Layer::HiddenElement),
        ("mso-hide:all", Layer::HiddenElement),
        ("font-size:0", Layer::InvisibleText),
    ] {
        assert_planted("eml", &page(style), &quiet, layer);
    }
}

/// E05.
#[test]
fn a_picture_of_one_pixel_tells_where_it_is_fetched_from() {
    let page = |mark: &str| alternative("Hello", &format!("<p>Hello<img width=1 src={mark}></p>"));
    let mark = "https://t.example/p.gif?to=marigold";
    let found = whole("eml", &page(mark));
    assert_eq!(found.texts(Layer::Hyperlink), [mark]);
    assert_eq!(
        whole("eml", &alternative("Hello", "<p>Hello</p>")).texts(Layer::Hyperlink),
        [""; 0]
    );
}

/// E05.
#[test]
fn text_before_and_after_the_parts_is_hidden() {
    let quiet = parted("mixed", &[&part("text/plain", "Hello")]);
    let head = &["Content-Type: multipart/mixed; boundary=b1"];
    let own = body("b1", &[&part("text/plain", "Hello")]);
    let before = eml(head, &format!("{WORD}\r\n{own}"));
    assert_planted("eml", &before, &quiet, Layer::HiddenText);
    let after = eml(head, &format!("{own}{WORD}\r\n"));
    assert_planted("eml", &after, &quiet, Layer::TrailingBytes);
    let usual = "This is a multi-part message in MIME format.";
    let found = whole("eml", &eml(head, &format!("{usual}\r\n{own}")));
    assert_eq!(found.texts(Layer::HiddenText), [""; 0]);
}

#[test]
fn a_body_is_read_in_its_own_encoding() {
    let cases = [
        ("utf-8", "quoted-printable", "Zo=C3=AB B=\r\nay"),
        ("windows-1252", "quoted-printable", "Zo=EB Bay"),
        ("utf-7", "7bit", "Zo+AOs- Bay"),
        ("utf-8", "base64", "Wm/DqyBCYXk="),
    ];
    for (charset, encoding, text) in cases {
        let kind = format!("Content-Type: text/plain; charset={charset}");
        let way = format!("Content-Transfer-Encoding: {encoding}");
        let found = whole("eml", &eml(&[&kind, &way], text));
        assert!(found.texts(Layer::Body).contains(&"Zoë Bay"), "{charset}: {found:?}");
    }
}

#[test]
fn a_mailbox_is_a_file_inside_for_each_message() {
    let message = String::from_utf8(eml(&[], &format!("{WORD}\r\n\r\n"))).expect("a text");
    let line = "From clerk@example.org Mon Nov 23 10:00:00 2026\r\n";
    let found = whole("mbox", format!("{line}{message}{line}{message}").as_bytes());
    let names: Vec<&str> = found.enclosures.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["message 1.eml", "message 2.eml"]);
    assert!(found.enclosures.iter().all(|it| it.1 == message.as_bytes()));
    assert_eq!(found.texts(Layer::MailHeader)[0], "clerk@example.org Mon Nov 23 10:00:00 2026");
}

#[test]
fn a_letter_is_not_taken_for_a_message() {
    let letters = [
        "Dear Sir\nDate: 3 May\n\nFrom: the clerk",
        "Date: 3 May 2026\nTo: Mr Bay\nSubject: Roads\n\nDear Mr Bay",
        "From here on, see 2026: it is far.\n",
        "Note: all of it\n\nSubject: none",
    ];
    for letter in letters {
        assert_eq!(Everything::of("a.txt", letter.as_bytes()).format, Some("text"), "{letter}");
    }
    let saved = "From: a@example.org\nDate: Mon, 23 Nov 2026\nTo: b@example.org\n\nHello";
    assert_eq!(Everything::of("a.txt", saved.as_bytes()).format, Some("eml"));
}

#[test]
fn what_is_encrypted_is_a_gap_and_what_is_signed_is_none() {
    let inline = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----\r\n";
    let sealed = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data";
    let pgp = [&part("application/pgp-encrypted", "Version: 1")[..], &attached("a.asc", b"x")];
    for bytes in [eml(&[], inline), eml(&[sealed], "MIAG"), parted("encrypted", &pgp)] {
        let found = Everything::of("a.eml", &bytes);
        assert!(found.gaps.iter().any(|gap| gap.reason == Reason::Encrypted), "{found:?}");
    }
    let content = "Content-Type: text/plain\r\n\r\nMarigold Sampleworth";
    let kind = |last| [&b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07"[..], &[last]].concat();
    let whole_content = [&[0xA0, 0x80, 0x04, content.len() as u8][..], content.as_bytes()].concat();
    let sealed = [&[0x30, 0x80][..], &kind(2), &[0xA0, 0x80], &kind(1), &whole_content].concat();
    let head = [
        "Content-Type: application/pkcs7-mime; smime-type=signed-data",
        "Content-Transfer-Encoding: base64",
    ];
    assert_eq!(whole("eml", &eml(&head, &base64(&sealed))).layers_of(WORD), [Layer::Body]);
    let signature = "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\
                     Content-Transfer-Encoding: base64\r\n\r\nTWFyaWdvbGQgU2FtcGxld29ydGg=";
    let signed = parted("signed", &[&part("text/plain", "Hello"), signature]);
    assert_eq!(whole("eml", &signed).layers_of(WORD), [Layer::Signature]);
}
