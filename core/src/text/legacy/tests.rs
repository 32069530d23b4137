#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::{detect::Reads, *};
use proptest::prelude::*;

const LETTERS: &str = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ0123456789 ,.-/()";

fn capital(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}

#[test]
fn every_letter_and_capital_comes_back() {
    for encoding in Legacy::ALL {
        for letter in LETTERS.chars().flat_map(|letter| [letter, capital(letter)]) {
            let written = encode(&letter.to_string(), encoding, Capitals::Runs);
            assert_eq!(written.lost, [], "{letter} in {encoding:?}");
            let read = decode_with_capitals(&written.bytes, encoding, &written.capitals);
            assert_eq!(
                read,
                Ok(letter.to_string()),
                "{encoding:?} {:x?}",
                written.bytes
            );
        }
    }
}

/// The capitals of TCVN3 that have no tone.
#[test]
fn toned_capitals_are_lost_in_tcvn3_alone() {
    for letter in LETTERS.chars().map(capital) {
        let written = encode(&letter.to_string(), Legacy::Tcvn3, Capitals::Small);
        let kept = letter.is_ascii() || "ĂÂĐÊÔƠƯ".contains(letter);
        assert_eq!(written.lost.is_empty(), kept, "{letter}");
        for other in [Legacy::Vni, Legacy::Viscii, Legacy::Windows1258] {
            assert_eq!(encode(&letter.to_string(), other, Capitals::Small).lost, []);
        }
    }
    let written = encode("ẤP ĐÔNG Á", Legacy::Tcvn3, Capitals::Small);
    let lost: Vec<(usize, char)> = written
        .lost
        .iter()
        .map(|lost| (lost.offset, lost.letter))
        .collect();
    assert_eq!(lost, [(0, 'Ấ'), ("ẤP ĐÔNG ".len(), 'Á')]);
    assert_eq!(
        decode(&written.bytes, Legacy::Tcvn3),
        Ok("ấP ĐÔNG á".to_owned())
    );
}

#[test]
fn vni_takes_hat_and_tone_together_or_apart_in_either_order() {
    for bytes in [&b"Hie\xe4p"[..], b"Hie\xe2\xefp", b"Hie\xef\xe2p"] {
        assert_eq!(decode(bytes, Legacy::Vni), Ok("Hiệp".to_owned()));
    }
    // Both placements of the tone stay as they were written.
    assert_eq!(
        decode(b"Ho\xf8a Hoa\xf8", Legacy::Vni),
        Ok("Hòa Hoà".to_owned())
    );
    assert_eq!(
        decode(b"\xd1\xd4\xd9NG \xd6\xd5 \xf6\xf8", Legacy::Vni),
        Ok("ĐỚNG Ữ ừ".to_owned())
    );
    // What an old keyboard wrote for ì, í and ỵ.
    assert_eq!(
        decode(b"i\xf8 i\xf9 y\xef \xec \xed \xee", Legacy::Vni),
        Ok("ì í ỵ ì í ỵ".to_owned())
    );
    let bad = decode(b"e\xea", Legacy::Vni).unwrap_err();
    assert_eq!(
        (bad.offset, bad.byte, bad.reason),
        (1, 0xea, BadBytesReason::Meaningless)
    );
}

#[test]
fn a_byte_that_means_nothing_is_named() {
    for (encoding, bytes, offset) in [
        (Legacy::Tcvn3, &b"Ap \x80"[..], 3),
        (Legacy::Windows1258, b"\xd2\x81", 1),
        (Legacy::Vni, b"b\xf9", 1),
    ] {
        let bad = decode(bytes, encoding).unwrap_err();
        assert_eq!(
            (bad.offset, bad.reason),
            (offset, BadBytesReason::Meaningless)
        );
        let (text, all) = decode_replacing(bytes, encoding);
        assert_eq!((text.matches('�').count(), all), (1, vec![bad]));
    }
    let nul = decode(b"A\0", Legacy::Viscii).unwrap_err();
    assert_eq!((nul.offset, nul.reason), (1, BadBytesReason::Nul));
}

#[test]
fn windows_1258_composes() {
    // ô with the tone behind it; a letter with its tone in one byte.
    assert_eq!(
        decode(b"c\xf4\xf2ng \xe1p", Legacy::Windows1258),
        Ok("cộng áp".to_owned())
    );
    assert_eq!(
        encode("cộng áp", Legacy::Windows1258, Capitals::Small).bytes,
        b"c\xf4\xf2ng \xe1p"
    );
}

#[test]
fn each_encoding_is_the_first_candidate_of_its_own_text() {
    let text = "Tổ công nghệ số cộng đồng ấp Đông Bình, xã Phương Phú, huyện Phụng Hiệp: đi từng ngõ, gõ từng nhà, hướng dẫn từng người";
    for encoding in Legacy::ALL {
        let bytes = encode(text, encoding, Capitals::Small).bytes;
        let found = detect(&bytes);
        assert_eq!(found[0].reads, Reads::Legacy(encoding), "{found:#?}");
        assert!(
            found[0].confidence > 900_000 && found[1].confidence < 700_000,
            "{found:#?}"
        );
    }
    assert_eq!(detect(text.as_bytes())[0].reads, Reads::Utf8);
    assert_eq!(detect(b"ASCII alone"), []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_come_back(letters in proptest::collection::vec(proptest::sample::select(LETTERS.chars().flat_map(|c| [c, capital(c)]).collect::<Vec<_>>()), 0..40), at in 0_usize..4) {
        let text: String = letters.into_iter().collect();
        let written = encode(&text, Legacy::ALL[at], Capitals::Runs);
        prop_assert_eq!(&written.lost, &[]);
        prop_assert_eq!(decode_with_capitals(&written.bytes, Legacy::ALL[at], &written.capitals), Ok(text));
    }

    #[test]
    fn any_bytes_are_read_or_named(bytes in proptest::collection::vec(any::<u8>(), 0..60), at in 0_usize..4) {
        let (text, bad) = decode_replacing(&bytes, Legacy::ALL[at]);
        prop_assert_eq!(text.matches('\u{fffd}').count(), bad.len());
        prop_assert_eq!(decode(&bytes, Legacy::ALL[at]).err(), bad.first().copied());
        prop_assert_eq!(nfc(&text), text.as_str());
    }
}
