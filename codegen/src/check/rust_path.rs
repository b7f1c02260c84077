//! Paths in Rust that stand in a schema: they are parsed here, so that a mistake has its place in the schema.

use syn::parse::Parser;

/// How deep the generics of a path may be in each other: syn recurses into them.
const DEEPEST: usize = 16;

/// The path of a derive macro. It has more than one word: what is one word is nowhere in generated code.
pub(super) fn derive_macro(text: &str) -> Option<String> {
    if !text.chars().all(|character| is_of_name(character) || character == ':') {
        return None;
    }
    let path = syn::Path::parse_mod_style.parse_str(text).ok()?;
    let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let leading = if path.leading_colon.is_some() { "::" } else { "" };
    (segments.len() > 1).then(|| format!("{leading}{}", segments.join("::")))
}

/// The user's own type, by a path that is the same from everywhere in the crate; or what is wrong with it.
pub(super) fn own_type(text: &str) -> Result<String, String> {
    const NO_PATH: &str = "expected the path of a type in Rust";
    if let Some(other) = text.chars().find(|character| !is_of_name(*character) && !":<>,'".contains(*character)) {
        return Err(format!("{NO_PATH}, which has no `{}` in it", other.escape_debug()));
    }
    if depth(text) > DEEPEST {
        return Err("these generics are too deep".to_owned());
    }
    let path = match syn::parse_str::<syn::Type>(text) {
        Ok(syn::Type::Path(syn::TypePath { qself: None, path, .. })) => path,
        Ok(_) => return Err(NO_PATH.to_owned()),
        Err(error) => {
            let error = error.to_string();
            // What else it could have been is all of Rust.
            return Err(format!("not Rust: {}", error.split(", expected").next().unwrap_or(&error)));
        }
    };
    let is_lonely = path.segments.len() == 1 && path.leading_colon.is_none();
    match path.segments.first().map(|first| first.ident.to_string()).as_deref() {
        Some("self" | "super" | "Self") => Err("generated code is in a module of its own".to_owned()),
        _ if is_lonely => Err("a name alone means nothing in generated code".to_owned()),
        _ => Ok(text.trim().to_owned()),
    }
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || "_# ".contains(character)
}

fn depth(text: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for character in text.chars() {
        match character {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_a_path_that_is_the_same_everywhere() {
        for text in [
            "crate::Money",
            "::money::Money",
            "money::Money<u8, crate::A>",
            "std::borrow::Cow<'static, str>",
            "Box::<dyn crate::A>::B",
            "crate::r#type::Money",
        ] {
            assert_eq!(own_type(&format!(" {text} ")).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_such_path_is_refused() {
        let deep = format!("{}u8{}", "a::A<".repeat(100_000), ">".repeat(100_000));
        for text in [
            "",
            "Money",
            "self::Money",
            "super::Money",
            "crate::",
            "crate::Money<",
            "&crate::Money",
            "[u8]",
            "crate:Money",
            "<u8 as a::B>::C",
            "dyn a::B",
            "crate::Money // mine",
            "crate::größe::€",
            &deep,
            &"(".repeat(100_000),
            &"dyn ".repeat(100_000),
            &"a::".repeat(100_000),
        ] {
            assert!(own_type(text).is_err(), "{}", &text[..text.len().min(40)]);
        }
    }

    #[test]
    fn a_derive_macro_has_a_path() {
        assert_eq!(derive_macro("rkyv::Archive").as_deref(), Some("rkyv::Archive"));
        assert_eq!(derive_macro(":: rkyv ::Archive").as_deref(), Some("::rkyv::Archive"));
        for text in ["", "Archive", "::Archive", "rkyv::", "rkyv::A<u8>", "a b", "a::b::", &"(".repeat(100_000)] {
            assert_eq!(derive_macro(text), None, "{}", &text[..text.len().min(40)]);
        }
    }
}
