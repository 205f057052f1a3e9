//! Does a file lie on a network file system?
//!
//! A write-ahead log needs shared memory, which network file systems do not have: two hosts writing
//! through it corrupt the file. So the record asks first, in the kernel's mount table.

use std::path::Path;

/// File systems that other hosts may write to. `fuse.` types are compared whole.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "afs",
    "auristorfs",
    "lustre",
    "ceph",
    "9p",
    "gpfs",
    "beegfs",
    "orangefs",
    "glusterfs",
    "ncpfs",
    "coda",
    "davfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.ceph",
    "fuse.davfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.gvfsd-fuse",
    "fuse.cifs",
    "fuse.smbnetfs",
];

/// Is the file (an absolute path without links) on a network file system? Where the mount table
/// cannot be read, no.
pub(super) fn is_on_network(file: &Path) -> bool {
    std::fs::read("/proc/self/mountinfo")
        .is_ok_and(|table| network_in(&String::from_utf8_lossy(&table), file))
}

/// The same with the text of the mount table; the deepest mount point above the file decides, the
/// later of two at the same place.
fn network_in(mountinfo: &str, file: &Path) -> bool {
    let mut deepest = 0;
    let mut network = false;
    for line in mountinfo.lines() {
        // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw
        let Some((mount, source)) = line.split_once(" - ") else { continue };
        let Some(point) = mount.split(' ').nth(4).map(unescaped) else { continue };
        let point = Path::new(&point);
        let depth = point.components().count();
        if file.starts_with(point) && depth >= deepest {
            deepest = depth;
            let kind = source.split(' ').next().unwrap_or("");
            network = NETWORK.contains(&kind);
        }
    }
    network
}

/// A mount point without the kernel's octal escapes (`\040` is a space).
fn unescaped(field: &str) -> String {
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let octal = (first == b'\\')
            .then(|| tail.get(..3).and_then(|digits| std::str::from_utf8(digits).ok()))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match octal {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[3..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /home rw,relatime shared:2 - nfs4 server:/home rw,vers=4.2
41 40 0:36 / /home/ada/local\\040disk rw - ext4 /dev/sdb1 rw
42 22 0:37 / /mnt/ssh rw,nosuid - fuse.sshfs ada@host: rw
";

    #[test]
    fn the_deepest_mount_above_the_file_decides() {
        let network = |path: &str| network_in(TABLE, Path::new(path));
        assert!(!network("/var/lib/gradus.db"));
        assert!(network("/home/ada/.local/share/gradus/record.db"));
        assert!(!network("/home/ada/local disk/record.db"));
        assert!(network("/mnt/ssh/record.db"));
        assert!(!network("/mnt/ssh-not/record.db"));
    }

    #[test]
    fn a_damaged_table_names_no_network() {
        assert!(!network_in("- nfs\n\n22 1 - \\9", Path::new("/x")));
    }
}
