//! `int.to_bytes` and `int.from_bytes`.

use num_bigint::BigInt;

use super::int::Int;
use crate::fault::{Fault, Outcome, check_size, size};

/// The order of an int's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The most significant byte first.
    Big,
    /// The least significant byte first.
    Little,
}

impl ByteOrder {
    /// The order called `name`.
    pub fn parse(name: &str) -> Outcome<Self> {
        match name {
            "big" => Ok(Self::Big),
            "little" => Ok(Self::Little),
            _ => Err(Fault::value("byteorder must be either 'little' or 'big'")),
        }
    }
}

/// `value.to_bytes(length, order, signed=signed)`
pub fn to_bytes(value: &Int, length: i64, order: ByteOrder, signed: bool) -> Outcome<Vec<u8>> {
    if length < 0 {
        return Err(Fault::value("length argument must be non-negative"));
    }
    let length = size(length);
    check_size(length, 1)?;
    if value.is_negative() && !signed {
        return Err(Fault::overflow("can't convert negative int to unsigned"));
    }
    let mut bytes = if signed { value.to_big().to_signed_bytes_le() } else { value.magnitude().to_bytes_le() };
    // Zero takes no byte at all.
    if value.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(Fault::overflow("int too big to convert"));
    }
    bytes.resize(length, if value.is_negative() { 0xff } else { 0 });
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, order, signed=signed)`
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> Outcome<Int> {
    super::int::check_bits(bytes.len() as u64 * 8)?;
    Ok(Int::from(match (order, signed) {
        (ByteOrder::Big, true) => BigInt::from_signed_bytes_be(bytes),
        (ByteOrder::Little, true) => BigInt::from_signed_bytes_le(bytes),
        (ByteOrder::Big, false) => BigInt::from_bytes_be(num_bigint::Sign::Plus, bytes),
        (ByteOrder::Little, false) => BigInt::from_bytes_le(num_bigint::Sign::Plus, bytes),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_round_trip_with_sign_and_order() {
        for (value, length, order, signed, expected) in [
            (1, 2, ByteOrder::Big, false, &[0, 1][..]),
            (-2, 2, ByteOrder::Little, true, &[0xfe, 0xff]),
            (-128, 1, ByteOrder::Big, true, &[0x80]),
            (0, 0, ByteOrder::Big, false, &[]),
        ] {
            let bytes = to_bytes(&Int::Small(value), length, order, signed).unwrap();
            assert_eq!(bytes, expected);
            assert_eq!(from_bytes(&bytes, order, signed), Ok(Int::Small(value)));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let overflow = Fault::overflow("int too big to convert");
        assert_eq!(to_bytes(&Int::Small(256), 1, ByteOrder::Big, false), Err(overflow.clone()));
        assert_eq!(to_bytes(&Int::Small(128), 1, ByteOrder::Big, true), Err(overflow));
        assert_eq!(to_bytes(&Int::Small(-1), 1, ByteOrder::Big, false), Err(Fault::overflow("can't convert negative int to unsigned")));
        assert_eq!(to_bytes(&Int::Small(1), -1, ByteOrder::Big, false), Err(Fault::value("length argument must be non-negative")));
        assert_eq!(ByteOrder::parse("x"), Err(Fault::value("byteorder must be either 'little' or 'big'")));
    }
}
