//! The crates that are compiled: generated code and the same by serde, each alone and used.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use dynaschema_codegen::Builder;

use crate::schema::{self, Shape, numbered};

/// How many entities each crate has.
pub(crate) const ENTITIES: usize = 100;

/// Generated code.
pub(crate) const GENERATED: &str = "generated";
/// Structs with serde's derives, and their conversions.
pub(crate) const MAPPED: &str = "mapped";
/// Generated code, and a put, a get and a query of each entity.
pub(crate) const GENERATED_USED: &str = "generated_used";
/// The same by the SDK and serde_dynamo.
pub(crate) const MAPPED_USED: &str = "mapped_used";
/// A crate that has nothing but a build script.
pub(crate) const SCRIPT: &str = "script";

const GENERATED_DEPENDENCIES: &str = "dynaschema = { path = \"ROOT/runtime\" }\nSDK";
const MAPPED_DEPENDENCIES: &str = "serde = { version = \"1\", features = [\"derive\"] }\n\
                                   serde_dynamo = { version = \"4\", features = [\"aws-sdk-dynamodb+1\"] }\nSDK";
const SDK: &str = "aws-sdk-dynamodb = { version = \"1.136\", default-features = false }\n";
const BUILD_SCRIPT: &str = "fn main() -> Result<(), dynaschema_codegen::Diagnostics> {\n    \
                            dynaschema_codegen::Builder::new().schema(\"schema\").compile()\n}\n";

/// The folder of all of them.
pub(crate) struct Crates {
    pub(crate) folder: PathBuf,
}

impl Crates {
    /// Writes them below the folder that this program was compiled into.
    pub(crate) fn write() -> io::Result<Self> {
        let program = env::current_exe()?;
        let target = program.parent().and_then(Path::parent).unwrap_or(Path::new("target"));
        let crates = Self { folder: target.join("bench-build") };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
        let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"generated\", \"mapped\", \"generated_used\", \
                         \"mapped_used\", \"script\"]\n";
        crates.file("Cargo.toml", workspace)?;
        // The versions that this workspace has.
        fs::copy(root.join("Cargo.lock"), crates.folder.join("Cargo.lock"))?;

        let all = |text: &str| -> String { (0..ENTITIES).map(|number| numbered(text, number)).collect() };
        let generated_uses = include_str!("../texts/generated_uses.rs").to_owned();
        let mapped = include_str!("../texts/mapped.rs").to_owned() + &all(include_str!("../texts/mapped_entity.rs"));
        let conversions = all(include_str!("../texts/mapped_conversion.rs"));
        let mapped_uses =
            include_str!("../texts/mapped_uses.rs").to_owned() + &all(include_str!("../texts/mapped_use.rs"));
        let dependencies = |text: &str| {
            format!("[dependencies]\n{}", text.replace("ROOT", &root.display().to_string()).replace("SDK", SDK))
        };
        let (generated_dependencies, mapped_dependencies) =
            (dependencies(GENERATED_DEPENDENCIES), dependencies(MAPPED_DEPENDENCIES));
        for (name, dependencies, text) in [
            (GENERATED, &generated_dependencies, include_str!("../texts/generated.rs").to_owned()),
            (MAPPED, &mapped_dependencies, mapped.clone() + &conversions),
            (GENERATED_USED, &generated_dependencies, generated_uses + &all(include_str!("../texts/generated_use.rs"))),
            (MAPPED_USED, &mapped_dependencies, mapped + &mapped_uses),
        ] {
            crates.package(name, dependencies, &text)?;
        }
        let schema = schema::text(Shape::Own, ENTITIES);
        for name in [GENERATED, GENERATED_USED] {
            let builder = Builder::new().text("schema.yaml", schema.as_str());
            let written = builder.write_to(crates.folder.join(name).join("src/schema"));
            written.map_err(|diagnostics| io::Error::other(diagnostics.to_string()))?;
        }
        let codegen =
            format!("[build-dependencies]\ndynaschema-codegen = {{ path = \"{}/codegen\" }}\n", root.display());
        crates.package(SCRIPT, &codegen, "//! Nothing.\n")?;
        crates.file("script/build.rs", BUILD_SCRIPT)?;
        crates.file("script/schema/schema.yaml", &schema)?;
        Ok(crates)
    }

    fn package(&self, name: &str, dependencies: &str, text: &str) -> io::Result<()> {
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{dependencies}");
        self.file(&format!("{name}/Cargo.toml"), &manifest)?;
        self.file(&format!("{name}/src/lib.rs"), text)
    }

    fn file(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)
    }
}
