//! Master pages and page layouts: how large a page is, what its ground is.

use rustc_hash::FxHashMap;

use super::{Styles, colour, points};
use crate::read::look::Colour;
use crate::read::xml::Element;

/// Elements that are drawn on a page.
const DRAWN: &[&str] = &["frame", "custom-shape", "rect", "polygon", "path", "ellipse"];

/// A master page.
#[derive(Default)]
struct Master {
    style: String,
    layout: String,
    /// Whether anything is drawn on it: then the ground of its pages is unknown.
    has_art: bool,
}

/// The master pages and the page layouts.
#[derive(Default)]
pub(super) struct Pages {
    masters: FxHashMap<String, Master>,
    /// The name of the master page at hand.
    master: String,
    /// The sizes of page layouts, in points.
    sizes: FxHashMap<String, (f64, f64)>,
    /// The name of the page layout at hand.
    layout: String,
    /// Whether some page has a ground of its own.
    are_tinted: bool,
}

impl Styles {
    /// Whether some page has a ground of its own.
    pub(in crate::read::opendocument) fn has_tinted_pages(&self) -> bool {
        self.pages.are_tinted
    }

    /// Takes what an element among the master pages and page layouts says (OpenDocument
    /// 1.3 part 3, 16.9 and 16.5).
    pub(in crate::read::opendocument) fn open_master(&mut self, element: &Element<'_>) {
        match element.name {
            "master-page" | "handout-master" => {
                element.text("name").clone_into(&mut self.pages.master);
                let style = element.text("style-name").to_owned();
                let layout = element.text("page-layout-name").to_owned();
                let master = Master { style, layout, has_art: false };
                self.pages.masters.insert(self.pages.master.clone(), master);
            }
            "page-layout" => element.text("name").clone_into(&mut self.pages.layout),
            "page-layout-properties" => {
                let size =
                    points(element.text("page-width")).zip(points(element.text("page-height")));
                self.pages.sizes.extend(size.map(|size| (self.pages.layout.clone(), size)));
                let ground = element.get("background-color").map(colour);
                self.pages.are_tinted |= ground.is_some_and(|it| it != Colour::WHITE);
            }
            name if DRAWN.contains(&name) && element.get("class").is_none() => {
                let master = self.pages.masters.get_mut(&self.pages.master);
                master.into_iter().for_each(|it| it.has_art = true);
            }
            _ => {}
        }
    }

    /// The size of a page with a master page, in points.
    pub(in crate::read::opendocument) fn page_size(&self, master: &str) -> Option<(f64, f64)> {
        self.pages.sizes.get(&self.pages.masters.get(master)?.layout).copied()
    }

    /// Whether the style of a page hides it.
    pub(in crate::read::opendocument) fn hides_page(&self, name: &str) -> bool {
        self.chain("drawing-page", name).is_hidden
    }

    /// The ground of a page by its style and its master page.
    pub(in crate::read::opendocument) fn page_ground(
        &mut self,
        style: &str,
        master: &str,
    ) -> Colour {
        let own = self.dress("drawing-page", style).ground;
        let Some(master) = self.pages.masters.get(master) else { return Colour::Mixed };
        let (has_art, style) = (master.has_art, master.style.clone());
        let ground = own.or_else(|| self.dress("drawing-page", &style).ground);
        if has_art { Colour::Mixed } else { ground.unwrap_or(Colour::WHITE) }
    }
}
