//! Schema files from disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::diagnostics::{Diagnostic, Sink, codes};

use super::Sources;

impl Sources {
    /// Reads schema files, and all `.yaml` and `.yml` files of folders (no hidden ones, and not those of folders in
    /// them).
    ///
    /// Whatever cannot be read is reported; the rest is there.
    pub(crate) fn read(paths: &[PathBuf], sink: &mut Sink) -> Sources {
        let mut sources = Sources::default();
        let mut files = BTreeSet::new();
        if paths.is_empty() {
            sink.report(Diagnostic::new(codes::NO_SCHEMA_FILE, "there is no path to a schema"));
        }
        for path in paths {
            if path.is_dir() {
                sources.paths.push(path.clone());
                match schema_files(path) {
                    Ok(found) if found.is_empty() => sink.report(no_schema_file(path)),
                    Ok(found) => files.extend(found),
                    Err(error) => sink.report(cannot_read(path, &error)),
                }
            } else {
                files.insert(path.clone());
            }
        }
        let mut seen = BTreeSet::new();
        for path in files {
            // One file may be named in several ways.
            if path.canonicalize().is_ok_and(|real| !seen.insert(real)) {
                continue;
            }
            match fs::read(&path) {
                Ok(bytes) => {
                    sources.paths.push(path.clone());
                    match String::from_utf8(bytes) {
                        Ok(text) => {
                            sources.push(path, text);
                        }
                        Err(error) => sink.report(not_utf8(&path, error.as_bytes(), error.utf8_error().valid_up_to())),
                    }
                }
                Err(error) => sink.report(cannot_read(&path, &error)),
            }
        }
        sources
    }
}

fn schema_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // Editors and file systems put files of their own beside ours: `.#a.yaml`, `._a.yaml`.
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        // A link that leads nowhere is kept, so that it is reported when it is read.
        if is_yaml && !is_hidden && path.metadata().map_or(true, |metadata| metadata.is_file()) {
            files.push(path);
        }
    }
    Ok(files)
}

fn cannot_read(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(codes::CANNOT_READ, format!("cannot read `{}`: {error}", path.display())).of(path, None)
}

fn no_schema_file(folder: &Path) -> Diagnostic {
    Diagnostic::new(codes::NO_SCHEMA_FILE, format!("the folder `{}` holds no schema file", folder.display()))
        .of(folder, None)
        .help("schema files end in `.yaml` or `.yml`; folders in the folder are not searched")
}

fn not_utf8(path: &Path, bytes: &[u8], valid: usize) -> Diagnostic {
    let line = 1 + bytes.iter().take(valid).filter(|byte| **byte == b'\n').count();
    Diagnostic::new(codes::NOT_UTF8, format!("`{}` is not UTF-8 text: see line {line}", path.display()))
        .of(path, Some(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder for one test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("dynaschema-read-{test}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Folder(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    impl std::ops::Deref for Folder {
        type Target = PathBuf;

        fn deref(&self) -> &PathBuf {
            &self.0
        }
    }

    fn read(paths: &[PathBuf]) -> (Sources, Vec<String>) {
        let mut sink = Sink::default();
        let sources = Sources::read(paths, &mut sink);
        let lines = sink.into_diagnostics(&sources).iter().map(|finding| finding.line()).collect();
        (sources, lines)
    }

    #[test]
    fn a_folder_stands_for_its_schema_files_in_order() {
        let folder = Folder::new("folder");
        for name in ["b.yaml", "a.yml", "c.json", "B.yaml"] {
            fs::write(folder.join(name), "tables: {}").unwrap();
        }
        fs::create_dir_all(folder.join("deep.yaml")).unwrap();
        let (sources, lines) = read(std::slice::from_ref(&*folder));
        assert!(lines.is_empty(), "{lines:?}");
        let files = ["B.yaml", "a.yml", "b.yaml"].map(|name| folder.join(name));
        assert_eq!(sources.iter().map(|(_, source)| source.path.clone()).collect::<Vec<_>>(), files);
        let watched: Vec<_> = sources.paths().map(Path::to_path_buf).collect();
        assert_eq!(watched, [&[folder.to_path_buf()], &files[..]].concat());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_hidden_or_no_file_is_no_schema_file_but_a_link_to_nothing_is_reported() {
        use std::os::unix::{fs::symlink, net::UnixListener};

        let folder = Folder::new("hidden");
        fs::write(folder.join("a.yaml"), "tables: {}").unwrap();
        fs::write(folder.join("._a.yaml"), b"\xff").unwrap();
        symlink("user@host.1234", folder.join(".#a.yaml")).unwrap();
        let _socket = UnixListener::bind(folder.join("b.yaml")).unwrap();
        symlink("a.yaml", folder.join("c.yaml")).unwrap();
        symlink("nowhere", folder.join("d.yaml")).unwrap();
        let (sources, lines) = read(std::slice::from_ref(&*folder));
        assert_eq!(sources.iter().count(), 1);
        assert!(matches!(lines.as_slice(), [line] if line.contains("d.yaml")), "{lines:?}");
    }

    #[test]
    fn a_file_that_is_named_in_several_ways_is_read_once() {
        let folder = Folder::new("twice");
        fs::write(folder.join("a.yaml"), "tables: {}").unwrap();
        let detour = folder.join("..").join(folder.file_name().unwrap());
        let (sources, lines) = read(&[folder.join("a.yaml"), detour, folder.to_path_buf()]);
        assert!(lines.is_empty(), "{lines:?}");
        assert_eq!(sources.iter().count(), 1);
    }

    #[test]
    fn whatever_cannot_be_read_is_reported_and_the_rest_is_there() {
        let folder = Folder::new("broken");
        fs::create_dir_all(folder.join("empty")).unwrap();
        fs::write(folder.join("latin.yaml"), b"# Z\n# Z\xfcrich\n").unwrap();
        fs::write(folder.join("good.yaml"), "tables: {}").unwrap();
        let paths = ["missing.yaml", "latin.yaml", "empty", "good.yaml"].map(|name| folder.join(name));
        let (sources, lines) = read(&paths);
        let shown = |name: &str| folder.join(name).display().to_string();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert_eq!(lines[0], format!("the folder `{}` holds no schema file [DS0003]", shown("empty")));
        assert_eq!(lines[1], format!("`{}` is not UTF-8 text: see line 2 [DS0002]", shown("latin.yaml")));
        assert!(lines[2].starts_with(&format!("cannot read `{}`: ", shown("missing.yaml"))), "{}", lines[2]);
        assert_eq!(sources.iter().map(|(_, source)| &source.path).collect::<Vec<_>>(), [&folder.join("good.yaml")]);
    }

    #[test]
    fn what_cannot_be_read_tells_its_path_and_its_line() {
        let folder = Folder::new("paths");
        fs::write(folder.join("latin.yaml"), b"# Z\n# Z\xfcrich\n").unwrap();
        let paths = ["latin.yaml", "missing.yaml"].map(|name| folder.join(name));
        let mut sink = Sink::default();
        let sources = Sources::read(&paths, &mut sink);
        let diagnostics = sink.into_diagnostics(&sources);
        let told: Vec<_> = diagnostics
            .iter()
            .map(|finding| (finding.path().map(Path::to_path_buf), finding.position().map(|position| position.line)))
            .collect();
        let [latin, missing] = paths;
        assert_eq!(told, [(Some(latin), Some(2)), (Some(missing), None)]);
    }

    #[test]
    fn no_path_is_no_schema() {
        assert_eq!(read(&[]).1, ["there is no path to a schema [DS0003]"]);
    }
}
