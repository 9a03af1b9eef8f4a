//! Damage and malice: a gap each time, soon, and never a panic.

use std::time::{Duration, Instant};

use foilint::document::{Layer, Reason};

use super::common::biff::{Biff, compound};
use super::common::legacy::WORD;
use super::common::locked::old::Old;
use super::common::locked::{Agile, DEFAULT, container, standard_streams};
use super::common::sink::Everything;
use super::{OLD, sheets, xlsx};

/// The names of the reasons of all gaps.
fn reasons(bytes: &[u8]) -> Vec<&'static str> {
    Everything::of("reply", bytes).gaps.iter().map(|gap| gap.reason.name()).collect()
}

/// Few rounds, so that many tries take little time.
fn quick() -> Agile {
    Agile { rounds: 1, claimed: 1, ..Agile::default() }
}

#[test]
fn a_description_cut_off_anywhere_is_a_gap() {
    let (info, package) = quick().streams(b"PK", DEFAULT);
    for length in (0..info.len()).step_by(7) {
        let bytes = container(info[..length].to_vec(), package.clone());
        assert_eq!(reasons(&bytes), ["encrypted"], "cut off at {length}");
    }
    let (info, package) = standard_streams(b"PK", DEFAULT);
    for length in (0..info.len()).filter(|it| it % 5 == 0 || it + 16 > info.len()) {
        let bytes = container(info[..length].to_vec(), package.clone());
        assert_eq!(reasons(&bytes), ["encrypted"], "cut off at {length}");
    }
}

#[test]
fn a_package_cut_off_anywhere_is_a_gap() {
    let (info, package) = quick().streams(&xlsx(), DEFAULT);
    for length in (0..package.len()).step_by(101) {
        let found = reasons(&container(info.clone(), package[..length].to_vec()));
        assert!(found.contains(&"truncated"), "cut off at {length}: {found:?}");
    }
}

#[test]
fn a_package_that_is_not_the_one_that_was_encrypted_is_read_and_a_gap() {
    let size = quick().streams(&xlsx(), DEFAULT).1.len();
    let changed = quick();
    let bytes = Agile { changed: Some(size - 1), ..changed }.lock(&xlsx(), DEFAULT);
    let found = Everything::of("reply", &bytes);
    assert!(found.gaps.iter().any(|gap| gap.reason.name() == "malformed"), "{:?}", found.gaps);
}

#[test]
fn every_byte_of_a_description_may_be_another() {
    let (info, package) = quick().streams(&xlsx(), DEFAULT);
    for at in (0..info.len()).step_by(23) {
        let mut info = info.clone();
        info[at] ^= 0x11;
        let found = Everything::of("reply", &container(info, package.clone()));
        let is_read = !found.layers_of(WORD).is_empty();
        assert!(is_read || !found.gaps.is_empty(), "byte {at}");
        assert!(found.gaps.iter().all(|it| it.reason != Reason::ReaderFailed), "byte {at}");
    }
}

