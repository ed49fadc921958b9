/// A divisor of many numbers: what quotients need of it when they are made by multiplying, with the bits of a division.
///
/// For normal numbers far from the ends of the exponents
///
///     y = RN(1/b)      z = RN((1 - b y) y)      once
///     q0 = RN(a y + RN(a z))      r = a - b q0      q = RN(q0 + r y)
///
/// is RN(a/b) (after P. Markstein, IA-64 and Elementary Functions, 2000, chapter 8). Why, with precision p, b and a/b
/// scaled to [1, 2), so that ulp(a/b) = 2^(1-p):
///
/// - y + z differs from 1/b by less than 2^(2-2p), so that the sum which q0 rounds differs from a/b by far less than
///   ulp/4: q0 is one of the two numbers around a/b that rounding chooses from, on either side of a midpoint m.
/// - r is exact: it is a multiple of ulp(b) ulp(q0), and less than 2^p of these.
/// - So q = RN(a/b + (a/b - q0) e) with |e| = |b y - 1| ≤ b 2^(-p-1), since y is rounded correctly.
/// - No a/b is a midpoint, and it keeps away from them: a 2^(2p-1) and b m 2^(2p-1) are integers, of which 2^p divides
///   the first and not the second, for m is odd times 2^-p and b below 2. So g = |a/b - m| ≥ 2^(1-2p)/b.
/// - |a/b - q0| is at most 2^-p + g (and 2^-p where q0 is right already). Then the term (a/b - q0) e is less than g,
///   and q on a/b's side of m, if (2^-p + g) b 2^(-p-1) < g, which is true if b² < 4 - b 2^(1-p); and b ≤ 2 - 2^(1-p).
///
/// Exponents: ulp(b) ulp(q0) must be a number, the quotient must be normal, and a z may lose bits only far below
/// ulp/4. |b| in 2^±20 and |a| in 2^±100 suffice in binary32, 2^±50 and 2^±960 in binary64.
package struct KnownDivisor<L: FloatLane> {
  package let divisor: L
  package let reciprocal: L
  /// What the reciprocal lacks of 1/b.
  package let rest: L

  /// The lanes of a scalar's.
  @inline(__always) package init(divisor: L, reciprocal: L, rest: L) {
    (self.divisor, self.reciprocal, self.rest) = (divisor, reciprocal, rest)
  }
  @inline(__always) package init(_ b: L) {
    divisor = b
    reciprocal = L.integer(1) / b
    rest = L.mulAdd(-b, reciprocal, L.integer(1)) * reciprocal
  }

  /// `a / b` where both are in the range.
  @inline(__always) package func quotient(_ a: L) -> L {
    let q = L.mulAdd(a, reciprocal, a * rest)
    return L.mulAdd(L.mulAdd(-divisor, q, a), reciprocal, q)
  }

  /// Where numbers can be divided by it.
  @inline(__always) package static func isInRange(divisor b: L) -> L.Mask {
    let m = L.magnitude(b)
    return (L.constant(single: 0x1p-20, double: 0x1p-50) .<= m) & (m .<= L.constant(single: 0x1p20, double: 0x1p50))
  }
  /// The least and the greatest number that can be divided.
  package static var least: Double { L.isDouble ? 0x1p-960 : 0x1p-100 }
  package static var greatest: Double { L.isDouble ? 0x1p960 : 0x1p100 }
}
