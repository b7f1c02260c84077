//! All names of generated code: two things must not get one name in one scope.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::collection::Collection;
use super::declarations::Declarations;
use super::facts::{Attribute, Entity, Member, Table};
use super::key;
use super::membership::{Asked, Membership};
use super::named::{Kind, Structure, Types};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Target, UNKNOWN_FIELD, Unknown};
use crate::names;
use crate::source::Span;

pub(super) fn check(
    declarations: &Declarations<'_>,
    tables: &[Table<'_>],
    entities: &[Entity<'_>],
    types: &Types<'_>,
    memberships: &[Membership],
    collections: &[Collection<'_>],
    cx: &mut Context<'_>,
) {
    let mut collisions = Collisions { reported: BTreeSet::new(), cx };
    collisions.files(declarations);
    collisions.schema(tables, entities, types, memberships, collections);
    for collection in collections {
        collisions.collection(collection);
    }
    for named in types.named.iter().filter(|named| named.first) {
        if let Some(Kind::Struct(structure)) = &named.kind {
            collisions.structure(structure);
        }
    }
    for (entity, membership) in entities.iter().zip(memberships).filter(|(entity, _)| entity.first) {
        collisions.associated(entity, membership, types);
        collisions.module(entity, membership, types);
        collisions.fields(&entity.attributes, &entity.members, entity.unknown);
    }
}

/// What to do about most collisions.
const RENAME: &str = "give one of them another name";

struct Collisions<'c, 's> {
    /// The pairs of places that were reported: a pair that collides in one name does so in others.
    reported: BTreeSet<(Option<Span>, Span)>,
    cx: &'c mut Context<'s>,
}

/// The names of one scope, each with what has it, and where that is if the schema says so.
type Scope = BTreeMap<String, (String, Option<Span>)>;

impl Collisions<'_, '_> {
    /// The generated files lie in one folder.
    fn files(&mut self, declarations: &Declarations<'_>) {
        let mut scope = Scope::new();
        for file in declarations.files.iter().filter(|file| !file.model.stem.is_empty()) {
            let owner = format!("the code of the file {}", shown(&file.model.name));
            self.claim(&mut scope, format!("{}.rs", file.model.stem), owner, file.place);
        }
    }

    /// The items of all files, which the index file brings together.
    fn schema(
        &mut self,
        tables: &[Table<'_>],
        entities: &[Entity<'_>],
        types: &Types<'_>,
        memberships: &[Membership],
        collections: &[Collection<'_>],
    ) {
        let mut scope = Scope::new();
        for table in tables.iter().filter(|table| table.named && table.first) {
            let owner = format!("the table {}", shown(table.name));
            self.claim(&mut scope, names::structure(table.name), owner, table.name.span);
        }
        for entity in entities.iter().filter(|entity| entity.named && entity.first) {
            let (name, place) = (entity.name, entity.name.span);
            let owner = format!("the entity {}", shown(name));
            self.claim(&mut scope, names::key_struct(name), format!("the key of {owner}"), place);
            self.claim(&mut scope, names::module(name), format!("the module of {owner}"), place);
            self.claim(&mut scope, names::structure(name), owner, place);
        }
        // A tuple struct is a function too.
        let values = ["None", "Some", "Ok", "Err"]
            .map(|name| (name.to_owned(), ("a function of Rust's prelude".to_owned(), None)));
        let mut values = Scope::from(values);
        for named in types.named.iter().filter(|named| named.is_named && named.first) {
            let (name, place) = (named.name, named.name.span);
            let owner = format!("the type {}", shown(name));
            if let Some(Kind::Newtype(_)) = named.kind {
                self.claim(&mut values, names::structure(name), owner.clone(), place);
            }
            if let Some(Kind::Struct(_)) = named.kind {
                self.claim(&mut scope, names::module(name), format!("the module of {owner}"), place);
            }
            self.claim(&mut scope, names::structure(name), owner, place);
        }
        let members = entities.iter().zip(memberships).filter(|(entity, _)| entity.named && entity.first);
        for (entity, membership) in members {
            for asked in &membership.questions {
                if let Some(item) = &asked.question.item {
                    let owner = format!("what {} holds of {}", asked.origin, shown(entity.name));
                    self.claim(&mut scope, item.rust_name.clone(), owner, asked.place);
                }
            }
        }
        for collection in collections.iter().filter(|collection| collection.named) {
            let (name, place) = (collection.name, collection.name.span);
            let owner = format!("the collection {}", shown(name));
            self.claim(&mut scope, names::collection_item(name), format!("an item of {owner}"), place);
            self.claim(&mut scope, names::module(name), format!("the module of {owner}"), place);
            self.claim(&mut scope, names::structure(name), owner, place);
        }
    }

    /// The constants, markers and fields of a struct type.
    fn structure(&mut self, structure: &Structure<'_>) {
        let (mut associated, mut module) = (Scope::new(), Scope::new());
        self.constants(&mut associated, &structure.attributes);
        self.markers(&mut module, &structure.attributes);
        self.fields(&structure.attributes, &[], structure.unknown);
    }

    /// The fields of a struct, if it has one that no attribute stands for.
    fn fields(&mut self, attributes: &[Attribute<'_>], members: &[Member<'_>], unknown: Unknown) {
        let mut scope = Scope::new();
        if unknown == Unknown::Keep {
            scope.insert(
                UNKNOWN_FIELD.to_owned(),
                ("the field of attributes that the schema does not name".to_owned(), None),
            );
        }
        for attribute in attributes.iter().filter(|attribute| attribute.named) {
            let owner = format!("the attribute {}", shown(attribute.name));
            self.claim(&mut scope, names::field(attribute.name), owner, attribute.name.span);
        }
        for member in members.iter().filter(|member| member.named) {
            let owner = format!("the field {}", shown(member.name));
            self.claim(&mut scope, names::field(member.name), owner, member.name.span);
        }
    }

    /// What stands in the module of a collection.
    fn collection(&mut self, collection: &Collection<'_>) {
        let Some(model) = &collection.model else { return };
        let mut scope = Scope::new();
        for step in &model.steps {
            self.claim(&mut scope, step.rust_name.clone(), "a part of its key".to_owned(), collection.name.span);
        }
    }

    fn constants(&mut self, scope: &mut Scope, attributes: &[Attribute<'_>]) {
        for attribute in attributes.iter().filter(|attribute| attribute.named) {
            let owner = format!("the attribute {}", shown(attribute.name));
            self.claim(scope, names::constant(attribute.name), owner, attribute.name.span);
        }
    }

    fn markers(&mut self, scope: &mut Scope, attributes: &[Attribute<'_>]) {
        for attribute in attributes.iter().filter(|attribute| attribute.named) {
            let owner = format!("the attribute {}", shown(attribute.name));
            self.claim(scope, names::marker(attribute.name), owner, attribute.name.span);
        }
    }

    /// The constants and functions of an entity.
    fn associated(&mut self, entity: &Entity<'_>, membership: &Membership, types: &Types<'_>) {
        let mut scope = Scope::new();
        for (function, does) in [
            ("new", "makes an item"),
            ("key", "makes a key"),
            ("try_from_item", "reads an item"),
            ("into_item", "writes an item"),
        ] {
            scope.insert(function.to_owned(), (format!("the function that {does}"), None));
        }
        self.constants(&mut scope, &entity.attributes);
        for member in entity.members.iter().filter(|member| member.named) {
            let owner = format!("the field {}", shown(member.name));
            self.claim(&mut scope, names::constant(member.name), owner, member.name.span);
        }
        for asked in &membership.questions {
            self.claim(&mut scope, asked.question.function.clone(), asked.origin.clone(), asked.place);
        }
        let keys = key::composed(entity, types);
        for group in membership.key.iter().flat_map(|own| key::together(entity, &keys, own)) {
            let owner = "the function that sets what shares a key".to_owned();
            self.claim(&mut scope, group.function, owner, entity.name.span);
        }
    }

    /// The types that stand for an entity's attributes and questions.
    fn module(&mut self, entity: &Entity<'_>, membership: &Membership, types: &Types<'_>) {
        let mut scope = Scope::new();
        self.markers(&mut scope, &entity.attributes);
        for member in entity.members.iter().filter(|member| member.named) {
            let owner = format!("the field {}", shown(member.name));
            self.claim(&mut scope, names::marker(member.name), owner, member.name.span);
        }
        for key in key::composed(entity, types) {
            for marker in key.template.parts().filter_map(|part| part.format_marker.clone()) {
                self.claim(&mut scope, marker, "a format in a key".to_owned(), entity.name.span);
            }
        }
        for asked in &membership.questions {
            let marker = &asked.question.marker;
            let help =
                new_name(asked, entity, membership).map(|name| format!("call the {} {}", asked.what, shown(&name)));
            let help = help.as_deref().unwrap_or(RENAME);
            self.claim_or(&mut scope, marker.clone(), asked.origin.clone(), asked.place, help);
            for step in &asked.question.steps {
                self.claim(&mut scope, step.rust_name.clone(), format!("a part of {}", asked.origin), asked.place);
            }
        }
    }

    fn claim(&mut self, scope: &mut Scope, name: String, owner: String, place: Span) {
        self.claim_or(scope, name, owner, place, RENAME);
    }

    /// Like [`claim`](Self::claim), with what to do about a collision.
    fn claim_or(&mut self, scope: &mut Scope, name: String, owner: String, place: Span, help: &str) {
        let Some((first, first_place)) = scope.get(&name) else {
            scope.insert(name, (owner, Some(place)));
            return;
        };
        // Parts of one thing collide only because other things do.
        if *first_place == Some(place) || !self.reported.insert((*first_place, place)) {
            return;
        }
        let message = format!("two things would be called {} in generated code", shown(&name));
        let collision = Diagnostic::new(codes::NAME_COLLISION, message).at(place, owner);
        let collision = match first_place {
            Some(place) => collision.also(*place, first),
            None => collision.help(format!("{} is {first}", shown(&name))),
        };
        self.cx.sink.report(collision.help(help));
    }
}

/// The usual name for an index that is called like its attribute, if nothing else has it.
fn new_name(asked: &Asked, entity: &Entity<'_>, membership: &Membership) -> Option<String> {
    let function = asked.question.function.trim_start_matches("r#");
    let name = format!("by_{function}");
    let is_taken = membership.questions.iter().any(|other| other.question.function == name)
        || entity.attributes.iter().any(|attribute| names::marker(attribute.name) == names::marker(&name));
    let is_index = matches!(asked.question.target, Target::Index(_)) && names::is_value_name(&name);
    (is_index && !function.starts_with("by_") && !is_taken).then_some(name)
}
