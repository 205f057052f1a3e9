//! Archives that mean harm: the same verdict from all who read one, in time, and nothing outside
//! is touched.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use gradus::author::add::{self, Before, NotAdded};
use gradus::author::archive::{self, Refused};
use gradus::pack::{Files, in_memory};

const PACK: &[u8] =
    b"format = 1\nid = \"p\"\ntitle = \"P\"\nversion = \"1.0.0\"\nlessons = [\"a\"]\n";
const LESSON: &[u8] = b"title = \"A\"\n[[block]]\nask = \"derivative\"\nid = \"q\"\nof = \"x^2\"\n";

/// A header of tar, field by field, so that it can lie.
struct Header<'a> {
    name: &'a [u8],
    size: u64,
    kind: u8,
    link: &'a [u8],
}

impl Header<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut block = vec![0_u8; 512];
        let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, self.name);
        put(100, b"0000644\0");
        put(108, b"0000000\0");
        put(116, b"0000000\0");
        if self.size < 1 << 33 {
            put(124, format!("{:011o}\0", self.size).as_bytes());
        } else {
            put(124, &[0x80, 0, 0, 0]);
            put(128, &self.size.to_be_bytes());
        }
        put(136, b"00000000000\0");
        put(156, &[self.kind]);
        put(157, self.link);
        put(257, b"ustar\x0000");
        seal(&mut block);
        block
    }
}

