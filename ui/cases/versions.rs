//! Writes of a versioned item advance its version, and so take the item by `&mut`; nothing else sets the version.

use dynaschema::Table;
use dynaschema_ui::schema::{Account, Accounts, HackerNews, Link};

pub fn case(accounts: &Table<Accounts>, news: &Table<HackerNews>, account: Account, mut link: Link) {
    let _ = accounts.put(&account); //~ an entity with a version is taken as `&mut item`, for the write advances it
    let _ = accounts.insert(&account); //~ `&Account` cannot be written as an item
    let _ = accounts.replace(&account); //~ `&Account` cannot be written as an item
    let _ = accounts.put(account.clone()); //~ `Account` cannot be written as an item
    let _ = news.put(&mut link); //~ all others are taken as `&item`
    let _ = accounts.update(&account).set(Account::VERSION, 5_u64); //~ or is the version that writes advance
    let _ = accounts.update(&account).add(Account::VERSION, 1_u64); //~ or is the version that writes advance
    let _ = accounts.update(&account).remove(Account::VERSION); //~ the attribute `Version` cannot be removed
    let _ = news.update(&link).expect_version(1); //~ `Link` has no version
    let _ = news.put(&link).unversioned(); //~ `Link` has no version
    let _ = news.delete(&link).expect_version(1); //~ `Link` has no version
}