#[test]
fn a_description_cannot_ask_for_more_rounds_than_the_format_allows() {
    let begun = Instant::now();
    let bytes = Agile { claimed: 10_000_001, ..quick() }.lock(&xlsx(), DEFAULT);
    assert_eq!(reasons(&bytes), ["too-large"]);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_try_that_would_take_too_long_is_not_made_and_the_file_stays_encrypted() {
    let begun = Instant::now();
    let bytes = Agile { claimed: 10_000_000, ..quick() }.lock(&xlsx(), DEFAULT);
    let gaps = Everything::with("reply", &bytes, "one\ntwo\nthree").gaps;
    assert_eq!(gaps.iter().map(|it| &it.reason).collect::<Vec<_>>(), [&Reason::Untried]);
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn all_files_of_an_archive_share_their_rounds() {
    use super::common::archive::{Entry, archive};
    let limits = foilint::read::Limits { rounds: 100, ..Default::default() };
    let engine = foilint::report::Engine::new(
        foilint::rule::Rules::built_in().unwrap(),
        limits,
        &foilint::report::Settings::default(),
    );
    let locked = Agile { rounds: 10, claimed: 10, ..quick() }.lock(&xlsx(), DEFAULT);
    let entries = ["a.xlsx", "b.xlsx", "c.xlsx"].map(|name| Entry::stored(name, &locked));
    let bytes = archive(&entries);
    let artefact = foilint::artefact::Artefact::new("all.zip", &bytes);
    let rows = foilint::report::check(artefact, &engine.unwrap());
    let gaps: Vec<usize> = rows.iter().map(|row| row.gaps.len()).collect();
    assert_eq!(gaps, [0, 0, 0, 1]);
}

#[test]
fn rights_management_is_a_gap() {
    let package = ("/EncryptedPackage".to_owned(), vec![1; 64]);
    let space = ("/\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform".to_owned(), vec![0; 40]);
    assert_eq!(reasons(&compound(&[package, space])), ["encrypted"]);
}

#[test]
fn a_filepass_cut_off_anywhere_is_a_gap() {
    for old in OLD {
        let pass = old.pass(DEFAULT);
        for length in 0..pass.len() {
            let globals = vec![(0x002F, pass[..length].to_vec())];
            let stream = Biff { globals, ..Biff::of(&sheets()) }.workbook();
            let bytes = compound(&[("/Workbook".to_owned(), old.lock(&stream, DEFAULT))]);
            assert_eq!(reasons(&bytes), ["encrypted"], "{old:?} cut off at {length}");
        }
    }
}

#[test]
fn an_encrypted_stream_cut_off_anywhere_is_never_clean() {
    for old in [Old::Xor, Old::Rc4, Old::Api(128)] {
        let globals = vec![(0x002F, old.pass(DEFAULT))];
        let stream = Biff { globals, ..Biff::of(&sheets()) }.workbook();
        let locked = old.lock(&stream, DEFAULT);
        for length in (0..locked.len()).step_by(17) {
            let bytes = compound(&[("/Workbook".to_owned(), locked[..length].to_vec())]);
            assert!(!reasons(&bytes).is_empty(), "{old:?} cut off at {length}");
        }
    }
}

#[test]
fn the_name_of_a_sheet_is_read_behind_its_clear_beginning() {
    let bytes = super::xls(Old::Rc4, DEFAULT, &[]);
    let found = Everything::of("reply", &bytes);
    let names: Vec<_> = found.containers.iter().map(|it| (it.0.as_str(), it.1)).collect();
    let sheets = [("Summary", Layer::Body), ("Staff", Layer::HiddenSheet)];
    assert!(sheets.iter().all(|sheet| names.contains(sheet)), "{names:?}");
}

#[test]
fn what_is_moved_cannot_take_the_place_of_the_workbook() {
    let old = Old::Api(128);
    let moved = old.moved(&[("workbook", b"nothing to see")], DEFAULT);
    let bytes = super::xls(old, DEFAULT, &[("/encryption".to_owned(), moved)]);
    let found = Everything::of("reply", &bytes);
    assert_eq!(found.layers_of(WORD), [Layer::HiddenSheet]);
    let gaps: Vec<_> = found.gaps.iter().map(|it| (&*it.part, &it.reason)).collect();
    assert_eq!(gaps, [("encryption", &Reason::Encrypted)]);
}

#[test]
fn a_filepass_far_behind_is_a_gap() {
    let filling = (0..2).map(|_| (0x0086, vec![0; 4000]));
    let globals = filling.chain([(0x002F, Old::Rc4.pass(DEFAULT))]).collect();
    let stream = Biff { globals, ..Biff::of(&sheets()) }.workbook();
    let bytes = compound(&[("/Workbook".to_owned(), Old::Rc4.lock(&stream, DEFAULT))]);
    assert_eq!(reasons(&bytes), ["encrypted"]);
}