/// Writes the checksum.
fn seal(block: &mut [u8]) {
    block[148..156].fill(b' ');
    let sum: u32 = block[..512].iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

fn entry(name: &[u8], kind: u8, link: &[u8]) -> Vec<u8> {
    Header { name, size: 0, kind, link }.bytes()
}

fn file(name: &[u8], content: &[u8]) -> Vec<u8> {
    let size = content.len() as u64;
    let mut bytes = Header { name, size, kind: b'0', link: b"" }.bytes();
    bytes.extend(content);
    bytes.resize(bytes.len().div_ceil(512) * 512, 0);
    bytes
}

fn good() -> Vec<u8> {
    [file(b"pack.toml", PACK), file(b"lessons/a.toml", LESSON)].concat()
}

fn zipped(stream: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(stream).expect("written in memory");
    encoder.finish().expect("written in memory")
}

/// The good pack with more behind it, and an end.
fn with(more: &[u8]) -> Vec<u8> {
    zipped(&[good().as_slice(), more, &[0; 1024]].concat())
}

/// What a claim of this many bytes of zeros costs to list.
fn huge(name: &[u8], kind: u8, megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let size = (megabytes as u64) << 20;
    encoder.write_all(&Header { name, size, kind, link: b"" }.bytes()).expect("in memory");
    let zeros = vec![b'a'; 1 << 20];
    for _ in 0..megabytes {
        encoder.write_all(&zeros).expect("in memory");
    }
    encoder.write_all(&good()).expect("in memory");
    encoder.write_all(&[0; 1024]).expect("in memory");
    encoder.finish().expect("in memory")
}

type Named = (&'static str, Vec<u8>);

/// Each archive with a name; made once.
fn hostile() -> &'static [Named] {
    static MADE: OnceLock<Vec<Named>> = OnceLock::new();
    MADE.get_or_init(made)
}

fn made() -> Vec<Named> {
    let claim = |size, kind| Header { name: b"lessons/b.toml", size, kind, link: b"" }.bytes();
    let mut negative = Header { name: b"lessons/b.toml", size: 0, kind: b'0', link: b"" }.bytes();
    negative[124..136].fill(0xff);
    seal(&mut negative);
    let mut bad_sum = good();
    bad_sum[0] = b'x';
    let mut rights = file(b"lessons/b.toml", LESSON);
    rights[100..108].copy_from_slice(b"0006755\0");
    seal(&mut rights);
    let many: Vec<u8> =
        (0..2_000).flat_map(|n| file(format!("lessons/l{n}.toml").as_bytes(), b"")).collect();
    let end = [0_u8; 1024];
    vec![
        ("dotdot", with(&file(b"../evil", b""))),
        ("dotdot-mid", with(&file(b"lessons/../../evil", b""))),
        ("absolute", with(&file(b"/tmp/evil", b""))),
        ("backslash", with(&file(b"..\\..\\evil", b""))),
        ("drive", with(&file(b"C:evil", b""))),
        ("hidden", with(&file(b".bashrc", b""))),
        ("deep", with(&file(b"lessons/a/b/c/d.toml", b""))),
        ("symlink", with(&entry(b"lessons/b.toml", b'2', b"/etc/passwd"))),
        (
            "symlink-folder",
            zipped(&[entry(b"lessons", b'2', b"/tmp"), good(), end.to_vec()].concat()),
        ),
        ("hardlink", with(&entry(b"lessons/b.toml", b'1', b"pack.toml"))),
        ("device", with(&entry(b"lessons/b.toml", b'3', b""))),
        ("pipe", with(&entry(b"lessons/b.toml", b'6', b""))),
        ("gnu-long-name", with(&[entry(b"././@LongLink", b'L', b""), file(b"z", b"")].concat())),
        ("pax", with(&[file(b"p", b"13 size=1024\n"), file(b"a", b"A")].concat())),
        ("pax-header", with(&entry(b"p", b'x', b""))),
        ("sparse", with(&entry(b"lessons/b.toml", b'S', b""))),
        ("twice", with(&file(b"pack.toml", PACK))),
        ("twice-by-case", with(&file(b"PACK.TOML", PACK))),
        ("not-ascii", with(&file("lessons/é.toml".as_bytes(), LESSON))),
        ("latin-1", with(&file(b"lessons/\xff.toml", LESSON))),
        ("escape", with(&file(b"lessons/\x1b[2Ja.toml", LESSON))),
        ("special-rights", with(&rights)),
        ("stranger", with(&file(b"run.sh", b"id"))),
        ("archive-within", with(&file(b"inner.gradus", &with(b"")))),
        ("many-entries", with(&many)),
        ("claims-a-terabyte", with(&claim(1 << 40, b'0'))),
        ("claims-eight-exabytes", with(&claim(1 << 62, b'0'))),
        ("negative-size", with(&negative)),
        ("bad-checksum", zipped(&[bad_sum, end.to_vec()].concat())),
        ("cut-off", zipped(&good()[..700])),
        ("no-end", zipped(&good())),
        ("behind-the-end", with(&[&[0_u8; 1024][..], &[b'G'; 700]].concat())),
        ("two-members", [with(b""), with(&file(b"../evil", b""))].concat()),
        ("zipped-twice", zipped(&with(b""))),
        ("no-pack", zipped(&[file(b"README.md", b"x"), end.to_vec()].concat())),
        ("pack-in-a-folder", zipped(&[file(b"a/pack.toml", PACK), end.to_vec()].concat())),
        ("empty", Vec::new()),
        ("random", (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("a-zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00".to_vec()),
        ("unpacks-to-20-mib", huge(b"lessons/z.toml", b'0', 20)),
        ("long-name-of-20-mib", huge(b"././@LongLink", b'L', 20)),
    ]
}

#[test]
fn the_good_archive_is_taken() {
    assert!(archive::read(&with(b"")).is_ok());
}

#[test]
fn every_hostile_archive_is_refused_in_one_sentence_and_in_time() {
    for (name, bytes) in hostile() {
        let begun = Instant::now();
        let refused = archive::read(bytes).expect_err(name);
        let sentence = refused.to_string();
        assert!(!sentence.contains('\n') && sentence.len() < 300, "{name}: {sentence}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn the_cause_is_named() {
    let cause = |wanted: &str| {
        let bytes = &hostile().iter().find(|(name, _)| *name == wanted).expect("it is listed").1;
        archive::read(bytes).expect_err(wanted)
    };
    assert!(matches!(cause("dotdot"), Refused::Path(..)));
    assert!(matches!(cause("symlink"), Refused::Kind(_, "a link")));
    assert!(matches!(cause("twice-by-case"), Refused::Twice(..)));
    assert_eq!(cause("two-members"), Refused::Trailing);
    assert_eq!(cause("unpacks-to-20-mib"), Refused::UnpacksTooLarge);
    assert_eq!(cause("no-pack"), Refused::NoPack);
}

/// Every file below a folder with what it holds.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(tree(&entry.path()));
        } else {
            let name = entry.path().display().to_string();
            found.push((name, fs::read(entry.path()).unwrap_or_default()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_refused_archive_leaves_everything_as_it_was() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let shelf = home.path().join("shelf");
    fs::create_dir(&shelf).expect("it is made");
    let place = home.path().join("pack.gradus");
    for (name, bytes) in hostile() {
        fs::write(&place, bytes).expect("it is written");
        let before = tree(home.path());
        let result = add::open(&place).and_then(|files| add::add(&files, &shelf));
        assert!(matches!(result, Err(NotAdded::Archive(_))), "{name}: {result:?}");
        assert_eq!(before, tree(home.path()), "{name}");
    }
}

#[test]
fn an_added_pack_takes_the_place_of_the_older_one_and_says_so() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let shelf = home.path().join("shelf");
    let pack = |id: &str, version: &str, title: &str| {
        let front = format!(
            "format = 1\nid = \"{id}\"\ntitle = \"{title}\"\nversion = \"{version}\"\nlessons = [\"a\"]\n"
        );
        in_memory(&[("pack.toml", &front), ("lessons/a.toml", "title = \"A\"\n")])
    };
    let put = |files| add::add(&files, &shelf).expect("it is added").before;
    assert_eq!(put(pack("p", "1.0.0", "P")), Before::Nothing);
    assert_eq!(put(pack("p", "1.0.0", "P")), Before::Same);
    assert_eq!(put(pack("p", "1.0.0", "Q")), Before::Changed);
    assert_eq!(put(pack("p", "1.1.0", "Q")), Before::Version("1.0.0".to_owned()));
    assert_eq!(put(pack("primer", "1.0.0", "P")), Before::Bundled);
    let names: Vec<String> = tree(&shelf).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn several_may_add_at_once() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let shelf = home.path().join("shelf");
    let bytes = with(b"");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..10 {
                        let files = Files::Memory(archive::read(&bytes).expect("a good archive"));
                        add::add(&files, &shelf).expect("it is added");
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().expect("no thread fails");
        }
    });
    let names: Vec<String> = tree(&shelf).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_shelf_that_cannot_be_made_is_named() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let shelf = home.path().join("file");
    fs::write(&shelf, "").expect("it is written");
    let files = Files::Memory(archive::read(&with(b"")).expect("a good archive"));
    let why = add::add(&files, &shelf.join("shelf")).map(|_| ()).expect_err("a file is no folder");
    assert!(why.to_string().contains("file/shelf` cannot be written"), "{why}");
}
