//! Questions: a function that takes the partition, and a struct for each part of the sort key.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{self, docs};
use super::record::{self, Record};
use super::scope::Scope;
use super::{codec, ident, types};
use crate::model::{Attribute, AttributeId, Entity, IndexKind, Key, Part, Question, Schema, Step, Target, Template};

/// What is asked by a key: a question of an entity, or a collection.
pub(super) struct Asking<'m> {
    pub(super) entity: &'m Entity,
    pub(super) key: &'m Key,
    pub(super) steps: &'m [Step],
    pub(super) known: usize,
    pub(super) function: &'m str,
    /// What asks, as docs call it: "`Link::by_day`".
    pub(super) path: String,
    /// The type that stands for it, from the file's module and from that of its steps.
    pub(super) marker: (TokenStream, TokenStream),
    /// The module of its steps, from that of the file.
    pub(super) module: TokenStream,
}

impl<'m> Asking<'m> {
    fn of_question(entity: &'m Entity, question: &'m Question) -> Self {
        let (module, marker) = (ident(&entity.module), ident(&question.marker));
        Self {
            entity,
            key: &question.key,
            steps: &question.steps,
            known: question.known,
            function: &question.function,
            path: docs::code(&format!("{}::{}", entity.rust_name, question.function)),
            marker: (quote!(#module::#marker), quote!(#marker)),
            module: quote!(#module),
        }
    }
}

/// The associated function that asks the question.
pub(super) fn function(schema: &Schema, entity: &Entity, question: &Question, scope: &Scope<'_>) -> TokenStream {
    let docs = docs(None, &facts(schema, entity, question));
    let record = Record::of_entity(schema, entity);
    ask(&Asking::of_question(entity, question), &docs, &record, scope)
}

/// A function that asks by a key.
pub(super) fn ask(asking: &Asking<'_>, docs: &TokenStream, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let Asking {
        entity,
        key,
        steps,
        known,
        function,
        marker: (marker, _),
        module,
        ..
    } = asking;
    let name = ident(function);
    let entity_type = scope.item(entity.file, &entity.rust_name);
    let partition: Vec<&Attribute> = key.partition_attributes().into_iter().map(|id| entity.attribute(id)).collect();
    let arguments = partition.iter().map(|attribute| record::argument(attribute, scope));
    // What goes into a text is borrowed, and may be wanted again.
    let is_composed = *known > 0 || key.partition.iter().any(|template| template.key.is_some());
    let values = partition.iter().filter(|_| is_composed).map(|attribute| {
        let name = ident(&attribute.field);
        quote!(let #name = #name.into_value();)
    });
    // No argument has its name.
    let receiver = codec::unused("parts", record);
    let asked =
        key.partition.iter().fold(quote!(rt::Ask::new()), |asked, template| match (template.key, template.bare()) {
            (None, Some(part)) => {
                let attribute = entity.attribute(part.id);
                let (constant, name) = (ident(&attribute.constant), ident(&attribute.field));
                let value = if is_composed { quote!(&#name) } else { quote!(#name) };
                quote!(#asked.equal(#entity_type::#constant, #value))
            }
            (_, Some(part)) => {
                let (physical, field) = (&template.name, ident(&entity.attribute(part.id).field));
                let encoding = types::part_encoding(record, entity.attribute(part.id), part, scope);
                quote!(#asked.plain::<#encoding>(#physical, &#field))
            }
            _ => {
                let constant = constant(entity, template, record, scope);
                let parts: Vec<TokenStream> =
                    template.parts().map(|part| part_of(entity, part, record, scope)).collect();
                match parts.split_last() {
                    None => quote!(#asked.composed(#constant, Ok)),
                    Some((last, first)) => quote!(#asked.composed(#constant, |#receiver| #receiver #(#first?)* #last)),
                }
            }
        });
    let parts = key.sort.iter().flat_map(Template::parts).take(*known);
    let known = parts.map(|part| {
        let encoding = types::part_encoding(record, entity.attribute(part.id), part, scope);
        let field = ident(&entity.attribute(part.id).field);
        quote!(.known::<#encoding>(&#field))
    });
    let allow = allow_name(function);
    let asked = quote!(#asked.key() #(#known)*);
    let (output, asked) = match steps.first() {
        Some(step) => {
            let step = ident(&step.rust_name);
            (quote!(#module::#step), quote!(#module::#step(#asked)))
        }
        None => (quote!(rt::QueryKey<#marker>), asked),
    };
    quote! {
        #docs
        #allow
        pub fn #name(#(#arguments),*) -> #output {
            #(#values)*
            #asked
        }
    }
}

fn part_of(entity: &Entity, part: &Part, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let encoding = types::part_encoding(record, entity.attribute(part.id), part, scope);
    let field = ident(&entity.attribute(part.id).field);
    quote!(.part::<#encoding>(&#field))
}

/// The constant of a composed key's template.
fn constant(entity: &Entity, template: &Template, record: &Record<'_>, scope: &Scope<'_>) -> Option<TokenStream> {
    template.key.map(|key| scope.in_module(record, &entity.keys[key].constant))
}

/// The question's marker type and the structs that lead from one part of the sort key to the next.
pub(super) fn items(
    schema: &Schema,
    entity: &Entity,
    question: &Question,
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> TokenStream {
    let entity_type = ident(&entity.rust_name);
    let marker = ident(&question.marker);
    let asking = Asking::of_question(entity, question);
    let docs = docs(None, &[format!("What {} asks.", asking.path)]);
    let strong = quote!(impl rt::StrongRead for #marker {});
    let consistency = match question.target {
        Target::Table => Some(strong),
        Target::Index(index) => {
            let index = &schema.table_of(entity).indexes[index.0];
            (index.kind == IndexKind::Local).then_some(strong)
        }
    };
    let is_told = schema.table_of(entity).entity_attribute.is_some();
    let tells = question.tells || !is_told;
    let asked = asked(schema, &asking, question.target, (question.is_shared, tells), record, scope);
    let item = ident(question.item.as_ref().map_or(&entity.rust_name, |item| &item.rust_name));
    let projects_all = question.item.is_none().then(|| quote!(impl rt::ProjectsAll for #marker {}));
    let steps = steps(&asking, record, scope);
    quote! {
        #docs
        #[derive(Debug)]
        pub enum #marker {}

        #asked

        impl rt::Question for #marker {
            type Entity = super::#entity_type;
            type Item = super::#item;
        }
        #projects_all
        #consistency
        #steps
    }
}

/// What the runtime knows of what is asked.
pub(super) fn asked(
    schema: &Schema,
    asking: &Asking<'_>,
    target: Target,
    (is_shared, tells): (bool, bool),
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> TokenStream {
    let Asking { entity, key, known, marker: (_, marker), .. } = asking;
    let index = match target {
        Target::Table => quote!(None),
        Target::Index(index) => {
            let name = &schema.table_of(entity).indexes[index.0].name;
            quote!(Some(#name))
        }
    };
    let is_composed = |template: &Template| template.key.is_some() && template.bare().is_none();
    let sort = (*known > 0 || key.sort.iter().any(is_composed)).then(|| {
        let attributes = key.sort.iter().map(|template| {
            if is_composed(template) {
                let constant = constant(entity, template, record, scope);
                quote!(rt::SortKey::Composed(#constant))
            } else {
                let name = &template.name;
                quote!(rt::SortKey::Plain(#name))
            }
        });
        quote!(const SORT: &'static [rt::SortKey] = &[#(#attributes),*];)
    });
    let is_shared = is_shared.then(|| {
        quote!(
            const SHARED: bool = true;
        )
    });
    let tells = (!tells).then(|| {
        quote!(
            const TELLS: bool = false;
        )
    });
    quote! {
        impl rt::Asked for #marker {
            const INDEX: ::core::option::Option<&'static str> = #index;
            #sort
            #is_shared
            #tells
        }
    }
}

/// The structs that lead from one part of the sort key to the next.
pub(super) fn steps(asking: &Asking<'_>, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    (0..asking.steps.len()).map(|position| step(asking, position, record, scope)).collect()
}

fn step(asking: &Asking<'_>, position: usize, record: &Record<'_>, scope: &Scope<'_>) -> TokenStream {
    let Asking { entity, key, steps, path, marker: (_, marker), .. } = asking;
    let step = &steps[position];
    let template = &key.sort[step.template];
    let Some(part) = template.parts().nth(step.part) else { return TokenStream::new() };
    let attribute = entity.attribute(part.id);
    let name = ident(&step.rust_name);
    let method = ident(&attribute.field);
    let next = steps.get(position + 1).map(|next| {
        let next = ident(&next.rust_name);
        quote!(, #next)
    });
    let is_own = template.key.is_none();
    let shown = docs::code(if is_own { &attribute.name } else { attribute.field.trim_start_matches("r#") });
    let struct_docs = docs(None, &[format!("{path}, to be narrowed by {shown} or taken as it is.")]);
    let method_docs = docs(None, &[format!("Narrows the question by {shown}.")]);
    let allow = allow_name(&attribute.field);
    let narrowed = narrowed(asking, step, part, (marker, next.as_ref()), record, scope);
    let Narrowed { output, make, traits } = narrowed;
    // The first step is made by the question's function, the others by the `eq` of the part before.
    let from = (position > 0).then(|| {
        quote! {
            impl ::core::convert::From<rt::QueryKey<#marker>> for #name {
                fn from(key: rt::QueryKey<#marker>) -> Self {
                    Self(key)
                }
            }
        }
    });
    quote! {
        #struct_docs
        #[must_use = "a question does nothing until it is given to a query"]
        #[derive(Debug, Clone)]
        pub struct #name(pub(super) rt::QueryKey<#marker>);

        impl #name {
            #method_docs
            #allow
            pub fn #method(self) -> #output {
                #make(self.0)
            }
        }
        #traits

        impl rt::IntoQueryKey for #name {
            type Question = #marker;
        }

        impl ::core::convert::From<#name> for rt::QueryKey<#marker> {
            fn from(question: #name) -> Self {
                question.0
            }
        }
        #from
    }
}

/// What a step leads to.
struct Narrowed {
    output: TokenStream,
    make: TokenStream,
    traits: Option<TokenStream>,
}

fn narrowed(
    asking: &Asking<'_>,
    step: &Step,
    part: &Part,
    (marker, next): (&TokenStream, Option<&TokenStream>),
    record: &Record<'_>,
    scope: &Scope<'_>,
) -> Narrowed {
    let template = &asking.key.sort[step.template];
    let attribute = asking.entity.attribute(part.id);
    let name: Ident = ident(&step.rust_name);
    if template.key.is_none() {
        let of = scope.marker(record, &attribute.marker);
        return Narrowed {
            output: quote!(rt::SortPart<#of, #marker #next>),
            make: quote!(rt::sort_part),
            traits: None,
        };
    }
    let encoding = types::part_encoding(record, attribute, part, scope);
    let is_bare = template.bare().is_some();
    let called = if is_bare { template.name.as_str() } else { attribute.field.trim_start_matches("r#") };
    let sorts = (step.sorts && !is_bare).then(|| quote!(impl rt::RangeStep for #name {}));
    let traits = quote! {
        impl rt::SortStep for #name {
            type Encoding = #encoding;
            const NAME: &'static str = #called;
        }
        #sorts
    };
    let (of, make) = if is_bare {
        (quote!(rt::SortPart), quote!(rt::sort_part))
    } else {
        (quote!(rt::ComposedPart), quote!(rt::composed_part))
    };
    Narrowed {
        output: quote!(#of<Self, #marker #next>),
        make,
        traits: Some(traits),
    }
}

/// Clippy reads conventions into some names. These are the schema's.
fn allow_name(name: &str) -> Option<TokenStream> {
    const TRAITS: [&str; 4] = ["from_str", "into_iter", "neg", "not"];
    const CONVERSIONS: [&str; 5] = ["as_", "from_", "into_", "is_", "to_"];
    if name == "new" {
        Some(quote!(#[allow(clippy::new_ret_no_self, clippy::wrong_self_convention)]))
    } else if TRAITS.contains(&name) {
        Some(quote!(#[allow(clippy::should_implement_trait, clippy::wrong_self_convention)]))
    } else {
        let conversion = CONVERSIONS.iter().any(|prefix| name.starts_with(prefix));
        conversion.then(|| quote!(#[allow(clippy::wrong_self_convention)]))
    }
}

fn facts(schema: &Schema, entity: &Entity, question: &Question) -> Vec<String> {
    let place = match question.target {
        Target::Table => "the table".to_owned(),
        Target::Index(index) => format!("index {}", docs::code(&schema.table_of(entity).indexes[index.0].name)),
    };
    let order = names(
        entity,
        question
            .steps
            .iter()
            .filter_map(|step| question.key.sort[step.template].parts().nth(step.part).map(|part| part.id)),
    );
    let partition = names(entity, question.key.partition_attributes().into_iter());
    let order = if order.is_empty() { String::new() } else { format!(", in the order of {order}") };
    let of = if partition.is_empty() { "one partition".to_owned() } else { format!("one {partition}") };
    let mut facts = vec![format!("Asks {place} for the items of {of}{order}.")];
    if let Some(item) = &question.item {
        facts
            .push(format!("The index does not hold all attributes: what is found is {}.", docs::code(&item.rust_name)));
    }
    if question.target != Target::Table {
        facts.extend(sparse(entity, question));
    }
    facts
}

/// Which items are not in an index.
fn sparse(entity: &Entity, question: &Question) -> Vec<String> {
    let key = question.key.attributes();
    let key = key.into_iter().filter(|id| !entity.key.attributes().contains(id));
    let absent = key.filter(|id| entity.attribute(*id).optional || entity.attribute(*id).default.is_some());
    let sparse = names_with(entity, absent, "or");
    let mut facts = Vec::new();
    if !sparse.is_empty() {
        facts.push(format!("An item that DynamoDB holds without {sparse} is not in the index."));
    }
    if let Some(member) = question.member {
        let field = docs::code(entity.members[member].field.trim_start_matches("r#"));
        facts.push(format!("An item is in the index only if its {field} is true."));
    }
    facts
}

fn names(entity: &Entity, ids: impl Iterator<Item = AttributeId>) -> String {
    names_with(entity, ids, "and")
}

/// What is stored is called as it is in DynamoDB.
fn names_with(entity: &Entity, ids: impl Iterator<Item = AttributeId>, before_last: &str) -> String {
    let name = |id: AttributeId| {
        let attribute = entity.attribute(id);
        if attribute.is_stored() { attribute.name.as_str() } else { attribute.field.trim_start_matches("r#") }
    };
    docs::names(ids.map(name), before_last)
}
