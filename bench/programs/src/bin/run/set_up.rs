//! What has to be there before anything is measured: programs that are built, and packages that are installed. All of it is
//! under the target folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dynaschema_bench_programs::Failure;

/// Where everything is.
pub(crate) struct SetUp {
    /// The folder of this binary and the other ones.
    binaries: PathBuf,
    /// The folder of packages and of copies of programs beside them.
    installed: PathBuf,
}

impl SetUp {
    /// Builds and installs what is not there yet.
    pub(crate) fn make() -> Result<Self, Failure> {
        let binaries = env::current_exe()?.parent().ok_or("the runner is in a folder")?.to_owned();
        let set_up = Self { installed: binaries.join("bench-programs"), binaries };
        set_up.build()?;
        set_up.install_pynamodb()?;
        set_up.install_electrodb()?;
        Ok(set_up)
    }

    /// A program in Rust.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.binaries.join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    /// The interpreter with PynamoDB's packages.
    pub(crate) fn python(&self) -> PathBuf {
        self.installed.join("pynamodb/bin/python")
    }

    /// The program on PynamoDB.
    pub(crate) fn pynamodb(&self) -> PathBuf {
        here("pynamodb/program.py")
    }

    /// The program on ElectroDB: a copy, as Node.js looks for packages beside the program.
    pub(crate) fn electrodb(&self) -> PathBuf {
        self.installed.join("electrodb/program.mjs")
    }

    /// `cargo run` has built this binary alone. What it says of the package in the environment is taken away again: build
    /// scripts that look at it, such as ring's, would run once more in either direction.
    fn build(&self) -> Result<(), Failure> {
        if cfg!(debug_assertions) {
            return Err("what is not optimized is not worth measuring: cargo run --release".into());
        }
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        for (name, _) in env::vars_os() {
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "OUT_DIR"].iter().any(|of| name.to_string_lossy().starts_with(of)) {
                build.env_remove(name);
            }
        }
        perform(build.args(["build", "--release", "--locked", "--bins", "--package", env!("CARGO_PKG_NAME")]))
    }

    fn install_pynamodb(&self) -> Result<(), Failure> {
        let wanted = here("pynamodb/requirements.txt");
        let folder = self.installed.join("pynamodb");
        installed_once(&wanted, &folder, || {
            perform(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
            perform(Command::new(self.python()).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted))
        })
    }

    fn install_electrodb(&self) -> Result<(), Failure> {
        let folder = self.installed.join("electrodb");
        fs::create_dir_all(&folder)?;
        for file in ["package.json", "package-lock.json", "program.mjs"] {
            fs::copy(here("electrodb").join(file), folder.join(file))?;
        }
        installed_once(&here("electrodb/package-lock.json"), &folder, || {
            perform(
                Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder),
            )
        })
    }
}

/// Installs unless the same was installed before: `wanted` says what, and a copy of it what was.
fn installed_once(wanted: &Path, folder: &Path, install: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let record = folder.join("installed");
    let text = fs::read(wanted)?;
    if fs::read(&record).is_ok_and(|installed| installed == text) {
        return Ok(());
    }
    install()?;
    Ok(fs::write(record, text)?)
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn perform(command: &mut Command) -> Result<(), Failure> {
    let status = command.stdin(Stdio::null()).status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}
