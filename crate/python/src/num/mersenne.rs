//! The Mersenne Twister behind `random`, number for number as CPython's: seeding, `random()`, `getrandbits` and what the
//! integer functions build on them.
//!
//! M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudorandom number
//! generator", 1998; seeding by arrays after their 2002 revision.

use num_bigint::BigUint;
use sha2::{Digest, Sha512};

use super::hash;
use super::int::{Int, check_bits, signed};
use crate::fault::{self, Fault, Outcome};

/// Words of the generator's state.
const SIZE: usize = 624;
/// Distance between the words that are mixed.
const SHIFT: usize = 397;
const UPPER_BIT: u32 = 0x8000_0000;
const LOWER_BITS: u32 = 0x7fff_ffff;

/// What `random.seed` accepts.
#[derive(Clone, Copy, Debug)]
pub enum Seed<'a> {
    /// An int; its sign is ignored.
    Int(&'a Int),
    /// A float, by its hash.
    Float(f64),
    /// A str's UTF-8, a bytes or a bytearray.
    Bytes(&'a [u8]),
}

/// One generator.
#[derive(Clone, Debug, PartialEq)]
pub struct Mersenne {
    state: Box<[u32; SIZE]>,
    /// The next word to hand out; `SIZE` asks for a new batch.
    next: usize,
    /// The second of the two numbers that `gauss` makes at a time.
    pub gauss_next: Option<f64>,
}

impl Mersenne {
    /// A generator as after `random.seed(seed)`.
    pub fn new(seed: Seed<'_>) -> Self {
        let mut generator = Self { state: Box::new([0; SIZE]), next: SIZE, gauss_next: None };
        generator.seed(seed);
        generator
    }

    /// `random.seed(seed)`
    pub fn seed(&mut self, seed: Seed<'_>) {
        let number = match seed {
            Seed::Int(value) => value.magnitude(),
            Seed::Float(value) => BigUint::from(hash::of_float(value) as u64),
            Seed::Bytes(bytes) => {
                let digest = Sha512::digest(bytes);
                BigUint::from_bytes_be(&[bytes, digest.as_slice()].concat())
            }
        };
        let mut key = number.to_u32_digits();
        if key.is_empty() {
            key.push(0);
        }
        self.init_by_array(&key);
        self.gauss_next = None;
    }

    fn init_genrand(&mut self, seed: u32) {
        self.state[0] = seed;
        for at in 1..SIZE {
            let previous = self.state[at - 1];
            self.state[at] = 1_812_433_253u32.wrapping_mul(previous ^ (previous >> 30)).wrapping_add(at as u32);
        }
        self.next = SIZE;
    }

    fn init_by_array(&mut self, key: &[u32]) {
        self.init_genrand(19_650_218);
        let (mut at, mut word) = (1, 0);
        let mixed = |state: &[u32; SIZE], at: usize, factor: u32| {
            let previous = state[at - 1];
            state[at] ^ (previous ^ (previous >> 30)).wrapping_mul(factor)
        };
        for _ in 0..SIZE.max(key.len()) {
            self.state[at] = mixed(&self.state, at, 1_664_525).wrapping_add(key[word]).wrapping_add(word as u32);
            at += 1;
            word += 1;
            if at == SIZE {
                self.state[0] = self.state[SIZE - 1];
                at = 1;
            }
            if word == key.len() {
                word = 0;
            }
        }
        for _ in 1..SIZE {
            self.state[at] = mixed(&self.state, at, 1_566_083_941).wrapping_sub(at as u32);
            at += 1;
            if at == SIZE {
                self.state[0] = self.state[SIZE - 1];
                at = 1;
            }
        }
        self.state[0] = UPPER_BIT;
    }

    fn refill(&mut self) {
        for at in 0..SIZE {
            let joined = (self.state[at] & UPPER_BIT) | (self.state[(at + 1) % SIZE] & LOWER_BITS);
            let twist = if joined & 1 == 0 { 0 } else { 0x9908_b0df };
            self.state[at] = self.state[(at + SHIFT) % SIZE] ^ (joined >> 1) ^ twist;
        }
        self.next = 0;
    }

    /// The next 32 bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.next >= SIZE {
            self.refill();
        }
        let mut word = self.state[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// `random.random()`: 53 bits, from 0.0 up to but not including 1.0.
    pub fn random(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `random.getrandbits(count)`
    pub fn getrandbits(&mut self, count: &Int) -> Outcome<Int> {
        if count.is_negative() {
            return Err(Fault::value("number of bits must be non-negative"));
        }
        let count = count.to_i64().ok_or_else(|| Fault::overflow("Python int too large to convert to C int"))? as u64;
        check_bits(count)?;
        Ok(self.bits(count))
    }

    /// `count` random bits; the caller has bounded `count`.
    fn bits(&mut self, count: u64) -> Int {
        match count {
            0 => Int::Small(0),
            1..=32 => Int::Small(i64::from(self.next_u32() >> (32 - count))),
            33..=64 => Int::from(self.bits_u64(count as u32)),
            _ => {
                let words = count.div_ceil(32);
                let cut = (32 - count % 32) % 32;
                let digits = (1..=words).map(|word| self.next_u32() >> if word == words { cut } else { 0 }).collect();
                signed(false, BigUint::new(digits))
            }
        }
    }

    /// `count` random bits, 33 to 64 of them: the lower word comes first.
    fn bits_u64(&mut self, count: u32) -> u64 {
        let low = u64::from(self.next_u32());
        low | u64::from(self.next_u32() >> (64 - count)) << 32
    }

    /// A random int from 0 up to but not including `bound`, which is positive.
    pub fn below(&mut self, bound: u64) -> u64 {
        let count = 64 - bound.leading_zeros();
        loop {
            let drawn = match count {
                0 => return 0,
                1..=32 => u64::from(self.next_u32() >> (32 - count)),
                _ => self.bits_u64(count),
            };
            if drawn < bound {
                return drawn;
            }
        }
    }

    /// As [`below`](Self::below), for a positive bound of any size.
    pub fn below_int(&mut self, bound: &Int) -> Int {
        if let Int::Small(bound) = bound {
            return Int::Small(self.below(*bound as u64) as i64);
        }
        loop {
            let drawn = self.bits(bound.bit_length());
            if drawn < *bound {
                return drawn;
            }
        }
    }

    /// `random.randbytes(count)`
    pub fn randbytes(&mut self, count: usize) -> Vec<u8> {
        let Int::Small(0) = Int::from(count) else {
            let mut bytes = self.bits(count as u64 * 8).magnitude().to_bytes_le();
            bytes.resize(count, 0);
            return bytes;
        };
        Vec::new()
    }

    /// The state as `random.getstate()` lists it: the words and the position.
    pub fn words(&self) -> ([u32; SIZE], u32) {
        (*self.state, self.next as u32)
    }

    /// Takes up a state that [`words`](Self::words) gave.
    pub fn set_words(&mut self, words: &[u32], next: u64) -> Outcome<()> {
        let state: [u32; SIZE] = words.try_into().map_err(|_| Fault::value("state vector is the wrong size"))?;
        if next > SIZE as u64 {
            return Err(Fault::value("invalid state"));
        }
        *self.state = state;
        self.next = next as usize;
        Ok(())
    }
}

/// `random.randrange(start, stop, step)` with all three given.
pub fn randrange(generator: &mut Mersenne, start: &Int, stop: &Int, step: &Int) -> Outcome<Int> {
    if step.is_zero() {
        return Err(Fault::value("zero step for randrange()"));
    }
    let width = stop.sub(start);
    if let (Int::Small(1), true) = (step, width <= Int::Small(0)) {
        let show = super::int_text::to_decimal;
        return Err(Fault::value(format!("empty range for randrange() ({}, {}, {})", show(start)?, show(stop)?, show(&width)?)));
    }
    let towards = Int::Small(if step.is_negative() { 1 } else { -1 });
    let count = width.add(step).add(&towards).floor_div(step)?;
    if count <= Int::Small(0) {
        return Err(Fault::value("empty range for randrange()"));
    }
    Ok(start.add(&step.mul(&generator.below_int(&count))?))
}

/// `random.randrange(stop)`
pub fn randrange_to(generator: &mut Mersenne, stop: &Int) -> Outcome<Int> {
    if *stop <= Int::Small(0) {
        return Err(Fault::value("empty range for randrange()"));
    }
    Ok(generator.below_int(stop))
}

/// `random.shuffle(items)`
pub fn shuffle<T>(generator: &mut Mersenne, items: &mut [T]) {
    for at in (1..items.len()).rev() {
        items.swap(at, generator.below(at as u64 + 1) as usize);
    }
}

/// The positions that `random.sample` picks out of `population` items, in the order it gives them.
pub fn sample(generator: &mut Mersenne, population: &Int, count: &Int) -> Outcome<Vec<Int>> {
    if count.is_negative() || count > population {
        return Err(Fault::value("Sample larger than population or is negative"));
    }
    let picks = fault::check_size(fault::size(count.to_i64().unwrap_or(i64::MAX)), 8)? / 8;
    // CPython weighs a list of the population against a set of the picks, which it takes to grow by powers of four.
    let mut set_size = 21;
    if picks > 5 {
        let mut table = 4usize;
        while table < picks * 3 {
            table *= 4;
        }
        set_size += table;
    }
    match population.to_i64() {
        Some(size) if size as u64 <= set_size as u64 => {
            let mut pool: Vec<Int> = (0..size).map(Int::Small).collect();
            Ok((0..picks)
                .map(|pick| {
                    let left = size as usize - pick;
                    let at = generator.below(left as u64) as usize;
                    pool.swap(at, left - 1);
                    pool[left - 1].clone()
                })
                .collect())
        }
        _ => {
            let mut seen = std::collections::BTreeSet::new();
            let mut picked = Vec::with_capacity(picks);
            while picked.len() < picks {
                let at = generator.below_int(population);
                if seen.insert(at.clone()) {
                    picked.push(at);
                }
            }
            Ok(picked)
        }
    }
}

/// The position that `random.choices` takes for one draw without weights.
pub fn choose(generator: &mut Mersenne, population: i64) -> i64 {
    (generator.random() * population as f64).floor() as i64
}

/// The position that `random.choices` takes for one draw with cumulative weights, of which there is at least one.
pub fn choose_weighted(generator: &mut Mersenne, cumulative: &[f64]) -> usize {
    let Some((total, before)) = cumulative.split_last() else { return 0 };
    let drawn = generator.random() * (total + 0.0);
    before.partition_point(|weight| *weight <= drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seeded(seed: i64) -> Mersenne {
        Mersenne::new(Seed::Int(&Int::Small(seed)))
    }

    #[test]
    fn first_numbers_of_a_seed_are_cpythons() {
        assert_eq!(seeded(42).random(), 0.639_426_798_457_883_7);
        assert_eq!(seeded(-42).random(), 0.639_426_798_457_883_7);
        assert_eq!(seeded(0).random(), 0.844_421_851_525_048_1);
        assert_eq!(Mersenne::new(Seed::Bytes(b"hotpot")).random(), HOTPOT);
        assert_eq!(Mersenne::new(Seed::Float(1.5)).random(), FLOAT);
        let mut big = Mersenne::new(Seed::Int(&Int::from(1i128 << 100)));
        assert_eq!(big.random(), BIG);
    }

    const HOTPOT: f64 = 0.288_941_751_727_047_4;
    const FLOAT: f64 = 0.551_763_726_942_059;
    const BIG: f64 = 0.758_658_171_299_677_8;

    #[test]
    fn bits_come_in_cpythons_order() {
        let mut generator = seeded(1);
        assert_eq!(generator.getrandbits(&Int::Small(8)), Ok(Int::Small(34)));
        assert_eq!(generator.getrandbits(&Int::Small(40)), Ok(Int::Small(930_157_647_946)));
        assert_eq!(generator.getrandbits(&Int::Small(100)), Ok(Int::from(321_912_487_774_453_150_805_552_873_008_i128)));
        assert_eq!(generator.getrandbits(&Int::Small(0)), Ok(Int::Small(0)));
        assert_eq!(generator.getrandbits(&Int::Small(-1)), Err(Fault::value("number of bits must be non-negative")));
        assert_eq!(generator.randbytes(5), [137, 235, 47, 30, 126]);
    }

    #[test]
    fn ranges_and_picks_are_cpythons() {
        let mut generator = seeded(7);
        let drawn: Vec<Int> =
            (0..6).map(|_| randrange(&mut generator, &Int::Small(-10), &Int::Small(100), &Int::Small(7)).unwrap()).collect();
        assert_eq!(drawn, [60, 18, 74, -3, 4, 11].map(Int::Small));
        assert_eq!(
            randrange(&mut generator, &Int::Small(0), &Int::from(1i128 << 80), &Int::Small(1)),
            Ok(Int::from(140_242_898_989_652_291_471_864_i128))
        );
        let mut items: Vec<u32> = (0..10).collect();
        shuffle(&mut generator, &mut items);
        assert_eq!(items, [1, 2, 4, 6, 5, 9, 7, 0, 3, 8]);
        assert_eq!(sample(&mut generator, &Int::Small(10), &Int::Small(4)).unwrap(), [8, 6, 0, 9].map(Int::Small));
        assert_eq!(
            sample(&mut generator, &Int::Small(100_000), &Int::Small(7)).unwrap(),
            [74115, 16226, 29260, 82657, 82238, 76414, 8108].map(Int::Small)
        );
        assert_eq!(
            sample(&mut seeded(1), &Int::Small(1 << 32), &Int::Small(3)).unwrap(),
            [3_280_387_012, 1_095_513_148, 1_930_549_411].map(Int::Small)
        );
        assert_eq!(sample(&mut seeded(1), &Int::Small(1 << 33), &Int::Small(1 << 32)), Err(Fault::memory()));
        let weighted: Vec<usize> = (0..8).map(|_| choose_weighted(&mut generator, &[1.0, 3.0, 6.0])).collect();
        assert_eq!(weighted, [2, 1, 2, 0, 2, 1, 0, 0]);
        let plain: Vec<i64> = (0..8).map(|_| choose(&mut generator, 5)).collect();
        assert_eq!(plain, [1, 4, 0, 2, 3, 1, 2, 0]);
    }

    #[test]
    fn empty_ranges_are_named() {
        let mut generator = seeded(7);
        assert_eq!(randrange_to(&mut generator, &Int::Small(0)), Err(Fault::value("empty range for randrange()")));
        assert_eq!(
            randrange(&mut generator, &Int::Small(5), &Int::Small(3), &Int::Small(1)),
            Err(Fault::value("empty range for randrange() (5, 3, -2)"))
        );
        assert_eq!(
            randrange(&mut generator, &Int::Small(5), &Int::Small(3), &Int::Small(2)),
            Err(Fault::value("empty range for randrange()"))
        );
        assert_eq!(
            sample(&mut generator, &Int::Small(1), &Int::Small(2)),
            Err(Fault::value("Sample larger than population or is negative"))
        );
    }

    #[test]
    fn a_saved_state_goes_on_the_same_way() {
        let mut first = seeded(3);
        first.random();
        let (words, next) = first.words();
        let mut second = seeded(4);
        second.set_words(&words, u64::from(next)).unwrap();
        assert_eq!(first.random(), second.random());
        assert!(second.set_words(&words[1..], 0).is_err());
    }
}
