//! Hashes of text and bytes: SipHash-1-3, which CPython uses too, keyed by the run instead of by chance.
//!
//! J.-P. Aumasson and D. J. Bernstein, "`SipHash`: a fast short-input PRF", 2012.

/// The key of a run's hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey(u64, u64);

impl HashKey {
    /// The key that belongs to a run's seed.
    pub const fn from_seed(seed: u64) -> Self {
        Self(seed, seed.rotate_left(32) ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// The hash of `bytes`, never -1; of nothing, 0.
    pub fn hash(self, bytes: &[u8]) -> i64 {
        if bytes.is_empty() {
            return 0;
        }
        match self.digest(bytes) as i64 {
            -1 => -2,
            hash => hash,
        }
    }

    fn digest(self, bytes: &[u8]) -> u64 {
        let mut state = [
            self.0 ^ 0x736f_6d65_7073_6575,
            self.1 ^ 0x646f_7261_6e64_6f6d,
            self.0 ^ 0x6c79_6765_6e65_7261,
            self.1 ^ 0x7465_6462_7974_6573,
        ];
        let mut absorb = |word: u64| {
            state[3] ^= word;
            round(&mut state);
            state[0] ^= word;
        };
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            absorb(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        absorb(u64::from_le_bytes(last) | (bytes.len() as u64) << 56);
        state[2] ^= 0xff;
        for _ in 0..3 {
            round(&mut state);
        }
        state[0] ^ state[1] ^ state[2] ^ state[3]
    }
}

fn round(state: &mut [u64; 4]) {
    let [a, b, c, d] = state;
    *a = a.wrapping_add(*b);
    *b = b.rotate_left(13) ^ *a;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*d);
    *d = d.rotate_left(16) ^ *c;
    *a = a.wrapping_add(*d);
    *d = d.rotate_left(21) ^ *a;
    *c = c.wrapping_add(*b);
    *b = b.rotate_left(17) ^ *c;
    *c = c.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_is_siphash_1_3() {
        use std::hash::{DefaultHasher, Hasher};
        // std's default hasher is SipHash-1-3 with zero keys.
        for text in ["a", "hotpot", "12345678", "a longer text of several words"] {
            let mut reference = DefaultHasher::new();
            reference.write(text.as_bytes());
            assert_eq!(HashKey(0, 0).digest(text.as_bytes()), reference.finish());
        }
    }

    #[test]
    fn keys_change_the_hash_and_nothing_hashes_to_zero() {
        assert_ne!(HashKey::from_seed(1).hash(b"a"), HashKey::from_seed(2).hash(b"a"));
        assert_eq!(HashKey::from_seed(1).hash(b""), 0);
    }
}
