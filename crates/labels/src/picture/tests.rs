use super::*;
use proptest::prelude::*;

fn png(width: u32, height: u32, colour: png::ColorType, samples: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(samples)
        .unwrap();
    out
}

/// A JPEG of 8 × 8 grey pixels, made by `jpegtran` and friends' simplest settings.
const JPEG: &[u8] = include_bytes!("../../tests/files/grey.jpg");

#[test]
fn what_is_clear_is_white() {
    let file = png(2, 1, png::ColorType::Rgba, &[255, 0, 0, 255, 0, 0, 0, 0]);
    let picture = Picture::read(&file).unwrap();
    assert_eq!(picture.size(), (2, 1));
    assert_eq!(picture.pixels().samples, [255, 0, 0, 255, 255, 255]);
    let half = png(1, 1, png::ColorType::GrayscaleAlpha, &[0, 128]);
    assert_eq!(Picture::read(&half).unwrap().pixels().samples, [127]);
}

#[test]
fn a_jpeg_is_read_by_its_content() {
    let picture = Picture::read(JPEG).unwrap();
    assert_eq!(picture.size(), (16, 8));
    assert_eq!(picture.pixels().channels, 1);
}

#[test]
fn a_large_picture_is_made_smaller_and_keeps_its_shape() {
    let file = png(4_000, 2_000, png::ColorType::Grayscale, &vec![9; 8_000_000]);
    let picture = Picture::read(&file).unwrap();
    assert_eq!(picture.size(), (1_024, 512));
    assert!(picture.pixels().samples.iter().all(|grey| *grey == 9));
}

#[test]
fn the_hash_is_the_files() {
    let file = png(1, 1, png::ColorType::Grayscale, &[0]);
    let wanted: String = Sha256::digest(&file)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let (a, b) = (Picture::read(&file).unwrap(), Picture::read(&file).unwrap());
    assert_eq!(a.sha256(), wanted);
    assert_eq!(a, b);
}

#[test]
fn what_is_no_picture_says_what_to_do() {
    let bomb = {
        let mut file = png(1, 1, png::ColorType::Grayscale, &[0]);
        file[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        file[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let sum = crc32(&file[12..29]);
        file[29..33].copy_from_slice(&sum.to_be_bytes());
        file
    };
    let cut = png(64, 64, png::ColorType::Grayscale, &[7; 4_096]);
    for (file, wanted) in [
        (vec![0; 100_000_000], PictureError::TooLarge),
        (b"GIF89a".to_vec(), PictureError::Unknown),
        (Vec::new(), PictureError::Unknown),
        (
            bomb,
            PictureError::TooManyPixels {
                width: 60_000,
                height: 60_000,
            },
        ),
        (cut[..50].to_vec(), PictureError::Damaged),
        (JPEG[..100].to_vec(), PictureError::Damaged),
    ] {
        let error = Picture::read(&file).unwrap_err();
        assert_eq!(error, wanted);
        for lang in [Lang::Vi, Lang::En] {
            let sentence = error.message(lang);
            let is_whole = sentence.ends_with('.') && !sentence.contains(['{', '}']);
            assert!(is_whole && !sentence.contains("labels."), "{sentence}");
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 }
        })
    })
}

proptest! {
    #[test]
    fn no_bytes_panic(tail in prop::collection::vec(any::<u8>(), 0..400), spoilt in 0..1_000usize, with in any::<u8>()) {
        let good = png(8, 8, png::ColorType::Rgba, &[77; 256]);
        for start in [&b"\x89PNG\r\n\x1a\n"[..], b"\xFF\xD8\xFF", b""] {
            let _ = Picture::read(&[start, &tail].concat());
        }
        for mut file in [good, JPEG.to_vec()] {
            let at = spoilt % file.len();
            file[at] = with;
            let _ = Picture::read(&file);
        }
    }
}
