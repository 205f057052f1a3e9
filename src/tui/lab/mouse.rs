//! What does the mouse do on the map and on the rail?

use super::{Lab, Open};
use crate::tui::app::{Deed, Mouse};

impl Lab {
    /// The mouse did something somewhere in the window.
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        let Some(layout) = self.layout else { return };
        if let (Deed::Press | Deed::Drag, Some(share)) =
            (mouse.deed, layout.on_rail(mouse.column, mouse.row))
        {
            let last = self.last();
            self.clock.show((share * last as f64).round() as usize);
            return;
        }
        if !matches!(self.open, Open::Walk | Open::Basins(_)) {
            return;
        }
        let point = layout
            .in_picture(mouse.column, mouse.row)
            .and_then(|(column, row)| self.scene.point_at(column, row));
        let Some(point) = point else { return };
        match mouse.deed {
            Deed::Press | Deed::Drag => {
                let start = self.scene.snapped(&point);
                self.notice.clear();
                self.start_from(&start);
            }
            Deed::ZoomIn => self.scene.zoom(0.8, Some(&point), &self.runners),
            Deed::ZoomOut => self.scene.zoom(1.25, Some(&point), &self.runners),
        }
    }
}
