//! The addresses of a list and where they live: an organisation is one home for
//! all of its people, a provider of private mailboxes one for each.

use rustc_hash::{FxHashMap, FxHashSet};

/// Addresses that make a list one of many.
const ENOUGH_ADDRESSES: usize = 10;

/// Homes that make the people of a list outsiders to each other.
const ENOUGH_HOMES: usize = 5;

/// The addresses of a list, by their domain.
#[derive(Debug, Default)]
pub(crate) struct Homes(FxHashMap<String, FxHashSet<String>>);

impl Homes {
    /// Takes in the addresses of a text.
    pub(crate) fn add(&mut self, text: &str) {
        let is_end = |letter: char| letter.is_whitespace() || "<>,;\"'()[]".contains(letter);
        for address in text.split(is_end) {
            let Some((who, domain)) = address.rsplit_once('@') else { continue };
            if !who.is_empty() && domain.contains('.') {
                let own = self.0.entry(domain.to_lowercase()).or_default();
                own.insert(who.to_lowercase());
            }
        }
    }

    /// How many addresses there are, and how many homes; nothing where they are too
    /// few. `private` are the first words of the domains of private mailboxes.
    pub(crate) fn many(&self, private: &[String]) -> Option<(u64, u64)> {
        let is_private =
            |domain: &str| private.iter().any(|it| domain.split('.').next() == Some(it));
        let homes = |(domain, own): (&String, &FxHashSet<String>)| {
            if is_private(domain) { own.len() } else { 1 }
        };
        let addresses: usize = self.0.values().map(FxHashSet::len).sum();
        let homes: usize = self.0.iter().map(homes).sum();
        let is_many = addresses >= ENOUGH_ADDRESSES && homes >= ENOUGH_HOMES;
        is_many.then_some((addresses as u64, homes as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_outsiders_are_ten_addresses_of_five_homes() {
        let private = ["gmail".to_owned()];
        let of = |count: usize, domain: &dyn Fn(usize) -> String| {
            let mut homes = Homes::default();
            (0..count).for_each(|it| homes.add(&format!("A <a{it}@{}>", domain(it))));
            homes.many(&private)
        };
        assert_eq!(of(10, &|_| "gmail.example".into()), Some((10, 10)));
        assert_eq!(of(9, &|_| "gmail.example".into()), None, "too few");
        assert_eq!(of(30, &|_| "example.org".into()), None, "one organisation");
        assert_eq!(of(10, &|it| format!("d{}.example", it % 5)), Some((10, 5)));
        assert_eq!(of(10, &|it| format!("d{}.example", it % 4)), None, "four of them");
    }
}
