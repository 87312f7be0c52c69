//! Embeds the built window (`ui/dist`), the icon and the capabilities.

fn main() {
    tauri_build::build();
}
