//! What a label has in common with the one before is written once, as a Form XObject, and called from then on.

use super::content;
use super::fonts::Fonts;
use super::out::{Out, stream, write_object};
use crate::display::{DisplayList, Drawn};
use lopdf::{Object, dictionary};
use std::io::{Result, Write};
use std::sync::Arc;

/// What the labels just before had in common.
#[derive(Default)]
pub(super) struct Shared {
    before: Vec<Arc<Drawn>>,
    form: Option<Form>,
}

struct Form {
    id: u32,
    /// By element: what the form draws.
    drawn: Vec<Option<Arc<Drawn>>>,
}

impl Shared {
    /// Appends a label to a page's content; the number of the form that it calls, if any.
    pub fn draw<W: Write + ?Sized>(
        &mut self,
        list: &DisplayList,
        content: &mut String,
        fonts: &mut Fonts,
        resources: u32,
        out: &mut Out<W>,
    ) -> Result<Option<u32>> {
        let common: Vec<Option<Arc<Drawn>>> = list
            .drawn
            .iter()
            .enumerate()
            .map(|(n, now)| self.same(n, now))
            .collect();
        self.before.clone_from(&list.drawn);
        let form = self.form_of(common, list, fonts, resources, out)?;
        if let Some(form) = form {
            content::put(content, format_args!("/X{} Do\n", form.id));
        }
        for (n, drawn) in list.drawn.iter().enumerate() {
            if !form.is_some_and(|form| matches!(form.drawn.get(n), Some(Some(_)))) {
                content::draw(content, &drawn.items, list.height, fonts);
            }
        }
        Ok(form.map(|form| form.id))
    }

    fn same(&self, n: usize, now: &Arc<Drawn>) -> Option<Arc<Drawn>> {
        self.before
            .get(n)
            .filter(|before| Arc::ptr_eq(before, now))
            .cloned()
    }

    fn form_of<W: Write + ?Sized>(
        &mut self,
        common: Vec<Option<Arc<Drawn>>>,
        list: &DisplayList,
        fonts: &mut Fonts,
        resources: u32,
        out: &mut Out<W>,
    ) -> Result<Option<&Form>> {
        if common.iter().flatten().all(|drawn| drawn.items.is_empty()) {
            return Ok(None);
        }
        if self
            .form
            .as_ref()
            .is_none_or(|form| !equal(&form.drawn, &common))
        {
            let mut body = String::new();
            for drawn in common.iter().flatten() {
                content::draw(&mut body, &drawn.items, list.height, fonts);
            }
            let form = dictionary! {
                "Type" => "XObject",
                "Subtype" => "Form",
                "BBox" => vec![0.into(), 0.into(), i64::from(list.width.0).into(), i64::from(list.height.0).into()],
                "Resources" => Object::Reference((resources, 0)),
            };
            let mut object = Vec::new();
            write_object(&mut object, &stream(form, body.as_bytes())?);
            let id = out.reserve();
            out.put_raw(id, &object)?;
            self.form = Some(Form { id, drawn: common });
        }
        Ok(self.form.as_ref())
    }
}

fn equal(a: &[Option<Arc<Drawn>>], b: &[Option<Arc<Drawn>>]) -> bool {
    let same = |(a, b): (&Option<Arc<Drawn>>, &Option<Arc<Drawn>>)| match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}
