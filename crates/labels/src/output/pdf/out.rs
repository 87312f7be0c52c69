//! Objects onto a `Write`, one after the other: where each begins is kept for the table at the end, nothing else is.

use super::deflate::Deflater;
use lopdf::{Dictionary, Object, StringFormat};
use std::io::{Result, Write};

/// A PDF being written.
pub(super) struct Out<'w, W: Write + ?Sized> {
    sink: &'w mut W,
    at: u64,
    /// Where object n + 1 begins; 0 where it is not written yet.
    offsets: Vec<u64>,
    /// FNV-1a of all bytes: the file's own identifier, the same for the same file.
    hash: u64,
    deflater: Deflater,
}

impl<'w, W: Write + ?Sized> Out<'w, W> {
    /// Begins a PDF 1.7 file.
    pub fn begin_file(sink: &'w mut W) -> Result<Out<'w, W>> {
        let mut out = Out {
            sink,
            at: 0,
            offsets: Vec::new(),
            hash: 0xcbf2_9ce4_8422_2325,
            deflater: Deflater::new(),
        };
        out.write_bytes(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(out)
    }

    /// An object number to be written later.
    pub fn reserve_id(&mut self) -> u32 {
        self.offsets.push(0);
        self.offsets.len() as u32
    }

    /// Writes an object under a new number.
    pub fn add_object(&mut self, object: &Object) -> Result<u32> {
        let id = self.reserve_id();
        self.put_object(id, object)?;
        Ok(id)
    }

    /// Writes an object under a reserved number.
    pub fn put_object(&mut self, id: u32, object: &Object) -> Result<()> {
        let mut body = Vec::new();
        write_object(&mut body, object);
        self.begin_object(id)?;
        self.write_bytes(&body)?;
        self.write_bytes(b"\nendobj\n")
    }

    /// Compresses content and writes it as a stream under a new number.
    pub fn add_stream(&mut self, dictionary: Dictionary, content: &[u8]) -> Result<u32> {
        let deflated = self.deflater.deflated(content)?;
        self.add_deflated(dictionary, &deflated)
    }

    /// Writes compressed content as a stream under a new number.
    pub fn add_deflated(&mut self, mut dictionary: Dictionary, deflated: &[u8]) -> Result<u32> {
        dictionary.set("Filter", "FlateDecode");
        dictionary.set("Length", deflated.len() as i64);
        let id = self.reserve_id();
        let mut head = Vec::new();
        write_dictionary(&mut head, &dictionary);
        head.extend_from_slice(b"stream\n");
        self.begin_object(id)?;
        self.write_bytes(&head)?;
        self.write_bytes(deflated)?;
        self.write_bytes(b"\nendstream\nendobj\n")?;
        Ok(id)
    }

    fn begin_object(&mut self, id: u32) -> Result<()> {
        if let Some(offset) = self.offsets.get_mut((id as usize).wrapping_sub(1)) {
            *offset = self.at;
        }
        self.write_bytes(format!("{id} 0 obj\n").as_bytes())
    }

    /// Writes the table of objects and ends the file.
    pub fn end_file(mut self, root: u32, info: u32) -> Result<()> {
        let start = self.at;
        let size = self.offsets.len() + 1;
        let mut table = format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes();
        for offset in &self.offsets {
            // 20 bytes an entry (ISO 32000-1, 7.5.4); an object never written is free.
            let entry = if *offset == 0 {
                "0000000000 65535 f \n".to_owned()
            } else {
                format!("{offset:010} 00000 n \n")
            };
            table.extend_from_slice(entry.as_bytes());
        }
        self.write_bytes(&table)?;
        let id = format!("{:016X}{size:016X}", self.hash);
        self.write_bytes(
            format!(
                "trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\nstartxref\n{start}\n%%EOF\n"
            )
            .as_bytes(),
        )?;
        self.sink.flush()
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.sink.write_all(bytes)?;
        self.at += bytes.len() as u64;
        self.hash = bytes.iter().fold(self.hash, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Ok(())
    }
}

// lopdf writes whole documents only; its objects one by one are written here.
fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        Object::Integer(n) => out.extend_from_slice(n.to_string().as_bytes()),
        Object::Real(n) => out.extend_from_slice(n.to_string().as_bytes()),
        Object::Name(name) => write_name(out, name),
        Object::String(text, format) => write_string(out, text, format),
        Object::Reference((id, generation)) => {
            out.extend_from_slice(format!("{id} {generation} R").as_bytes())
        }
        Object::Array(items) => write_array(out, items),
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_dictionary(out, &stream.dict), // streams have their own way: `add_stream`
    }
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"+-_.".contains(byte) {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn write_string(out: &mut Vec<u8>, text: &[u8], format: &StringFormat) {
    let is_plain = text
        .iter()
        .all(|b| (b' '..=b'~').contains(b) && !b"()\\".contains(b));
    if is_plain && matches!(format, StringFormat::Literal) {
        out.push(b'(');
        out.extend_from_slice(text);
        out.push(b')');
        return;
    }
    out.push(b'<');
    for byte in text {
        out.extend_from_slice(format!("{byte:02X}").as_bytes());
    }
    out.push(b'>');
}

fn write_array(out: &mut Vec<u8>, items: &[Object]) {
    out.push(b'[');
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push(b' ');
        }
        write_object(out, item);
    }
    out.push(b']');
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(out, key);
        out.push(b' ');
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}
