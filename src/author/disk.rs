//! How is a file written so that it is the old one or the new one, never a mixture?

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file aside, brings it to the disk, and gives it its name.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let aside = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = (|| {
        let mut file = File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        // Whoever may read or write the file keeps that right.
        if let Ok(old) = fs::metadata(path) {
            fs::set_permissions(&aside, old.permissions())?;
        }
        fs::rename(&aside, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&aside);
    }
    written
}

/// Creates a file that must not exist yet, with the folders around it.
pub(super) fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::options().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
