//! CRC-32 of bytes, as in zip files and Ethernet.

/// The checksum of pieces, one after the other.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn of(pieces: &[&[u8]]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    pieces.iter().for_each(|piece| crc.update(piece));
    crc.finalize()
}

/// The same with a table of 1 KB: a page would have to fetch the 16 KB of the other,
/// which nothing compresses.
#[cfg(target_family = "wasm")]
pub(crate) fn of(pieces: &[&[u8]]) -> u32 {
    use crc::{CRC_32_ISO_HDLC, Crc, Table};
    static CRC: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);
    let mut crc = CRC.digest();
    pieces.iter().for_each(|piece| crc.update(piece));
    crc.finalize()
}
