//! The bundled packs are part of the binary: a new lesson file builds it anew.

fn main() {
    println!("cargo::rerun-if-changed=lessons");
}
