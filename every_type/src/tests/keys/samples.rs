//! Random items whose keys come close to one another.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::super::values::Source;
use crate::schema::*;

/// Short texts that are prefixes of one another, hold separators, and end where texts end; also an empty one.
pub(super) fn word(source: &mut Source) -> String {
    let letters = ["a", "a", "b", "#", "é", "\u{10fffe}"];
    let length = source.below(4);
    (0..length).map(|_| source.one_of(&letters)).collect()
}

/// The same, mostly without separators, so that most keys of several parts are accepted.
pub(super) fn part(source: &mut Source) -> String {
    let word = word(source);
    if source.below(8) == 0 { word } else { word.replace('#', "") }
}

pub(super) fn day(source: &mut Source) -> Date {
    source.one_of(&[
        Date::constant(0, 1, 1),
        Date::constant(2023, 12, 31),
        Date::constant(2024, 2, 29),
        Date::constant(2024, 3, 1),
        Date::constant(9999, 12, 31),
    ])
}

/// To the millisecond, some at the border of two days.
pub(super) fn time(source: &mut Source) -> Timestamp {
    let midnight: Timestamp = "2024-02-29T00:00:00Z".parse().unwrap();
    let hours = source.one_of(&[-24, 0, 0, 1, 23, 24]);
    midnight + hours.hours() + source.one_of(&[0, 0, -1, 1]).milliseconds()
}

/// The same, perhaps a little later than anything that is stored.
pub(super) fn finer(source: &mut Source) -> Timestamp {
    time(source) + source.one_of(&[0, 0, 300]).microseconds()
}

pub(super) fn to_the_day(time: Timestamp) -> Timestamp {
    down_to(time, 24 * 60 * 60 * 1000)
}

pub(super) fn to_the_hour(time: Timestamp) -> Timestamp {
    down_to(time, 60 * 60 * 1000)
}

pub(super) fn to_the_second(time: Timestamp) -> Timestamp {
    down_to(time, 1000)
}

pub(super) fn to_the_millisecond(time: Timestamp) -> Timestamp {
    down_to(time, 1)
}

fn down_to(time: Timestamp, milliseconds: i64) -> Timestamp {
    let floor = time.as_nanosecond().div_euclid(1_000_000) as i64;
    Timestamp::from_millisecond(floor.div_euclid(milliseconds) * milliseconds).unwrap()
}

pub(super) fn uuid(source: &mut Source) -> Uuid {
    let any = source.wide_bits();
    Uuid::from_u128(source.one_of(&[0, 1, 1 << 127, u128::MAX, any]))
}

pub(super) fn state(source: &mut Source) -> State {
    source.one_of(&[State::Idle, State::Move, State::Stop])
}

pub(super) fn number(source: &mut Source) -> u32 {
    source.one_of(&[0, 1, 9, 10, 99, 100, 999_999])
}

pub(super) fn signed(source: &mut Source) -> i16 {
    source.one_of(&[i16::MIN, -10, -1, 0, 1, 9, 10, i16::MAX])
}

pub(super) fn group(name: &str) -> GroupId {
    GroupId::from(name.to_owned())
}

pub(super) fn task(source: &mut Source, group: GroupId) -> Task {
    let (state, number, name) = (state(source), number(source), word(source));
    let (due, label, title) = (day(source), part(source), word(source));
    let (region, place) = (source.one_of(&["eu", "us"]), word(source));
    let level = source.one_of(&[0, 9, 10, 255_u8]);
    let mut task = Task::new(group, state, number, name, due, label, title, region, place, level, day(source));
    task.owner = optional(source, word);
    task.rank = optional(source, |source| source.one_of(&[0, 7, 10, 9999_u16]));
    task.placed = source.below(3) > 0;
    task.votes = number_of_votes(source);
    task
}

fn number_of_votes(source: &mut Source) -> u32 {
    source.one_of(&[0, 1, 100])
}

pub(super) fn optional<T>(source: &mut Source, value: impl FnOnce(&mut Source) -> T) -> Option<T> {
    (source.below(4) > 0).then(|| value(source))
}

pub(super) fn happening(source: &mut Source, group: GroupId) -> Happening {
    Happening::new(group, time(source), uuid(source), "text")
}

pub(super) fn shift(source: &mut Source, group: GroupId) -> Shift {
    let slot = source.one_of(&[0, 9, 10, 99, 999_u16]);
    Shift::new(group, day(source), state(source), slot, uuid(source))
}

pub(super) fn counted(source: &mut Source, group: GroupId) -> Counted {
    Counted::new(group, signed(source), source.one_of(&[0, 1, 10, 255_u8]))
}

pub(super) fn tail(source: &mut Source, group: GroupId) -> Tail {
    let mut tail = Tail::new(group, part(source), Name::from(word(source)));
    tail.listed = source.below(3) > 0;
    tail
}

pub(super) fn ticket(source: &mut Source, group: GroupId, number: u32) -> Ticket {
    let (place, level) = (part(source), source.one_of(&[0, 9, 255_u8]));
    let mut ticket = Ticket::new(group, number, source.one_of(&["eu", "us"]), place, level, day(source), word(source));
    ticket.topic = optional(source, part);
    ticket.team = optional(source, part);
    ticket.mood = optional(source, word);
    ticket.weight = optional(source, |source| source.one_of(&[0, 9, 999_u16]));
    ticket.placed = source.below(3) > 0;
    ticket
}

pub(super) fn follower(source: &mut Source, user: &str) -> Follower {
    Follower::new(user, word(source), to_the_second(time(source)))
}

pub(super) fn post(source: &mut Source, user: &str) -> Post {
    let mut post = Post::new(user, source.one_of(&[0, 9, 10, 9999_u16]), to_the_hour(time(source)));
    post.topic = optional(source, word);
    post
}

pub(super) fn like(source: &mut Source, user: &str) -> Like {
    let mut like = Like::new(user, source.one_of(&[0, 9, 10, 9999_u16]), word(source));
    like.listed = source.below(3) > 0;
    like
}

pub(super) fn reading(source: &mut Source, device: &str) -> Reading {
    let level = source.one_of(&[i32::MIN, -10, -9, 0, 9, 10, i32::MAX]);
    let mut reading = Reading::new(device, time(source), level);
    reading.code = optional(source, |source| source.one_of(&[7, 8_u8]));
    reading
}

pub(super) fn parcel(source: &mut Source, user: &str, number: u16) -> Parcel {
    let mut parcel = Parcel::new(user, number, source.one_of(&[0, 9, 10_u8]));
    parcel.ward = optional(source, |source| source.one_of(&["a", "b"]).to_owned());
    parcel.street = optional(source, word);
    parcel.weight = optional(source, |source| source.one_of(&[0, 7_u32]));
    parcel.before = optional(source, |source| source.one_of(&[1, 2_u32]));
    parcel.notes = (0..source.below(3)).map(|_| part(source)).collect();
    parcel.marks = (0..source.below(3)).map(|_| source.one_of(&[1, 2, 3_u8])).collect();
    parcel
}
