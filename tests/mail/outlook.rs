//! Messages as Outlook saves them.

use foilint::document::Layer;

use crate::common::legacy::WORD;
use crate::common::mail::{Msg, packed};
use crate::common::sink::Everything;
use crate::{assert_planted, whole};

fn letter() -> Msg {
    Msg::new().text(0x0037, "Your request").text(0x1000, "Dear all").recipient(
        1,
        "The Desk",
        "desk@example.org",
    )
}

/// A rich text that is a page in disguise.
fn disguised(page: &str) -> Vec<u8> {
    packed(&format!("{{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {{\\*\\htmltag64 {page}}}}}"))
}

#[test]
fn a_plain_message_is_body_and_recipients() {
    let found = whole("msg", &letter().file());
    assert_eq!(found.texts(Layer::Body), ["Your request", "Dear all"]);
    assert_eq!(found.texts(Layer::Recipients), ["The Desk <desk@example.org>"]);
    assert_eq!(found.fragments.len(), 3, "{:?}", found.fragments);
}

/// E06.
#[test]
fn recipients_and_blind_copies_are_told_from_the_table_and_the_lists() {
    let twin = letter().file();
    let to = letter().recipient(2, WORD, "m@example.org").file();
    assert_planted("msg", &to, &twin, Layer::Recipients);
    let blind = letter().recipient(3, WORD, "m@example.org").file();
    assert_planted("msg", &blind, &twin, Layer::Bcc);
    let listed = letter().text(0x0E02, &format!("{WORD}; B Test")).file();
    assert_planted("msg", &listed, &twin, Layer::Bcc);
    let earlier = letter().text(0x0072, WORD).file();
    assert_planted("msg", &earlier, &twin, Layer::Bcc);
    let same = letter().text(0x0E04, "The Desk").file();
    assert_eq!(whole("msg", &same).texts(Layer::Recipients).len(), 1, "it is told once");
}

/// E06.
#[test]
fn what_outlook_keeps_beside_a_message_is_told() {
    let twin = letter().file();
    let header = format!("Received: from pc-1 by mx\r\nX-Owner: {WORD}\r\nTo: desk@example.org");
    let blind = format!("Bcc: {WORD} <m@example.org>");
    let wide: Vec<u8> = WORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = [
        (letter().text(0x3FFA, WORD), Layer::Property),
        (letter().text(0x0070, WORD), Layer::MailHeader),
        (letter().text(0x0E1D, WORD), Layer::MailHeader),
        (letter().text(0x0C1A, WORD), Layer::MailHeader),
        (letter().text(0x007D, &header), Layer::MailHeader),
        (letter().text(0x007D, &blind), Layer::Bcc),
        (letter().named("Keywords", WORD), Layer::Property),
        (letter().text(0x6789, WORD), Layer::Property),
        (letter().bytes(0x0C19, &wide), Layer::Property),
        (letter().narrow(0x3FFA, WORD.as_bytes()), Layer::Property),
    ];
    for (message, layer) in cases {
        assert_planted("msg", &message.file(), &twin, layer);
    }
    let found = whole("msg", &letter().named("CaseOwner", WORD).file());
    assert!(found.fragments.iter().any(|it| it.named == "CaseOwner" && it.text == WORD));
}

/// E06.
#[test]
fn narrow_texts_are_in_the_code_page_of_the_message() {
    let message = Msg::new().number(0x3FFD, 1251).narrow(0x0037, b"\xcf\xf0\xe8\xe2\xe5\xf2");
    assert_eq!(whole("msg", &message.file()).texts(Layer::Body), ["Привет"]);
}

/// E05, E06.
#[test]
fn the_body_that_is_shown_is_body_and_what_only_the_others_say_is_hidden() {
    let twin = letter().file();
    let page = format!("<p>Dear all, {WORD}</p>");
    let shown = letter().bytes(0x1013, page.as_bytes()).file();
    assert_planted("msg", &shown, &twin, Layer::Body);
    let rich = letter().bytes(0x1009, &disguised(&page)).file();
    assert_planted("msg", &rich, &twin, Layer::Body);
    let other = letter().text(0x1000, WORD).bytes(0x1013, b"<p>Dear all</p>");
    assert_planted("msg", &other.file(), &twin, Layer::HiddenText);
    let hidden = format!("<p>Dear all</p><p style=display:none>{WORD}</p>");
    let hidden = letter().bytes(0x1009, &disguised(&hidden)).file();
    assert_planted("msg", &hidden, &twin, Layer::HiddenElement);
}

/// E05, E06.
#[test]
fn a_rich_text_of_its_own_is_the_body() {
    let rtf = format!("{{\\rtf1\\ansi Dear all\\par{{\\v {WORD}}}}}");
    let found = whole("msg", &letter().bytes(0x1009, &packed(&rtf)).file());
    assert_eq!(found.texts(Layer::Body), ["Your request", "Dear all"], "it is told once");
    assert_eq!(found.layers_of(WORD), [Layer::HiddenText]);
    let plain = "{\\rtf1\\ansi\\ansicpg1252\\fromtext Zo\\'eb\\par Bay}";
    let found = whole("msg", &Msg::new().bytes(0x1009, &packed(plain)).file());
    assert_eq!(found.texts(Layer::Body), ["Zoë\r\nBay"]);
}

/// E03.
#[test]
fn attachments_are_files_inside_and_messages_keep_their_names() {
    let inner = Msg::new().text(0x0037, WORD).recipient(3, "B Test", "b@example.org");
    let outer = letter()
        .attach("annex.csv", b"a,b")
        .attach_message("Re: roads", inner)
        .attach_as(Msg::new().number(0x3705, 4).text(0x370D, "C:\\Users\\marigold\\a.doc"));
    let found = whole("msg", &outer.file());
    let names: Vec<&str> = found.enclosures.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["annex.csv", "Re: roads.msg"]);
    assert_eq!(found.texts(Layer::SavePath), ["C:\\Users\\marigold\\a.doc"]);
    let inner = whole("msg", &found.enclosures[1].1);
    assert_eq!(inner.layers_of(WORD), [Layer::Body]);
    assert_eq!(inner.texts(Layer::Bcc), ["B Test <b@example.org>"]);
}

/// E03.
#[test]
fn a_message_keeps_the_names_of_properties_for_those_within() {
    let inner = Msg::new().text(0x0037, "Inner").text(0x8000, WORD);
    let outer = letter().named("CaseOwner", "A Clerk").attach_message("Inner", inner);
    let found = Everything::of("a.msg", &outer.file());
    let inner = whole("msg", &found.enclosures[0].1);
    assert!(inner.fragments.iter().any(|it| it.named == "CaseOwner" && it.text == WORD));
}
