//! Writers of archives other than zip: tar and gzip byte by byte, the others as
//! their own packers wrote them once.

use super::archive::checksum;

/// An entry of tar (POSIX.1-2024, pax, "ustar Interchange Format").
#[derive(Clone)]
pub struct Held {
    pub name: &'static str,
    pub content: Vec<u8>,
    pub kind: u8,
    pub owner: &'static str,
    pub link: &'static str,
}

impl Held {
    pub fn file(name: &'static str, content: &[u8]) -> Self {
        Held { name, content: content.to_vec(), kind: b'0', owner: "", link: "" }
    }

    pub fn of_kind(self, kind: u8) -> Self {
        Held { kind, ..self }
    }

    pub fn owned(self, owner: &'static str) -> Self {
        Held { owner, ..self }
    }

    pub fn linked(self, link: &'static str) -> Self {
        Held { link, kind: b'2', ..self }
    }

    fn blocks(&self) -> Vec<u8> {
        let mut head = vec![0; 512];
        let mut put = |at: usize, text: &str| {
            head[at..at + text.len()].copy_from_slice(text.as_bytes());
        };
        put(0, self.name);
        put(124, &format!("{:011o}", self.content.len()));
        put(148, "        ");
        put(157, self.link);
        put(257, "ustar\x0000");
        put(265, self.owner);
        head[156] = self.kind;
        let sum: u32 = head.iter().map(|it| u32::from(*it)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let mut blocks = [head, self.content.clone()].concat();
        blocks.resize(blocks.len().next_multiple_of(512), 0);
        blocks
    }
}

/// A tar archive, with the zeros that end it.
pub fn tar(entries: &[Held]) -> Vec<u8> {
    let blocks = entries.iter().flat_map(Held::blocks);
    blocks.chain([0; 1024]).collect()
}

/// A record of pax: its length in digits stands first.
pub fn record(key: &str, text: &str) -> Vec<u8> {
    let rest = format!(" {key}={text}\n");
    let length = rest.len() + 2;
    assert!((10..100).contains(&length));
    format!("{length}{rest}").into_bytes()
}

/// A member of gzip (RFC 1952), stored as it is, with a name and a comment.
pub fn gzip(content: &[u8], name: &str, comment: &str) -> Vec<u8> {
    let flags = u8::from(!name.is_empty()) << 3 | u8::from(!comment.is_empty()) << 4;
    let mut bytes = vec![0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 3];
    for text in [name, comment].into_iter().filter(|it| !it.is_empty()) {
        bytes.extend(text.as_bytes());
        bytes.push(0);
    }
    let length = content.len() as u16;
    bytes.push(1);
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(content);
    bytes.extend(checksum(content).to_le_bytes());
    bytes.extend(u32::from(length).to_le_bytes());
    bytes
}

/// A frame of zstd (RFC 8878, 3.1.1), its one block stored as it is.
pub fn zstd(content: &[u8]) -> Vec<u8> {
    let size = content.len() as u8;
    let block = (u32::from(size) << 3 | 1).to_le_bytes();
    [&b"\x28\xB5\x2F\xFD\x20"[..], &[size], &block[..3], content].concat()
}

/// `Constable Bay` and a line's end, packed by bzip2 1.0.8.
pub fn bzip2() -> Vec<u8> {
    bytes(
        "425a68393141592653596422f95e000001d58000104000180032058c2020003100d0010001a0a6611599dbc27c5d\
         c914e14241908be578",
    )
}

/// The same, packed by xz 5.
pub fn xz() -> Vec<u8> {
    bytes(
        "fd377a585a0000016922de360200210116000000742fe5a301000d436f6e737461626c65204261790a000000ddb5\
         f9f60001220e0cde8c609042990d010000000001595a",
    )
}

/// `bay.txt` and `cole.txt` in 7z.
pub fn seven_zip() -> Vec<u8> {
    bytes(
        "377abcaf271c00040f6d243c25000000000000005b0000000000000007e7276601000d436f6e737461626c652042\
         61790a0001000e436f6e737461626c6520436f6c650a0001040600020912130a014380467c5d4cfec400070b0200\
         012121011601212101160c0e0f00080a01ddb5f9f63f1974ef000005021123006200610079002e00740078007400\
         000063006f006c0065002e0074007800740000000000",
    )
}

/// The same, encrypted under `sesame`; the names of the files are not.
pub fn seven_zip_locked() -> Vec<u8> {
    bytes(
        "377abcaf271c0004662e247b9d000000000000002900000000000000356be4c24081d1c0d85cdee7c9aadbc77362\
         ab70b3c445f4ece80aae265e2060a5d4927a0000813307ae3199620eacab674bbc1293c1ca121b2ac61cbe2d942b\
         c86b075796cf79d298b0daddde4cf925ff2fa882326a0d845413e4eb80acb0b448b6b794667e77a40e46f74066ed\
         f99f448273bfddf9d70e9222f315537176d698592689e96ea9a4e77d43a01af1d78d480626a567eca609637767c1\
         d16bfb300017062001097d0a0124dbe17900070b01000123030101055d000080000c80ad00080a0187e3e6f40000",
    )
}

/// The same, the names of the files encrypted as well.
pub fn seven_zip_closed() -> Vec<u8> {
    bytes(
        "377abcaf271c0004ea8b284ca0000000000000005500000000000000a7e5edc351a4f78bb4f918a8151775d6941a\
         e949efba9dab09f25ace34075979072a6d316c6b5a6b4edd594cc231273f34ede8e150e43c20eb6b6764273ab3ad\
         855719847b5cc0079ef20573eed0b1cf618c42bfc7662a2581558e8d554e6c473e64879ce3bdcfcf06339e0f9147\
         42c6bd53eb331c5851a14d057c89a40704e1a91fbd07b9e85efc872ca9699dc21bdc5490f372142d54e048cf2399\
         1ff5dbe65c1ea540170620010980800a01bcd2935d00070b0100022406f1070122c8ff82412344b0b96f0d9d2e1d\
         e7811e0a621d7c45ca3a4a6f0152363f945b4b458023030101055d0000800001000c7d80ad00080a012b63359f00\
         00",
    )
}

pub fn bytes(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.chars().filter_map(|it| it.to_digit(16)).map(|it| it as u8).collect();
    digits.chunks_exact(2).map(|it| it[0] << 4 | it[1]).collect()
}

/// A 7z archive with nothing in it but a header in clear.
pub fn seven_zip_of(header: &[u8]) -> Vec<u8> {
    let digest = |bytes: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum().to_le_bytes()
    };
    let length = (header.len() as u64).to_le_bytes();
    let place = [&[0; 8][..], &length, &digest(header)].concat();
    [b"7z\xBC\xAF\x27\x1C\0\x04", &digest(&place)[..], &place, header].concat()
}
