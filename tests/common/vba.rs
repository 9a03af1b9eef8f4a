//! Writes a project of macro code as a compound file ([MS-OVBA] 2.3 and 2.4).

use std::io::{Cursor, Write};

/// A project with one module.
pub fn project(module: &str, code: &str) -> Vec<u8> {
    with_form(module, code, "")
}

/// A project with one module and a form with a caption.
pub fn with_form(module: &str, code: &str, caption: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/VBA").unwrap();
    let streams =
        [("dir".to_owned(), directory(module)), (module.to_owned(), code.as_bytes().to_vec())];
    for (name, bytes) in streams {
        let mut stream = file.create_stream(format!("/VBA/{name}")).unwrap();
        stream.write_all(&compressed(&bytes)).unwrap();
    }
    if !caption.is_empty() {
        file.create_storage("/UserForm1").unwrap();
        file.create_stream("/UserForm1/o").unwrap().write_all(caption.as_bytes()).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The records that describe the project and its module, in their order.
fn directory(module: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut add = |id: u16, payload: &[u8]| {
        bytes.extend(id.to_le_bytes());
        bytes.extend((payload.len() as u32).to_le_bytes());
        bytes.extend(payload);
    };
    add(0x01, &1_u32.to_le_bytes()); // system
    add(0x02, &[9, 4, 0, 0]); // language
    add(0x14, &[9, 4, 0, 0]); // language of calls
    add(0x03, &1252_u16.to_le_bytes()); // code page
    for id in [0x04, 0x05, 0x40, 0x06, 0x3D] {
        add(id, b""); // name, description, help file
    }
    add(0x07, &[0; 4]); // help context
    add(0x08, &[0; 4]); // flags
    add(0x09, &[0; 6]); // version: its size leaves out two bytes
    add(0x0C, b"");
    add(0x3C, b"");
    add(0x0F, &1_u16.to_le_bytes()); // modules
    add(0x13, &[0; 2]); // cookie
    for id in [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48] {
        let is_name = matches!(id, 0x19 | 0x1A);
        add(id, if is_name { module.as_bytes() } else { b"" });
    }
    add(0x31, &[0; 4]); // where its code begins
    add(0x1E, &[0; 4]);
    add(0x2C, &[0; 2]);
    add(0x21, b"");
    add(0x2B, b"");
    bytes
}

/// Bytes in chunks of which every token is a literal ([MS-OVBA] 2.4.1.3).
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![1];
    for chunk in bytes.chunks(3000) {
        let tokens: Vec<u8> =
            chunk.chunks(8).flat_map(|eight| [&[0][..], eight].concat()).collect();
        packed.extend((0xB000 | (tokens.len() as u16 - 1)).to_le_bytes());
        packed.extend(tokens);
    }
    packed
}
