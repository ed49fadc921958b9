// Generated from the tables of operations: swift run GenerateSources
//
// Each row of Sources/Lanes/Tables for each dtype, as a function of whole vectors. Vectors.h has the types and the
// primitives that they are made of, Loops.h the loops around them.

LANES_INLINE u8 bool_logical_and(u8 a, u8 b) {
  return a & b;
}

LANES_INLINE u8 bool_logical_or(u8 a, u8 b) {
  return a | b;
}

LANES_INLINE u8 bool_logical_xor(u8 a, u8 b) {
  return a ^ b;
}

LANES_INLINE u8 bool_logical_not(u8 a) {
  return a ^ (u8)(1);
}

LANES_INLINE u8 bool_bitwise_and(u8 a, u8 b) {
  return a & b;
}

LANES_INLINE u8 bool_bitwise_or(u8 a, u8 b) {
  return a | b;
}

LANES_INLINE u8 bool_bitwise_xor(u8 a, u8 b) {
  return a ^ b;
}

LANES_INLINE u8 bool_invert(u8 a) {
  return a ^ (u8)(1);
}

LANES_INLINE u8 bool_add(u8 a, u8 b) {
  return a | b;
}

LANES_INLINE u8 bool_multiply(u8 a, u8 b) {
  return a & b;
}

LANES_INLINE u8 bool_square(u8 a) {
  return a & a;
}

LANES_INLINE u8 bool_abs(u8 a) {
  return a & a;
}

LANES_INLINE u8 bool_equal(u8 a, u8 b) {
  return (a ^ b) ^ (u8)(1);
}

LANES_INLINE u8 bool_not_equal(u8 a, u8 b) {
  return a ^ b;
}

LANES_INLINE u8 bool_less(u8 a, u8 b) {
  return (a ^ (u8)(1)) & b;
}

LANES_INLINE u8 bool_less_equal(u8 a, u8 b) {
  return (a ^ (u8)(1)) | b;
}

LANES_INLINE u8 bool_greater(u8 a, u8 b) {
  return a & (b ^ (u8)(1));
}

LANES_INLINE u8 bool_greater_equal(u8 a, u8 b) {
  return a | (b ^ (u8)(1));
}

LANES_INLINE u8 bool_maximum(u8 a, u8 b) {
  return a | b;
}

LANES_INLINE u8 bool_minimum(u8 a, u8 b) {
  return a & b;
}

LANES_INLINE u8 bool_fmax(u8 a, u8 b) {
  return a | b;
}

LANES_INLINE u8 bool_fmin(u8 a, u8 b) {
  return a & b;
}

LANES_INLINE u8 bool_clip(u8 a, u8 b, u8 c) {
  return (a | b) & c;
}

LANES_INLINE u8 bool_where(u8 a, u8 b, u8 c) {
  return (a & b) | ((a ^ (u8)(1)) & c);
}

LANES_INLINE i8 i8_add(i8 a, i8 b) {
  return a + b;
}

LANES_INLINE i8 i8_subtract(i8 a, i8 b) {
  return a - b;
}

LANES_INLINE i8 i8_multiply(i8 a, i8 b) {
  return a * b;
}

LANES_INLINE i8 i8_square(i8 a) {
  return a * a;
}

LANES_INLINE i8 i8_positive(i8 a) {
  return a;
}

LANES_INLINE i8 i8_equal(i8 a, i8 b) {
  return (i8)(a == b);
}

LANES_INLINE i8 i8_not_equal(i8 a, i8 b) {
  return (i8)(a != b);
}

LANES_INLINE i8 i8_less(i8 a, i8 b) {
  return (i8)(a < b);
}

LANES_INLINE i8 i8_less_equal(i8 a, i8 b) {
  return (i8)(a <= b);
}

LANES_INLINE i8 i8_greater(i8 a, i8 b) {
  return (i8)(b < a);
}

LANES_INLINE i8 i8_greater_equal(i8 a, i8 b) {
  return (i8)(b <= a);
}

LANES_INLINE i8 i8_maximum(i8 a, i8 b) {
  return choose((i8)(b < a), a, b);
}

LANES_INLINE i8 i8_minimum(i8 a, i8 b) {
  return choose((i8)(a < b), a, b);
}

LANES_INLINE i8 i8_fmax(i8 a, i8 b) {
  return choose((i8)(b <= a) | (i8)(b != b), a, b);
}

LANES_INLINE i8 i8_fmin(i8 a, i8 b) {
  return choose((i8)(a <= b) | (i8)(b != b), a, b);
}

LANES_INLINE i8 i8_clip(i8 a, i8 b, i8 c) {
  const i8 t1 = choose((i8)(b < a), a, b);
  return choose((i8)(t1 < c), t1, c);
}

LANES_INLINE i8 i8_where(i8 a, i8 b, i8 c) {
  return choose(a, b, c);
}

LANES_INLINE i8 i8_relu(i8 a) {
  return choose((i8)((i8)(0) < a), a, (i8)(0));
}

LANES_INLINE i8 i8_floor_divide(i8 a, i8 b) {
  const i8 t1 = remainder_i8(a, b);
  const i8 t2 = quotient_i8(a, b);
  const i8 t3 = choose((i8)(t1 != (i8)(0)) & ((i8)(t1 < (i8)(0)) ^ (i8)(b < (i8)(0))), t2 - (i8)(1), t2);
  return t3;
}

LANES_INLINE i8 i8_remainder(i8 a, i8 b) {
  const i8 t1 = remainder_i8(a, b);
  const i8 t2 = choose((i8)(t1 != (i8)(0)) & ((i8)(t1 < (i8)(0)) ^ (i8)(b < (i8)(0))), t1 + b, t1);
  return t2;
}

LANES_INLINE i8 i8_fmod(i8 a, i8 b) {
  return remainder_i8(a, b);
}

LANES_INLINE i8 i8_negative(i8 a) {
  return (i8)(0) - a;
}

LANES_INLINE i8 i8_abs(i8 a) {
  return choose((i8)(a < (i8)(0)), (i8)(0) - a, a);
}

LANES_INLINE i8 i8_sign(i8 a) {
  const i8 t1 = choose((i8)(a < (i8)(0)), (i8)(0) - (i8)(1), choose((i8)(a == (i8)(0)), (i8)(0), (i8)(1)));
  return t1;
}

LANES_INLINE i8 i8_bitwise_and(i8 a, i8 b) {
  return a & b;
}

LANES_INLINE i8 i8_bitwise_or(i8 a, i8 b) {
  return a | b;
}

LANES_INLINE i8 i8_bitwise_xor(i8 a, i8 b) {
  return a ^ b;
}

LANES_INLINE i8 i8_invert(i8 a) {
  return ~a;
}

LANES_INLINE i8 i8_left_shift(i8 a, i8 b) {
  return choose((i8)((b & (i8)(7)) == b), a << (b & (i8)(7)), (i8)(0));
}

LANES_INLINE i8 i8_right_shift(i8 a, i8 b) {
  return a >> choose((i8)((b & (i8)(7)) == b), b, (i8)(7));
}

LANES_INLINE i8 i8_pow(i8 a, i8 b) {
  const i8 t1 = choose((i8)(((i8)((u8)b >> (u8)(0)) & (i8)(1)) == (i8)(1)), (i8)(1) * a, (i8)(1));
  const i8 t2 = a * a;
  const i8 t3 = choose((i8)(((i8)((u8)b >> (u8)(1)) & (i8)(1)) == (i8)(1)), t1 * t2, t1);
  const i8 t4 = t2 * t2;
  const i8 t5 = choose((i8)(((i8)((u8)b >> (u8)(2)) & (i8)(1)) == (i8)(1)), t3 * t4, t3);
  const i8 t6 = t4 * t4;
  const i8 t7 = choose((i8)(((i8)((u8)b >> (u8)(3)) & (i8)(1)) == (i8)(1)), t5 * t6, t5);
  const i8 t8 = t6 * t6;
  const i8 t9 = choose((i8)(((i8)((u8)b >> (u8)(4)) & (i8)(1)) == (i8)(1)), t7 * t8, t7);
  const i8 t10 = t8 * t8;
  const i8 t11 = choose((i8)(((i8)((u8)b >> (u8)(5)) & (i8)(1)) == (i8)(1)), t9 * t10, t9);
  const i8 t12 = t10 * t10;
  const i8 t13 = choose((i8)(((i8)((u8)b >> (u8)(6)) & (i8)(1)) == (i8)(1)), t11 * t12, t11);
  const i8 t14 = choose((i8)(((i8)((u8)b >> (u8)(7)) & (i8)(1)) == (i8)(1)), t13 * (t12 * t12), t13);
  return t14;
}

LANES_INLINE i16 i16_add(i16 a, i16 b) {
  return a + b;
}

LANES_INLINE i16 i16_subtract(i16 a, i16 b) {
  return a - b;
}

LANES_INLINE i16 i16_multiply(i16 a, i16 b) {
  return a * b;
}

LANES_INLINE i16 i16_square(i16 a) {
  return a * a;
}

LANES_INLINE i16 i16_positive(i16 a) {
  return a;
}

LANES_INLINE i16 i16_equal(i16 a, i16 b) {
  return (i16)(a == b);
}

LANES_INLINE i16 i16_not_equal(i16 a, i16 b) {
  return (i16)(a != b);
}

LANES_INLINE i16 i16_less(i16 a, i16 b) {
  return (i16)(a < b);
}

LANES_INLINE i16 i16_less_equal(i16 a, i16 b) {
  return (i16)(a <= b);
}

LANES_INLINE i16 i16_greater(i16 a, i16 b) {
  return (i16)(b < a);
}

LANES_INLINE i16 i16_greater_equal(i16 a, i16 b) {
  return (i16)(b <= a);
}

LANES_INLINE i16 i16_maximum(i16 a, i16 b) {
  return choose((i16)(b < a), a, b);
}

LANES_INLINE i16 i16_minimum(i16 a, i16 b) {
  return choose((i16)(a < b), a, b);
}

LANES_INLINE i16 i16_fmax(i16 a, i16 b) {
  return choose((i16)(b <= a) | (i16)(b != b), a, b);
}

LANES_INLINE i16 i16_fmin(i16 a, i16 b) {
  return choose((i16)(a <= b) | (i16)(b != b), a, b);
}

LANES_INLINE i16 i16_clip(i16 a, i16 b, i16 c) {
  const i16 t1 = choose((i16)(b < a), a, b);
  return choose((i16)(t1 < c), t1, c);
}

LANES_INLINE i16 i16_where(i16 a, i16 b, i16 c) {
  return choose(a, b, c);
}

LANES_INLINE i16 i16_relu(i16 a) {
  return choose((i16)((i16)(0) < a), a, (i16)(0));
}

LANES_INLINE i16 i16_floor_divide(i16 a, i16 b) {
  const i16 t1 = remainder_i16(a, b);
  const i16 t2 = quotient_i16(a, b);
  const i16 t3 = choose((i16)(t1 != (i16)(0)) & ((i16)(t1 < (i16)(0)) ^ (i16)(b < (i16)(0))), t2 - (i16)(1), t2);
  return t3;
}

LANES_INLINE i16 i16_remainder(i16 a, i16 b) {
  const i16 t1 = remainder_i16(a, b);
  const i16 t2 = choose((i16)(t1 != (i16)(0)) & ((i16)(t1 < (i16)(0)) ^ (i16)(b < (i16)(0))), t1 + b, t1);
  return t2;
}

LANES_INLINE i16 i16_fmod(i16 a, i16 b) {
  return remainder_i16(a, b);
}

LANES_INLINE i16 i16_negative(i16 a) {
  return (i16)(0) - a;
}

LANES_INLINE i16 i16_abs(i16 a) {
  return choose((i16)(a < (i16)(0)), (i16)(0) - a, a);
}

LANES_INLINE i16 i16_sign(i16 a) {
  const i16 t1 = choose((i16)(a < (i16)(0)), (i16)(0) - (i16)(1), choose((i16)(a == (i16)(0)), (i16)(0), (i16)(1)));
  return t1;
}

LANES_INLINE i16 i16_bitwise_and(i16 a, i16 b) {
  return a & b;
}

LANES_INLINE i16 i16_bitwise_or(i16 a, i16 b) {
  return a | b;
}

LANES_INLINE i16 i16_bitwise_xor(i16 a, i16 b) {
  return a ^ b;
}

LANES_INLINE i16 i16_invert(i16 a) {
  return ~a;
}

LANES_INLINE i16 i16_left_shift(i16 a, i16 b) {
  return choose((i16)((b & (i16)(15)) == b), a << (b & (i16)(15)), (i16)(0));
}

LANES_INLINE i16 i16_right_shift(i16 a, i16 b) {
  return a >> choose((i16)((b & (i16)(15)) == b), b, (i16)(15));
}

LANES_INLINE i16 i16_pow(i16 a, i16 b) {
  const i16 t1 = choose((i16)(((i16)((u16)b >> (u16)(0)) & (i16)(1)) == (i16)(1)), (i16)(1) * a, (i16)(1));
  const i16 t2 = a * a;
  const i16 t3 = choose((i16)(((i16)((u16)b >> (u16)(1)) & (i16)(1)) == (i16)(1)), t1 * t2, t1);
  const i16 t4 = t2 * t2;
  const i16 t5 = choose((i16)(((i16)((u16)b >> (u16)(2)) & (i16)(1)) == (i16)(1)), t3 * t4, t3);
  const i16 t6 = t4 * t4;
  const i16 t7 = choose((i16)(((i16)((u16)b >> (u16)(3)) & (i16)(1)) == (i16)(1)), t5 * t6, t5);
  const i16 t8 = t6 * t6;
  const i16 t9 = choose((i16)(((i16)((u16)b >> (u16)(4)) & (i16)(1)) == (i16)(1)), t7 * t8, t7);
  const i16 t10 = t8 * t8;
  const i16 t11 = choose((i16)(((i16)((u16)b >> (u16)(5)) & (i16)(1)) == (i16)(1)), t9 * t10, t9);
  const i16 t12 = t10 * t10;
  const i16 t13 = choose((i16)(((i16)((u16)b >> (u16)(6)) & (i16)(1)) == (i16)(1)), t11 * t12, t11);
  const i16 t14 = t12 * t12;
  const i16 t15 = choose((i16)(((i16)((u16)b >> (u16)(7)) & (i16)(1)) == (i16)(1)), t13 * t14, t13);
  const i16 t16 = t14 * t14;
  const i16 t17 = choose((i16)(((i16)((u16)b >> (u16)(8)) & (i16)(1)) == (i16)(1)), t15 * t16, t15);
  const i16 t18 = t16 * t16;
  const i16 t19 = choose((i16)(((i16)((u16)b >> (u16)(9)) & (i16)(1)) == (i16)(1)), t17 * t18, t17);
  const i16 t20 = t18 * t18;
  const i16 t21 = choose((i16)(((i16)((u16)b >> (u16)(10)) & (i16)(1)) == (i16)(1)), t19 * t20, t19);
  const i16 t22 = t20 * t20;
  const i16 t23 = choose((i16)(((i16)((u16)b >> (u16)(11)) & (i16)(1)) == (i16)(1)), t21 * t22, t21);
  const i16 t24 = t22 * t22;
  const i16 t25 = choose((i16)(((i16)((u16)b >> (u16)(12)) & (i16)(1)) == (i16)(1)), t23 * t24, t23);
  const i16 t26 = t24 * t24;
  const i16 t27 = choose((i16)(((i16)((u16)b >> (u16)(13)) & (i16)(1)) == (i16)(1)), t25 * t26, t25);
  const i16 t28 = t26 * t26;
  const i16 t29 = choose((i16)(((i16)((u16)b >> (u16)(14)) & (i16)(1)) == (i16)(1)), t27 * t28, t27);
  const i16 t30 = choose((i16)(((i16)((u16)b >> (u16)(15)) & (i16)(1)) == (i16)(1)), t29 * (t28 * t28), t29);
  return t30;
}

LANES_INLINE i32 i32_add(i32 a, i32 b) {
  return a + b;
}

LANES_INLINE i32 i32_subtract(i32 a, i32 b) {
  return a - b;
}

LANES_INLINE i32 i32_multiply(i32 a, i32 b) {
  return a * b;
}

LANES_INLINE i32 i32_square(i32 a) {
  return a * a;
}

LANES_INLINE i32 i32_positive(i32 a) {
  return a;
}

LANES_INLINE i32 i32_equal(i32 a, i32 b) {
  return (i32)(a == b);
}

LANES_INLINE i32 i32_not_equal(i32 a, i32 b) {
  return (i32)(a != b);
}

LANES_INLINE i32 i32_less(i32 a, i32 b) {
  return (i32)(a < b);
}

LANES_INLINE i32 i32_less_equal(i32 a, i32 b) {
  return (i32)(a <= b);
}

LANES_INLINE i32 i32_greater(i32 a, i32 b) {
  return (i32)(b < a);
}

LANES_INLINE i32 i32_greater_equal(i32 a, i32 b) {
  return (i32)(b <= a);
}

LANES_INLINE i32 i32_maximum(i32 a, i32 b) {
  return choose((i32)(b < a), a, b);
}

LANES_INLINE i32 i32_minimum(i32 a, i32 b) {
  return choose((i32)(a < b), a, b);
}

LANES_INLINE i32 i32_fmax(i32 a, i32 b) {
  return choose((i32)(b <= a) | (i32)(b != b), a, b);
}

LANES_INLINE i32 i32_fmin(i32 a, i32 b) {
  return choose((i32)(a <= b) | (i32)(b != b), a, b);
}

LANES_INLINE i32 i32_clip(i32 a, i32 b, i32 c) {
  const i32 t1 = choose((i32)(b < a), a, b);
  return choose((i32)(t1 < c), t1, c);
}

LANES_INLINE i32 i32_where(i32 a, i32 b, i32 c) {
  return choose(a, b, c);
}

LANES_INLINE i32 i32_relu(i32 a) {
  return choose((i32)((i32)(0) < a), a, (i32)(0));
}

LANES_INLINE i32 i32_floor_divide(i32 a, i32 b) {
  const i32 t1 = remainder_i32(a, b);
  const i32 t2 = quotient_i32(a, b);
  const i32 t3 = choose((i32)(t1 != (i32)(0)) & ((i32)(t1 < (i32)(0)) ^ (i32)(b < (i32)(0))), t2 - (i32)(1), t2);
  return t3;
}

LANES_INLINE i32 i32_remainder(i32 a, i32 b) {
  const i32 t1 = remainder_i32(a, b);
  const i32 t2 = choose((i32)(t1 != (i32)(0)) & ((i32)(t1 < (i32)(0)) ^ (i32)(b < (i32)(0))), t1 + b, t1);
  return t2;
}

LANES_INLINE i32 i32_fmod(i32 a, i32 b) {
  return remainder_i32(a, b);
}

LANES_INLINE i32 i32_negative(i32 a) {
  return (i32)(0) - a;
}

LANES_INLINE i32 i32_abs(i32 a) {
  return choose((i32)(a < (i32)(0)), (i32)(0) - a, a);
}

LANES_INLINE i32 i32_sign(i32 a) {
  const i32 t1 = choose((i32)(a < (i32)(0)), (i32)(0) - (i32)(1), choose((i32)(a == (i32)(0)), (i32)(0), (i32)(1)));
  return t1;
}

LANES_INLINE i32 i32_bitwise_and(i32 a, i32 b) {
  return a & b;
}

LANES_INLINE i32 i32_bitwise_or(i32 a, i32 b) {
  return a | b;
}

LANES_INLINE i32 i32_bitwise_xor(i32 a, i32 b) {
  return a ^ b;
}

LANES_INLINE i32 i32_invert(i32 a) {
  return ~a;
}

LANES_INLINE i32 i32_left_shift(i32 a, i32 b) {
  return choose((i32)((b & (i32)(31)) == b), a << (b & (i32)(31)), (i32)(0));
}

LANES_INLINE i32 i32_right_shift(i32 a, i32 b) {
  return a >> choose((i32)((b & (i32)(31)) == b), b, (i32)(31));
}

LANES_INLINE i32 i32_pow(i32 a, i32 b) {
  const i32 t1 = choose((i32)(((i32)((u32)b >> (u32)(0)) & (i32)(1)) == (i32)(1)), (i32)(1) * a, (i32)(1));
  const i32 t2 = a * a;
  const i32 t3 = choose((i32)(((i32)((u32)b >> (u32)(1)) & (i32)(1)) == (i32)(1)), t1 * t2, t1);
  const i32 t4 = t2 * t2;
  const i32 t5 = choose((i32)(((i32)((u32)b >> (u32)(2)) & (i32)(1)) == (i32)(1)), t3 * t4, t3);
  const i32 t6 = t4 * t4;
  const i32 t7 = choose((i32)(((i32)((u32)b >> (u32)(3)) & (i32)(1)) == (i32)(1)), t5 * t6, t5);
  const i32 t8 = t6 * t6;
  const i32 t9 = choose((i32)(((i32)((u32)b >> (u32)(4)) & (i32)(1)) == (i32)(1)), t7 * t8, t7);
  const i32 t10 = t8 * t8;
  const i32 t11 = choose((i32)(((i32)((u32)b >> (u32)(5)) & (i32)(1)) == (i32)(1)), t9 * t10, t9);
  const i32 t12 = t10 * t10;
  const i32 t13 = choose((i32)(((i32)((u32)b >> (u32)(6)) & (i32)(1)) == (i32)(1)), t11 * t12, t11);
  const i32 t14 = t12 * t12;
  const i32 t15 = choose((i32)(((i32)((u32)b >> (u32)(7)) & (i32)(1)) == (i32)(1)), t13 * t14, t13);
  const i32 t16 = t14 * t14;
  const i32 t17 = choose((i32)(((i32)((u32)b >> (u32)(8)) & (i32)(1)) == (i32)(1)), t15 * t16, t15);
  const i32 t18 = t16 * t16;
  const i32 t19 = choose((i32)(((i32)((u32)b >> (u32)(9)) & (i32)(1)) == (i32)(1)), t17 * t18, t17);
  const i32 t20 = t18 * t18;
  const i32 t21 = choose((i32)(((i32)((u32)b >> (u32)(10)) & (i32)(1)) == (i32)(1)), t19 * t20, t19);
  const i32 t22 = t20 * t20;
  const i32 t23 = choose((i32)(((i32)((u32)b >> (u32)(11)) & (i32)(1)) == (i32)(1)), t21 * t22, t21);
  const i32 t24 = t22 * t22;
  const i32 t25 = choose((i32)(((i32)((u32)b >> (u32)(12)) & (i32)(1)) == (i32)(1)), t23 * t24, t23);
  const i32 t26 = t24 * t24;
  const i32 t27 = choose((i32)(((i32)((u32)b >> (u32)(13)) & (i32)(1)) == (i32)(1)), t25 * t26, t25);
  const i32 t28 = t26 * t26;
  const i32 t29 = choose((i32)(((i32)((u32)b >> (u32)(14)) & (i32)(1)) == (i32)(1)), t27 * t28, t27);
  const i32 t30 = t28 * t28;
  const i32 t31 = choose((i32)(((i32)((u32)b >> (u32)(15)) & (i32)(1)) == (i32)(1)), t29 * t30, t29);
  const i32 t32 = t30 * t30;
  const i32 t33 = choose((i32)(((i32)((u32)b >> (u32)(16)) & (i32)(1)) == (i32)(1)), t31 * t32, t31);
  const i32 t34 = t32 * t32;
  const i32 t35 = choose((i32)(((i32)((u32)b >> (u32)(17)) & (i32)(1)) == (i32)(1)), t33 * t34, t33);
  const i32 t36 = t34 * t34;
  const i32 t37 = choose((i32)(((i32)((u32)b >> (u32)(18)) & (i32)(1)) == (i32)(1)), t35 * t36, t35);
  const i32 t38 = t36 * t36;
  const i32 t39 = choose((i32)(((i32)((u32)b >> (u32)(19)) & (i32)(1)) == (i32)(1)), t37 * t38, t37);
  const i32 t40 = t38 * t38;
  const i32 t41 = choose((i32)(((i32)((u32)b >> (u32)(20)) & (i32)(1)) == (i32)(1)), t39 * t40, t39);
  const i32 t42 = t40 * t40;
  const i32 t43 = choose((i32)(((i32)((u32)b >> (u32)(21)) & (i32)(1)) == (i32)(1)), t41 * t42, t41);
  const i32 t44 = t42 * t42;
  const i32 t45 = choose((i32)(((i32)((u32)b >> (u32)(22)) & (i32)(1)) == (i32)(1)), t43 * t44, t43);
  const i32 t46 = t44 * t44;
  const i32 t47 = choose((i32)(((i32)((u32)b >> (u32)(23)) & (i32)(1)) == (i32)(1)), t45 * t46, t45);
  const i32 t48 = t46 * t46;
  const i32 t49 = choose((i32)(((i32)((u32)b >> (u32)(24)) & (i32)(1)) == (i32)(1)), t47 * t48, t47);
  const i32 t50 = t48 * t48;
  const i32 t51 = choose((i32)(((i32)((u32)b >> (u32)(25)) & (i32)(1)) == (i32)(1)), t49 * t50, t49);
  const i32 t52 = t50 * t50;
  const i32 t53 = choose((i32)(((i32)((u32)b >> (u32)(26)) & (i32)(1)) == (i32)(1)), t51 * t52, t51);
  const i32 t54 = t52 * t52;
  const i32 t55 = choose((i32)(((i32)((u32)b >> (u32)(27)) & (i32)(1)) == (i32)(1)), t53 * t54, t53);
  const i32 t56 = t54 * t54;
  const i32 t57 = choose((i32)(((i32)((u32)b >> (u32)(28)) & (i32)(1)) == (i32)(1)), t55 * t56, t55);
  const i32 t58 = t56 * t56;
  const i32 t59 = choose((i32)(((i32)((u32)b >> (u32)(29)) & (i32)(1)) == (i32)(1)), t57 * t58, t57);
  const i32 t60 = t58 * t58;
  const i32 t61 = choose((i32)(((i32)((u32)b >> (u32)(30)) & (i32)(1)) == (i32)(1)), t59 * t60, t59);
  const i32 t62 = choose((i32)(((i32)((u32)b >> (u32)(31)) & (i32)(1)) == (i32)(1)), t61 * (t60 * t60), t61);
  return t62;
}

LANES_INLINE i64 i64_add(i64 a, i64 b) {
  return a + b;
}

LANES_INLINE i64 i64_subtract(i64 a, i64 b) {
  return a - b;
}

LANES_INLINE i64 i64_multiply(i64 a, i64 b) {
  return a * b;
}

LANES_INLINE i64 i64_square(i64 a) {
  return a * a;
}

LANES_INLINE i64 i64_positive(i64 a) {
  return a;
}

LANES_INLINE i64 i64_equal(i64 a, i64 b) {
  return (i64)(a == b);
}

LANES_INLINE i64 i64_not_equal(i64 a, i64 b) {
  return (i64)(a != b);
}

LANES_INLINE i64 i64_less(i64 a, i64 b) {
  return (i64)(a < b);
}

LANES_INLINE i64 i64_less_equal(i64 a, i64 b) {
  return (i64)(a <= b);
}

LANES_INLINE i64 i64_greater(i64 a, i64 b) {
  return (i64)(b < a);
}

LANES_INLINE i64 i64_greater_equal(i64 a, i64 b) {
  return (i64)(b <= a);
}

LANES_INLINE i64 i64_maximum(i64 a, i64 b) {
  return choose((i64)(b < a), a, b);
}

LANES_INLINE i64 i64_minimum(i64 a, i64 b) {
  return choose((i64)(a < b), a, b);
}

LANES_INLINE i64 i64_fmax(i64 a, i64 b) {
  return choose((i64)(b <= a) | (i64)(b != b), a, b);
}

LANES_INLINE i64 i64_fmin(i64 a, i64 b) {
  return choose((i64)(a <= b) | (i64)(b != b), a, b);
}

LANES_INLINE i64 i64_clip(i64 a, i64 b, i64 c) {
  const i64 t1 = choose((i64)(b < a), a, b);
  return choose((i64)(t1 < c), t1, c);
}

LANES_INLINE i64 i64_where(i64 a, i64 b, i64 c) {
  return choose(a, b, c);
}

LANES_INLINE i64 i64_relu(i64 a) {
  return choose((i64)((i64)(0) < a), a, (i64)(0));
}

LANES_INLINE i64 i64_floor_divide(i64 a, i64 b) {
  const i64 t1 = remainder_i64(a, b);
  const i64 t2 = quotient_i64(a, b);
  const i64 t3 = choose((i64)(t1 != (i64)(0)) & ((i64)(t1 < (i64)(0)) ^ (i64)(b < (i64)(0))), t2 - (i64)(1), t2);
  return t3;
}

LANES_INLINE i64 i64_remainder(i64 a, i64 b) {
  const i64 t1 = remainder_i64(a, b);
  const i64 t2 = choose((i64)(t1 != (i64)(0)) & ((i64)(t1 < (i64)(0)) ^ (i64)(b < (i64)(0))), t1 + b, t1);
  return t2;
}

LANES_INLINE i64 i64_fmod(i64 a, i64 b) {
  return remainder_i64(a, b);
}

LANES_INLINE i64 i64_negative(i64 a) {
  return (i64)(0) - a;
}

LANES_INLINE i64 i64_abs(i64 a) {
  return choose((i64)(a < (i64)(0)), (i64)(0) - a, a);
}

LANES_INLINE i64 i64_sign(i64 a) {
  const i64 t1 = choose((i64)(a < (i64)(0)), (i64)(0) - (i64)(1), choose((i64)(a == (i64)(0)), (i64)(0), (i64)(1)));
  return t1;
}

LANES_INLINE i64 i64_bitwise_and(i64 a, i64 b) {
  return a & b;
}

LANES_INLINE i64 i64_bitwise_or(i64 a, i64 b) {
  return a | b;
}

LANES_INLINE i64 i64_bitwise_xor(i64 a, i64 b) {
  return a ^ b;
}

LANES_INLINE i64 i64_invert(i64 a) {
  return ~a;
}

LANES_INLINE i64 i64_left_shift(i64 a, i64 b) {
  return choose((i64)((b & (i64)(63)) == b), a << (b & (i64)(63)), (i64)(0));
}

LANES_INLINE i64 i64_right_shift(i64 a, i64 b) {
  return a >> choose((i64)((b & (i64)(63)) == b), b, (i64)(63));
}

LANES_INLINE i64 i64_pow(i64 a, i64 b) {
  const i64 t1 = choose((i64)(((i64)((u64)b >> (u64)(0)) & (i64)(1)) == (i64)(1)), (i64)(1) * a, (i64)(1));
  const i64 t2 = a * a;
  const i64 t3 = choose((i64)(((i64)((u64)b >> (u64)(1)) & (i64)(1)) == (i64)(1)), t1 * t2, t1);
  const i64 t4 = t2 * t2;
  const i64 t5 = choose((i64)(((i64)((u64)b >> (u64)(2)) & (i64)(1)) == (i64)(1)), t3 * t4, t3);
  const i64 t6 = t4 * t4;
  const i64 t7 = choose((i64)(((i64)((u64)b >> (u64)(3)) & (i64)(1)) == (i64)(1)), t5 * t6, t5);
  const i64 t8 = t6 * t6;
  const i64 t9 = choose((i64)(((i64)((u64)b >> (u64)(4)) & (i64)(1)) == (i64)(1)), t7 * t8, t7);
  const i64 t10 = t8 * t8;
  const i64 t11 = choose((i64)(((i64)((u64)b >> (u64)(5)) & (i64)(1)) == (i64)(1)), t9 * t10, t9);
  const i64 t12 = t10 * t10;
  const i64 t13 = choose((i64)(((i64)((u64)b >> (u64)(6)) & (i64)(1)) == (i64)(1)), t11 * t12, t11);
  const i64 t14 = t12 * t12;
  const i64 t15 = choose((i64)(((i64)((u64)b >> (u64)(7)) & (i64)(1)) == (i64)(1)), t13 * t14, t13);
  const i64 t16 = t14 * t14;
  const i64 t17 = choose((i64)(((i64)((u64)b >> (u64)(8)) & (i64)(1)) == (i64)(1)), t15 * t16, t15);
  const i64 t18 = t16 * t16;
  const i64 t19 = choose((i64)(((i64)((u64)b >> (u64)(9)) & (i64)(1)) == (i64)(1)), t17 * t18, t17);
  const i64 t20 = t18 * t18;
  const i64 t21 = choose((i64)(((i64)((u64)b >> (u64)(10)) & (i64)(1)) == (i64)(1)), t19 * t20, t19);
  const i64 t22 = t20 * t20;
  const i64 t23 = choose((i64)(((i64)((u64)b >> (u64)(11)) & (i64)(1)) == (i64)(1)), t21 * t22, t21);
  const i64 t24 = t22 * t22;
  const i64 t25 = choose((i64)(((i64)((u64)b >> (u64)(12)) & (i64)(1)) == (i64)(1)), t23 * t24, t23);
  const i64 t26 = t24 * t24;
  const i64 t27 = choose((i64)(((i64)((u64)b >> (u64)(13)) & (i64)(1)) == (i64)(1)), t25 * t26, t25);
  const i64 t28 = t26 * t26;
  const i64 t29 = choose((i64)(((i64)((u64)b >> (u64)(14)) & (i64)(1)) == (i64)(1)), t27 * t28, t27);
  const i64 t30 = t28 * t28;
  const i64 t31 = choose((i64)(((i64)((u64)b >> (u64)(15)) & (i64)(1)) == (i64)(1)), t29 * t30, t29);
  const i64 t32 = t30 * t30;
  const i64 t33 = choose((i64)(((i64)((u64)b >> (u64)(16)) & (i64)(1)) == (i64)(1)), t31 * t32, t31);
  const i64 t34 = t32 * t32;
  const i64 t35 = choose((i64)(((i64)((u64)b >> (u64)(17)) & (i64)(1)) == (i64)(1)), t33 * t34, t33);
  const i64 t36 = t34 * t34;
  const i64 t37 = choose((i64)(((i64)((u64)b >> (u64)(18)) & (i64)(1)) == (i64)(1)), t35 * t36, t35);
  const i64 t38 = t36 * t36;
  const i64 t39 = choose((i64)(((i64)((u64)b >> (u64)(19)) & (i64)(1)) == (i64)(1)), t37 * t38, t37);
  const i64 t40 = t38 * t38;
  const i64 t41 = choose((i64)(((i64)((u64)b >> (u64)(20)) & (i64)(1)) == (i64)(1)), t39 * t40, t39);
  const i64 t42 = t40 * t40;
  const i64 t43 = choose((i64)(((i64)((u64)b >> (u64)(21)) & (i64)(1)) == (i64)(1)), t41 * t42, t41);
  const i64 t44 = t42 * t42;
  const i64 t45 = choose((i64)(((i64)((u64)b >> (u64)(22)) & (i64)(1)) == (i64)(1)), t43 * t44, t43);
  const i64 t46 = t44 * t44;
  const i64 t47 = choose((i64)(((i64)((u64)b >> (u64)(23)) & (i64)(1)) == (i64)(1)), t45 * t46, t45);
  const i64 t48 = t46 * t46;
  const i64 t49 = choose((i64)(((i64)((u64)b >> (u64)(24)) & (i64)(1)) == (i64)(1)), t47 * t48, t47);
  const i64 t50 = t48 * t48;
  const i64 t51 = choose((i64)(((i64)((u64)b >> (u64)(25)) & (i64)(1)) == (i64)(1)), t49 * t50, t49);
  const i64 t52 = t50 * t50;
  const i64 t53 = choose((i64)(((i64)((u64)b >> (u64)(26)) & (i64)(1)) == (i64)(1)), t51 * t52, t51);
  const i64 t54 = t52 * t52;
  const i64 t55 = choose((i64)(((i64)((u64)b >> (u64)(27)) & (i64)(1)) == (i64)(1)), t53 * t54, t53);
  const i64 t56 = t54 * t54;
  const i64 t57 = choose((i64)(((i64)((u64)b >> (u64)(28)) & (i64)(1)) == (i64)(1)), t55 * t56, t55);
  const i64 t58 = t56 * t56;
  const i64 t59 = choose((i64)(((i64)((u64)b >> (u64)(29)) & (i64)(1)) == (i64)(1)), t57 * t58, t57);
  const i64 t60 = t58 * t58;
  const i64 t61 = choose((i64)(((i64)((u64)b >> (u64)(30)) & (i64)(1)) == (i64)(1)), t59 * t60, t59);
  const i64 t62 = t60 * t60;
  const i64 t63 = choose((i64)(((i64)((u64)b >> (u64)(31)) & (i64)(1)) == (i64)(1)), t61 * t62, t61);
  const i64 t64 = t62 * t62;
  const i64 t65 = choose((i64)(((i64)((u64)b >> (u64)(32)) & (i64)(1)) == (i64)(1)), t63 * t64, t63);
  const i64 t66 = t64 * t64;
  const i64 t67 = choose((i64)(((i64)((u64)b >> (u64)(33)) & (i64)(1)) == (i64)(1)), t65 * t66, t65);
  const i64 t68 = t66 * t66;
  const i64 t69 = choose((i64)(((i64)((u64)b >> (u64)(34)) & (i64)(1)) == (i64)(1)), t67 * t68, t67);
  const i64 t70 = t68 * t68;
  const i64 t71 = choose((i64)(((i64)((u64)b >> (u64)(35)) & (i64)(1)) == (i64)(1)), t69 * t70, t69);
  const i64 t72 = t70 * t70;
  const i64 t73 = choose((i64)(((i64)((u64)b >> (u64)(36)) & (i64)(1)) == (i64)(1)), t71 * t72, t71);
  const i64 t74 = t72 * t72;
  const i64 t75 = choose((i64)(((i64)((u64)b >> (u64)(37)) & (i64)(1)) == (i64)(1)), t73 * t74, t73);
  const i64 t76 = t74 * t74;
  const i64 t77 = choose((i64)(((i64)((u64)b >> (u64)(38)) & (i64)(1)) == (i64)(1)), t75 * t76, t75);
  const i64 t78 = t76 * t76;
  const i64 t79 = choose((i64)(((i64)((u64)b >> (u64)(39)) & (i64)(1)) == (i64)(1)), t77 * t78, t77);
  const i64 t80 = t78 * t78;
  const i64 t81 = choose((i64)(((i64)((u64)b >> (u64)(40)) & (i64)(1)) == (i64)(1)), t79 * t80, t79);
  const i64 t82 = t80 * t80;
  const i64 t83 = choose((i64)(((i64)((u64)b >> (u64)(41)) & (i64)(1)) == (i64)(1)), t81 * t82, t81);
  const i64 t84 = t82 * t82;
  const i64 t85 = choose((i64)(((i64)((u64)b >> (u64)(42)) & (i64)(1)) == (i64)(1)), t83 * t84, t83);
  const i64 t86 = t84 * t84;
  const i64 t87 = choose((i64)(((i64)((u64)b >> (u64)(43)) & (i64)(1)) == (i64)(1)), t85 * t86, t85);
  const i64 t88 = t86 * t86;
  const i64 t89 = choose((i64)(((i64)((u64)b >> (u64)(44)) & (i64)(1)) == (i64)(1)), t87 * t88, t87);
  const i64 t90 = t88 * t88;
  const i64 t91 = choose((i64)(((i64)((u64)b >> (u64)(45)) & (i64)(1)) == (i64)(1)), t89 * t90, t89);
  const i64 t92 = t90 * t90;
  const i64 t93 = choose((i64)(((i64)((u64)b >> (u64)(46)) & (i64)(1)) == (i64)(1)), t91 * t92, t91);
  const i64 t94 = t92 * t92;
  const i64 t95 = choose((i64)(((i64)((u64)b >> (u64)(47)) & (i64)(1)) == (i64)(1)), t93 * t94, t93);
  const i64 t96 = t94 * t94;
  const i64 t97 = choose((i64)(((i64)((u64)b >> (u64)(48)) & (i64)(1)) == (i64)(1)), t95 * t96, t95);
  const i64 t98 = t96 * t96;
  const i64 t99 = choose((i64)(((i64)((u64)b >> (u64)(49)) & (i64)(1)) == (i64)(1)), t97 * t98, t97);
  const i64 t100 = t98 * t98;
  const i64 t101 = choose((i64)(((i64)((u64)b >> (u64)(50)) & (i64)(1)) == (i64)(1)), t99 * t100, t99);
  const i64 t102 = t100 * t100;
  const i64 t103 = choose((i64)(((i64)((u64)b >> (u64)(51)) & (i64)(1)) == (i64)(1)), t101 * t102, t101);
  const i64 t104 = t102 * t102;
  const i64 t105 = choose((i64)(((i64)((u64)b >> (u64)(52)) & (i64)(1)) == (i64)(1)), t103 * t104, t103);
  const i64 t106 = t104 * t104;
  const i64 t107 = choose((i64)(((i64)((u64)b >> (u64)(53)) & (i64)(1)) == (i64)(1)), t105 * t106, t105);
  const i64 t108 = t106 * t106;
  const i64 t109 = choose((i64)(((i64)((u64)b >> (u64)(54)) & (i64)(1)) == (i64)(1)), t107 * t108, t107);
  const i64 t110 = t108 * t108;
  const i64 t111 = choose((i64)(((i64)((u64)b >> (u64)(55)) & (i64)(1)) == (i64)(1)), t109 * t110, t109);
  const i64 t112 = t110 * t110;
  const i64 t113 = choose((i64)(((i64)((u64)b >> (u64)(56)) & (i64)(1)) == (i64)(1)), t111 * t112, t111);
  const i64 t114 = t112 * t112;
  const i64 t115 = choose((i64)(((i64)((u64)b >> (u64)(57)) & (i64)(1)) == (i64)(1)), t113 * t114, t113);
  const i64 t116 = t114 * t114;
  const i64 t117 = choose((i64)(((i64)((u64)b >> (u64)(58)) & (i64)(1)) == (i64)(1)), t115 * t116, t115);
  const i64 t118 = t116 * t116;
  const i64 t119 = choose((i64)(((i64)((u64)b >> (u64)(59)) & (i64)(1)) == (i64)(1)), t117 * t118, t117);
  const i64 t120 = t118 * t118;
  const i64 t121 = choose((i64)(((i64)((u64)b >> (u64)(60)) & (i64)(1)) == (i64)(1)), t119 * t120, t119);
  const i64 t122 = t120 * t120;
  const i64 t123 = choose((i64)(((i64)((u64)b >> (u64)(61)) & (i64)(1)) == (i64)(1)), t121 * t122, t121);
  const i64 t124 = t122 * t122;
  const i64 t125 = choose((i64)(((i64)((u64)b >> (u64)(62)) & (i64)(1)) == (i64)(1)), t123 * t124, t123);
  const i64 t126 = choose((i64)(((i64)((u64)b >> (u64)(63)) & (i64)(1)) == (i64)(1)), t125 * (t124 * t124), t125);
  return t126;
}

LANES_INLINE u8 u8_add(u8 a, u8 b) {
  return a + b;
}

LANES_INLINE u8 u8_subtract(u8 a, u8 b) {
  return a - b;
}

LANES_INLINE u8 u8_multiply(u8 a, u8 b) {
  return a * b;
}

LANES_INLINE u8 u8_square(u8 a) {
  return a * a;
}

LANES_INLINE u8 u8_positive(u8 a) {
  return a;
}

LANES_INLINE i8 u8_equal(u8 a, u8 b) {
  return (i8)(a == b);
}

LANES_INLINE i8 u8_not_equal(u8 a, u8 b) {
  return (i8)(a != b);
}

LANES_INLINE i8 u8_less(u8 a, u8 b) {
  return (i8)(a < b);
}

LANES_INLINE i8 u8_less_equal(u8 a, u8 b) {
  return (i8)(a <= b);
}

LANES_INLINE i8 u8_greater(u8 a, u8 b) {
  return (i8)(b < a);
}

LANES_INLINE i8 u8_greater_equal(u8 a, u8 b) {
  return (i8)(b <= a);
}

LANES_INLINE u8 u8_maximum(u8 a, u8 b) {
  return choose((i8)(b < a), a, b);
}

LANES_INLINE u8 u8_minimum(u8 a, u8 b) {
  return choose((i8)(a < b), a, b);
}

LANES_INLINE u8 u8_fmax(u8 a, u8 b) {
  return choose((i8)(b <= a) | (i8)(b != b), a, b);
}

LANES_INLINE u8 u8_fmin(u8 a, u8 b) {
  return choose((i8)(a <= b) | (i8)(b != b), a, b);
}

LANES_INLINE u8 u8_clip(u8 a, u8 b, u8 c) {
  const u8 t1 = choose((i8)(b < a), a, b);
  return choose((i8)(t1 < c), t1, c);
}

LANES_INLINE u8 u8_where(i8 a, u8 b, u8 c) {
  return choose(a, b, c);
}

LANES_INLINE u8 u8_relu(u8 a) {
  return choose((i8)((u8)(0) < a), a, (u8)(0));
}

LANES_INLINE u8 u8_floor_divide(u8 a, u8 b) {
  return quotient_u8(a, b);
}

LANES_INLINE u8 u8_remainder(u8 a, u8 b) {
  return remainder_u8(a, b);
}

LANES_INLINE u8 u8_fmod(u8 a, u8 b) {
  return remainder_u8(a, b);
}

LANES_INLINE u8 u8_negative(u8 a) {
  return (u8)(0) - a;
}

LANES_INLINE u8 u8_abs(u8 a) {
  return choose((i8)(a < (u8)(0)), (u8)(0) - a, a);
}

LANES_INLINE u8 u8_sign(u8 a) {
  const u8 t1 = choose((i8)(a < (u8)(0)), (u8)(0) - (u8)(1), choose((i8)(a == (u8)(0)), (u8)(0), (u8)(1)));
  return t1;
}

LANES_INLINE u8 u8_bitwise_and(u8 a, u8 b) {
  return a & b;
}

LANES_INLINE u8 u8_bitwise_or(u8 a, u8 b) {
  return a | b;
}

LANES_INLINE u8 u8_bitwise_xor(u8 a, u8 b) {
  return a ^ b;
}

LANES_INLINE u8 u8_invert(u8 a) {
  return ~a;
}

LANES_INLINE u8 u8_left_shift(u8 a, u8 b) {
  return choose((i8)((b & (u8)(7)) == b), a << (b & (u8)(7)), (u8)(0));
}

LANES_INLINE u8 u8_right_shift(u8 a, u8 b) {
  return choose((i8)((b & (u8)(7)) == b), a >> (b & (u8)(7)), (u8)(0));
}

LANES_INLINE u8 u8_pow(u8 a, u8 b) {
  const u8 t1 = choose((i8)(((b >> (u8)(0)) & (u8)(1)) == (u8)(1)), (u8)(1) * a, (u8)(1));
  const u8 t2 = a * a;
  const u8 t3 = choose((i8)(((b >> (u8)(1)) & (u8)(1)) == (u8)(1)), t1 * t2, t1);
  const u8 t4 = t2 * t2;
  const u8 t5 = choose((i8)(((b >> (u8)(2)) & (u8)(1)) == (u8)(1)), t3 * t4, t3);
  const u8 t6 = t4 * t4;
  const u8 t7 = choose((i8)(((b >> (u8)(3)) & (u8)(1)) == (u8)(1)), t5 * t6, t5);
  const u8 t8 = t6 * t6;
  const u8 t9 = choose((i8)(((b >> (u8)(4)) & (u8)(1)) == (u8)(1)), t7 * t8, t7);
  const u8 t10 = t8 * t8;
  const u8 t11 = choose((i8)(((b >> (u8)(5)) & (u8)(1)) == (u8)(1)), t9 * t10, t9);
  const u8 t12 = t10 * t10;
  const u8 t13 = choose((i8)(((b >> (u8)(6)) & (u8)(1)) == (u8)(1)), t11 * t12, t11);
  return choose((i8)(((b >> (u8)(7)) & (u8)(1)) == (u8)(1)), t13 * (t12 * t12), t13);
}

LANES_INLINE u16 u16_add(u16 a, u16 b) {
  return a + b;
}

LANES_INLINE u16 u16_subtract(u16 a, u16 b) {
  return a - b;
}

LANES_INLINE u16 u16_multiply(u16 a, u16 b) {
  return a * b;
}

LANES_INLINE u16 u16_square(u16 a) {
  return a * a;
}

LANES_INLINE u16 u16_positive(u16 a) {
  return a;
}

LANES_INLINE i16 u16_equal(u16 a, u16 b) {
  return (i16)(a == b);
}

LANES_INLINE i16 u16_not_equal(u16 a, u16 b) {
  return (i16)(a != b);
}

LANES_INLINE i16 u16_less(u16 a, u16 b) {
  return (i16)(a < b);
}

LANES_INLINE i16 u16_less_equal(u16 a, u16 b) {
  return (i16)(a <= b);
}

LANES_INLINE i16 u16_greater(u16 a, u16 b) {
  return (i16)(b < a);
}

LANES_INLINE i16 u16_greater_equal(u16 a, u16 b) {
  return (i16)(b <= a);
}

LANES_INLINE u16 u16_maximum(u16 a, u16 b) {
  return choose((i16)(b < a), a, b);
}

LANES_INLINE u16 u16_minimum(u16 a, u16 b) {
  return choose((i16)(a < b), a, b);
}

LANES_INLINE u16 u16_fmax(u16 a, u16 b) {
  return choose((i16)(b <= a) | (i16)(b != b), a, b);
}

LANES_INLINE u16 u16_fmin(u16 a, u16 b) {
  return choose((i16)(a <= b) | (i16)(b != b), a, b);
}

LANES_INLINE u16 u16_clip(u16 a, u16 b, u16 c) {
  const u16 t1 = choose((i16)(b < a), a, b);
  return choose((i16)(t1 < c), t1, c);
}

LANES_INLINE u16 u16_where(i16 a, u16 b, u16 c) {
  return choose(a, b, c);
}

LANES_INLINE u16 u16_relu(u16 a) {
  return choose((i16)((u16)(0) < a), a, (u16)(0));
}

LANES_INLINE u16 u16_floor_divide(u16 a, u16 b) {
  return quotient_u16(a, b);
}

LANES_INLINE u16 u16_remainder(u16 a, u16 b) {
  return remainder_u16(a, b);
}

LANES_INLINE u16 u16_fmod(u16 a, u16 b) {
  return remainder_u16(a, b);
}

LANES_INLINE u16 u16_negative(u16 a) {
  return (u16)(0) - a;
}

LANES_INLINE u16 u16_abs(u16 a) {
  return choose((i16)(a < (u16)(0)), (u16)(0) - a, a);
}

LANES_INLINE u16 u16_sign(u16 a) {
  const u16 t1 = choose((i16)(a < (u16)(0)), (u16)(0) - (u16)(1), choose((i16)(a == (u16)(0)), (u16)(0), (u16)(1)));
  return t1;
}

LANES_INLINE u16 u16_bitwise_and(u16 a, u16 b) {
  return a & b;
}

LANES_INLINE u16 u16_bitwise_or(u16 a, u16 b) {
  return a | b;
}

LANES_INLINE u16 u16_bitwise_xor(u16 a, u16 b) {
  return a ^ b;
}

LANES_INLINE u16 u16_invert(u16 a) {
  return ~a;
}

LANES_INLINE u16 u16_left_shift(u16 a, u16 b) {
  return choose((i16)((b & (u16)(15)) == b), a << (b & (u16)(15)), (u16)(0));
}

LANES_INLINE u16 u16_right_shift(u16 a, u16 b) {
  return choose((i16)((b & (u16)(15)) == b), a >> (b & (u16)(15)), (u16)(0));
}

LANES_INLINE u16 u16_pow(u16 a, u16 b) {
  const u16 t1 = choose((i16)(((b >> (u16)(0)) & (u16)(1)) == (u16)(1)), (u16)(1) * a, (u16)(1));
  const u16 t2 = a * a;
  const u16 t3 = choose((i16)(((b >> (u16)(1)) & (u16)(1)) == (u16)(1)), t1 * t2, t1);
  const u16 t4 = t2 * t2;
  const u16 t5 = choose((i16)(((b >> (u16)(2)) & (u16)(1)) == (u16)(1)), t3 * t4, t3);
  const u16 t6 = t4 * t4;
  const u16 t7 = choose((i16)(((b >> (u16)(3)) & (u16)(1)) == (u16)(1)), t5 * t6, t5);
  const u16 t8 = t6 * t6;
  const u16 t9 = choose((i16)(((b >> (u16)(4)) & (u16)(1)) == (u16)(1)), t7 * t8, t7);
  const u16 t10 = t8 * t8;
  const u16 t11 = choose((i16)(((b >> (u16)(5)) & (u16)(1)) == (u16)(1)), t9 * t10, t9);
  const u16 t12 = t10 * t10;
  const u16 t13 = choose((i16)(((b >> (u16)(6)) & (u16)(1)) == (u16)(1)), t11 * t12, t11);
  const u16 t14 = t12 * t12;
  const u16 t15 = choose((i16)(((b >> (u16)(7)) & (u16)(1)) == (u16)(1)), t13 * t14, t13);
  const u16 t16 = t14 * t14;
  const u16 t17 = choose((i16)(((b >> (u16)(8)) & (u16)(1)) == (u16)(1)), t15 * t16, t15);
  const u16 t18 = t16 * t16;
  const u16 t19 = choose((i16)(((b >> (u16)(9)) & (u16)(1)) == (u16)(1)), t17 * t18, t17);
  const u16 t20 = t18 * t18;
  const u16 t21 = choose((i16)(((b >> (u16)(10)) & (u16)(1)) == (u16)(1)), t19 * t20, t19);
  const u16 t22 = t20 * t20;
  const u16 t23 = choose((i16)(((b >> (u16)(11)) & (u16)(1)) == (u16)(1)), t21 * t22, t21);
  const u16 t24 = t22 * t22;
  const u16 t25 = choose((i16)(((b >> (u16)(12)) & (u16)(1)) == (u16)(1)), t23 * t24, t23);
  const u16 t26 = t24 * t24;
  const u16 t27 = choose((i16)(((b >> (u16)(13)) & (u16)(1)) == (u16)(1)), t25 * t26, t25);
  const u16 t28 = t26 * t26;
  const u16 t29 = choose((i16)(((b >> (u16)(14)) & (u16)(1)) == (u16)(1)), t27 * t28, t27);
  return choose((i16)(((b >> (u16)(15)) & (u16)(1)) == (u16)(1)), t29 * (t28 * t28), t29);
}

LANES_INLINE u32 u32_add(u32 a, u32 b) {
  return a + b;
}

LANES_INLINE u32 u32_subtract(u32 a, u32 b) {
  return a - b;
}

LANES_INLINE u32 u32_multiply(u32 a, u32 b) {
  return a * b;
}

LANES_INLINE u32 u32_square(u32 a) {
  return a * a;
}

LANES_INLINE u32 u32_positive(u32 a) {
  return a;
}

LANES_INLINE i32 u32_equal(u32 a, u32 b) {
  return (i32)(a == b);
}

LANES_INLINE i32 u32_not_equal(u32 a, u32 b) {
  return (i32)(a != b);
}

LANES_INLINE i32 u32_less(u32 a, u32 b) {
  return (i32)(a < b);
}

LANES_INLINE i32 u32_less_equal(u32 a, u32 b) {
  return (i32)(a <= b);
}

LANES_INLINE i32 u32_greater(u32 a, u32 b) {
  return (i32)(b < a);
}

LANES_INLINE i32 u32_greater_equal(u32 a, u32 b) {
  return (i32)(b <= a);
}

LANES_INLINE u32 u32_maximum(u32 a, u32 b) {
  return choose((i32)(b < a), a, b);
}

LANES_INLINE u32 u32_minimum(u32 a, u32 b) {
  return choose((i32)(a < b), a, b);
}

LANES_INLINE u32 u32_fmax(u32 a, u32 b) {
  return choose((i32)(b <= a) | (i32)(b != b), a, b);
}

LANES_INLINE u32 u32_fmin(u32 a, u32 b) {
  return choose((i32)(a <= b) | (i32)(b != b), a, b);
}

LANES_INLINE u32 u32_clip(u32 a, u32 b, u32 c) {
  const u32 t1 = choose((i32)(b < a), a, b);
  return choose((i32)(t1 < c), t1, c);
}

LANES_INLINE u32 u32_where(i32 a, u32 b, u32 c) {
  return choose(a, b, c);
}

LANES_INLINE u32 u32_relu(u32 a) {
  return choose((i32)((u32)(0) < a), a, (u32)(0));
}

LANES_INLINE u32 u32_floor_divide(u32 a, u32 b) {
  return quotient_u32(a, b);
}

LANES_INLINE u32 u32_remainder(u32 a, u32 b) {
  return remainder_u32(a, b);
}

LANES_INLINE u32 u32_fmod(u32 a, u32 b) {
  return remainder_u32(a, b);
}

LANES_INLINE u32 u32_negative(u32 a) {
  return (u32)(0) - a;
}

LANES_INLINE u32 u32_abs(u32 a) {
  return choose((i32)(a < (u32)(0)), (u32)(0) - a, a);
}

LANES_INLINE u32 u32_sign(u32 a) {
  const u32 t1 = choose((i32)(a < (u32)(0)), (u32)(0) - (u32)(1), choose((i32)(a == (u32)(0)), (u32)(0), (u32)(1)));
  return t1;
}

LANES_INLINE u32 u32_bitwise_and(u32 a, u32 b) {
  return a & b;
}

LANES_INLINE u32 u32_bitwise_or(u32 a, u32 b) {
  return a | b;
}

LANES_INLINE u32 u32_bitwise_xor(u32 a, u32 b) {
  return a ^ b;
}

LANES_INLINE u32 u32_invert(u32 a) {
  return ~a;
}

LANES_INLINE u32 u32_left_shift(u32 a, u32 b) {
  return choose((i32)((b & (u32)(31)) == b), a << (b & (u32)(31)), (u32)(0));
}

LANES_INLINE u32 u32_right_shift(u32 a, u32 b) {
  return choose((i32)((b & (u32)(31)) == b), a >> (b & (u32)(31)), (u32)(0));
}

LANES_INLINE u32 u32_pow(u32 a, u32 b) {
  const u32 t1 = choose((i32)(((b >> (u32)(0)) & (u32)(1)) == (u32)(1)), (u32)(1) * a, (u32)(1));
  const u32 t2 = a * a;
  const u32 t3 = choose((i32)(((b >> (u32)(1)) & (u32)(1)) == (u32)(1)), t1 * t2, t1);
  const u32 t4 = t2 * t2;
  const u32 t5 = choose((i32)(((b >> (u32)(2)) & (u32)(1)) == (u32)(1)), t3 * t4, t3);
  const u32 t6 = t4 * t4;
  const u32 t7 = choose((i32)(((b >> (u32)(3)) & (u32)(1)) == (u32)(1)), t5 * t6, t5);
  const u32 t8 = t6 * t6;
  const u32 t9 = choose((i32)(((b >> (u32)(4)) & (u32)(1)) == (u32)(1)), t7 * t8, t7);
  const u32 t10 = t8 * t8;
  const u32 t11 = choose((i32)(((b >> (u32)(5)) & (u32)(1)) == (u32)(1)), t9 * t10, t9);
  const u32 t12 = t10 * t10;
  const u32 t13 = choose((i32)(((b >> (u32)(6)) & (u32)(1)) == (u32)(1)), t11 * t12, t11);
  const u32 t14 = t12 * t12;
  const u32 t15 = choose((i32)(((b >> (u32)(7)) & (u32)(1)) == (u32)(1)), t13 * t14, t13);
  const u32 t16 = t14 * t14;
  const u32 t17 = choose((i32)(((b >> (u32)(8)) & (u32)(1)) == (u32)(1)), t15 * t16, t15);
  const u32 t18 = t16 * t16;
  const u32 t19 = choose((i32)(((b >> (u32)(9)) & (u32)(1)) == (u32)(1)), t17 * t18, t17);
  const u32 t20 = t18 * t18;
  const u32 t21 = choose((i32)(((b >> (u32)(10)) & (u32)(1)) == (u32)(1)), t19 * t20, t19);
  const u32 t22 = t20 * t20;
  const u32 t23 = choose((i32)(((b >> (u32)(11)) & (u32)(1)) == (u32)(1)), t21 * t22, t21);
  const u32 t24 = t22 * t22;
  const u32 t25 = choose((i32)(((b >> (u32)(12)) & (u32)(1)) == (u32)(1)), t23 * t24, t23);
  const u32 t26 = t24 * t24;
  const u32 t27 = choose((i32)(((b >> (u32)(13)) & (u32)(1)) == (u32)(1)), t25 * t26, t25);
  const u32 t28 = t26 * t26;
  const u32 t29 = choose((i32)(((b >> (u32)(14)) & (u32)(1)) == (u32)(1)), t27 * t28, t27);
  const u32 t30 = t28 * t28;
  const u32 t31 = choose((i32)(((b >> (u32)(15)) & (u32)(1)) == (u32)(1)), t29 * t30, t29);
  const u32 t32 = t30 * t30;
  const u32 t33 = choose((i32)(((b >> (u32)(16)) & (u32)(1)) == (u32)(1)), t31 * t32, t31);
  const u32 t34 = t32 * t32;
  const u32 t35 = choose((i32)(((b >> (u32)(17)) & (u32)(1)) == (u32)(1)), t33 * t34, t33);
  const u32 t36 = t34 * t34;
  const u32 t37 = choose((i32)(((b >> (u32)(18)) & (u32)(1)) == (u32)(1)), t35 * t36, t35);
  const u32 t38 = t36 * t36;
  const u32 t39 = choose((i32)(((b >> (u32)(19)) & (u32)(1)) == (u32)(1)), t37 * t38, t37);
  const u32 t40 = t38 * t38;
  const u32 t41 = choose((i32)(((b >> (u32)(20)) & (u32)(1)) == (u32)(1)), t39 * t40, t39);
  const u32 t42 = t40 * t40;
  const u32 t43 = choose((i32)(((b >> (u32)(21)) & (u32)(1)) == (u32)(1)), t41 * t42, t41);
  const u32 t44 = t42 * t42;
  const u32 t45 = choose((i32)(((b >> (u32)(22)) & (u32)(1)) == (u32)(1)), t43 * t44, t43);
  const u32 t46 = t44 * t44;
  const u32 t47 = choose((i32)(((b >> (u32)(23)) & (u32)(1)) == (u32)(1)), t45 * t46, t45);
  const u32 t48 = t46 * t46;
  const u32 t49 = choose((i32)(((b >> (u32)(24)) & (u32)(1)) == (u32)(1)), t47 * t48, t47);
  const u32 t50 = t48 * t48;
  const u32 t51 = choose((i32)(((b >> (u32)(25)) & (u32)(1)) == (u32)(1)), t49 * t50, t49);
  const u32 t52 = t50 * t50;
  const u32 t53 = choose((i32)(((b >> (u32)(26)) & (u32)(1)) == (u32)(1)), t51 * t52, t51);
  const u32 t54 = t52 * t52;
  const u32 t55 = choose((i32)(((b >> (u32)(27)) & (u32)(1)) == (u32)(1)), t53 * t54, t53);
  const u32 t56 = t54 * t54;
  const u32 t57 = choose((i32)(((b >> (u32)(28)) & (u32)(1)) == (u32)(1)), t55 * t56, t55);
  const u32 t58 = t56 * t56;
  const u32 t59 = choose((i32)(((b >> (u32)(29)) & (u32)(1)) == (u32)(1)), t57 * t58, t57);
  const u32 t60 = t58 * t58;
  const u32 t61 = choose((i32)(((b >> (u32)(30)) & (u32)(1)) == (u32)(1)), t59 * t60, t59);
  return choose((i32)(((b >> (u32)(31)) & (u32)(1)) == (u32)(1)), t61 * (t60 * t60), t61);
}

LANES_INLINE u64 u64_add(u64 a, u64 b) {
  return a + b;
}

LANES_INLINE u64 u64_subtract(u64 a, u64 b) {
  return a - b;
}

LANES_INLINE u64 u64_multiply(u64 a, u64 b) {
  return a * b;
}

LANES_INLINE u64 u64_square(u64 a) {
  return a * a;
}

LANES_INLINE u64 u64_positive(u64 a) {
  return a;
}

LANES_INLINE i64 u64_equal(u64 a, u64 b) {
  return (i64)(a == b);
}

LANES_INLINE i64 u64_not_equal(u64 a, u64 b) {
  return (i64)(a != b);
}

LANES_INLINE i64 u64_less(u64 a, u64 b) {
  return (i64)(a < b);
}

LANES_INLINE i64 u64_less_equal(u64 a, u64 b) {
  return (i64)(a <= b);
}

LANES_INLINE i64 u64_greater(u64 a, u64 b) {
  return (i64)(b < a);
}

LANES_INLINE i64 u64_greater_equal(u64 a, u64 b) {
  return (i64)(b <= a);
}

LANES_INLINE u64 u64_maximum(u64 a, u64 b) {
  return choose((i64)(b < a), a, b);
}

LANES_INLINE u64 u64_minimum(u64 a, u64 b) {
  return choose((i64)(a < b), a, b);
}

LANES_INLINE u64 u64_fmax(u64 a, u64 b) {
  return choose((i64)(b <= a) | (i64)(b != b), a, b);
}

LANES_INLINE u64 u64_fmin(u64 a, u64 b) {
  return choose((i64)(a <= b) | (i64)(b != b), a, b);
}

LANES_INLINE u64 u64_clip(u64 a, u64 b, u64 c) {
  const u64 t1 = choose((i64)(b < a), a, b);
  return choose((i64)(t1 < c), t1, c);
}

LANES_INLINE u64 u64_where(i64 a, u64 b, u64 c) {
  return choose(a, b, c);
}

LANES_INLINE u64 u64_relu(u64 a) {
  return choose((i64)((u64)(0) < a), a, (u64)(0));
}

LANES_INLINE u64 u64_floor_divide(u64 a, u64 b) {
  return quotient_u64(a, b);
}

LANES_INLINE u64 u64_remainder(u64 a, u64 b) {
  return remainder_u64(a, b);
}

LANES_INLINE u64 u64_fmod(u64 a, u64 b) {
  return remainder_u64(a, b);
}

LANES_INLINE u64 u64_negative(u64 a) {
  return (u64)(0) - a;
}

LANES_INLINE u64 u64_abs(u64 a) {
  return choose((i64)(a < (u64)(0)), (u64)(0) - a, a);
}

LANES_INLINE u64 u64_sign(u64 a) {
  const u64 t1 = choose((i64)(a < (u64)(0)), (u64)(0) - (u64)(1), choose((i64)(a == (u64)(0)), (u64)(0), (u64)(1)));
  return t1;
}

LANES_INLINE u64 u64_bitwise_and(u64 a, u64 b) {
  return a & b;
}

LANES_INLINE u64 u64_bitwise_or(u64 a, u64 b) {
  return a | b;
}

LANES_INLINE u64 u64_bitwise_xor(u64 a, u64 b) {
  return a ^ b;
}

LANES_INLINE u64 u64_invert(u64 a) {
  return ~a;
}

LANES_INLINE u64 u64_left_shift(u64 a, u64 b) {
  return choose((i64)((b & (u64)(63)) == b), a << (b & (u64)(63)), (u64)(0));
}

LANES_INLINE u64 u64_right_shift(u64 a, u64 b) {
  return choose((i64)((b & (u64)(63)) == b), a >> (b & (u64)(63)), (u64)(0));
}

LANES_INLINE u64 u64_pow(u64 a, u64 b) {
  const u64 t1 = choose((i64)(((b >> (u64)(0)) & (u64)(1)) == (u64)(1)), (u64)(1) * a, (u64)(1));
  const u64 t2 = a * a;
  const u64 t3 = choose((i64)(((b >> (u64)(1)) & (u64)(1)) == (u64)(1)), t1 * t2, t1);
  const u64 t4 = t2 * t2;
  const u64 t5 = choose((i64)(((b >> (u64)(2)) & (u64)(1)) == (u64)(1)), t3 * t4, t3);
  const u64 t6 = t4 * t4;
  const u64 t7 = choose((i64)(((b >> (u64)(3)) & (u64)(1)) == (u64)(1)), t5 * t6, t5);
  const u64 t8 = t6 * t6;
  const u64 t9 = choose((i64)(((b >> (u64)(4)) & (u64)(1)) == (u64)(1)), t7 * t8, t7);
  const u64 t10 = t8 * t8;
  const u64 t11 = choose((i64)(((b >> (u64)(5)) & (u64)(1)) == (u64)(1)), t9 * t10, t9);
  const u64 t12 = t10 * t10;
  const u64 t13 = choose((i64)(((b >> (u64)(6)) & (u64)(1)) == (u64)(1)), t11 * t12, t11);
  const u64 t14 = t12 * t12;
  const u64 t15 = choose((i64)(((b >> (u64)(7)) & (u64)(1)) == (u64)(1)), t13 * t14, t13);
  const u64 t16 = t14 * t14;
  const u64 t17 = choose((i64)(((b >> (u64)(8)) & (u64)(1)) == (u64)(1)), t15 * t16, t15);
  const u64 t18 = t16 * t16;
  const u64 t19 = choose((i64)(((b >> (u64)(9)) & (u64)(1)) == (u64)(1)), t17 * t18, t17);
  const u64 t20 = t18 * t18;
  const u64 t21 = choose((i64)(((b >> (u64)(10)) & (u64)(1)) == (u64)(1)), t19 * t20, t19);
  const u64 t22 = t20 * t20;
  const u64 t23 = choose((i64)(((b >> (u64)(11)) & (u64)(1)) == (u64)(1)), t21 * t22, t21);
  const u64 t24 = t22 * t22;
  const u64 t25 = choose((i64)(((b >> (u64)(12)) & (u64)(1)) == (u64)(1)), t23 * t24, t23);
  const u64 t26 = t24 * t24;
  const u64 t27 = choose((i64)(((b >> (u64)(13)) & (u64)(1)) == (u64)(1)), t25 * t26, t25);
  const u64 t28 = t26 * t26;
  const u64 t29 = choose((i64)(((b >> (u64)(14)) & (u64)(1)) == (u64)(1)), t27 * t28, t27);
  const u64 t30 = t28 * t28;
  const u64 t31 = choose((i64)(((b >> (u64)(15)) & (u64)(1)) == (u64)(1)), t29 * t30, t29);
  const u64 t32 = t30 * t30;
  const u64 t33 = choose((i64)(((b >> (u64)(16)) & (u64)(1)) == (u64)(1)), t31 * t32, t31);
  const u64 t34 = t32 * t32;
  const u64 t35 = choose((i64)(((b >> (u64)(17)) & (u64)(1)) == (u64)(1)), t33 * t34, t33);
  const u64 t36 = t34 * t34;
  const u64 t37 = choose((i64)(((b >> (u64)(18)) & (u64)(1)) == (u64)(1)), t35 * t36, t35);
  const u64 t38 = t36 * t36;
  const u64 t39 = choose((i64)(((b >> (u64)(19)) & (u64)(1)) == (u64)(1)), t37 * t38, t37);
  const u64 t40 = t38 * t38;
  const u64 t41 = choose((i64)(((b >> (u64)(20)) & (u64)(1)) == (u64)(1)), t39 * t40, t39);
  const u64 t42 = t40 * t40;
  const u64 t43 = choose((i64)(((b >> (u64)(21)) & (u64)(1)) == (u64)(1)), t41 * t42, t41);
  const u64 t44 = t42 * t42;
  const u64 t45 = choose((i64)(((b >> (u64)(22)) & (u64)(1)) == (u64)(1)), t43 * t44, t43);
  const u64 t46 = t44 * t44;
  const u64 t47 = choose((i64)(((b >> (u64)(23)) & (u64)(1)) == (u64)(1)), t45 * t46, t45);
  const u64 t48 = t46 * t46;
  const u64 t49 = choose((i64)(((b >> (u64)(24)) & (u64)(1)) == (u64)(1)), t47 * t48, t47);
  const u64 t50 = t48 * t48;
  const u64 t51 = choose((i64)(((b >> (u64)(25)) & (u64)(1)) == (u64)(1)), t49 * t50, t49);
  const u64 t52 = t50 * t50;
  const u64 t53 = choose((i64)(((b >> (u64)(26)) & (u64)(1)) == (u64)(1)), t51 * t52, t51);
  const u64 t54 = t52 * t52;
  const u64 t55 = choose((i64)(((b >> (u64)(27)) & (u64)(1)) == (u64)(1)), t53 * t54, t53);
  const u64 t56 = t54 * t54;
  const u64 t57 = choose((i64)(((b >> (u64)(28)) & (u64)(1)) == (u64)(1)), t55 * t56, t55);
  const u64 t58 = t56 * t56;
  const u64 t59 = choose((i64)(((b >> (u64)(29)) & (u64)(1)) == (u64)(1)), t57 * t58, t57);
  const u64 t60 = t58 * t58;
  const u64 t61 = choose((i64)(((b >> (u64)(30)) & (u64)(1)) == (u64)(1)), t59 * t60, t59);
  const u64 t62 = t60 * t60;
  const u64 t63 = choose((i64)(((b >> (u64)(31)) & (u64)(1)) == (u64)(1)), t61 * t62, t61);
  const u64 t64 = t62 * t62;
  const u64 t65 = choose((i64)(((b >> (u64)(32)) & (u64)(1)) == (u64)(1)), t63 * t64, t63);
  const u64 t66 = t64 * t64;
  const u64 t67 = choose((i64)(((b >> (u64)(33)) & (u64)(1)) == (u64)(1)), t65 * t66, t65);
  const u64 t68 = t66 * t66;
  const u64 t69 = choose((i64)(((b >> (u64)(34)) & (u64)(1)) == (u64)(1)), t67 * t68, t67);
  const u64 t70 = t68 * t68;
  const u64 t71 = choose((i64)(((b >> (u64)(35)) & (u64)(1)) == (u64)(1)), t69 * t70, t69);
  const u64 t72 = t70 * t70;
  const u64 t73 = choose((i64)(((b >> (u64)(36)) & (u64)(1)) == (u64)(1)), t71 * t72, t71);
  const u64 t74 = t72 * t72;
  const u64 t75 = choose((i64)(((b >> (u64)(37)) & (u64)(1)) == (u64)(1)), t73 * t74, t73);
  const u64 t76 = t74 * t74;
  const u64 t77 = choose((i64)(((b >> (u64)(38)) & (u64)(1)) == (u64)(1)), t75 * t76, t75);
  const u64 t78 = t76 * t76;
  const u64 t79 = choose((i64)(((b >> (u64)(39)) & (u64)(1)) == (u64)(1)), t77 * t78, t77);
  const u64 t80 = t78 * t78;
  const u64 t81 = choose((i64)(((b >> (u64)(40)) & (u64)(1)) == (u64)(1)), t79 * t80, t79);
  const u64 t82 = t80 * t80;
  const u64 t83 = choose((i64)(((b >> (u64)(41)) & (u64)(1)) == (u64)(1)), t81 * t82, t81);
  const u64 t84 = t82 * t82;
  const u64 t85 = choose((i64)(((b >> (u64)(42)) & (u64)(1)) == (u64)(1)), t83 * t84, t83);
  const u64 t86 = t84 * t84;
  const u64 t87 = choose((i64)(((b >> (u64)(43)) & (u64)(1)) == (u64)(1)), t85 * t86, t85);
  const u64 t88 = t86 * t86;
  const u64 t89 = choose((i64)(((b >> (u64)(44)) & (u64)(1)) == (u64)(1)), t87 * t88, t87);
  const u64 t90 = t88 * t88;
  const u64 t91 = choose((i64)(((b >> (u64)(45)) & (u64)(1)) == (u64)(1)), t89 * t90, t89);
  const u64 t92 = t90 * t90;
  const u64 t93 = choose((i64)(((b >> (u64)(46)) & (u64)(1)) == (u64)(1)), t91 * t92, t91);
  const u64 t94 = t92 * t92;
  const u64 t95 = choose((i64)(((b >> (u64)(47)) & (u64)(1)) == (u64)(1)), t93 * t94, t93);
  const u64 t96 = t94 * t94;
  const u64 t97 = choose((i64)(((b >> (u64)(48)) & (u64)(1)) == (u64)(1)), t95 * t96, t95);
  const u64 t98 = t96 * t96;
  const u64 t99 = choose((i64)(((b >> (u64)(49)) & (u64)(1)) == (u64)(1)), t97 * t98, t97);
  const u64 t100 = t98 * t98;
  const u64 t101 = choose((i64)(((b >> (u64)(50)) & (u64)(1)) == (u64)(1)), t99 * t100, t99);
  const u64 t102 = t100 * t100;
  const u64 t103 = choose((i64)(((b >> (u64)(51)) & (u64)(1)) == (u64)(1)), t101 * t102, t101);
  const u64 t104 = t102 * t102;
  const u64 t105 = choose((i64)(((b >> (u64)(52)) & (u64)(1)) == (u64)(1)), t103 * t104, t103);
  const u64 t106 = t104 * t104;
  const u64 t107 = choose((i64)(((b >> (u64)(53)) & (u64)(1)) == (u64)(1)), t105 * t106, t105);
  const u64 t108 = t106 * t106;
  const u64 t109 = choose((i64)(((b >> (u64)(54)) & (u64)(1)) == (u64)(1)), t107 * t108, t107);
  const u64 t110 = t108 * t108;
  const u64 t111 = choose((i64)(((b >> (u64)(55)) & (u64)(1)) == (u64)(1)), t109 * t110, t109);
  const u64 t112 = t110 * t110;
  const u64 t113 = choose((i64)(((b >> (u64)(56)) & (u64)(1)) == (u64)(1)), t111 * t112, t111);
  const u64 t114 = t112 * t112;
  const u64 t115 = choose((i64)(((b >> (u64)(57)) & (u64)(1)) == (u64)(1)), t113 * t114, t113);
  const u64 t116 = t114 * t114;
  const u64 t117 = choose((i64)(((b >> (u64)(58)) & (u64)(1)) == (u64)(1)), t115 * t116, t115);
  const u64 t118 = t116 * t116;
  const u64 t119 = choose((i64)(((b >> (u64)(59)) & (u64)(1)) == (u64)(1)), t117 * t118, t117);
  const u64 t120 = t118 * t118;
  const u64 t121 = choose((i64)(((b >> (u64)(60)) & (u64)(1)) == (u64)(1)), t119 * t120, t119);
  const u64 t122 = t120 * t120;
  const u64 t123 = choose((i64)(((b >> (u64)(61)) & (u64)(1)) == (u64)(1)), t121 * t122, t121);
  const u64 t124 = t122 * t122;
  const u64 t125 = choose((i64)(((b >> (u64)(62)) & (u64)(1)) == (u64)(1)), t123 * t124, t123);
  const u64 t126 = choose((i64)(((b >> (u64)(63)) & (u64)(1)) == (u64)(1)), t125 * (t124 * t124), t125);
  return t126;
}

LANES_INLINE f32 f32_add(f32 a, f32 b) {
  return a + b;
}

LANES_INLINE f32 f32_subtract(f32 a, f32 b) {
  return a - b;
}

LANES_INLINE f32 f32_multiply(f32 a, f32 b) {
  return a * b;
}

LANES_INLINE f32 f32_square(f32 a) {
  return a * a;
}

LANES_INLINE f32 f32_positive(f32 a) {
  return a;
}

LANES_INLINE i32 f32_equal(f32 a, f32 b) {
  return (i32)(a == b);
}

LANES_INLINE i32 f32_not_equal(f32 a, f32 b) {
  return (i32)(a != b);
}

LANES_INLINE i32 f32_less(f32 a, f32 b) {
  return (i32)(a < b);
}

LANES_INLINE i32 f32_less_equal(f32 a, f32 b) {
  return (i32)(a <= b);
}

LANES_INLINE i32 f32_greater(f32 a, f32 b) {
  return (i32)(b < a);
}

LANES_INLINE i32 f32_greater_equal(f32 a, f32 b) {
  return (i32)(b <= a);
}

LANES_INLINE f32 f32_maximum(f32 a, f32 b) {
  return choose((i32)(b < a) | (i32)(a != a), a, b);
}

LANES_INLINE f32 f32_minimum(f32 a, f32 b) {
  return choose((i32)(a < b) | (i32)(a != a), a, b);
}

LANES_INLINE f32 f32_fmax(f32 a, f32 b) {
  return choose((i32)(b <= a) | (i32)(b != b), a, b);
}

LANES_INLINE f32 f32_fmin(f32 a, f32 b) {
  return choose((i32)(a <= b) | (i32)(b != b), a, b);
}

LANES_INLINE f32 f32_clip(f32 a, f32 b, f32 c) {
  const f32 t1 = choose((i32)(b < a) | (i32)(a != a), a, b);
  return choose((i32)(t1 < c) | (i32)(t1 != t1), t1, c);
}

LANES_INLINE f32 f32_where(i32 a, f32 b, f32 c) {
  return choose(a, b, c);
}

LANES_INLINE f32 f32_relu(f32 a) {
  return choose((i32)((f32)(0.0f) < a) | (i32)(a != a), a, (f32)(0.0f));
}

LANES_INLINE f32 f32_divide(f32 a, f32 b) {
  return a / b;
}

LANES_INLINE f32 f32_floor_divide(f32 a, f32 b) {
  const f32 t1 = remainder_f32(a, b);
  const f32 t2 = (a - t1) / b;
  const f32 t3 = choose((i32)(t1 != (f32)(0.0f)) & ((i32)(b < (f32)(0.0f)) ^ (i32)(t1 < (f32)(0.0f))), t2 - (f32)(1.0f), t2);
  const i32 t4 = ((i32)(f32)(0.0f) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)(a / b) & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const f32 t5 = round_down_f32(t3);
  const f32 t6 = choose((i32)(t3 == (f32)(0.0f)), (f32)t4, choose((i32)((f32)(0.5f) < (t3 - t5)), t5 + (f32)(1.0f), t5));
  return choose((i32)(b == (f32)(0.0f)), a / b, t6);
}

LANES_INLINE f32 f32_remainder(f32 a, f32 b) {
  const f32 t1 = remainder_f32(a, b);
  const i32 t2 = ((i32)(f32)(0.0f) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)b & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const f32 t3 = choose((i32)(t1 == (f32)(0.0f)), choose((i32)(b == (f32)(0.0f)), t1, (f32)t2), choose((i32)(b < (f32)(0.0f)) ^ (i32)(t1 < (f32)(0.0f)), t1 + b, t1));
  return t3;
}

LANES_INLINE f32 f32_fmod(f32 a, f32 b) {
  return remainder_f32(a, b);
}

LANES_INLINE f32 f32_fma(f32 a, f32 b, f32 c) {
  return multiply_add_f32(a, b, c);
}

LANES_INLINE f32 f32_reciprocal(f32 a) {
  return (f32)(1.0f) / a;
}

LANES_INLINE f32 f32_sqrt(f32 a) {
  return square_root(a);
}

LANES_INLINE f32 f32_negative(f32 a) {
  return -a;
}

LANES_INLINE f32 f32_abs(f32 a) {
  return magnitude(a);
}

LANES_INLINE f32 f32_sign(f32 a) {
  const i32 t1 = ((i32)(f32)(1.0f) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const f32 t2 = choose((i32)(a < (f32)(0.0f)) | (i32)((f32)(0.0f) < a), (f32)t1, choose((i32)(a == (f32)(0.0f)), (f32)(0.0f), a));
  return t2;
}

LANES_INLINE f32 f32_floor(f32 a) {
  return round_down_f32(a);
}

LANES_INLINE f32 f32_ceil(f32 a) {
  return round_up_f32(a);
}

LANES_INLINE f32 f32_trunc(f32 a) {
  return round_toward_zero_f32(a);
}

LANES_INLINE f32 f32_round(f32 a) {
  return round_to_even_f32(a);
}

LANES_INLINE f32 f32_copysign(f32 a, f32 b) {
  const i32 t1 = ((i32)a & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)b & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t1;
}

LANES_INLINE f32 f32_nextafter(f32 a, f32 b) {
  const i32 t1 = ((i32)(f32)(i32)(1) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)b & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const i32 t2 = (i32)a;
  const f32 t3 = (f32)choose((i32)(b < a) ^ (i32)((i32)a < (i32)(0)), t2 - (i32)(1), t2 + (i32)(1));
  const f32 t4 = choose((i32)(a != a) | (i32)(b != b), a + b, choose((i32)(a == b), b, choose((i32)(a == (f32)(0.0f)), (f32)t1, t3)));
  return t4;
}

LANES_INLINE i32 f32_signbit(f32 a) {
  return (i32)((i32)a < (i32)(0));
}

LANES_INLINE i32 f32_isnan(f32 a) {
  return (i32)(a != a);
}

LANES_INLINE i32 f32_isinf(f32 a) {
  return (i32)(magnitude(a) == (f32)(INFINITY));
}

LANES_INLINE i32 f32_isfinite(f32 a) {
  return (i32)(magnitude(a) < (f32)(INFINITY));
}

LANES_INLINE f32 f32_deg2rad(f32 a) {
  return a * (f32)(0.017453292f);
}

LANES_INLINE f32 f32_rad2deg(f32 a) {
  return a * (f32)(57.29578f);
}

LANES_INLINE f32 f32_exp(f32 a) {
  const f32 t1 = choose((i32)(a < (f32)(-104.0f)), (f32)(-104.0f), a);
  const f32 t2 = choose((i32)((f32)(89.0f) < t1), (f32)(89.0f), t1);
  const f32 t3 = multiply_add_f32(t2, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t4 = t3 - (f32)(12582912.0f);
  const f32 t5 = multiply_add_f32(-t4, (f32)(-1.9046542e-09f), multiply_add_f32(-t4, (f32)(0.6931472f), t2));
  const f32 t6 = (f32)(1.0f) + t5;
  const f32 t7 = t5 * t5;
  const f32 t8 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t7, (f32)(0.041668084f)), t7, (f32)(0.49999994f));
  const f32 t9 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t7, (f32)(0.16666515f)), t5, t8);
  const f32 t10 = multiply_add_f32(t4, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t11 = (t6 + multiply_add_f32(t5 * t5, t9, ((f32)(1.0f) - t6) + t5)) * (f32)(((i32)t10 << (i32)(23)) + (i32)(f32)(1.0f));
  return t11 * (f32)((((i32)t3 - (i32)t10) << (i32)(23)) + (i32)(f32)(1.0f));
}

LANES_INLINE f32 f32_expm1(f32 a) {
  const f32 t1 = choose((i32)(a < (f32)(-20.0f)), (f32)(-20.0f), a);
  const f32 t2 = choose((i32)((f32)(89.0f) < t1), (f32)(89.0f), t1);
  const f32 t3 = multiply_add_f32(t2, (f32)(1.442695f), (f32)(12582912.0f)) - (f32)(12582912.0f);
  const i32 t4 = (i32)(choose((i32)((f32)(127.0f) < t3), (f32)(127.0f), t3) + (f32)(12582912.0f)) << (i32)(23);
  const f32 t5 = (f32)(t4 + (i32)(f32)(1.0f));
  const f32 t6 = t5 - (f32)(1.0f);
  const f32 t7 = multiply_add_f32(-t3, (f32)(0.6931472f), t2);
  const f32 t8 = multiply_add_f32(-t3, (f32)(-1.9046542e-09f), t7);
  const f32 t9 = t8 * t8;
  const f32 t10 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t9, (f32)(0.041668084f)), t9, (f32)(0.49999994f));
  const f32 t11 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t9, (f32)(0.16666515f)), t8, t10);
  const f32 t12 = multiply_add_f32(t8 * t8, t11, multiply_add_f32(-t3, (f32)(-1.9046542e-09f), t7 - t8));
  const f32 t13 = t8 + t12;
  const f32 t14 = t5 * t13;
  const f32 t15 = t6 + t14;
  const f32 t16 = (t15 + multiply_add_f32(t5, (t8 - t13) + t12, (t6 - t15) + t14)) * choose((i32)((f32)(127.0f) < t3), (f32)(2.0f), (f32)(1.0f));
  const i32 t17 = ((i32)t16 & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t17;
}

LANES_INLINE f32 f32_exp2(f32 a) {
  const f32 t1 = choose((i32)(a < (f32)(-151.0f)), (f32)(-151.0f), a);
  const f32 t2 = choose((i32)((f32)(129.0f) < t1), (f32)(129.0f), t1);
  const f32 t3 = t2 + (f32)(12582912.0f);
  const f32 t4 = t3 - (f32)(12582912.0f);
  const f32 t5 = t2 - t4;
  const f32 t6 = t5 * t5;
  const f32 t7 = multiply_add_f32(multiply_add_f32((f32)(0.0001534306f), t6, (f32)(0.009618476f)), t6, (f32)(0.24022648f));
  const f32 t8 = multiply_add_f32(multiply_add_f32((f32)(0.0013391073f), t6, (f32)(0.055503607f)), t5, t7);
  const f32 t9 = multiply_add_f32(t4, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t10 = multiply_add_f32(t5, multiply_add_f32(t5, t8, (f32)(0.6931472f)), (f32)(1.0f)) * (f32)(((i32)t9 << (i32)(23)) + (i32)(f32)(1.0f));
  return t10 * (f32)((((i32)t3 - (i32)t9) << (i32)(23)) + (i32)(f32)(1.0f));
}

LANES_INLINE f32 f32_log(f32 a) {
  const i32 t1 = (i32)(a < (f32)(1.1754944e-38f));
  const i32 t2 = (i32)choose(t1, a * (f32)(16777216.0f), a) + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const f32 t3 = ((f32)((i32)((u32)t2 >> (u32)(23)) | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f)) - choose(t1, (f32)(24.0f), (f32)(0.0f));
  const f32 t4 = t3 * (f32)(0.69311523f);
  const f32 t5 = (f32)((t2 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f);
  const f32 t6 = t4 + t5;
  const f32 t7 = t5 * t5;
  const f32 t8 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t7, (f32)(-0.124197416f)), t7, (f32)(-0.1666706f));
  const f32 t9 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t7, (f32)(0.118922204f)), t7, (f32)(0.14220552f));
  const f32 t10 = multiply_add_f32(multiply_add_f32(t9, t7, (f32)(0.20002048f)), t7, (f32)(0.33333313f));
  const f32 t11 = multiply_add_f32(t5, multiply_add_f32(multiply_add_f32(t8, t7, (f32)(-0.2500003f)), t5, t10), (f32)(-0.5f));
  const f32 t12 = t6 + (((t4 - t6) + t5) + multiply_add_f32(t3, (f32)(3.1946183e-05f), (t5 * t5) * t11));
  const f32 t13 = choose((i32)(a < (f32)(0.0f)), (f32)(NAN), choose((i32)(a < (f32)(INFINITY)), t12, a));
  return choose((i32)(a == (f32)(0.0f)), (f32)(-INFINITY), t13);
}

LANES_INLINE f32 f32_log1p(f32 a) {
  const f32 t1 = a + (f32)(1.0f);
  const f32 t2 = (f32)(1.0f) + a;
  const i32 t3 = (i32)t2 + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const i32 t4 = (i32)((u32)t3 >> (u32)(23));
  const f32 t5 = (f32)(t4 | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f);
  const f32 t6 = t5 * (f32)(0.69311523f);
  const i32 t7 = (i32)(t5 == (f32)(0.0f));
  const f32 t8 = choose(t7, a, (f32)((t3 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f));
  const f32 t9 = t6 + t8;
  const f32 t10 = t8 * t8;
  const f32 t11 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t10, (f32)(-0.124197416f)), t10, (f32)(-0.1666706f));
  const f32 t12 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t10, (f32)(0.118922204f)), t10, (f32)(0.14220552f));
  const f32 t13 = multiply_add_f32(multiply_add_f32(t12, t10, (f32)(0.20002048f)), t10, (f32)(0.33333313f));
  const f32 t14 = multiply_add_f32(t8, multiply_add_f32(multiply_add_f32(t11, t10, (f32)(-0.2500003f)), t8, t13), (f32)(-0.5f));
  const f32 t15 = t2 - (f32)(1.0f);
  const f32 t16 = ((((f32)(1.0f) - (t2 - t15)) + (a - t15)) + (f32)(0.0f)) * (f32)(((i32)(254) - t4) << (i32)(23));
  const f32 t17 = choose(t7, (f32)(0.0f), choose((i32)((f32)(1.1529215e+18f) < a), (f32)(0.0f), t16));
  const f32 t18 = multiply_add_f32(t5, (f32)(3.1946183e-05f), ((t8 * t8) * t14) + multiply_add_f32(-t8, t17, t17));
  const i32 t19 = ((i32)(t9 + (((t6 - t9) + t8) + t18)) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const f32 t20 = choose((i32)(t1 < (f32)(0.0f)), (f32)(NAN), choose((i32)(a < (f32)(INFINITY)), (f32)t19, a));
  return choose((i32)(t1 == (f32)(0.0f)), (f32)(-INFINITY), t20);
}

LANES_INLINE f32 f32_log2(f32 a) {
  const i32 t1 = (i32)(a < (f32)(1.1754944e-38f));
  const i32 t2 = (i32)choose(t1, a * (f32)(16777216.0f), a) + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const f32 t3 = ((f32)((i32)((u32)t2 >> (u32)(23)) | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f)) - choose(t1, (f32)(24.0f), (f32)(0.0f));
  const f32 t4 = t3 * (f32)(1.0f);
  const f32 t5 = (f32)((t2 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f);
  const f32 t6 = t5 * t5;
  const f32 t7 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t6, (f32)(-0.124197416f)), t6, (f32)(-0.1666706f));
  const f32 t8 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t6, (f32)(0.118922204f)), t6, (f32)(0.14220552f));
  const f32 t9 = multiply_add_f32(multiply_add_f32(t8, t6, (f32)(0.20002048f)), t6, (f32)(0.33333313f));
  const f32 t10 = multiply_add_f32(t5, multiply_add_f32(multiply_add_f32(t7, t6, (f32)(-0.2500003f)), t5, t9), (f32)(-0.5f));
  const f32 t11 = (t5 * t5) * t10;
  const f32 t12 = t5 + t11;
  const f32 t13 = t12 * (f32)(1.442695f);
  const f32 t14 = t4 + t13;
  const f32 t15 = multiply_add_f32((t5 - t12) + t11, (f32)(1.442695f), multiply_add_f32(t12, (f32)(1.442695f), -t13));
  const f32 t16 = multiply_add_f32(t3, (f32)(0.0f), multiply_add_f32(t12, (f32)(1.925963e-08f), t15));
  const f32 t17 = choose((i32)(a < (f32)(0.0f)), (f32)(NAN), choose((i32)(a < (f32)(INFINITY)), t14 + (((t4 - t14) + t13) + t16), a));
  return choose((i32)(a == (f32)(0.0f)), (f32)(-INFINITY), t17);
}

LANES_INLINE f32 f32_log10(f32 a) {
  const i32 t1 = (i32)(a < (f32)(1.1754944e-38f));
  const i32 t2 = (i32)choose(t1, a * (f32)(16777216.0f), a) + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const f32 t3 = ((f32)((i32)((u32)t2 >> (u32)(23)) | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f)) - choose(t1, (f32)(24.0f), (f32)(0.0f));
  const f32 t4 = t3 * (f32)(0.3010254f);
  const f32 t5 = (f32)((t2 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f);
  const f32 t6 = t5 * t5;
  const f32 t7 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t6, (f32)(-0.124197416f)), t6, (f32)(-0.1666706f));
  const f32 t8 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t6, (f32)(0.118922204f)), t6, (f32)(0.14220552f));
  const f32 t9 = multiply_add_f32(multiply_add_f32(t8, t6, (f32)(0.20002048f)), t6, (f32)(0.33333313f));
  const f32 t10 = multiply_add_f32(t5, multiply_add_f32(multiply_add_f32(t7, t6, (f32)(-0.2500003f)), t5, t9), (f32)(-0.5f));
  const f32 t11 = (t5 * t5) * t10;
  const f32 t12 = t5 + t11;
  const f32 t13 = t12 * (f32)(0.4342945f);
  const f32 t14 = t4 + t13;
  const f32 t15 = multiply_add_f32((t5 - t12) + t11, (f32)(0.4342945f), multiply_add_f32(t12, (f32)(0.4342945f), -t13));
  const f32 t16 = multiply_add_f32(t3, (f32)(4.605039e-06f), multiply_add_f32(t12, (f32)(-1.010305e-08f), t15));
  const f32 t17 = choose((i32)(a < (f32)(0.0f)), (f32)(NAN), choose((i32)(a < (f32)(INFINITY)), t14 + (((t4 - t14) + t13) + t16), a));
  return choose((i32)(a == (f32)(0.0f)), (f32)(-INFINITY), t17);
}

LANES_INLINE f32 f32_sin(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = multiply_add_f32(t1, (f32)(0.63661975f), (f32)(12582912.0f));
  const i32 t3 = (i32)t2;
  const i32 t4 = (i32)((t3 & (i32)(1)) == (i32)(1));
  const f32 t5 = t2 - (f32)(12582912.0f);
  const f32 t6 = multiply_add_f32(-t5, (f32)(1.5707964f), t1);
  const f32 t7 = t5 * (f32)(-4.371139e-08f);
  const f32 t8 = t6 - t7;
  const f32 t9 = t8 * t8;
  const f32 t10 = t9 * (f32)(-0.5f);
  const f32 t11 = (f32)(1.0f) + t10;
  const f32 t12 = multiply_add_f32(multiply_add_f32((f32)(2.4430643e-05f), t9, (f32)(-0.0013887301f)), t9, (f32)(0.041666646f));
  const f32 t13 = multiply_add_f32(-t5, (f32)(-1.7151245e-15f), ((t6 - t8) - t7) - multiply_add_f32(t5, (f32)(-4.371139e-08f), -t7));
  const f32 t14 = multiply_add_f32(t9 * t9, t12, multiply_add_f32(-t8, t13, ((f32)(1.0f) - t11) + t10));
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(-0.00019518106f), t9, (f32)(0.008332188f)), t9, (f32)(-0.16666655f));
  const i32 t16 = (i32)(choose(t4, t11, t8) + choose(t4, t14, multiply_add_f32(t9 * t8, t15, t13)));
  f32 t17 = (f32)(t16 ^ ((t3 << (i32)(30)) & (~(i32)((u32)(~(i32)(0)) >> (u32)(1)))));
  if (any((i32)((f32)(65536.0f) < t1))) {
    const i32 t18 = ((i32)t1 & (i32)(8388607)) | (i32)(8388608);
    const i32 t19 = t18 & (i32)(65535);
    const i32 t20 = ((i32)((u32)(i32)t1 >> (u32)(23)) - (i32)(150)) + (i32)(14);
    const i32 t21 = t20 & (i32)(15);
    const i32 t22 = (i32)((u32)t20 >> (u32)(4));
    const i32 t23 = (i32)((t22 & (i32)(1)) != (i32)(0));
    const i32 t24 = (i32)((t22 & (i32)(2)) != (i32)(0));
    const i32 t25 = (i32)((t22 & (i32)(4)) != (i32)(0));
    const i32 t26 = choose(t25, (i32)(62772), (i32)(20036));
    const i32 t27 = choose(t24, t26, choose(t25, (i32)(64551), (i32)(41721)));
    const i32 t28 = choose(t25, (i32)(22481), (i32)(33646));
    const i32 t29 = choose(t23, t27, choose(t24, t28, choose(t25, (i32)(5417), (i32)(0)))) << (t21 & (i32)(31));
    const i32 t30 = choose(t25, (i32)(56768), (i32)(5417));
    const i32 t31 = choose(t24, t30, t28);
    const i32 t32 = choose(t23, t31, t27);
    const i32 t33 = (i32)(16) - t21;
    const i32 t34 = choose((i32)((t21 & (i32)(31)) == t21), t29, (i32)(0)) | (t32 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t35 = (i32)((u32)t18 >> (u32)(16));
    const i32 t36 = choose(t25, (i32)(56162), (i32)(64551));
    const i32 t37 = choose(t24, t36, t26);
    const i32 t38 = choose(t23, t37, t31);
    const i32 t39 = choose((i32)((t21 & (i32)(31)) == t21), t32 << (t21 & (i32)(31)), (i32)(0)) | (t38 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t40 = t39 & (i32)(65535);
    const i32 t41 = t19 * t40;
    const i32 t42 = choose(t25, (i32)(38297), (i32)(22481));
    const i32 t43 = choose(t24, t42, t30);
    const i32 t44 = choose(t23, t43, t37);
    const i32 t45 = choose((i32)((t21 & (i32)(31)) == t21), t38 << (t21 & (i32)(31)), (i32)(0)) | (t44 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t46 = t45 & (i32)(65535);
    const i32 t47 = t35 * t46;
    const i32 t48 = (((t19 * (t34 & (i32)(65535))) & (i32)(65535)) + ((t35 * t40) & (i32)(65535))) + ((i32)((u32)t41 >> (u32)(16)) + (i32)((u32)t47 >> (u32)(16)));
    const i32 t49 = t19 * t46;
    const i32 t50 = choose(t25, (i32)(15427), (i32)(62772));
    const i32 t51 = choose(t24, t50, t36);
    const i32 t52 = choose(t23, t51, t43);
    const i32 t53 = choose((i32)((t21 & (i32)(31)) == t21), t44 << (t21 & (i32)(31)), (i32)(0)) | (t52 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t54 = t53 & (i32)(65535);
    const i32 t55 = t35 * t54;
    const i32 t56 = ((t41 & (i32)(65535)) + (t47 & (i32)(65535))) + ((i32)((u32)t49 >> (u32)(16)) + (i32)((u32)t55 >> (u32)(16)));
    const i32 t57 = t19 * t54;
    const i32 t58 = choose(t24, choose(t25, (i32)(36929), (i32)(56768)), t42);
    const i32 t59 = choose(t23, t58, t51);
    const i32 t60 = choose((i32)((t21 & (i32)(31)) == t21), t52 << (t21 & (i32)(31)), (i32)(0)) | (t59 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t61 = t60 & (i32)(65535);
    const i32 t62 = t35 * t61;
    const i32 t63 = ((t49 & (i32)(65535)) + (t55 & (i32)(65535))) + ((i32)((u32)t57 >> (u32)(16)) + (i32)((u32)t62 >> (u32)(16)));
    const i32 t64 = t19 * t61;
    const i32 t65 = choose(t23, choose(t24, choose(t25, (i32)(65105), (i32)(56162)), t50), t58) >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31));
    const i32 t66 = choose((i32)((t21 & (i32)(31)) == t21), t59 << (t21 & (i32)(31)), (i32)(0)) | t65;
    const i32 t67 = t66 & (i32)(65535);
    const i32 t68 = t35 * t67;
    const i32 t69 = ((t57 & (i32)(65535)) + (t62 & (i32)(65535))) + ((i32)((u32)t64 >> (u32)(16)) + (i32)((u32)t68 >> (u32)(16)));
    const i32 t70 = t19 * t67;
    const i32 t71 = t35 * (i32)(0);
    const i32 t72 = ((t64 & (i32)(65535)) + (t68 & (i32)(65535))) + ((i32)((u32)t70 >> (u32)(16)) + (i32)((u32)t71 >> (u32)(16)));
    const i32 t73 = (((t70 & (i32)(65535)) + (t71 & (i32)(65535))) + (i32)(0)) + (i32)(0);
    const i32 t74 = t72 + (i32)((u32)t73 >> (u32)(16));
    const i32 t75 = t69 + (i32)((u32)t74 >> (u32)(16));
    const i32 t76 = t63 + (i32)((u32)t75 >> (u32)(16));
    const i32 t77 = t56 + (i32)((u32)t76 >> (u32)(16));
    const i32 t78 = ((t48 + (i32)((u32)t77 >> (u32)(16))) & (i32)(65535)) + (i32)(8192);
    const i32 t79 = (i32)((u32)t78 >> (u32)(14)) & (i32)(3);
    const i32 t80 = (i32)((t79 & (i32)(1)) == (i32)(1));
    const f32 t81 = convert_f32((t78 & (i32)(16383)) - (i32)(8192)) * (f32)(6.1035156e-05f);
    const f32 t82 = (f32)(6.1035156e-05f) * (f32)(1.5258789e-05f);
    const f32 t83 = convert_f32(t77 & (i32)(65535)) * t82;
    const f32 t84 = t81 + t83;
    const f32 t85 = t82 * (f32)(1.5258789e-05f);
    const f32 t86 = convert_f32(t76 & (i32)(65535)) * t85;
    const f32 t87 = t84 + t86;
    const f32 t88 = t85 * (f32)(1.5258789e-05f);
    const f32 t89 = convert_f32(t75 & (i32)(65535)) * t88;
    const f32 t90 = t87 + t89;
    const f32 t91 = t88 * (f32)(1.5258789e-05f);
    const f32 t92 = convert_f32(t74 & (i32)(65535)) * t91;
    const f32 t93 = t90 + t92;
    const f32 t94 = convert_f32(t73 & (i32)(65535)) * (t91 * (f32)(1.5258789e-05f));
    const f32 t95 = t93 + t94;
    const f32 t96 = t84 - t81;
    const f32 t97 = t87 - t84;
    const f32 t98 = ((f32)(0.0f) + ((t81 - (t84 - t96)) + (t83 - t96))) + ((t84 - (t87 - t97)) + (t86 - t97));
    const f32 t99 = t90 - t87;
    const f32 t100 = t93 - t90;
    const f32 t101 = (t98 + ((t87 - (t90 - t99)) + (t89 - t99))) + ((t90 - (t93 - t100)) + (t92 - t100));
    const f32 t102 = t95 - t93;
    const f32 t103 = t101 + ((t93 - (t95 - t102)) + (t94 - t102));
    const f32 t104 = t95 + t103;
    const f32 t105 = t104 * (f32)(1.5707964f);
    const f32 t106 = multiply_add_f32((t95 - t104) + t103, (f32)(1.5707964f), multiply_add_f32(t104, (f32)(1.5707964f), -t105));
    const f32 t107 = multiply_add_f32(t104, (f32)(-4.371139e-08f), t106);
    const f32 t108 = t105 + t107;
    const f32 t109 = choose((i32)(t1 < (f32)(INFINITY)), t108, (f32)(NAN));
    const f32 t110 = t109 * t109;
    const f32 t111 = t110 * (f32)(-0.5f);
    const f32 t112 = (f32)(1.0f) + t111;
    const f32 t113 = multiply_add_f32(multiply_add_f32((f32)(2.4430643e-05f), t110, (f32)(-0.0013887301f)), t110, (f32)(0.041666646f));
    const f32 t114 = (t105 - t108) + t107;
    const f32 t115 = multiply_add_f32(t110 * t110, t113, multiply_add_f32(-t109, t114, ((f32)(1.0f) - t112) + t111));
    const f32 t116 = multiply_add_f32(multiply_add_f32((f32)(-0.00019518106f), t110, (f32)(0.008332188f)), t110, (f32)(-0.16666655f));
    const f32 t117 = choose(t80, t112, t109) + choose(t80, t115, multiply_add_f32(t110 * t109, t116, t114));
    t17 = choose((i32)((f32)(65536.0f) < t1), (f32)((i32)t117 ^ ((t79 << (i32)(30)) & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))))), t17);
  }
  return (f32)((i32)t17 ^ ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1)))));
}

LANES_INLINE f32 f32_cos(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = multiply_add_f32(t1, (f32)(0.63661975f), (f32)(12582912.0f));
  const i32 t3 = (i32)t2 + (i32)(1);
  const i32 t4 = (i32)((t3 & (i32)(1)) == (i32)(1));
  const f32 t5 = t2 - (f32)(12582912.0f);
  const f32 t6 = multiply_add_f32(-t5, (f32)(1.5707964f), t1);
  const f32 t7 = t5 * (f32)(-4.371139e-08f);
  const f32 t8 = t6 - t7;
  const f32 t9 = t8 * t8;
  const f32 t10 = t9 * (f32)(-0.5f);
  const f32 t11 = (f32)(1.0f) + t10;
  const f32 t12 = multiply_add_f32(multiply_add_f32((f32)(2.4430643e-05f), t9, (f32)(-0.0013887301f)), t9, (f32)(0.041666646f));
  const f32 t13 = multiply_add_f32(-t5, (f32)(-1.7151245e-15f), ((t6 - t8) - t7) - multiply_add_f32(t5, (f32)(-4.371139e-08f), -t7));
  const f32 t14 = multiply_add_f32(t9 * t9, t12, multiply_add_f32(-t8, t13, ((f32)(1.0f) - t11) + t10));
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(-0.00019518106f), t9, (f32)(0.008332188f)), t9, (f32)(-0.16666655f));
  const i32 t16 = (i32)(choose(t4, t11, t8) + choose(t4, t14, multiply_add_f32(t9 * t8, t15, t13)));
  f32 t17 = (f32)(t16 ^ ((t3 << (i32)(30)) & (~(i32)((u32)(~(i32)(0)) >> (u32)(1)))));
  if (any((i32)((f32)(65536.0f) < t1))) {
    const i32 t18 = ((i32)t1 & (i32)(8388607)) | (i32)(8388608);
    const i32 t19 = t18 & (i32)(65535);
    const i32 t20 = ((i32)((u32)(i32)t1 >> (u32)(23)) - (i32)(150)) + (i32)(14);
    const i32 t21 = t20 & (i32)(15);
    const i32 t22 = (i32)((u32)t20 >> (u32)(4));
    const i32 t23 = (i32)((t22 & (i32)(1)) != (i32)(0));
    const i32 t24 = (i32)((t22 & (i32)(2)) != (i32)(0));
    const i32 t25 = (i32)((t22 & (i32)(4)) != (i32)(0));
    const i32 t26 = choose(t25, (i32)(62772), (i32)(20036));
    const i32 t27 = choose(t24, t26, choose(t25, (i32)(64551), (i32)(41721)));
    const i32 t28 = choose(t25, (i32)(22481), (i32)(33646));
    const i32 t29 = choose(t23, t27, choose(t24, t28, choose(t25, (i32)(5417), (i32)(0)))) << (t21 & (i32)(31));
    const i32 t30 = choose(t25, (i32)(56768), (i32)(5417));
    const i32 t31 = choose(t24, t30, t28);
    const i32 t32 = choose(t23, t31, t27);
    const i32 t33 = (i32)(16) - t21;
    const i32 t34 = choose((i32)((t21 & (i32)(31)) == t21), t29, (i32)(0)) | (t32 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t35 = (i32)((u32)t18 >> (u32)(16));
    const i32 t36 = choose(t25, (i32)(56162), (i32)(64551));
    const i32 t37 = choose(t24, t36, t26);
    const i32 t38 = choose(t23, t37, t31);
    const i32 t39 = choose((i32)((t21 & (i32)(31)) == t21), t32 << (t21 & (i32)(31)), (i32)(0)) | (t38 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t40 = t39 & (i32)(65535);
    const i32 t41 = t19 * t40;
    const i32 t42 = choose(t25, (i32)(38297), (i32)(22481));
    const i32 t43 = choose(t24, t42, t30);
    const i32 t44 = choose(t23, t43, t37);
    const i32 t45 = choose((i32)((t21 & (i32)(31)) == t21), t38 << (t21 & (i32)(31)), (i32)(0)) | (t44 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t46 = t45 & (i32)(65535);
    const i32 t47 = t35 * t46;
    const i32 t48 = (((t19 * (t34 & (i32)(65535))) & (i32)(65535)) + ((t35 * t40) & (i32)(65535))) + ((i32)((u32)t41 >> (u32)(16)) + (i32)((u32)t47 >> (u32)(16)));
    const i32 t49 = t19 * t46;
    const i32 t50 = choose(t25, (i32)(15427), (i32)(62772));
    const i32 t51 = choose(t24, t50, t36);
    const i32 t52 = choose(t23, t51, t43);
    const i32 t53 = choose((i32)((t21 & (i32)(31)) == t21), t44 << (t21 & (i32)(31)), (i32)(0)) | (t52 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t54 = t53 & (i32)(65535);
    const i32 t55 = t35 * t54;
    const i32 t56 = ((t41 & (i32)(65535)) + (t47 & (i32)(65535))) + ((i32)((u32)t49 >> (u32)(16)) + (i32)((u32)t55 >> (u32)(16)));
    const i32 t57 = t19 * t54;
    const i32 t58 = choose(t24, choose(t25, (i32)(36929), (i32)(56768)), t42);
    const i32 t59 = choose(t23, t58, t51);
    const i32 t60 = choose((i32)((t21 & (i32)(31)) == t21), t52 << (t21 & (i32)(31)), (i32)(0)) | (t59 >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31)));
    const i32 t61 = t60 & (i32)(65535);
    const i32 t62 = t35 * t61;
    const i32 t63 = ((t49 & (i32)(65535)) + (t55 & (i32)(65535))) + ((i32)((u32)t57 >> (u32)(16)) + (i32)((u32)t62 >> (u32)(16)));
    const i32 t64 = t19 * t61;
    const i32 t65 = choose(t23, choose(t24, choose(t25, (i32)(65105), (i32)(56162)), t50), t58) >> choose((i32)((t33 & (i32)(31)) == t33), t33, (i32)(31));
    const i32 t66 = choose((i32)((t21 & (i32)(31)) == t21), t59 << (t21 & (i32)(31)), (i32)(0)) | t65;
    const i32 t67 = t66 & (i32)(65535);
    const i32 t68 = t35 * t67;
    const i32 t69 = ((t57 & (i32)(65535)) + (t62 & (i32)(65535))) + ((i32)((u32)t64 >> (u32)(16)) + (i32)((u32)t68 >> (u32)(16)));
    const i32 t70 = t19 * t67;
    const i32 t71 = t35 * (i32)(0);
    const i32 t72 = ((t64 & (i32)(65535)) + (t68 & (i32)(65535))) + ((i32)((u32)t70 >> (u32)(16)) + (i32)((u32)t71 >> (u32)(16)));
    const i32 t73 = (((t70 & (i32)(65535)) + (t71 & (i32)(65535))) + (i32)(0)) + (i32)(0);
    const i32 t74 = t72 + (i32)((u32)t73 >> (u32)(16));
    const i32 t75 = t69 + (i32)((u32)t74 >> (u32)(16));
    const i32 t76 = t63 + (i32)((u32)t75 >> (u32)(16));
    const i32 t77 = t56 + (i32)((u32)t76 >> (u32)(16));
    const i32 t78 = ((t48 + (i32)((u32)t77 >> (u32)(16))) & (i32)(65535)) + (i32)(8192);
    const i32 t79 = ((i32)((u32)t78 >> (u32)(14)) & (i32)(3)) + (i32)(1);
    const i32 t80 = (i32)((t79 & (i32)(1)) == (i32)(1));
    const f32 t81 = convert_f32((t78 & (i32)(16383)) - (i32)(8192)) * (f32)(6.1035156e-05f);
    const f32 t82 = (f32)(6.1035156e-05f) * (f32)(1.5258789e-05f);
    const f32 t83 = convert_f32(t77 & (i32)(65535)) * t82;
    const f32 t84 = t81 + t83;
    const f32 t85 = t82 * (f32)(1.5258789e-05f);
    const f32 t86 = convert_f32(t76 & (i32)(65535)) * t85;
    const f32 t87 = t84 + t86;
    const f32 t88 = t85 * (f32)(1.5258789e-05f);
    const f32 t89 = convert_f32(t75 & (i32)(65535)) * t88;
    const f32 t90 = t87 + t89;
    const f32 t91 = t88 * (f32)(1.5258789e-05f);
    const f32 t92 = convert_f32(t74 & (i32)(65535)) * t91;
    const f32 t93 = t90 + t92;
    const f32 t94 = convert_f32(t73 & (i32)(65535)) * (t91 * (f32)(1.5258789e-05f));
    const f32 t95 = t93 + t94;
    const f32 t96 = t84 - t81;
    const f32 t97 = t87 - t84;
    const f32 t98 = ((f32)(0.0f) + ((t81 - (t84 - t96)) + (t83 - t96))) + ((t84 - (t87 - t97)) + (t86 - t97));
    const f32 t99 = t90 - t87;
    const f32 t100 = t93 - t90;
    const f32 t101 = (t98 + ((t87 - (t90 - t99)) + (t89 - t99))) + ((t90 - (t93 - t100)) + (t92 - t100));
    const f32 t102 = t95 - t93;
    const f32 t103 = t101 + ((t93 - (t95 - t102)) + (t94 - t102));
    const f32 t104 = t95 + t103;
    const f32 t105 = t104 * (f32)(1.5707964f);
    const f32 t106 = multiply_add_f32((t95 - t104) + t103, (f32)(1.5707964f), multiply_add_f32(t104, (f32)(1.5707964f), -t105));
    const f32 t107 = multiply_add_f32(t104, (f32)(-4.371139e-08f), t106);
    const f32 t108 = t105 + t107;
    const f32 t109 = choose((i32)(t1 < (f32)(INFINITY)), t108, (f32)(NAN));
    const f32 t110 = t109 * t109;
    const f32 t111 = t110 * (f32)(-0.5f);
    const f32 t112 = (f32)(1.0f) + t111;
    const f32 t113 = multiply_add_f32(multiply_add_f32((f32)(2.4430643e-05f), t110, (f32)(-0.0013887301f)), t110, (f32)(0.041666646f));
    const f32 t114 = (t105 - t108) + t107;
    const f32 t115 = multiply_add_f32(t110 * t110, t113, multiply_add_f32(-t109, t114, ((f32)(1.0f) - t112) + t111));
    const f32 t116 = multiply_add_f32(multiply_add_f32((f32)(-0.00019518106f), t110, (f32)(0.008332188f)), t110, (f32)(-0.16666655f));
    const f32 t117 = choose(t80, t112, t109) + choose(t80, t115, multiply_add_f32(t110 * t109, t116, t114));
    t17 = choose((i32)((f32)(65536.0f) < t1), (f32)((i32)t117 ^ ((t79 << (i32)(30)) & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))))), t17);
  }
  return t17;
}

LANES_INLINE f32 f32_tan(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = multiply_add_f32(t1, (f32)(0.63661975f), (f32)(12582912.0f));
  const i32 t3 = (i32)(((i32)t2 & (i32)(1)) == (i32)(1));
  const f32 t4 = t2 - (f32)(12582912.0f);
  const f32 t5 = multiply_add_f32(-t4, (f32)(1.5707964f), t1);
  const f32 t6 = t4 * (f32)(-4.371139e-08f);
  const f32 t7 = t5 - t6;
  const f32 t8 = t7 * t7;
  const f32 t9 = t8 * (f32)(-0.5f);
  const f32 t10 = (f32)(1.0f) + t9;
  const f32 t11 = choose(t3, -t10, t7);
  const f32 t12 = multiply_add_f32(multiply_add_f32((f32)(2.4430643e-05f), t8, (f32)(-0.0013887301f)), t8, (f32)(0.041666646f));
  const f32 t13 = multiply_add_f32(-t4, (f32)(-1.7151245e-15f), ((t5 - t7) - t6) - multiply_add_f32(t4, (f32)(-4.371139e-08f), -t6));
  const f32 t14 = multiply_add_f32(t8 * t8, t12, multiply_add_f32(-t7, t13, ((f32)(1.0f) - t10) + t9));
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(-0.00019518106f), t8, (f32)(0.008332188f)), t8, (f32)(-0.16666655f));
  const f32 t16 = multiply_add_f32(t8 * t7, t15, t13);
  const f32 t17 = choose(t3, -t14, t16);
  const f32 t18 = t11 + t17;
  const f32 t19 = choose(t3, t7, t10);
  const f32 t20 = choose(t3, t16, t14);
  const f32 t21 = t19 + t20;
  const f32 t22 = (f32)(1.0f) / t21;
  const f32 t23 = t18 * t22;
  const f32 t24 = multiply_add_f32(-t23, (t19 - t21) + t20, multiply_add_f32(-t23, t21, t18) + ((t11 - t18) + t17));
  f32 t25 = t23 + (t24 * t22);
  if (any((i32)((f32)(65536.0f) < t1))) {
    const i32 t26 = ((i32)t1 & (i32)(8388607)) | (i32)(8388608);
    const i32 t27 = t26 & (i32)(65535);
    const i32 t28 = ((i32)((u32)(i32)t1 >> (u32)(23)) - (i32)(150)) + (i32)(14);
    const i32 t29 = t28 & (i32)(15);
    const i32 t30 = (i32)((u32)t28 >> (u32)(4));
    const i32 t31 = (i32)((t30 & (i32)(1)) != (i32)(0));
    const i32 t32 = (i32)((t30 & (i32)(2)) != (i32)(0));
    const i32 t33 = (i32)((t30 & (i32)(4)) != (i32)(0));
    const i32 t34 = choose(t33, (i32)(62772), (i32)(20036));
    const i32 t35 = choose(t32, t34, choose(t33, (i32)(64551), (i32)(41721)));
    const i32 t36 = choose(t33, (i32)(22481), (i32)(33646));
    const i32 t37 = choose(t31, t35, choose(t32, t36, choose(t33, (i32)(5417), (i32)(0)))) << (t29 & (i32)(31));
    const i32 t38 = choose(t33, (i32)(56768), (i32)(5417));
    const i32 t39 = choose(t32, t38, t36);
    const i32 t40 = choose(t31, t39, t35);
    const i32 t41 = (i32)(16) - t29;
    const i32 t42 = choose((i32)((t29 & (i32)(31)) == t29), t37, (i32)(0)) | (t40 >> choose((i32)((t41 & (i32)(31)) == t41), t41, (i32)(31)));
    const i32 t43 = (i32)((u32)t26 >> (u32)(16));
    const i32 t44 = choose(t33, (i32)(56162), (i32)(64551));
    const i32 t45 = choose(t32, t44, t34);
    const i32 t46 = choose(t31, t45, t39);
    const i32 t47 = choose((i32)((t29 & (i32)(31)) == t29), t40 << (t29 & (i32)(31)), (i32)(0)) | (t46 >> choose((i32)((t41 & (i32)(31)) == t41), t41, (i32)(31)));
    const i32 t48 = t47 & (i32)(65535);
    const i32 t49 = t27 * t48;
    const i32 t50 = choose(t33, (i32)(38297), (i32)(22481));
    const i32 t51 = choose(t32, t50, t38);
    const i32 t52 = choose(t31, t51, t45);
    const i32 t53 = choose((i32)((t29 & (i32)(31)) == t29), t46 << (t29 & (i32)(31)), (i32)(0)) | (t52 >> choose((i32)((t41 & (i32)(31)) == t41), t41, (i32)(31)));
    const i32 t54 = t53 & (i32)(65535);
    const i32 t55 = t43 * t54;
    const i32 t56 = (((t27 * (t42 & (i32)(65535))) & (i32)(65535)) + ((t43 * t48) & (i32)(65535))) + ((i32)((u32)t49 >> (u32)(16)) + (i32)((u32)t55 >> (u32)(16)));
    const i32 t57 = t27 * t54;
    const i32 t58 = choose(t33, (i32)(15427), (i32)(62772));
    const i32 t59 = choose(t32, t58, t44);
    const i32 t60 = choose(t31, t59, t51);
    const i32 t61 = choose((i32)((t29 & (i32)(31)) == t29), t52 << (t29 & (i32)(31)), (i32)(0)) | (t60 >> choose((i32)((t41 & (i32)(31)) == t41), t41, (i32)(31)));
    const i32 t62 = t61 & (i32)(65535);
    const i32 t63 = t43 * t62;
    const i32 t64 = ((t49 & (i32)(65535)) + (t55 & (i32)(65535))) + ((i32)((u32)t57 >> (u32)(16)) + (i32)((u32)t63 >> (u32)(16)));
    const i32 t65 = t27 * t62;
    const i32 t66 = choose(t32, choose(t33, (i32)(36929), (i32)(56768)), t50);
    const i32 t67 = choose(t31, t66, t59);
    const i32 t68 = choose((i32)((t29 & (i32)(31)) == t29), t60 << (t29 & (i32)(31)), (i32)(0)) | (t67 >> choose((i32)((t41 & (i32)(31)) == t41), t41, (i32)(31)));
    const i32 t69 = t68 & (i32)(65535);
    const i32 t70 = t43 * t69;
    const i32 t71 = ((t57 & (i32)(65535)) + (t63 & (i32)(65535))) + ((i32)((u32)t65 >> (u32)(16)) + (i32)((u32)t70 >> (u32)(16)));
    const i32 t72 = t27 * t69;
    const i32 t73 = choose(t31, choose(t32, choose(t33, (i32)(65105), (i32)(56162)), t58), t66) >> choose((i32)((t41 & (i32)(31)) == t41), t41, (i32)(31));
    const i32 t74 = choose((i32)((t29 & (i32)(31)) == t29), t67 << (t29 & (i32)(31)), (i32)(0)) | t73;
    const i32 t75 = t74 & (i32)(65535);
    const i32 t76 = t43 * t75;
    const i32 t77 = ((t65 & (i32)(65535)) + (t70 & (i32)(65535))) + ((i32)((u32)t72 >> (u32)(16)) + (i32)((u32)t76 >> (u32)(16)));
    const i32 t78 = t27 * t75;
    const i32 t79 = t43 * (i32)(0);
    const i32 t80 = ((t72 & (i32)(65535)) + (t76 & (i32)(65535))) + ((i32)((u32)t78 >> (u32)(16)) + (i32)((u32)t79 >> (u32)(16)));
    const i32 t81 = (((t78 & (i32)(65535)) + (t79 & (i32)(65535))) + (i32)(0)) + (i32)(0);
    const i32 t82 = t80 + (i32)((u32)t81 >> (u32)(16));
    const i32 t83 = t77 + (i32)((u32)t82 >> (u32)(16));
    const i32 t84 = t71 + (i32)((u32)t83 >> (u32)(16));
    const i32 t85 = t64 + (i32)((u32)t84 >> (u32)(16));
    const i32 t86 = ((t56 + (i32)((u32)t85 >> (u32)(16))) & (i32)(65535)) + (i32)(8192);
    const i32 t87 = (i32)((((i32)((u32)t86 >> (u32)(14)) & (i32)(3)) & (i32)(1)) == (i32)(1));
    const f32 t88 = convert_f32((t86 & (i32)(16383)) - (i32)(8192)) * (f32)(6.1035156e-05f);
    const f32 t89 = (f32)(6.1035156e-05f) * (f32)(1.5258789e-05f);
    const f32 t90 = convert_f32(t85 & (i32)(65535)) * t89;
    const f32 t91 = t88 + t90;
    const f32 t92 = t89 * (f32)(1.5258789e-05f);
    const f32 t93 = convert_f32(t84 & (i32)(65535)) * t92;
    const f32 t94 = t91 + t93;
    const f32 t95 = t92 * (f32)(1.5258789e-05f);
    const f32 t96 = convert_f32(t83 & (i32)(65535)) * t95;
    const f32 t97 = t94 + t96;
    const f32 t98 = t95 * (f32)(1.5258789e-05f);
    const f32 t99 = convert_f32(t82 & (i32)(65535)) * t98;
    const f32 t100 = t97 + t99;
    const f32 t101 = convert_f32(t81 & (i32)(65535)) * (t98 * (f32)(1.5258789e-05f));
    const f32 t102 = t100 + t101;
    const f32 t103 = t91 - t88;
    const f32 t104 = t94 - t91;
    const f32 t105 = ((f32)(0.0f) + ((t88 - (t91 - t103)) + (t90 - t103))) + ((t91 - (t94 - t104)) + (t93 - t104));
    const f32 t106 = t97 - t94;
    const f32 t107 = t100 - t97;
    const f32 t108 = (t105 + ((t94 - (t97 - t106)) + (t96 - t106))) + ((t97 - (t100 - t107)) + (t99 - t107));
    const f32 t109 = t102 - t100;
    const f32 t110 = t108 + ((t100 - (t102 - t109)) + (t101 - t109));
    const f32 t111 = t102 + t110;
    const f32 t112 = t111 * (f32)(1.5707964f);
    const f32 t113 = multiply_add_f32((t102 - t111) + t110, (f32)(1.5707964f), multiply_add_f32(t111, (f32)(1.5707964f), -t112));
    const f32 t114 = multiply_add_f32(t111, (f32)(-4.371139e-08f), t113);
    const f32 t115 = t112 + t114;
    const f32 t116 = choose((i32)(t1 < (f32)(INFINITY)), t115, (f32)(NAN));
    const f32 t117 = t116 * t116;
    const f32 t118 = t117 * (f32)(-0.5f);
    const f32 t119 = (f32)(1.0f) + t118;
    const f32 t120 = choose(t87, -t119, t116);
    const f32 t121 = multiply_add_f32(multiply_add_f32((f32)(2.4430643e-05f), t117, (f32)(-0.0013887301f)), t117, (f32)(0.041666646f));
    const f32 t122 = (t112 - t115) + t114;
    const f32 t123 = multiply_add_f32(t117 * t117, t121, multiply_add_f32(-t116, t122, ((f32)(1.0f) - t119) + t118));
    const f32 t124 = multiply_add_f32(multiply_add_f32((f32)(-0.00019518106f), t117, (f32)(0.008332188f)), t117, (f32)(-0.16666655f));
    const f32 t125 = multiply_add_f32(t117 * t116, t124, t122);
    const f32 t126 = choose(t87, -t123, t125);
    const f32 t127 = t120 + t126;
    const f32 t128 = choose(t87, t116, t119);
    const f32 t129 = choose(t87, t125, t123);
    const f32 t130 = t128 + t129;
    const f32 t131 = (f32)(1.0f) / t130;
    const f32 t132 = t127 * t131;
    const f32 t133 = multiply_add_f32(-t132, (t128 - t130) + t129, multiply_add_f32(-t132, t130, t127) + ((t120 - t127) + t126));
    t25 = choose((i32)((f32)(65536.0f) < t1), t132 + (t133 * t131), t25);
  }
  return (f32)((i32)t25 ^ ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1)))));
}

LANES_INLINE f32 f32_logaddexp(f32 a, f32 b) {
  const f32 t1 = choose((i32)(b < a), b, a);
  const f32 t2 = choose((i32)(a < b), b, a);
  const f32 t3 = -t2;
  const f32 t4 = t1 + t3;
  const i32 t5 = (i32)(t4 < (f32)(-150.0f));
  const f32 t6 = choose((i32)(t4 < (f32)(-104.0f)), (f32)(-104.0f), t4);
  const f32 t7 = choose((i32)((f32)(89.0f) < t6), (f32)(89.0f), t6);
  const f32 t8 = multiply_add_f32(t7, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t9 = t8 - (f32)(12582912.0f);
  const f32 t10 = multiply_add_f32(-t9, (f32)(0.6931472f), t7);
  const f32 t11 = multiply_add_f32(-t9, (f32)(-1.9046542e-09f), t10);
  const f32 t12 = t4 - t1;
  const f32 t13 = multiply_add_f32(-t9, (f32)(-1.9046542e-09f), t10 - t11) + choose(t5, (f32)(0.0f), (t1 - (t4 - t12)) + (t3 - t12));
  const f32 t14 = t11 + t13;
  const f32 t15 = (f32)(1.0f) + t14;
  const f32 t16 = t14 * t14;
  const f32 t17 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t16, (f32)(0.041668084f)), t16, (f32)(0.49999994f));
  const f32 t18 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t16, (f32)(0.16666515f)), t14, t17);
  const f32 t19 = (((f32)(1.0f) - t15) + t14) + multiply_add_f32(t14 * t14, t18, (t11 - t14) + t13);
  const f32 t20 = t15 + t19;
  const f32 t21 = multiply_add_f32(t9, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t22 = (t20 * (f32)(((i32)t21 << (i32)(23)) + (i32)(f32)(1.0f))) * (f32)((((i32)t8 - (i32)t21) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t23 = (f32)(1.0f) + t22;
  const i32 t24 = (i32)t23 + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const i32 t25 = (i32)((u32)t24 >> (u32)(23));
  const f32 t26 = (f32)(t25 | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f);
  const f32 t27 = t26 * (f32)(0.69311523f);
  const i32 t28 = (i32)(t26 == (f32)(0.0f));
  const f32 t29 = choose(t28, t22, (f32)((t24 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f));
  const f32 t30 = t27 + t29;
  const f32 t31 = t29 * t29;
  const f32 t32 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t31, (f32)(-0.124197416f)), t31, (f32)(-0.1666706f));
  const f32 t33 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t31, (f32)(0.118922204f)), t31, (f32)(0.14220552f));
  const f32 t34 = multiply_add_f32(multiply_add_f32(t33, t31, (f32)(0.20002048f)), t31, (f32)(0.33333313f));
  const f32 t35 = multiply_add_f32(t29, multiply_add_f32(multiply_add_f32(t32, t31, (f32)(-0.2500003f)), t29, t34), (f32)(-0.5f));
  const f32 t36 = multiply_add_f32(t9, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t37 = (((t15 - t20) + t19) * (f32)(((i32)t36 << (i32)(23)) + (i32)(f32)(1.0f))) * (f32)((((i32)t8 - (i32)t36) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t38 = t23 - (f32)(1.0f);
  const f32 t39 = ((((f32)(1.0f) - (t23 - t38)) + (t22 - t38)) + t37) * (f32)(((i32)(254) - t25) << (i32)(23));
  const f32 t40 = choose(t28, t37, choose((i32)((f32)(1.1529215e+18f) < t22), (f32)(0.0f), t39));
  const f32 t41 = multiply_add_f32(t26, (f32)(3.1946183e-05f), ((t29 * t29) * t35) + multiply_add_f32(-t29, t40, t40));
  const f32 t42 = choose((i32)(a == b), a + (f32)(0.6931472f), choose(t5, t2, t2 + (t30 + (((t27 - t30) + t29) + t41))));
  return choose((i32)(a != a) | (i32)(b != b), (f32)(NAN), t42);
}

LANES_INLINE f32 f32_asin(f32 a) {
  const f32 t1 = magnitude(a);
  const i32 t2 = (i32)((f32)(0.5f) < t1);
  const f32 t3 = choose(t2, multiply_add_f32(t1, (f32)(-0.5f), (f32)(0.5f)), t1 * t1);
  const f32 t4 = square_root(t3);
  const f32 t5 = choose(t2, t4, t1);
  const f32 t6 = t5 * (f32)(-2.0f);
  const f32 t7 = (f32)(1.5707964f) + t6;
  const f32 t8 = t3 * t3;
  const f32 t9 = multiply_add_f32(multiply_add_f32((f32)(0.037673216f), t8, (f32)(0.031836066f)), t8, (f32)(0.07500521f));
  const f32 t10 = multiply_add_f32(multiply_add_f32((f32)(0.014329137f), t8, (f32)(0.044513635f)), t8, (f32)(0.1666666f));
  const f32 t11 = multiply_add_f32(-t4, t4, t3) * ((f32)(0.5f) / choose((i32)(t4 == (f32)(0.0f)), (f32)(1.0f), t4));
  const f32 t12 = multiply_add_f32(t5 * t3, multiply_add_f32(t9, t3, t10), choose(t2, t11, (f32)(0.0f)));
  const f32 t13 = (((f32)(1.5707964f) - t7) + t6) + multiply_add_f32(t12, (f32)(-2.0f), (f32)(-4.371139e-08f));
  const i32 t14 = ((i32)choose(t2, t7 + t13, t5 + t12) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t14;
}

LANES_INLINE f32 f32_acos(f32 a) {
  const f32 t1 = magnitude(a);
  const i32 t2 = (i32)((f32)(0.5f) < t1);
  const i32 t3 = (i32)(a < (f32)(0.0f));
  const f32 t4 = choose(t2, choose(t3, (f32)(2.0f), (f32)(0.0f)), (f32)(1.0f));
  const f32 t5 = t4 * (f32)(1.5707964f);
  const f32 t6 = choose(t2, multiply_add_f32(t1, (f32)(-0.5f), (f32)(0.5f)), t1 * t1);
  const f32 t7 = square_root(t6);
  const f32 t8 = choose(t2, t7, t1);
  const f32 t9 = choose(t2, (f32)(2.0f), (f32)(1.0f));
  const f32 t10 = choose(t3 ^ t2, t9, -t9);
  const f32 t11 = t8 * t10;
  const f32 t12 = t5 + t11;
  const f32 t13 = t6 * t6;
  const f32 t14 = multiply_add_f32(multiply_add_f32((f32)(0.037673216f), t13, (f32)(0.031836066f)), t13, (f32)(0.07500521f));
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(0.014329137f), t13, (f32)(0.044513635f)), t13, (f32)(0.1666666f));
  const f32 t16 = multiply_add_f32(-t7, t7, t6) * ((f32)(0.5f) / choose((i32)(t7 == (f32)(0.0f)), (f32)(1.0f), t7));
  const f32 t17 = multiply_add_f32(t8 * t6, multiply_add_f32(t14, t6, t15), choose(t2, t16, (f32)(0.0f)));
  const f32 t18 = t12 + (((t5 - t12) + t11) + multiply_add_f32(t17, t10, t4 * (f32)(-4.371139e-08f)));
  return t18;
}

LANES_INLINE f32 f32_atan(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(1.0995116e+12f) < t1), (f32)(1.0995116e+12f), t1);
  const i32 t3 = (i32)((f32)(1.0f) < t2);
  const f32 t4 = choose(t3, t2, (f32)(1.0f));
  const f32 t5 = choose(t3, (f32)(1.0f), t2);
  const i32 t6 = (i32)((t4 * (f32)(0.41421357f)) < t5);
  const f32 t7 = choose(t6, (f32)(1.0f), (f32)(0.0f));
  const f32 t8 = choose(t3, (f32)(2.0f) - t7, t7);
  const f32 t9 = t8 * (f32)(0.7853982f);
  const f32 t10 = -t4;
  const f32 t11 = t10 + t5;
  const f32 t12 = choose(t6, t11, t5);
  const f32 t13 = t4 + t5;
  const f32 t14 = choose(t6, t13, t4);
  const f32 t15 = (f32)(1.0f) / t14;
  const f32 t16 = t12 * t15;
  const f32 t17 = choose(t3, -t16, t16);
  const f32 t18 = t9 + t17;
  const f32 t19 = t16 * t16;
  const f32 t20 = t19 * t19;
  const f32 t21 = multiply_add_f32(multiply_add_f32((f32)(-0.060894273f), t20, (f32)(-0.14244388f)), t20, (f32)(-0.33333316f));
  const f32 t22 = multiply_add_f32(multiply_add_f32((f32)(0.10599042f), t20, (f32)(0.19998528f)), t19, t21);
  const f32 t23 = multiply_add_f32(-t16, choose(t6, (t4 - t13) + t5, (f32)(0.0f)), multiply_add_f32(-t16, t14, t12) + choose(t6, (t10 - t11) + t5, (f32)(0.0f)));
  const f32 t24 = t23 * t15;
  const f32 t25 = multiply_add_f32(t19 * t16, t22, multiply_add_f32(-t19, t24, t24));
  const f32 t26 = multiply_add_f32(t8, (f32)(-2.1855694e-08f), choose(t3, -t25, t25) + multiply_add_f32(t8, (f32)(0.7853982f), -t9));
  const i32 t27 = ((i32)(t18 + (((t9 - t18) + t17) + t26)) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t27;
}

LANES_INLINE f32 f32_atan2(f32 a, f32 b) {
  const i32 t1 = (i32)((i32)b < (i32)(0));
  const f32 t2 = magnitude(a);
  const f32 t3 = magnitude(b);
  const f32 t4 = choose((i32)(t2 < t3), t3, t2);
  const i32 t5 = (i32)(t4 == (f32)(INFINITY));
  const f32 t6 = choose((i32)((f32)(1.329228e+36f) < t4), (f32)(9.094947e-13f), choose((i32)(t4 < (f32)(7.888609e-31f)), (f32)(1.1529215e+18f), (f32)(1.0f)));
  const f32 t7 = choose(t5, choose((i32)(t3 == (f32)(INFINITY)), (f32)(1.0f), (f32)(0.0f)), t3 * t6);
  const f32 t8 = choose((i32)(t4 == (f32)(0.0f)), (f32)(1.0f), t7);
  const f32 t9 = choose(t5, choose((i32)(t2 == (f32)(INFINITY)), (f32)(1.0f), (f32)(0.0f)), t2 * t6);
  const i32 t10 = (i32)(t8 < t9);
  const f32 t11 = choose(t10, t9, t8);
  const f32 t12 = choose(t10, t8, t9);
  const i32 t13 = (i32)((t11 * (f32)(0.41421357f)) < t12);
  const f32 t14 = choose(t13, (f32)(1.0f), (f32)(0.0f));
  const f32 t15 = choose(t10, (f32)(2.0f) - t14, t14);
  const f32 t16 = choose(t1, (f32)(4.0f) - t15, t15);
  const f32 t17 = t16 * (f32)(0.7853982f);
  const i32 t18 = t10 ^ t1;
  const f32 t19 = -t11;
  const f32 t20 = t19 + t12;
  const f32 t21 = choose(t13, t20, t12);
  const f32 t22 = t11 + t12;
  const f32 t23 = choose(t13, t22, t11);
  const f32 t24 = (f32)(1.0f) / t23;
  const f32 t25 = t21 * t24;
  const f32 t26 = choose(t18, -t25, t25);
  const f32 t27 = t17 + t26;
  const f32 t28 = t25 * t25;
  const f32 t29 = t28 * t28;
  const f32 t30 = multiply_add_f32(multiply_add_f32((f32)(-0.060894273f), t29, (f32)(-0.14244388f)), t29, (f32)(-0.33333316f));
  const f32 t31 = multiply_add_f32(multiply_add_f32((f32)(0.10599042f), t29, (f32)(0.19998528f)), t28, t30);
  const f32 t32 = multiply_add_f32(-t25, choose(t13, (t11 - t22) + t12, (f32)(0.0f)), multiply_add_f32(-t25, t23, t21) + choose(t13, (t19 - t20) + t12, (f32)(0.0f)));
  const f32 t33 = t32 * t24;
  const f32 t34 = multiply_add_f32(t28 * t25, t31, multiply_add_f32(-t28, t33, t33));
  const f32 t35 = multiply_add_f32(t16, (f32)(-2.1855694e-08f), choose(t18, -t34, t34) + multiply_add_f32(t16, (f32)(0.7853982f), -t17));
  const i32 t36 = ((i32)(t27 + (((t17 - t27) + t26) + t35)) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return choose((i32)(b != b) | (i32)(a != a), (f32)(NAN), (f32)t36);
}

LANES_INLINE f32 f32_sinh(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(89.5f) < t1), (f32)(89.5f), t1);
  const f32 t3 = multiply_add_f32(t2, (f32)(1.442695f), (f32)(12582912.0f)) - (f32)(12582912.0f);
  const f32 t4 = choose((i32)((f32)(128.0f) < t3), (f32)(128.0f), t3);
  const f32 t5 = (f32)(((i32)((t4 - (f32)(1.0f)) + (f32)(12582912.0f)) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t6 = (f32)(((i32)((f32)(12582912.0f) - (t4 + (f32)(1.0f))) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t7 = choose((i32)((f32)(30.0f) < t4), (f32)(0.0f), t6);
  const f32 t8 = t5 - t7;
  const f32 t9 = t5 + t7;
  const f32 t10 = multiply_add_f32(-t3, (f32)(0.6931472f), t2);
  const f32 t11 = multiply_add_f32(-t3, (f32)(-1.9046542e-09f), t10);
  const f32 t12 = t9 * t11;
  const f32 t13 = t8 + t12;
  const f32 t14 = t11 * t11;
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(0.00019973572f), t14, (f32)(0.008333176f)), t14, (f32)(0.16666667f));
  const f32 t16 = multiply_add_f32(t14 * t11, t15, multiply_add_f32(-t3, (f32)(-1.9046542e-09f), t10 - t11));
  const f32 t17 = multiply_add_f32(multiply_add_f32((f32)(0.0013935457f), t14, (f32)(0.04166646f)), t14, (f32)(0.5f));
  const f32 t18 = multiply_add_f32(t8, t14 * t17, (multiply_add_f32(t9, t11, -t12) + ((t5 - t8) - t7)) + ((t8 - t13) + t12));
  const f32 t19 = (t13 + multiply_add_f32(t9, t16, t18)) * choose((i32)((f32)(128.0f) < t3), (f32)(2.0f), (f32)(1.0f));
  const i32 t20 = ((i32)t19 & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t20;
}

LANES_INLINE f32 f32_cosh(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(89.5f) < t1), (f32)(89.5f), t1);
  const f32 t3 = multiply_add_f32(t2, (f32)(1.442695f), (f32)(12582912.0f)) - (f32)(12582912.0f);
  const f32 t4 = choose((i32)((f32)(128.0f) < t3), (f32)(128.0f), t3);
  const f32 t5 = (f32)(((i32)((t4 - (f32)(1.0f)) + (f32)(12582912.0f)) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t6 = (f32)(((i32)((f32)(12582912.0f) - (t4 + (f32)(1.0f))) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t7 = choose((i32)((f32)(30.0f) < t4), (f32)(0.0f), t6);
  const f32 t8 = t5 + t7;
  const f32 t9 = t5 - t7;
  const f32 t10 = multiply_add_f32(-t3, (f32)(0.6931472f), t2);
  const f32 t11 = multiply_add_f32(-t3, (f32)(-1.9046542e-09f), t10);
  const f32 t12 = t9 * t11;
  const f32 t13 = t8 + t12;
  const f32 t14 = t11 * t11;
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(0.00019973572f), t14, (f32)(0.008333176f)), t14, (f32)(0.16666667f));
  const f32 t16 = multiply_add_f32(t14 * t11, t15, multiply_add_f32(-t3, (f32)(-1.9046542e-09f), t10 - t11));
  const f32 t17 = multiply_add_f32(multiply_add_f32((f32)(0.0013935457f), t14, (f32)(0.04166646f)), t14, (f32)(0.5f));
  const f32 t18 = multiply_add_f32(t8, t14 * t17, (multiply_add_f32(t9, t11, -t12) + ((t5 - t8) + t7)) + ((t8 - t13) + t12));
  const f32 t19 = (t13 + multiply_add_f32(t9, t16, t18)) * choose((i32)((f32)(128.0f) < t3), (f32)(2.0f), (f32)(1.0f));
  return t19;
}

LANES_INLINE f32 f32_tanh(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(10.0f) < t1), (f32)(10.0f), t1);
  const f32 t3 = t2 + t2;
  const f32 t4 = multiply_add_f32(t3, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t5 = (f32)(((i32)t4 << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t6 = t5 - (f32)(1.0f);
  const f32 t7 = t4 - (f32)(12582912.0f);
  const f32 t8 = multiply_add_f32(-t7, (f32)(0.6931472f), t3);
  const f32 t9 = multiply_add_f32(-t7, (f32)(-1.9046542e-09f), t8);
  const f32 t10 = t9 * t9;
  const f32 t11 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t10, (f32)(0.041668084f)), t10, (f32)(0.49999994f));
  const f32 t12 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t10, (f32)(0.16666515f)), t9, t11);
  const f32 t13 = multiply_add_f32(-t7, (f32)(-1.9046542e-09f), t8 - t9) + (f32)(0.0f);
  const f32 t14 = multiply_add_f32(t9 * t9, t12, multiply_add_f32(t13, t9, t13));
  const f32 t15 = t9 + t14;
  const f32 t16 = t5 * t15;
  const f32 t17 = t6 + t16;
  const f32 t18 = t17 + (f32)(2.0f);
  const f32 t19 = (f32)(1.0f) / t18;
  const f32 t20 = t17 * t19;
  const f32 t21 = t18 - t17;
  const f32 t22 = multiply_add_f32(t5, (t9 - t15) + t14, (t6 - t17) + t16);
  const f32 t23 = multiply_add_f32(-t20, ((t17 - (t18 - t21)) + ((f32)(2.0f) - t21)) + t22, multiply_add_f32(-t20, t18, t17) + t22);
  const i32 t24 = ((i32)(t20 + (t23 * t19)) & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t24;
}

LANES_INLINE f32 f32_asinh(f32 a) {
  const f32 t1 = magnitude(a);
  const i32 t2 = (i32)((f32)(1.0737418e+09f) < t1);
  const f32 t3 = choose(t2, (f32)(1.0f), t1);
  const f32 t4 = (t3 * t3) / (square_root(multiply_add_f32(t3, t3, (f32)(1.0f))) + (f32)(1.0f));
  const f32 t5 = t3 + t4;
  const f32 t6 = choose(t2, t1, t5);
  const f32 t7 = (f32)(1.0f) + t6;
  const i32 t8 = (i32)t7 + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const i32 t9 = (i32)((u32)t8 >> (u32)(23));
  const f32 t10 = (f32)(t9 | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f);
  const f32 t11 = t10 + choose(t2, (f32)(1.0f), (f32)(0.0f));
  const f32 t12 = t11 * (f32)(0.69311523f);
  const i32 t13 = (i32)(t10 == (f32)(0.0f));
  const f32 t14 = choose(t13, t6, (f32)((t8 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f));
  const f32 t15 = t12 + t14;
  const f32 t16 = t14 * t14;
  const f32 t17 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t16, (f32)(-0.124197416f)), t16, (f32)(-0.1666706f));
  const f32 t18 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t16, (f32)(0.118922204f)), t16, (f32)(0.14220552f));
  const f32 t19 = multiply_add_f32(multiply_add_f32(t18, t16, (f32)(0.20002048f)), t16, (f32)(0.33333313f));
  const f32 t20 = multiply_add_f32(t14, multiply_add_f32(multiply_add_f32(t17, t16, (f32)(-0.2500003f)), t14, t19), (f32)(-0.5f));
  const f32 t21 = choose(t2, (f32)(0.0f), (t3 - t5) + t4);
  const f32 t22 = t7 - (f32)(1.0f);
  const f32 t23 = ((((f32)(1.0f) - (t7 - t22)) + (t6 - t22)) + t21) * (f32)(((i32)(254) - t9) << (i32)(23));
  const f32 t24 = choose(t13, t21, choose((i32)((f32)(1.1529215e+18f) < t6), (f32)(0.0f), t23));
  const f32 t25 = multiply_add_f32(t11, (f32)(3.1946183e-05f), ((t14 * t14) * t20) + multiply_add_f32(-t14, t24, t24));
  const i32 t26 = (i32)choose((i32)(t1 < (f32)(INFINITY)), t15 + (((t12 - t15) + t14) + t25), t1) & (i32)((u32)(~(i32)(0)) >> (u32)(1));
  return (f32)(t26 | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1)))));
}

LANES_INLINE f32 f32_acosh(f32 a) {
  const i32 t1 = (i32)((f32)(1.0737418e+09f) < a);
  const f32 t2 = choose(t1, (f32)(2.0f), a);
  const f32 t3 = t2 + (f32)(-1.0f);
  const f32 t4 = square_root(multiply_add_f32(t3, t3, t3 + t3));
  const f32 t5 = t4 + t3;
  const f32 t6 = choose(t1, a, t5);
  const f32 t7 = (f32)(1.0f) + t6;
  const i32 t8 = (i32)t7 + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const i32 t9 = (i32)((u32)t8 >> (u32)(23));
  const f32 t10 = (f32)(t9 | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f);
  const f32 t11 = t10 + choose(t1, (f32)(1.0f), (f32)(0.0f));
  const f32 t12 = t11 * (f32)(0.69311523f);
  const i32 t13 = (i32)(t10 == (f32)(0.0f));
  const f32 t14 = choose(t13, t6, (f32)((t8 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f));
  const f32 t15 = t12 + t14;
  const f32 t16 = t14 * t14;
  const f32 t17 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t16, (f32)(-0.124197416f)), t16, (f32)(-0.1666706f));
  const f32 t18 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t16, (f32)(0.118922204f)), t16, (f32)(0.14220552f));
  const f32 t19 = multiply_add_f32(multiply_add_f32(t18, t16, (f32)(0.20002048f)), t16, (f32)(0.33333313f));
  const f32 t20 = multiply_add_f32(t14, multiply_add_f32(multiply_add_f32(t17, t16, (f32)(-0.2500003f)), t14, t19), (f32)(-0.5f));
  const f32 t21 = t5 - t4;
  const f32 t22 = t3 - t2;
  const f32 t23 = choose(t1, (f32)(0.0f), ((t4 - (t5 - t21)) + (t3 - t21)) + ((t2 - (t3 - t22)) + ((f32)(-1.0f) - t22)));
  const f32 t24 = t7 - (f32)(1.0f);
  const f32 t25 = ((((f32)(1.0f) - (t7 - t24)) + (t6 - t24)) + t23) * (f32)(((i32)(254) - t9) << (i32)(23));
  const f32 t26 = choose(t13, t23, choose((i32)((f32)(1.1529215e+18f) < t6), (f32)(0.0f), t25));
  const f32 t27 = multiply_add_f32(t11, (f32)(3.1946183e-05f), ((t14 * t14) * t20) + multiply_add_f32(-t14, t26, t26));
  const f32 t28 = choose((i32)(a < (f32)(1.0f)), (f32)(NAN), choose((i32)(a < (f32)(INFINITY)), t15 + (((t12 - t15) + t14) + t27), a));
  return t28;
}

LANES_INLINE f32 f32_atanh(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)(t1 < (f32)(1.0f)), t1, (f32)(0.0f));
  const f32 t3 = t2 + t2;
  const f32 t4 = -t2;
  const f32 t5 = (f32)(1.0f) + t4;
  const f32 t6 = (f32)(1.0f) / t5;
  const f32 t7 = t3 * t6;
  const f32 t8 = multiply_add_f32(-t7, ((f32)(1.0f) - t5) + t4, multiply_add_f32(-t7, t5, t3) + (f32)(0.0f));
  const f32 t9 = t8 * t6;
  const f32 t10 = t7 + t9;
  const f32 t11 = (f32)(1.0f) + t10;
  const i32 t12 = (i32)t11 + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const i32 t13 = (i32)((u32)t12 >> (u32)(23));
  const f32 t14 = (f32)(t13 | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f);
  const f32 t15 = t14 * (f32)(0.69311523f);
  const i32 t16 = (i32)(t14 == (f32)(0.0f));
  const f32 t17 = choose(t16, t10, (f32)((t12 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f));
  const f32 t18 = t15 + t17;
  const f32 t19 = t17 * t17;
  const f32 t20 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t19, (f32)(-0.124197416f)), t19, (f32)(-0.1666706f));
  const f32 t21 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t19, (f32)(0.118922204f)), t19, (f32)(0.14220552f));
  const f32 t22 = multiply_add_f32(multiply_add_f32(t21, t19, (f32)(0.20002048f)), t19, (f32)(0.33333313f));
  const f32 t23 = multiply_add_f32(t17, multiply_add_f32(multiply_add_f32(t20, t19, (f32)(-0.2500003f)), t17, t22), (f32)(-0.5f));
  const f32 t24 = (t7 - t10) + t9;
  const f32 t25 = t11 - (f32)(1.0f);
  const f32 t26 = ((((f32)(1.0f) - (t11 - t25)) + (t10 - t25)) + t24) * (f32)(((i32)(254) - t13) << (i32)(23));
  const f32 t27 = choose(t16, t24, choose((i32)((f32)(1.1529215e+18f) < t10), (f32)(0.0f), t26));
  const f32 t28 = multiply_add_f32(t14, (f32)(3.1946183e-05f), ((t17 * t17) * t23) + multiply_add_f32(-t17, t27, t27));
  const f32 t29 = choose((i32)(t1 < (f32)(6.1035156e-05f)), multiply_add_f32(t1 * t1, t1 * (f32)(0.33333334f), t1), (t18 + (((t15 - t18) + t17) + t28)) * (f32)(0.5f));
  const f32 t30 = choose((i32)(t1 == (f32)(1.0f)), (f32)(INFINITY), choose((i32)(t1 < (f32)(1.0f)), t29, (f32)(NAN)));
  const i32 t31 = ((i32)t30 & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t31;
}

LANES_INLINE f32 f32_erf(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(3.95f) < t1), (f32)(3.95f), t1);
  const f32 t3 = t2 * (f32)(1.1283792f);
  const f32 t4 = -t3;
  const f32 t5 = t2 * t2;
  const f32 t6 = multiply_add_f32(multiply_add_f32((f32)(2.0943793e-05f), t5, (f32)(0.00073677057f)), t5, (f32)(0.0002492892f));
  const f32 t7 = multiply_add_f32(multiply_add_f32((f32)(-1.1537073e-06f), t5, (f32)(-0.00016573831f)), t5, (f32)(-0.0017943087f));
  const f32 t8 = multiply_add_f32(multiply_add_f32(t7, t5, (f32)(0.01911927f)), t5, (f32)(-0.6366198f));
  const f32 t9 = (t2 * t2) * multiply_add_f32(multiply_add_f32(t6, t5, (f32)(-0.10277161f)), t2, t8);
  const f32 t10 = t4 + t9;
  const f32 t11 = multiply_add_f32(t10, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t12 = (f32)(((i32)t11 << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t13 = t12 - (f32)(1.0f);
  const f32 t14 = t11 - (f32)(12582912.0f);
  const f32 t15 = multiply_add_f32(-t14, (f32)(0.6931472f), t10);
  const f32 t16 = multiply_add_f32(-t14, (f32)(-1.9046542e-09f), t15);
  const f32 t17 = t16 * t16;
  const f32 t18 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t17, (f32)(0.041668084f)), t17, (f32)(0.49999994f));
  const f32 t19 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t17, (f32)(0.16666515f)), t16, t18);
  const f32 t20 = multiply_add_f32(-t2, (f32)(-5.8635383e-08f), ((t4 - t10) + t9) - multiply_add_f32(t2, (f32)(1.1283792f), -t3));
  const f32 t21 = multiply_add_f32(-t14, (f32)(-1.9046542e-09f), t15 - t16) + t20;
  const f32 t22 = multiply_add_f32(t16 * t16, t19, multiply_add_f32(t21, t16, t21));
  const f32 t23 = t16 + t22;
  const f32 t24 = t12 * t23;
  const f32 t25 = t13 + t24;
  const f32 t26 = choose((i32)(a != a), a, magnitude(t25 + multiply_add_f32(t12, (t16 - t23) + t22, (t13 - t25) + t24)));
  const i32 t27 = ((i32)t26 & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  return (f32)t27;
}

LANES_INLINE f32 f32_erfc(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(10.5f) < t1), (f32)(10.5f), t1);
  const f32 t3 = t2 * t2;
  const f32 t4 = -t3;
  const f32 t5 = multiply_add_f32(t4, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t6 = t5 - (f32)(12582912.0f);
  const f32 t7 = multiply_add_f32(-t6, (f32)(0.6931472f), t4);
  const f32 t8 = multiply_add_f32(-t6, (f32)(-1.9046542e-09f), t7);
  const f32 t9 = multiply_add_f32(-t6, (f32)(-1.9046542e-09f), t7 - t8) + (-multiply_add_f32(t2, t2, -t3));
  const f32 t10 = t8 + t9;
  const f32 t11 = (f32)(1.0f) + t10;
  const f32 t12 = t10 * t10;
  const f32 t13 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t12, (f32)(0.041668084f)), t12, (f32)(0.49999994f));
  const f32 t14 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t12, (f32)(0.16666515f)), t10, t13);
  const f32 t15 = (((f32)(1.0f) - t11) + t10) + multiply_add_f32(t10 * t10, t14, (t8 - t10) + t9);
  const f32 t16 = t11 + t15;
  const f32 t17 = t2 + t2;
  const f32 t18 = t17 + (f32)(1.0f);
  const f32 t19 = t2 + (f32)(4.0f);
  const f32 t20 = (f32)(1.0f) / (t19 * t18);
  const f32 t21 = t2 * (t18 * t20);
  const f32 t22 = t19 - t2;
  const f32 t23 = multiply_add_f32(-t21, ((t2 - (t19 - t22)) + ((f32)(4.0f) - t22)) + (f32)(0.0f), multiply_add_f32(-t21, t19, t2));
  const f32 t24 = multiply_add_f32(t23 + (f32)(0.0f), t18 * t20, t21);
  const f32 t25 = multiply_add_f32(t24, (f32)(2.0f), (f32)(-1.0f));
  const f32 t26 = t25 * t25;
  const f32 t27 = multiply_add_f32(multiply_add_f32((f32)(-0.0011059729f), t26, (f32)(-0.01601703f)), t26, (f32)(-0.06635961f));
  const f32 t28 = multiply_add_f32(multiply_add_f32(t27, t26, (f32)(-0.10103722f)), t26, (f32)(0.015379611f));
  const f32 t29 = multiply_add_f32(multiply_add_f32((f32)(-0.0006326723f), t26, (f32)(0.005076656f)), t26, (f32)(0.03721229f));
  const f32 t30 = multiply_add_f32(multiply_add_f32(t29, t26, (f32)(0.093721926f)), t26, (f32)(0.06809783f));
  const f32 t31 = t25 * multiply_add_f32(t28, t25, multiply_add_f32(t30, t26, (f32)(-0.13962112f)));
  const f32 t32 = (f32)(1.2329952f) + t31;
  const f32 t33 = t16 * t32;
  const f32 t34 = t33 * (t19 * t20);
  const f32 t35 = t18 - t17;
  const f32 t36 = multiply_add_f32((f32)(0.0f), (f32)(2.0f), (t17 - (t18 - t35)) + ((f32)(1.0f) - t35));
  const f32 t37 = t25 * t25;
  const f32 t38 = (multiply_add_f32(t24, (f32)(2.0f), (f32)(-1.0f) - t25) * (f32)(1.7421875f)) * (t37 * t37);
  const f32 t39 = multiply_add_f32(t16, (((f32)(1.2329952f) - t32) + t31) + ((f32)(-3.3847897e-08f) + t38), multiply_add_f32((t11 - t16) + t15, t32, multiply_add_f32(t16, t32, -t33)));
  const f32 t40 = multiply_add_f32(multiply_add_f32(-t34, t36, multiply_add_f32(-t34, t18, t33)) + t39, t19 * t20, t34);
  const f32 t41 = multiply_add_f32(t6, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t42 = (t40 * (f32)(((i32)t41 << (i32)(23)) + (i32)(f32)(1.0f))) * (f32)((((i32)t5 - (i32)t41) << (i32)(23)) + (i32)(f32)(1.0f));
  return choose((i32)(a != a), a, choose((i32)(a < (f32)(0.0f)), (f32)(2.0f) - t42, t42));
}

LANES_INLINE f32 f32_cbrt(f32 a) {
  const f32 t1 = magnitude(a);
  const i32 t2 = (i32)(t1 < (f32)(1.1754944e-38f));
  const i32 t3 = (i32)choose(t2, t1 * (f32)(16777216.0f), t1) + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const f32 t4 = ((f32)((t3 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f)) + (f32)(1.0f);
  const f32 t5 = ((f32)((i32)((u32)t3 >> (u32)(23)) | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f)) - choose(t2, (f32)(24.0f), (f32)(0.0f));
  const f32 t6 = multiply_add_f32(t5, (f32)(0.33333334f), (f32)(12582912.0f));
  const f32 t7 = multiply_add_f32(t6 - (f32)(12582912.0f), (f32)(-3.0f), t5);
  const f32 t8 = t4 * (f32)(((i32)(t7 + (f32)(12582912.0f)) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t9 = t4 * t4;
  const f32 t10 = multiply_add_f32(multiply_add_f32((f32)(0.12837923f), t9, (f32)(1.5614043f)), t9, (f32)(1.8745421f));
  const f32 t11 = multiply_add_f32(multiply_add_f32((f32)(-0.7024387f), t9, (f32)(-1.8619105f)), t4, t10);
  const f32 t12 = choose((i32)((f32)(0.0f) < t7), (f32)(0.7937005f), choose((i32)(t7 < (f32)(0.0f)), (f32)(1.2599211f), (f32)(1.0f)));
  const f32 t13 = t11 * t12;
  const f32 t14 = t13 * t13;
  const f32 t15 = t8 * t14;
  const f32 t16 = t15 * t15;
  const f32 t17 = multiply_add_f32(multiply_add_f32(t15, t15, -t16), t15, multiply_add_f32(t16, t15, -t8));
  const f32 t18 = multiply_add_f32(-t17, t14 * (f32)(0.33333334f), t15) * (f32)(((i32)t6 << (i32)(23)) + (i32)(f32)(1.0f));
  const i32 t19 = ((i32)t18 & (i32)((u32)(~(i32)(0)) >> (u32)(1))) | ((i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const f32 t20 = choose((i32)(a == (f32)(0.0f)), a, choose((i32)(magnitude(a) < (f32)(INFINITY)), (f32)t19, a));
  return t20;
}

LANES_INLINE f32 f32_rsqrt(f32 a) {
  const f32 t1 = square_root(a);
  const f32 t2 = (f32)(1.0f) / t1;
  const f32 t3 = multiply_add_f32((multiply_add_f32(-t1, t1, a) * t2) * t2, (f32)(-0.5f), multiply_add_f32(-t2, t1, (f32)(1.0f)));
  const f32 t4 = multiply_add_f32(t2, t3, t2);
  return choose((i32)(t4 != t4), t2, t4);
}

LANES_INLINE f32 f32_hypot(f32 a, f32 b) {
  const f32 t1 = magnitude(a);
  const f32 t2 = magnitude(b);
  const f32 t3 = choose((i32)(t1 < t2), t2, t1);
  const i32 t4 = (i32)((f32)(4.611686e+18f) < t3);
  const i32 t5 = (i32)(t3 < (f32)(8.881784e-16f));
  const f32 t6 = choose(t4, (f32)(8.4703295e-22f), choose(t5, (f32)(1.2676506e+30f), (f32)(1.0f)));
  const f32 t7 = t3 * t6;
  const f32 t8 = t3 * t6;
  const f32 t9 = t7 * t8;
  const f32 t10 = choose((i32)(t2 < t1), t2, t1) * t6;
  const f32 t11 = t10 * t10;
  const f32 t12 = t9 + t11;
  const f32 t13 = ((t9 - t12) + t11) + (multiply_add_f32(t10, t10, -t11) + multiply_add_f32(t7, t8, -t9));
  const f32 t14 = square_root(t12 + t13) * choose(t4, (f32)(1.1805916e+21f), choose(t5, (f32)(7.888609e-31f), (f32)(1.0f)));
  const f32 t15 = choose((i32)(t1 == (f32)(INFINITY)) | (i32)(t2 == (f32)(INFINITY)), (f32)(INFINITY), choose((i32)(a != a) | (i32)(b != b), (f32)(NAN), t14));
  return t15;
}

LANES_INLINE f32 f32_sigmoid(f32 a) {
  const f32 t1 = -magnitude(a);
  const f32 t2 = choose((i32)(t1 < (f32)(-104.0f)), (f32)(-104.0f), t1);
  const f32 t3 = choose((i32)((f32)(89.0f) < t2), (f32)(89.0f), t2);
  const f32 t4 = multiply_add_f32(t3, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t5 = t4 - (f32)(12582912.0f);
  const f32 t6 = multiply_add_f32(-t5, (f32)(-1.9046542e-09f), multiply_add_f32(-t5, (f32)(0.6931472f), t3));
  const f32 t7 = (f32)(1.0f) + t6;
  const f32 t8 = t6 * t6;
  const f32 t9 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t8, (f32)(0.041668084f)), t8, (f32)(0.49999994f));
  const f32 t10 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t8, (f32)(0.16666515f)), t6, t9);
  const f32 t11 = multiply_add_f32(t5, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t12 = (t7 + multiply_add_f32(t6 * t6, t10, ((f32)(1.0f) - t7) + t6)) * (f32)(((i32)t11 << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t13 = t12 * (f32)((((i32)t4 - (i32)t11) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t14 = choose((i32)(a < (f32)(0.0f)), t13, (f32)(1.0f));
  const f32 t15 = (f32)(1.0f) + t13;
  const f32 t16 = (f32)(1.0f) / t15;
  const f32 t17 = t14 * t16;
  const f32 t18 = multiply_add_f32(-t17, ((f32)(1.0f) - t15) + t13, multiply_add_f32(-t17, t15, t14) + (f32)(0.0f));
  return t17 + (t18 * t16);
}

LANES_INLINE f32 f32_silu(f32 a) {
  const i32 t1 = (i32)(a < (f32)(0.0f));
  const f32 t2 = magnitude(a);
  const f32 t3 = choose((i32)((f32)(110.0f) < t2), (f32)(110.0f), t2);
  const f32 t4 = -t3;
  const f32 t5 = -t3;
  const f32 t6 = multiply_add_f32(t5, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t7 = t6 - (f32)(12582912.0f);
  const f32 t8 = multiply_add_f32(-t7, (f32)(0.6931472f), t5);
  const f32 t9 = multiply_add_f32(-t7, (f32)(-1.9046542e-09f), t8);
  const f32 t10 = multiply_add_f32(-t7, (f32)(-1.9046542e-09f), t8 - t9) + (f32)(0.0f);
  const f32 t11 = t9 + t10;
  const f32 t12 = (f32)(1.0f) + t11;
  const f32 t13 = t11 * t11;
  const f32 t14 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t13, (f32)(0.041668084f)), t13, (f32)(0.49999994f));
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t13, (f32)(0.16666515f)), t11, t14);
  const f32 t16 = t12 + ((((f32)(1.0f) - t12) + t11) + multiply_add_f32(t11 * t11, t15, (t9 - t11) + t10));
  const f32 t17 = t4 * t16;
  const f32 t18 = choose(t1, t17, a);
  const f32 t19 = multiply_add_f32(t7, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t20 = (t16 * (f32)(((i32)t19 << (i32)(23)) + (i32)(f32)(1.0f))) * (f32)((((i32)t6 - (i32)t19) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t21 = (f32)(1.0f) + t20;
  const f32 t22 = (f32)(1.0f) / t21;
  const f32 t23 = t18 * t22;
  const f32 t24 = multiply_add_f32(-t23, t21, t18) + choose(t1, multiply_add_f32(t4, t16, -t17), (f32)(0.0f));
  const f32 t25 = choose((i32)(a == (f32)(INFINITY)) | (i32)(a == (f32)(0.0f)), a, t23 + (multiply_add_f32(-t23, ((f32)(1.0f) - t21) + t20, t24) * t22));
  const f32 t26 = choose(t1, t7, (f32)(0.0f));
  const f32 t27 = multiply_add_f32(t26, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t28 = (f32)((((i32)(t26 + (f32)(12582912.0f)) - (i32)t27) << (i32)(23)) + (i32)(f32)(1.0f));
  return (t25 * (f32)(((i32)t27 << (i32)(23)) + (i32)(f32)(1.0f))) * t28;
}

LANES_INLINE f32 f32_gelu(f32 a) {
  const f32 t1 = magnitude(a);
  const f32 t2 = choose((i32)((f32)(14.8f) < t1), (f32)(14.8f), t1);
  const i32 t3 = (i32)(a < (f32)(0.0f));
  const f32 t4 = t2 * (f32)(0.5f);
  const f32 t5 = t2 * t4;
  const f32 t6 = -t5;
  const f32 t7 = multiply_add_f32(t6, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t8 = t7 - (f32)(12582912.0f);
  const f32 t9 = multiply_add_f32(-t8, (f32)(0.6931472f), t6);
  const f32 t10 = multiply_add_f32(-t8, (f32)(-1.9046542e-09f), t9);
  const f32 t11 = multiply_add_f32(-t8, (f32)(-1.9046542e-09f), t9 - t10) + (-multiply_add_f32(t2, t4, -t5));
  const f32 t12 = t10 + t11;
  const f32 t13 = (f32)(1.0f) + t12;
  const f32 t14 = t12 * t12;
  const f32 t15 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t14, (f32)(0.041668084f)), t14, (f32)(0.49999994f));
  const f32 t16 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t14, (f32)(0.16666515f)), t12, t15);
  const f32 t17 = (((f32)(1.0f) - t13) + t12) + multiply_add_f32(t12 * t12, t16, (t10 - t12) + t11);
  const f32 t18 = t13 + t17;
  const f32 t19 = t2 * (f32)(0.70710677f);
  const f32 t20 = t19 + t19;
  const f32 t21 = t20 + (f32)(1.0f);
  const f32 t22 = t19 + (f32)(4.0f);
  const f32 t23 = (f32)(1.0f) / (t22 * t21);
  const f32 t24 = t19 * (t21 * t23);
  const f32 t25 = t22 - t19;
  const f32 t26 = multiply_add_f32(t2, (f32)(1.21016175e-08f), multiply_add_f32(t2, (f32)(0.70710677f), -t19));
  const f32 t27 = multiply_add_f32(-t24, ((t19 - (t22 - t25)) + ((f32)(4.0f) - t25)) + t26, multiply_add_f32(-t24, t22, t19));
  const f32 t28 = multiply_add_f32(t27 + t26, t21 * t23, t24);
  const f32 t29 = multiply_add_f32(t28, (f32)(2.0f), (f32)(-1.0f));
  const f32 t30 = t29 * t29;
  const f32 t31 = multiply_add_f32(multiply_add_f32((f32)(-0.0011059729f), t30, (f32)(-0.01601703f)), t30, (f32)(-0.06635961f));
  const f32 t32 = multiply_add_f32(multiply_add_f32(t31, t30, (f32)(-0.10103722f)), t30, (f32)(0.015379611f));
  const f32 t33 = multiply_add_f32(multiply_add_f32((f32)(-0.0006326723f), t30, (f32)(0.005076656f)), t30, (f32)(0.03721229f));
  const f32 t34 = multiply_add_f32(multiply_add_f32(t33, t30, (f32)(0.093721926f)), t30, (f32)(0.06809783f));
  const f32 t35 = t29 * multiply_add_f32(t32, t29, multiply_add_f32(t34, t30, (f32)(-0.13962112f)));
  const f32 t36 = (f32)(1.2329952f) + t35;
  const f32 t37 = t18 * t36;
  const f32 t38 = t37 * (t22 * t23);
  const f32 t39 = t21 - t20;
  const f32 t40 = multiply_add_f32(-t38, multiply_add_f32(t26, (f32)(2.0f), (t20 - (t21 - t39)) + ((f32)(1.0f) - t39)), multiply_add_f32(-t38, t21, t37));
  const f32 t41 = t29 * t29;
  const f32 t42 = (multiply_add_f32(t28, (f32)(2.0f), (f32)(-1.0f) - t29) * (f32)(1.7421875f)) * (t41 * t41);
  const f32 t43 = multiply_add_f32(t18, (((f32)(1.2329952f) - t36) + t35) + ((f32)(-3.3847897e-08f) + t42), multiply_add_f32((t13 - t18) + t17, t36, multiply_add_f32(t18, t36, -t37)));
  const f32 t44 = multiply_add_f32(t40 + t43, t22 * t23, t38) * (f32)(0.5f);
  const f32 t45 = multiply_add_f32(t8, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t46 = (t44 * (f32)(((i32)t45 << (i32)(23)) + (i32)(f32)(1.0f))) * (f32)((((i32)t7 - (i32)t45) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t47 = -t46;
  const f32 t48 = (f32)(1.0f) + t47;
  const f32 t49 = choose(t3, -(t2 * t44), multiply_add_f32(t2, t48, t2 * (((f32)(1.0f) - t48) + t47)));
  const f32 t50 = choose(t3, t8, (f32)(0.0f));
  const f32 t51 = multiply_add_f32(t50, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t52 = (f32)((((i32)(t50 + (f32)(12582912.0f)) - (i32)t51) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t53 = choose(((i32)(a != a) | (i32)(a == (f32)(0.0f))) | (i32)(t2 < a), a, (t49 * (f32)(((i32)t51 << (i32)(23)) + (i32)(f32)(1.0f))) * t52);
  return t53;
}

LANES_INLINE f32 f32_softplus(f32 a) {
  const f32 t1 = -magnitude(a);
  const f32 t2 = choose((i32)(t1 < (f32)(-104.0f)), (f32)(-104.0f), t1);
  const f32 t3 = choose((i32)((f32)(89.0f) < t2), (f32)(89.0f), t2);
  const f32 t4 = multiply_add_f32(t3, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t5 = t4 - (f32)(12582912.0f);
  const f32 t6 = multiply_add_f32(-t5, (f32)(-1.9046542e-09f), multiply_add_f32(-t5, (f32)(0.6931472f), t3));
  const f32 t7 = (f32)(1.0f) + t6;
  const f32 t8 = t6 * t6;
  const f32 t9 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t8, (f32)(0.041668084f)), t8, (f32)(0.49999994f));
  const f32 t10 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t8, (f32)(0.16666515f)), t6, t9);
  const f32 t11 = multiply_add_f32(t5, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t12 = (t7 + multiply_add_f32(t6 * t6, t10, ((f32)(1.0f) - t7) + t6)) * (f32)(((i32)t11 << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t13 = t12 * (f32)((((i32)t4 - (i32)t11) << (i32)(23)) + (i32)(f32)(1.0f));
  const f32 t14 = (f32)(1.0f) + t13;
  const i32 t15 = (i32)t14 + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const i32 t16 = (i32)((u32)t15 >> (u32)(23));
  const f32 t17 = (f32)(t16 | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f);
  const f32 t18 = t17 * (f32)(0.69311523f);
  const i32 t19 = (i32)(t17 == (f32)(0.0f));
  const f32 t20 = choose(t19, t13, (f32)((t15 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f));
  const f32 t21 = t18 + t20;
  const f32 t22 = t20 * t20;
  const f32 t23 = multiply_add_f32(multiply_add_f32((f32)(-0.11604624f), t22, (f32)(-0.124197416f)), t22, (f32)(-0.1666706f));
  const f32 t24 = multiply_add_f32(multiply_add_f32((f32)(0.06662731f), t22, (f32)(0.118922204f)), t22, (f32)(0.14220552f));
  const f32 t25 = multiply_add_f32(multiply_add_f32(t24, t22, (f32)(0.20002048f)), t22, (f32)(0.33333313f));
  const f32 t26 = multiply_add_f32(t20, multiply_add_f32(multiply_add_f32(t23, t22, (f32)(-0.2500003f)), t20, t25), (f32)(-0.5f));
  const f32 t27 = t14 - (f32)(1.0f);
  const f32 t28 = ((((f32)(1.0f) - (t14 - t27)) + (t13 - t27)) + (f32)(0.0f)) * (f32)(((i32)(254) - t16) << (i32)(23));
  const f32 t29 = choose(t19, (f32)(0.0f), choose((i32)((f32)(1.1529215e+18f) < t13), (f32)(0.0f), t28));
  const f32 t30 = multiply_add_f32(t17, (f32)(3.1946183e-05f), ((t20 * t20) * t26) + multiply_add_f32(-t20, t29, t29));
  const f32 t31 = choose((i32)(a < (f32)(0.0f)), (f32)(0.0f), a) + (t21 + (((t18 - t21) + t20) + t30));
  return t31;
}

LANES_INLINE f32 f32_pow(f32 a, f32 b) {
  const f32 t1 = magnitude(a);
  const f32 t2 = magnitude(b);
  const i32 t3 = (i32)((f32)(8388608.0f) <= t2);
  const f32 t4 = t2 + (f32)(8388608.0f);
  const i32 t5 = t3 | (i32)((t4 - (f32)(8388608.0f)) == t2);
  const i32 t6 = (i32)(t1 < (f32)(1.1754944e-38f));
  const i32 t7 = (i32)choose(t6, t1 * (f32)(16777216.0f), t1) + ((i32)(f32)(1.0f) - (i32)(f32)(0.70710677f));
  const f32 t8 = ((f32)((i32)((u32)t7 >> (u32)(23)) | (i32)(f32)(8388608.0f)) - (f32)(8388735.0f)) - choose(t6, (f32)(24.0f), (f32)(0.0f));
  const f32 t9 = t8 * (f32)(0.69311523f);
  const f32 t10 = (f32)((t7 & (i32)(8388607)) + (i32)(f32)(0.70710677f)) - (f32)(1.0f);
  const f32 t11 = (f32)(2.0f) + t10;
  const f32 t12 = (f32)(1.0f) / t11;
  const f32 t13 = t10 * t12;
  const f32 t14 = t13 * t13;
  const f32 t15 = t14 * t13;
  const f32 t16 = multiply_add_f32(multiply_add_f32((f32)(0.097781904f), t14, (f32)(0.110898644f)), t14, (f32)(0.14285986f));
  const f32 t17 = multiply_add_f32(t14, multiply_add_f32(t16, t14, (f32)(0.19999999f)), (f32)(-9.934108e-09f));
  const f32 t18 = (f32)(0.33333334f) + t17;
  const f32 t19 = t15 * t18;
  const f32 t20 = t13 + t19;
  const f32 t21 = t20 + t20;
  const f32 t22 = t9 + t21;
  const f32 t23 = t8 * (f32)(3.1946183e-05f);
  const f32 t24 = t22 + t23;
  const f32 t25 = t24 - t22;
  const f32 t26 = multiply_add_f32(-t13, ((f32)(2.0f) - t11) + t10, multiply_add_f32(-t13, t11, t10) + (f32)(0.0f));
  const f32 t27 = t26 * t12;
  const f32 t28 = multiply_add_f32(t13, t27, multiply_add_f32(t27, t13, multiply_add_f32(t13, t13, -t14)));
  const f32 t29 = multiply_add_f32(t14, t27, multiply_add_f32(t28, t13, multiply_add_f32(t14, t13, -t15)));
  const f32 t30 = multiply_add_f32(t15, ((f32)(0.33333334f) - t18) + t17, multiply_add_f32(t29, t18, multiply_add_f32(t15, t18, -t19)));
  const f32 t31 = multiply_add_f32(t8, (f32)(1.646595e-12f), multiply_add_f32(t8, (f32)(3.1946183e-05f), -t23));
  const f32 t32 = (((t9 - t22) + t21) + ((t22 - (t24 - t25)) + (t23 - t25))) + multiply_add_f32((f32)(2.0f), ((t13 - t20) + t19) + (t27 + t30), t31);
  const f32 t33 = t24 + t32;
  const f32 t34 = choose((i32)(t1 == (f32)(0.0f)), (f32)(-INFINITY), choose((i32)(t1 < (f32)(INFINITY)), t33, t1));
  const f32 t35 = b * t34;
  const f32 t36 = choose((i32)(t35 < (f32)(-104.0f)), (f32)(-104.0f), t35);
  const f32 t37 = choose((i32)((f32)(89.0f) < t36), (f32)(89.0f), t36);
  const f32 t38 = multiply_add_f32(t37, (f32)(1.442695f), (f32)(12582912.0f));
  const f32 t39 = t38 - (f32)(12582912.0f);
  const f32 t40 = multiply_add_f32(-t39, (f32)(0.6931472f), t37);
  const f32 t41 = multiply_add_f32(-t39, (f32)(-1.9046542e-09f), t40);
  const f32 t42 = choose((i32)(t37 == t35), multiply_add_f32(b, t34, -t35) + (b * ((t24 - t33) + t32)), (f32)(0.0f));
  const f32 t43 = multiply_add_f32(-t39, (f32)(-1.9046542e-09f), t40 - t41) + t42;
  const f32 t44 = t41 + t43;
  const f32 t45 = (f32)(1.0f) + t44;
  const f32 t46 = t44 * t44;
  const f32 t47 = multiply_add_f32(multiply_add_f32((f32)(0.0013841414f), t46, (f32)(0.041668084f)), t46, (f32)(0.49999994f));
  const f32 t48 = multiply_add_f32(multiply_add_f32((f32)(0.008369374f), t46, (f32)(0.16666515f)), t44, t47);
  const f32 t49 = (((f32)(1.0f) - t45) + t44) + multiply_add_f32(t44 * t44, t48, (t41 - t44) + t43);
  const f32 t50 = multiply_add_f32(t39, (f32)(0.5f), (f32)(12582912.0f));
  const f32 t51 = ((t45 + t49) * (f32)(((i32)t50 << (i32)(23)) + (i32)(f32)(1.0f))) * (f32)((((i32)t38 - (i32)t50) << (i32)(23)) + (i32)(f32)(1.0f));
  const i32 t52 = (i32)((choose(t3, (i32)t2, (i32)t4) & (i32)(1)) == (i32)(0)) | (i32)(((f32)(8388608.0f) + (f32)(8388608.0f)) <= t2);
  const i32 t53 = (i32)choose((i32)(t1 == (f32)(1.0f)) & (i32)(b == b), (f32)(1.0f), t51) ^ choose(t52 | (~t5), (i32)(0), (i32)a & (~(i32)((u32)(~(i32)(0)) >> (u32)(1))));
  const f32 t54 = choose(((i32)(a < (f32)(0.0f)) & (i32)(t1 < (f32)(INFINITY))) & (~t5), (f32)(NAN), (f32)t53);
  return choose((i32)(a == (f32)(1.0f)) | (i32)(b == (f32)(0.0f)), (f32)(1.0f), t54);
}

LANES_INLINE f64 f64_add(f64 a, f64 b) {
  return a + b;
}

LANES_INLINE f64 f64_subtract(f64 a, f64 b) {
  return a - b;
}

LANES_INLINE f64 f64_multiply(f64 a, f64 b) {
  return a * b;
}

LANES_INLINE f64 f64_square(f64 a) {
  return a * a;
}

LANES_INLINE f64 f64_positive(f64 a) {
  return a;
}

LANES_INLINE i64 f64_equal(f64 a, f64 b) {
  return (i64)(a == b);
}

LANES_INLINE i64 f64_not_equal(f64 a, f64 b) {
  return (i64)(a != b);
}

LANES_INLINE i64 f64_less(f64 a, f64 b) {
  return (i64)(a < b);
}

LANES_INLINE i64 f64_less_equal(f64 a, f64 b) {
  return (i64)(a <= b);
}

LANES_INLINE i64 f64_greater(f64 a, f64 b) {
  return (i64)(b < a);
}

LANES_INLINE i64 f64_greater_equal(f64 a, f64 b) {
  return (i64)(b <= a);
}

LANES_INLINE f64 f64_maximum(f64 a, f64 b) {
  return choose((i64)(b < a) | (i64)(a != a), a, b);
}

LANES_INLINE f64 f64_minimum(f64 a, f64 b) {
  return choose((i64)(a < b) | (i64)(a != a), a, b);
}

LANES_INLINE f64 f64_fmax(f64 a, f64 b) {
  return choose((i64)(b <= a) | (i64)(b != b), a, b);
}

LANES_INLINE f64 f64_fmin(f64 a, f64 b) {
  return choose((i64)(a <= b) | (i64)(b != b), a, b);
}

LANES_INLINE f64 f64_clip(f64 a, f64 b, f64 c) {
  const f64 t1 = choose((i64)(b < a) | (i64)(a != a), a, b);
  return choose((i64)(t1 < c) | (i64)(t1 != t1), t1, c);
}

LANES_INLINE f64 f64_where(i64 a, f64 b, f64 c) {
  return choose(a, b, c);
}

LANES_INLINE f64 f64_relu(f64 a) {
  return choose((i64)((f64)(0.0) < a) | (i64)(a != a), a, (f64)(0.0));
}

LANES_INLINE f64 f64_divide(f64 a, f64 b) {
  return a / b;
}

LANES_INLINE f64 f64_floor_divide(f64 a, f64 b) {
  const f64 t1 = remainder_f64(a, b);
  const f64 t2 = (a - t1) / b;
  const f64 t3 = choose((i64)(t1 != (f64)(0.0)) & ((i64)(b < (f64)(0.0)) ^ (i64)(t1 < (f64)(0.0))), t2 - (f64)(1.0), t2);
  const i64 t4 = ((i64)(f64)(0.0) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)(a / b) & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const f64 t5 = round_down_f64(t3);
  const f64 t6 = choose((i64)(t3 == (f64)(0.0)), (f64)t4, choose((i64)((f64)(0.5) < (t3 - t5)), t5 + (f64)(1.0), t5));
  return choose((i64)(b == (f64)(0.0)), a / b, t6);
}

LANES_INLINE f64 f64_remainder(f64 a, f64 b) {
  const f64 t1 = remainder_f64(a, b);
  const i64 t2 = ((i64)(f64)(0.0) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)b & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const f64 t3 = choose((i64)(t1 == (f64)(0.0)), choose((i64)(b == (f64)(0.0)), t1, (f64)t2), choose((i64)(b < (f64)(0.0)) ^ (i64)(t1 < (f64)(0.0)), t1 + b, t1));
  return t3;
}

LANES_INLINE f64 f64_fmod(f64 a, f64 b) {
  return remainder_f64(a, b);
}

LANES_INLINE f64 f64_fma(f64 a, f64 b, f64 c) {
  return multiply_add_f64(a, b, c);
}

LANES_INLINE f64 f64_reciprocal(f64 a) {
  return (f64)(1.0) / a;
}

LANES_INLINE f64 f64_sqrt(f64 a) {
  return square_root(a);
}

LANES_INLINE f64 f64_negative(f64 a) {
  return -a;
}

LANES_INLINE f64 f64_abs(f64 a) {
  return magnitude(a);
}

LANES_INLINE f64 f64_sign(f64 a) {
  const i64 t1 = ((i64)(f64)(1.0) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const f64 t2 = choose((i64)(a < (f64)(0.0)) | (i64)((f64)(0.0) < a), (f64)t1, choose((i64)(a == (f64)(0.0)), (f64)(0.0), a));
  return t2;
}

LANES_INLINE f64 f64_floor(f64 a) {
  return round_down_f64(a);
}

LANES_INLINE f64 f64_ceil(f64 a) {
  return round_up_f64(a);
}

LANES_INLINE f64 f64_trunc(f64 a) {
  return round_toward_zero_f64(a);
}

LANES_INLINE f64 f64_round(f64 a) {
  return round_to_even_f64(a);
}

LANES_INLINE f64 f64_copysign(f64 a, f64 b) {
  const i64 t1 = ((i64)a & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)b & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t1;
}

LANES_INLINE f64 f64_nextafter(f64 a, f64 b) {
  const i64 t1 = ((i64)(f64)(i64)(1) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)b & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const i64 t2 = (i64)a;
  const f64 t3 = (f64)choose((i64)(b < a) ^ (i64)((i64)a < (i64)(0)), t2 - (i64)(1), t2 + (i64)(1));
  const f64 t4 = choose((i64)(a != a) | (i64)(b != b), a + b, choose((i64)(a == b), b, choose((i64)(a == (f64)(0.0)), (f64)t1, t3)));
  return t4;
}

LANES_INLINE i64 f64_signbit(f64 a) {
  return (i64)((i64)a < (i64)(0));
}

LANES_INLINE i64 f64_isnan(f64 a) {
  return (i64)(a != a);
}

LANES_INLINE i64 f64_isinf(f64 a) {
  return (i64)(magnitude(a) == (f64)(INFINITY));
}

LANES_INLINE i64 f64_isfinite(f64 a) {
  return (i64)(magnitude(a) < (f64)(INFINITY));
}

LANES_INLINE f64 f64_deg2rad(f64 a) {
  return a * (f64)(0.017453292519943295);
}

LANES_INLINE f64 f64_rad2deg(f64 a) {
  return a * (f64)(57.29577951308232);
}

LANES_INLINE f64 f64_exp(f64 a) {
  const f64 t1 = choose((i64)(a < (f64)(-746.0)), (f64)(-746.0), a);
  const f64 t2 = choose((i64)((f64)(710.0) < t1), (f64)(710.0), t1);
  const f64 t3 = multiply_add_f64(t2, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t4 = t3 - (f64)(6755399441055744.0);
  const f64 t5 = multiply_add_f64(-t4, (f64)(2.3190468138462996e-17), multiply_add_f64(-t4, (f64)(0.6931471805599453), t2));
  const f64 t6 = (f64)(1.0) + t5;
  const f64 t7 = t5 * t5;
  const f64 t8 = multiply_add_f64(multiply_add_f64((f64)(2.501097814826262e-08), t7, (f64)(2.755755762594189e-06)), t7, (f64)(0.00019841269532249042));
  const f64 t9 = multiply_add_f64(multiply_add_f64(t8, t7, (f64)(0.00833333333348565)), t7, (f64)(0.16666666666666421));
  const f64 t10 = multiply_add_f64((f64)(2.763082468686509e-07), t7, (f64)(2.4801491587912184e-05));
  const f64 t11 = multiply_add_f64(multiply_add_f64(t10, t7, (f64)(0.0013888888944974301)), t7, (f64)(0.04166666666652555));
  const f64 t12 = multiply_add_f64(t5 * t5, multiply_add_f64(t9, t5, multiply_add_f64(t11, t7, (f64)(0.5000000000000011))), ((f64)(1.0) - t6) + t5);
  const f64 t13 = multiply_add_f64(t4, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t14 = ((t6 + t12) * (f64)(((i64)t13 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t3 - (i64)t13) << (i64)(52)) + (i64)(f64)(1.0));
  return t14;
}

LANES_INLINE f64 f64_expm1(f64 a) {
  const f64 t1 = choose((i64)(a < (f64)(-40.0)), (f64)(-40.0), a);
  const f64 t2 = choose((i64)((f64)(710.0) < t1), (f64)(710.0), t1);
  const f64 t3 = multiply_add_f64(t2, (f64)(1.4426950408889634), (f64)(6755399441055744.0)) - (f64)(6755399441055744.0);
  const i64 t4 = (i64)(choose((i64)((f64)(1023.0) < t3), (f64)(1023.0), t3) + (f64)(6755399441055744.0));
  const f64 t5 = (f64)((t4 << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t6 = t5 - (f64)(1.0);
  const f64 t7 = multiply_add_f64(-t3, (f64)(0.6931471805599453), t2);
  const f64 t8 = multiply_add_f64(-t3, (f64)(2.3190468138462996e-17), t7);
  const f64 t9 = t8 * t8;
  const f64 t10 = multiply_add_f64(multiply_add_f64((f64)(2.501097814826262e-08), t9, (f64)(2.755755762594189e-06)), t9, (f64)(0.00019841269532249042));
  const f64 t11 = multiply_add_f64(multiply_add_f64(t10, t9, (f64)(0.00833333333348565)), t9, (f64)(0.16666666666666421));
  const f64 t12 = multiply_add_f64((f64)(2.763082468686509e-07), t9, (f64)(2.4801491587912184e-05));
  const f64 t13 = multiply_add_f64(multiply_add_f64(t12, t9, (f64)(0.0013888888944974301)), t9, (f64)(0.04166666666652555));
  const f64 t14 = multiply_add_f64(t8 * t8, multiply_add_f64(t11, t8, multiply_add_f64(t13, t9, (f64)(0.5000000000000011))), multiply_add_f64(-t3, (f64)(2.3190468138462996e-17), t7 - t8));
  const f64 t15 = t8 + t14;
  const f64 t16 = t5 * t15;
  const f64 t17 = t6 + t16;
  const f64 t18 = (t17 + multiply_add_f64(t5, (t8 - t15) + t14, (t6 - t17) + t16)) * choose((i64)((f64)(1023.0) < t3), (f64)(2.0), (f64)(1.0));
  const i64 t19 = ((i64)t18 & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t19;
}

LANES_INLINE f64 f64_exp2(f64 a) {
  const f64 t1 = choose((i64)(a < (f64)(-1076.0)), (f64)(-1076.0), a);
  const f64 t2 = choose((i64)((f64)(1025.0) < t1), (f64)(1025.0), t1);
  const f64 t3 = t2 + (f64)(6755399441055744.0);
  const f64 t4 = t3 - (f64)(6755399441055744.0);
  const f64 t5 = t2 - t4;
  const f64 t6 = t5 * t5;
  const f64 t7 = multiply_add_f64((f64)(4.4393252761033563e-10), t6, (f64)(1.0178167350230499e-07));
  const f64 t8 = multiply_add_f64(multiply_add_f64(t7, t6, (f64)(1.5252733582153531e-05)), t6, (f64)(0.001333355814665619));
  const f64 t9 = multiply_add_f64((f64)(7.073619365581395e-09), t6, (f64)(1.3215436489496818e-06));
  const f64 t10 = multiply_add_f64(multiply_add_f64(t9, t6, (f64)(0.00015403530454132774)), t6, (f64)(0.009618129107597012));
  const f64 t11 = multiply_add_f64(multiply_add_f64(t8, t6, (f64)(0.05550410866482082)), t5, multiply_add_f64(t10, t6, (f64)(0.24022650695910122)));
  const f64 t12 = multiply_add_f64(t5, multiply_add_f64(t5, t11, (f64)(0.6931471805599453)), (f64)(1.0));
  const f64 t13 = multiply_add_f64(t4, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t14 = (t12 * (f64)(((i64)t13 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t3 - (i64)t13) << (i64)(52)) + (i64)(f64)(1.0));
  return t14;
}

LANES_INLINE f64 f64_log(f64 a) {
  const i64 t1 = (i64)(a < (f64)(2.2250738585072014e-308));
  const i64 t2 = (i64)choose(t1, a * (f64)(1.8014398509481984e+16), a) + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const f64 t3 = (f64)((i64)((u64)t2 >> (u64)(52)) | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t4 = t3 - choose(t1, (f64)(54.0), (f64)(0.0));
  const f64 t5 = t4 * (f64)(0.6931471805598903);
  const f64 t6 = (f64)((t2 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t7 = t5 + t6;
  const f64 t8 = t6 / (t6 + (f64)(2.0));
  const f64 t9 = t8 * t8;
  const f64 t10 = t9 * t9;
  const f64 t11 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t10, (f64)(0.22222198207099736)), t10, (f64)(0.39999999999401137));
  const f64 t12 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t10, (f64)(0.1818358468904641)), t10, (f64)(0.28571428745687694));
  const f64 t13 = (t6 * t6) * (f64)(0.5);
  const f64 t14 = multiply_add_f64(t9, multiply_add_f64(t11, t9, multiply_add_f64(t12, t10, (f64)(0.6666666666666736))), t13);
  const f64 t15 = multiply_add_f64(t4, (f64)(5.497923018708371e-14), multiply_add_f64(t8, t14, -t13));
  const f64 t16 = choose((i64)(a < (f64)(0.0)), (f64)(NAN), choose((i64)(a < (f64)(INFINITY)), t7 + (((t5 - t7) + t6) + t15), a));
  return choose((i64)(a == (f64)(0.0)), (f64)(-INFINITY), t16);
}

LANES_INLINE f64 f64_log1p(f64 a) {
  const f64 t1 = a + (f64)(1.0);
  const f64 t2 = (f64)(1.0) + a;
  const i64 t3 = (i64)t2 + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const i64 t4 = (i64)((u64)t3 >> (u64)(52));
  const f64 t5 = (f64)(t4 | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t6 = t5 * (f64)(0.6931471805598903);
  const i64 t7 = (i64)(t5 == (f64)(0.0));
  const f64 t8 = (f64)((t3 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t9 = choose(t7, a, t8);
  const f64 t10 = t6 + t9;
  const f64 t11 = t9 / (t9 + (f64)(2.0));
  const f64 t12 = t11 * t11;
  const f64 t13 = t12 * t12;
  const f64 t14 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t13, (f64)(0.22222198207099736)), t13, (f64)(0.39999999999401137));
  const f64 t15 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t13, (f64)(0.1818358468904641)), t13, (f64)(0.28571428745687694));
  const f64 t16 = multiply_add_f64(t14, t12, multiply_add_f64(t15, t13, (f64)(0.6666666666666736)));
  const f64 t17 = (t9 * t9) * (f64)(0.5);
  const f64 t18 = t2 - (f64)(1.0);
  const f64 t19 = ((((f64)(1.0) - (t2 - t18)) + (a - t18)) + (f64)(0.0)) * (f64)(((i64)(2046) - t4) << (i64)(52));
  const f64 t20 = choose(t7, (f64)(0.0), choose((i64)((f64)(1.152921504606847e+18) < a), (f64)(0.0), t19));
  const f64 t21 = multiply_add_f64(t11, multiply_add_f64(t12, t16, t17), -t17) + multiply_add_f64(-t9, t20, t20);
  const f64 t22 = t10 + (((t6 - t10) + t9) + multiply_add_f64(t5, (f64)(5.497923018708371e-14), t21));
  const i64 t23 = ((i64)t22 & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const f64 t24 = choose((i64)(t1 < (f64)(0.0)), (f64)(NAN), choose((i64)(a < (f64)(INFINITY)), (f64)t23, a));
  return choose((i64)(t1 == (f64)(0.0)), (f64)(-INFINITY), t24);
}

LANES_INLINE f64 f64_log2(f64 a) {
  const i64 t1 = (i64)(a < (f64)(2.2250738585072014e-308));
  const i64 t2 = (i64)choose(t1, a * (f64)(1.8014398509481984e+16), a) + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const f64 t3 = (f64)((i64)((u64)t2 >> (u64)(52)) | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t4 = t3 - choose(t1, (f64)(54.0), (f64)(0.0));
  const f64 t5 = t4 * (f64)(1.0);
  const f64 t6 = (f64)((t2 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t7 = t6 / (t6 + (f64)(2.0));
  const f64 t8 = t7 * t7;
  const f64 t9 = t8 * t8;
  const f64 t10 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t9, (f64)(0.22222198207099736)), t9, (f64)(0.39999999999401137));
  const f64 t11 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t9, (f64)(0.1818358468904641)), t9, (f64)(0.28571428745687694));
  const f64 t12 = (t6 * t6) * (f64)(0.5);
  const f64 t13 = multiply_add_f64(t8, multiply_add_f64(t10, t8, multiply_add_f64(t11, t9, (f64)(0.6666666666666736))), t12);
  const f64 t14 = multiply_add_f64(t7, t13, -t12);
  const f64 t15 = t6 + t14;
  const f64 t16 = t15 * (f64)(1.4426950408889634);
  const f64 t17 = t5 + t16;
  const f64 t18 = multiply_add_f64((t6 - t15) + t14, (f64)(1.4426950408889634), multiply_add_f64(t15, (f64)(1.4426950408889634), -t16));
  const f64 t19 = multiply_add_f64(t4, (f64)(0.0), multiply_add_f64(t15, (f64)(2.0355273740931033e-17), t18));
  const f64 t20 = choose((i64)(a < (f64)(0.0)), (f64)(NAN), choose((i64)(a < (f64)(INFINITY)), t17 + (((t5 - t17) + t16) + t19), a));
  return choose((i64)(a == (f64)(0.0)), (f64)(-INFINITY), t20);
}

LANES_INLINE f64 f64_log10(f64 a) {
  const i64 t1 = (i64)(a < (f64)(2.2250738585072014e-308));
  const i64 t2 = (i64)choose(t1, a * (f64)(1.8014398509481984e+16), a) + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const f64 t3 = (f64)((i64)((u64)t2 >> (u64)(52)) | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t4 = t3 - choose(t1, (f64)(54.0), (f64)(0.0));
  const f64 t5 = t4 * (f64)(0.30102999566395283);
  const f64 t6 = (f64)((t2 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t7 = t6 / (t6 + (f64)(2.0));
  const f64 t8 = t7 * t7;
  const f64 t9 = t8 * t8;
  const f64 t10 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t9, (f64)(0.22222198207099736)), t9, (f64)(0.39999999999401137));
  const f64 t11 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t9, (f64)(0.1818358468904641)), t9, (f64)(0.28571428745687694));
  const f64 t12 = (t6 * t6) * (f64)(0.5);
  const f64 t13 = multiply_add_f64(t8, multiply_add_f64(t10, t8, multiply_add_f64(t11, t9, (f64)(0.6666666666666736))), t12);
  const f64 t14 = multiply_add_f64(t7, t13, -t12);
  const f64 t15 = t6 + t14;
  const f64 t16 = t15 * (f64)(0.4342944819032518);
  const f64 t17 = t5 + t16;
  const f64 t18 = multiply_add_f64((t6 - t15) + t14, (f64)(0.4342944819032518), multiply_add_f64(t15, (f64)(0.4342944819032518), -t16));
  const f64 t19 = multiply_add_f64(t4, (f64)(2.8363394551044964e-14), multiply_add_f64(t15, (f64)(1.098319650216765e-17), t18));
  const f64 t20 = choose((i64)(a < (f64)(0.0)), (f64)(NAN), choose((i64)(a < (f64)(INFINITY)), t17 + (((t5 - t17) + t16) + t19), a));
  return choose((i64)(a == (f64)(0.0)), (f64)(-INFINITY), t20);
}

LANES_INLINE f64 f64_sin(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = multiply_add_f64(t1, (f64)(0.6366197723675814), (f64)(6755399441055744.0));
  const i64 t3 = (i64)t2;
  const i64 t4 = (i64)((t3 & (i64)(1)) == (i64)(1));
  const f64 t5 = t2 - (f64)(6755399441055744.0);
  const f64 t6 = multiply_add_f64(-t5, (f64)(1.5707963267948966), t1);
  const f64 t7 = t5 * (f64)(6.123233995736766e-17);
  const f64 t8 = t6 - t7;
  const f64 t9 = t8 * t8;
  const f64 t10 = t9 * (f64)(-0.5);
  const f64 t11 = (f64)(1.0) + t10;
  const f64 t12 = t9 * t9;
  const f64 t13 = multiply_add_f64((f64)(-1.1358442539095045e-11), t12, (f64)(-2.7557314191661674e-07));
  const f64 t14 = multiply_add_f64((f64)(2.0875700686603646e-09), t12, (f64)(2.4801587288946677e-05));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t13, t12, (f64)(-0.0013888888888873303)), t9, multiply_add_f64(t14, t12, (f64)(0.041666666666666595)));
  const f64 t16 = multiply_add_f64(-t5, (f64)(-1.4973849048591698e-33), ((t6 - t8) - t7) - multiply_add_f64(t5, (f64)(6.123233995736766e-17), -t7));
  const f64 t17 = multiply_add_f64(t9 * t9, t15, multiply_add_f64(-t8, t16, ((f64)(1.0) - t11) + t10));
  const f64 t18 = t9 * t9;
  const f64 t19 = multiply_add_f64((f64)(1.5896449090243668e-10), t18, (f64)(2.755731366751006e-06));
  const f64 t20 = multiply_add_f64((f64)(-2.5050753088957026e-08), t18, (f64)(-0.00019841269829767334));
  const f64 t21 = multiply_add_f64(multiply_add_f64(t19, t18, (f64)(0.008333333333322418)), t9, multiply_add_f64(t20, t18, (f64)(-0.16666666666666632)));
  const i64 t22 = (i64)(choose(t4, t11, t8) + choose(t4, t17, multiply_add_f64(t9 * t8, t21, t16)));
  f64 t23 = (f64)(t22 ^ ((t3 << (i64)(62)) & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
  if (any((i64)((f64)(1073741824.0) < t1))) {
    const i64 t24 = ((i64)t1 & (i64)(4503599627370495)) | (i64)(4503599627370496);
    const i64 t25 = t24 & (i64)(4294967295);
    const i64 t26 = ((i64)((u64)(i64)t1 >> (u64)(52)) - (i64)(1075)) + (i64)(30);
    const i64 t27 = t26 & (i64)(31);
    const i64 t28 = (i64)((u64)t26 >> (u64)(5));
    const i64 t29 = (i64)((t28 & (i64)(1)) != (i64)(0));
    const i64 t30 = (i64)((t28 & (i64)(2)) != (i64)(0));
    const i64 t31 = (i64)((t28 & (i64)(4)) != (i64)(0));
    const i64 t32 = (i64)((t28 & (i64)(8)) != (i64)(0));
    const i64 t33 = (i64)((t28 & (i64)(16)) != (i64)(0));
    const i64 t34 = choose(t32, choose(t33, (i64)(1965537991), (i64)(3900847605)), choose(t33, (i64)(536385535), (i64)(4266746795)));
    const i64 t35 = choose(t33, (i64)(1832287951), (i64)(105459434));
    const i64 t36 = choose(t31, t34, choose(t32, t35, choose(t33, (i64)(965858873), (i64)(4230436817))));
    const i64 t37 = choose(t33, (i64)(1330003814), (i64)(4263373596));
    const i64 t38 = choose(t32, t37, choose(t33, (i64)(2625920907), (i64)(3680671129)));
    const i64 t39 = choose(t33, (i64)(4012839307), (i64)(3072618042));
    const i64 t40 = choose(t31, t38, choose(t32, t39, choose(t33, (i64)(3919343654), (i64)(2734261102))));
    const i64 t41 = choose(t30, t36, t40);
    const i64 t42 = choose(t32, choose(t33, (i64)(2657085997), (i64)(2972297022)), choose(t33, (i64)(3187222587), (i64)(1011060801)));
    const i64 t43 = choose(t33, (i64)(1510632735), (i64)(1112396512));
    const i64 t44 = choose(t31, t42, choose(t32, t43, choose(t33, (i64)(3026157121), (i64)(1313084713))));
    const i64 t45 = choose(t33, (i64)(667617719), (i64)(164729372));
    const i64 t46 = choose(t32, t45, choose(t33, (i64)(2203269620), (i64)(4113882560)));
    const i64 t47 = choose(t33, (i64)(3724908559), (i64)(3736847713));
    const i64 t48 = choose(t30, t44, choose(t31, t46, choose(t32, t47, choose(t33, (i64)(784024708), (i64)(0)))));
    const i64 t49 = choose((i64)((t27 & (i64)(63)) == t27), choose(t29, t41, t48) << (t27 & (i64)(63)), (i64)(0));
    const i64 t50 = choose(t32, choose(t33, (i64)(3957715323), (i64)(784024708)), t47);
    const i64 t51 = choose(t31, t50, t46);
    const i64 t52 = choose(t30, t51, t44);
    const i64 t53 = choose(t29, t52, t41);
    const i64 t54 = (i64)(32) - t27;
    const i64 t55 = (t49 | (t53 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)))) & (i64)(4294967295);
    const i64 t56 = (i64)((u64)t24 >> (u64)(32));
    const i64 t57 = choose(t32, choose(t33, (i64)(1023883767), (i64)(3919343654)), t39);
    const i64 t58 = choose(t31, t57, t38);
    const i64 t59 = choose(t30, t58, t36);
    const i64 t60 = choose(t29, t59, t52);
    const i64 t61 = choose((i64)((t27 & (i64)(63)) == t27), t53 << (t27 & (i64)(63)), (i64)(0)) | (t60 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t62 = t61 & (i64)(4294967295);
    const i64 t63 = t25 * t62;
    const i64 t64 = choose(t31, choose(t32, choose(t33, (i64)(2320667370), (i64)(3026157121)), t43), t42);
    const i64 t65 = choose(t30, t64, t51);
    const i64 t66 = choose(t29, t65, t59);
    const i64 t67 = choose((i64)((t27 & (i64)(63)) == t27), t60 << (t27 & (i64)(63)), (i64)(0)) | (t66 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t68 = t67 & (i64)(4294967295);
    const i64 t69 = t56 * t68;
    const i64 t70 = (((t25 * t55) & (i64)(4294967295)) + ((t56 * t62) & (i64)(4294967295))) + ((i64)((u64)t63 >> (u64)(32)) + (i64)((u64)t69 >> (u64)(32)));
    const i64 t71 = t25 * t68;
    const i64 t72 = choose(t31, choose(t32, choose(t33, (i64)(1811636145), (i64)(965858873)), t35), t34);
    const i64 t73 = choose(t30, t72, t58);
    const i64 t74 = choose(t29, t73, t65);
    const i64 t75 = choose((i64)((t27 & (i64)(63)) == t27), t66 << (t27 & (i64)(63)), (i64)(0)) | (t74 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t76 = t75 & (i64)(4294967295);
    const i64 t77 = t56 * t76;
    const i64 t78 = ((t63 & (i64)(4294967295)) + (t69 & (i64)(4294967295))) + ((i64)((u64)t71 >> (u64)(32)) + (i64)((u64)t77 >> (u64)(32)));
    const i64 t79 = t25 * t76;
    const i64 t80 = choose(t31, choose(t32, choose(t33, (i64)(529358088), (i64)(2203269620)), t45), t50);
    const i64 t81 = choose(t30, t80, t64);
    const i64 t82 = choose(t29, t81, t73);
    const i64 t83 = choose((i64)((t27 & (i64)(63)) == t27), t74 << (t27 & (i64)(63)), (i64)(0)) | (t82 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t84 = t83 & (i64)(4294967295);
    const i64 t85 = t56 * t84;
    const i64 t86 = ((t71 & (i64)(4294967295)) + (t77 & (i64)(4294967295))) + ((i64)((u64)t79 >> (u64)(32)) + (i64)((u64)t85 >> (u64)(32)));
    const i64 t87 = t25 * t84;
    const i64 t88 = choose(t31, choose(t32, choose(t33, (i64)(1443049542), (i64)(2625920907)), t37), t57);
    const i64 t89 = choose(t29, choose(t30, t88, t72), t81) >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63));
    const i64 t90 = choose((i64)((t27 & (i64)(63)) == t27), t82 << (t27 & (i64)(63)), (i64)(0)) | t89;
    const i64 t91 = t90 & (i64)(4294967295);
    const i64 t92 = t56 * t91;
    const i64 t93 = ((t79 & (i64)(4294967295)) + (t85 & (i64)(4294967295))) + ((i64)((u64)t87 >> (u64)(32)) + (i64)((u64)t92 >> (u64)(32)));
    const i64 t94 = t25 * t91;
    const i64 t95 = t56 * (i64)(0);
    const i64 t96 = ((t87 & (i64)(4294967295)) + (t92 & (i64)(4294967295))) + ((i64)((u64)t94 >> (u64)(32)) + (i64)((u64)t95 >> (u64)(32)));
    const i64 t97 = (((t94 & (i64)(4294967295)) + (t95 & (i64)(4294967295))) + (i64)(0)) + (i64)(0);
    const i64 t98 = t96 + (i64)((u64)t97 >> (u64)(32));
    const i64 t99 = t93 + (i64)((u64)t98 >> (u64)(32));
    const i64 t100 = t86 + (i64)((u64)t99 >> (u64)(32));
    const i64 t101 = t78 + (i64)((u64)t100 >> (u64)(32));
    const i64 t102 = ((t70 + (i64)((u64)t101 >> (u64)(32))) & (i64)(4294967295)) + (i64)(536870912);
    const i64 t103 = (i64)((u64)t102 >> (u64)(30)) & (i64)(3);
    const i64 t104 = (i64)((t103 & (i64)(1)) == (i64)(1));
    const f64 t105 = convert_f64((t102 & (i64)(1073741823)) - (i64)(536870912)) * (f64)(9.313225746154785e-10);
    const f64 t106 = (f64)(9.313225746154785e-10) * (f64)(2.3283064365386963e-10);
    const f64 t107 = convert_f64(t101 & (i64)(4294967295)) * t106;
    const f64 t108 = t105 + t107;
    const f64 t109 = t106 * (f64)(2.3283064365386963e-10);
    const f64 t110 = convert_f64(t100 & (i64)(4294967295)) * t109;
    const f64 t111 = t108 + t110;
    const f64 t112 = t109 * (f64)(2.3283064365386963e-10);
    const f64 t113 = convert_f64(t99 & (i64)(4294967295)) * t112;
    const f64 t114 = t111 + t113;
    const f64 t115 = t112 * (f64)(2.3283064365386963e-10);
    const f64 t116 = convert_f64(t98 & (i64)(4294967295)) * t115;
    const f64 t117 = t114 + t116;
    const f64 t118 = convert_f64(t97 & (i64)(4294967295)) * (t115 * (f64)(2.3283064365386963e-10));
    const f64 t119 = t117 + t118;
    const f64 t120 = t108 - t105;
    const f64 t121 = t111 - t108;
    const f64 t122 = ((f64)(0.0) + ((t105 - (t108 - t120)) + (t107 - t120))) + ((t108 - (t111 - t121)) + (t110 - t121));
    const f64 t123 = t114 - t111;
    const f64 t124 = t117 - t114;
    const f64 t125 = (t122 + ((t111 - (t114 - t123)) + (t113 - t123))) + ((t114 - (t117 - t124)) + (t116 - t124));
    const f64 t126 = t119 - t117;
    const f64 t127 = t125 + ((t117 - (t119 - t126)) + (t118 - t126));
    const f64 t128 = t119 + t127;
    const f64 t129 = t128 * (f64)(1.5707963267948966);
    const f64 t130 = multiply_add_f64((t119 - t128) + t127, (f64)(1.5707963267948966), multiply_add_f64(t128, (f64)(1.5707963267948966), -t129));
    const f64 t131 = multiply_add_f64(t128, (f64)(6.123233995736766e-17), t130);
    const f64 t132 = t129 + t131;
    const f64 t133 = choose((i64)(t1 < (f64)(INFINITY)), t132, (f64)(NAN));
    const f64 t134 = t133 * t133;
    const f64 t135 = t134 * (f64)(-0.5);
    const f64 t136 = (f64)(1.0) + t135;
    const f64 t137 = t134 * t134;
    const f64 t138 = multiply_add_f64((f64)(-1.1358442539095045e-11), t137, (f64)(-2.7557314191661674e-07));
    const f64 t139 = multiply_add_f64((f64)(2.0875700686603646e-09), t137, (f64)(2.4801587288946677e-05));
    const f64 t140 = multiply_add_f64(multiply_add_f64(t138, t137, (f64)(-0.0013888888888873303)), t134, multiply_add_f64(t139, t137, (f64)(0.041666666666666595)));
    const f64 t141 = (t129 - t132) + t131;
    const f64 t142 = multiply_add_f64(t134 * t134, t140, multiply_add_f64(-t133, t141, ((f64)(1.0) - t136) + t135));
    const f64 t143 = t134 * t134;
    const f64 t144 = multiply_add_f64((f64)(1.5896449090243668e-10), t143, (f64)(2.755731366751006e-06));
    const f64 t145 = multiply_add_f64((f64)(-2.5050753088957026e-08), t143, (f64)(-0.00019841269829767334));
    const f64 t146 = multiply_add_f64(multiply_add_f64(t144, t143, (f64)(0.008333333333322418)), t134, multiply_add_f64(t145, t143, (f64)(-0.16666666666666632)));
    const f64 t147 = choose(t104, t136, t133) + choose(t104, t142, multiply_add_f64(t134 * t133, t146, t141));
    const f64 t148 = (f64)((i64)t147 ^ ((t103 << (i64)(62)) & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
    t23 = choose((i64)((f64)(1073741824.0) < t1), t148, t23);
  }
  return (f64)((i64)t23 ^ ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
}

LANES_INLINE f64 f64_cos(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = multiply_add_f64(t1, (f64)(0.6366197723675814), (f64)(6755399441055744.0));
  const i64 t3 = (i64)t2 + (i64)(1);
  const i64 t4 = (i64)((t3 & (i64)(1)) == (i64)(1));
  const f64 t5 = t2 - (f64)(6755399441055744.0);
  const f64 t6 = multiply_add_f64(-t5, (f64)(1.5707963267948966), t1);
  const f64 t7 = t5 * (f64)(6.123233995736766e-17);
  const f64 t8 = t6 - t7;
  const f64 t9 = t8 * t8;
  const f64 t10 = t9 * (f64)(-0.5);
  const f64 t11 = (f64)(1.0) + t10;
  const f64 t12 = t9 * t9;
  const f64 t13 = multiply_add_f64((f64)(-1.1358442539095045e-11), t12, (f64)(-2.7557314191661674e-07));
  const f64 t14 = multiply_add_f64((f64)(2.0875700686603646e-09), t12, (f64)(2.4801587288946677e-05));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t13, t12, (f64)(-0.0013888888888873303)), t9, multiply_add_f64(t14, t12, (f64)(0.041666666666666595)));
  const f64 t16 = multiply_add_f64(-t5, (f64)(-1.4973849048591698e-33), ((t6 - t8) - t7) - multiply_add_f64(t5, (f64)(6.123233995736766e-17), -t7));
  const f64 t17 = multiply_add_f64(t9 * t9, t15, multiply_add_f64(-t8, t16, ((f64)(1.0) - t11) + t10));
  const f64 t18 = t9 * t9;
  const f64 t19 = multiply_add_f64((f64)(1.5896449090243668e-10), t18, (f64)(2.755731366751006e-06));
  const f64 t20 = multiply_add_f64((f64)(-2.5050753088957026e-08), t18, (f64)(-0.00019841269829767334));
  const f64 t21 = multiply_add_f64(multiply_add_f64(t19, t18, (f64)(0.008333333333322418)), t9, multiply_add_f64(t20, t18, (f64)(-0.16666666666666632)));
  const i64 t22 = (i64)(choose(t4, t11, t8) + choose(t4, t17, multiply_add_f64(t9 * t8, t21, t16)));
  f64 t23 = (f64)(t22 ^ ((t3 << (i64)(62)) & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
  if (any((i64)((f64)(1073741824.0) < t1))) {
    const i64 t24 = ((i64)t1 & (i64)(4503599627370495)) | (i64)(4503599627370496);
    const i64 t25 = t24 & (i64)(4294967295);
    const i64 t26 = ((i64)((u64)(i64)t1 >> (u64)(52)) - (i64)(1075)) + (i64)(30);
    const i64 t27 = t26 & (i64)(31);
    const i64 t28 = (i64)((u64)t26 >> (u64)(5));
    const i64 t29 = (i64)((t28 & (i64)(1)) != (i64)(0));
    const i64 t30 = (i64)((t28 & (i64)(2)) != (i64)(0));
    const i64 t31 = (i64)((t28 & (i64)(4)) != (i64)(0));
    const i64 t32 = (i64)((t28 & (i64)(8)) != (i64)(0));
    const i64 t33 = (i64)((t28 & (i64)(16)) != (i64)(0));
    const i64 t34 = choose(t32, choose(t33, (i64)(1965537991), (i64)(3900847605)), choose(t33, (i64)(536385535), (i64)(4266746795)));
    const i64 t35 = choose(t33, (i64)(1832287951), (i64)(105459434));
    const i64 t36 = choose(t31, t34, choose(t32, t35, choose(t33, (i64)(965858873), (i64)(4230436817))));
    const i64 t37 = choose(t33, (i64)(1330003814), (i64)(4263373596));
    const i64 t38 = choose(t32, t37, choose(t33, (i64)(2625920907), (i64)(3680671129)));
    const i64 t39 = choose(t33, (i64)(4012839307), (i64)(3072618042));
    const i64 t40 = choose(t31, t38, choose(t32, t39, choose(t33, (i64)(3919343654), (i64)(2734261102))));
    const i64 t41 = choose(t30, t36, t40);
    const i64 t42 = choose(t32, choose(t33, (i64)(2657085997), (i64)(2972297022)), choose(t33, (i64)(3187222587), (i64)(1011060801)));
    const i64 t43 = choose(t33, (i64)(1510632735), (i64)(1112396512));
    const i64 t44 = choose(t31, t42, choose(t32, t43, choose(t33, (i64)(3026157121), (i64)(1313084713))));
    const i64 t45 = choose(t33, (i64)(667617719), (i64)(164729372));
    const i64 t46 = choose(t32, t45, choose(t33, (i64)(2203269620), (i64)(4113882560)));
    const i64 t47 = choose(t33, (i64)(3724908559), (i64)(3736847713));
    const i64 t48 = choose(t30, t44, choose(t31, t46, choose(t32, t47, choose(t33, (i64)(784024708), (i64)(0)))));
    const i64 t49 = choose((i64)((t27 & (i64)(63)) == t27), choose(t29, t41, t48) << (t27 & (i64)(63)), (i64)(0));
    const i64 t50 = choose(t32, choose(t33, (i64)(3957715323), (i64)(784024708)), t47);
    const i64 t51 = choose(t31, t50, t46);
    const i64 t52 = choose(t30, t51, t44);
    const i64 t53 = choose(t29, t52, t41);
    const i64 t54 = (i64)(32) - t27;
    const i64 t55 = (t49 | (t53 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)))) & (i64)(4294967295);
    const i64 t56 = (i64)((u64)t24 >> (u64)(32));
    const i64 t57 = choose(t32, choose(t33, (i64)(1023883767), (i64)(3919343654)), t39);
    const i64 t58 = choose(t31, t57, t38);
    const i64 t59 = choose(t30, t58, t36);
    const i64 t60 = choose(t29, t59, t52);
    const i64 t61 = choose((i64)((t27 & (i64)(63)) == t27), t53 << (t27 & (i64)(63)), (i64)(0)) | (t60 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t62 = t61 & (i64)(4294967295);
    const i64 t63 = t25 * t62;
    const i64 t64 = choose(t31, choose(t32, choose(t33, (i64)(2320667370), (i64)(3026157121)), t43), t42);
    const i64 t65 = choose(t30, t64, t51);
    const i64 t66 = choose(t29, t65, t59);
    const i64 t67 = choose((i64)((t27 & (i64)(63)) == t27), t60 << (t27 & (i64)(63)), (i64)(0)) | (t66 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t68 = t67 & (i64)(4294967295);
    const i64 t69 = t56 * t68;
    const i64 t70 = (((t25 * t55) & (i64)(4294967295)) + ((t56 * t62) & (i64)(4294967295))) + ((i64)((u64)t63 >> (u64)(32)) + (i64)((u64)t69 >> (u64)(32)));
    const i64 t71 = t25 * t68;
    const i64 t72 = choose(t31, choose(t32, choose(t33, (i64)(1811636145), (i64)(965858873)), t35), t34);
    const i64 t73 = choose(t30, t72, t58);
    const i64 t74 = choose(t29, t73, t65);
    const i64 t75 = choose((i64)((t27 & (i64)(63)) == t27), t66 << (t27 & (i64)(63)), (i64)(0)) | (t74 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t76 = t75 & (i64)(4294967295);
    const i64 t77 = t56 * t76;
    const i64 t78 = ((t63 & (i64)(4294967295)) + (t69 & (i64)(4294967295))) + ((i64)((u64)t71 >> (u64)(32)) + (i64)((u64)t77 >> (u64)(32)));
    const i64 t79 = t25 * t76;
    const i64 t80 = choose(t31, choose(t32, choose(t33, (i64)(529358088), (i64)(2203269620)), t45), t50);
    const i64 t81 = choose(t30, t80, t64);
    const i64 t82 = choose(t29, t81, t73);
    const i64 t83 = choose((i64)((t27 & (i64)(63)) == t27), t74 << (t27 & (i64)(63)), (i64)(0)) | (t82 >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63)));
    const i64 t84 = t83 & (i64)(4294967295);
    const i64 t85 = t56 * t84;
    const i64 t86 = ((t71 & (i64)(4294967295)) + (t77 & (i64)(4294967295))) + ((i64)((u64)t79 >> (u64)(32)) + (i64)((u64)t85 >> (u64)(32)));
    const i64 t87 = t25 * t84;
    const i64 t88 = choose(t31, choose(t32, choose(t33, (i64)(1443049542), (i64)(2625920907)), t37), t57);
    const i64 t89 = choose(t29, choose(t30, t88, t72), t81) >> choose((i64)((t54 & (i64)(63)) == t54), t54, (i64)(63));
    const i64 t90 = choose((i64)((t27 & (i64)(63)) == t27), t82 << (t27 & (i64)(63)), (i64)(0)) | t89;
    const i64 t91 = t90 & (i64)(4294967295);
    const i64 t92 = t56 * t91;
    const i64 t93 = ((t79 & (i64)(4294967295)) + (t85 & (i64)(4294967295))) + ((i64)((u64)t87 >> (u64)(32)) + (i64)((u64)t92 >> (u64)(32)));
    const i64 t94 = t25 * t91;
    const i64 t95 = t56 * (i64)(0);
    const i64 t96 = ((t87 & (i64)(4294967295)) + (t92 & (i64)(4294967295))) + ((i64)((u64)t94 >> (u64)(32)) + (i64)((u64)t95 >> (u64)(32)));
    const i64 t97 = (((t94 & (i64)(4294967295)) + (t95 & (i64)(4294967295))) + (i64)(0)) + (i64)(0);
    const i64 t98 = t96 + (i64)((u64)t97 >> (u64)(32));
    const i64 t99 = t93 + (i64)((u64)t98 >> (u64)(32));
    const i64 t100 = t86 + (i64)((u64)t99 >> (u64)(32));
    const i64 t101 = t78 + (i64)((u64)t100 >> (u64)(32));
    const i64 t102 = ((t70 + (i64)((u64)t101 >> (u64)(32))) & (i64)(4294967295)) + (i64)(536870912);
    const i64 t103 = ((i64)((u64)t102 >> (u64)(30)) & (i64)(3)) + (i64)(1);
    const i64 t104 = (i64)((t103 & (i64)(1)) == (i64)(1));
    const f64 t105 = convert_f64((t102 & (i64)(1073741823)) - (i64)(536870912)) * (f64)(9.313225746154785e-10);
    const f64 t106 = (f64)(9.313225746154785e-10) * (f64)(2.3283064365386963e-10);
    const f64 t107 = convert_f64(t101 & (i64)(4294967295)) * t106;
    const f64 t108 = t105 + t107;
    const f64 t109 = t106 * (f64)(2.3283064365386963e-10);
    const f64 t110 = convert_f64(t100 & (i64)(4294967295)) * t109;
    const f64 t111 = t108 + t110;
    const f64 t112 = t109 * (f64)(2.3283064365386963e-10);
    const f64 t113 = convert_f64(t99 & (i64)(4294967295)) * t112;
    const f64 t114 = t111 + t113;
    const f64 t115 = t112 * (f64)(2.3283064365386963e-10);
    const f64 t116 = convert_f64(t98 & (i64)(4294967295)) * t115;
    const f64 t117 = t114 + t116;
    const f64 t118 = convert_f64(t97 & (i64)(4294967295)) * (t115 * (f64)(2.3283064365386963e-10));
    const f64 t119 = t117 + t118;
    const f64 t120 = t108 - t105;
    const f64 t121 = t111 - t108;
    const f64 t122 = ((f64)(0.0) + ((t105 - (t108 - t120)) + (t107 - t120))) + ((t108 - (t111 - t121)) + (t110 - t121));
    const f64 t123 = t114 - t111;
    const f64 t124 = t117 - t114;
    const f64 t125 = (t122 + ((t111 - (t114 - t123)) + (t113 - t123))) + ((t114 - (t117 - t124)) + (t116 - t124));
    const f64 t126 = t119 - t117;
    const f64 t127 = t125 + ((t117 - (t119 - t126)) + (t118 - t126));
    const f64 t128 = t119 + t127;
    const f64 t129 = t128 * (f64)(1.5707963267948966);
    const f64 t130 = multiply_add_f64((t119 - t128) + t127, (f64)(1.5707963267948966), multiply_add_f64(t128, (f64)(1.5707963267948966), -t129));
    const f64 t131 = multiply_add_f64(t128, (f64)(6.123233995736766e-17), t130);
    const f64 t132 = t129 + t131;
    const f64 t133 = choose((i64)(t1 < (f64)(INFINITY)), t132, (f64)(NAN));
    const f64 t134 = t133 * t133;
    const f64 t135 = t134 * (f64)(-0.5);
    const f64 t136 = (f64)(1.0) + t135;
    const f64 t137 = t134 * t134;
    const f64 t138 = multiply_add_f64((f64)(-1.1358442539095045e-11), t137, (f64)(-2.7557314191661674e-07));
    const f64 t139 = multiply_add_f64((f64)(2.0875700686603646e-09), t137, (f64)(2.4801587288946677e-05));
    const f64 t140 = multiply_add_f64(multiply_add_f64(t138, t137, (f64)(-0.0013888888888873303)), t134, multiply_add_f64(t139, t137, (f64)(0.041666666666666595)));
    const f64 t141 = (t129 - t132) + t131;
    const f64 t142 = multiply_add_f64(t134 * t134, t140, multiply_add_f64(-t133, t141, ((f64)(1.0) - t136) + t135));
    const f64 t143 = t134 * t134;
    const f64 t144 = multiply_add_f64((f64)(1.5896449090243668e-10), t143, (f64)(2.755731366751006e-06));
    const f64 t145 = multiply_add_f64((f64)(-2.5050753088957026e-08), t143, (f64)(-0.00019841269829767334));
    const f64 t146 = multiply_add_f64(multiply_add_f64(t144, t143, (f64)(0.008333333333322418)), t134, multiply_add_f64(t145, t143, (f64)(-0.16666666666666632)));
    const f64 t147 = choose(t104, t136, t133) + choose(t104, t142, multiply_add_f64(t134 * t133, t146, t141));
    const f64 t148 = (f64)((i64)t147 ^ ((t103 << (i64)(62)) & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
    t23 = choose((i64)((f64)(1073741824.0) < t1), t148, t23);
  }
  return t23;
}

LANES_INLINE f64 f64_tan(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = multiply_add_f64(t1, (f64)(0.6366197723675814), (f64)(6755399441055744.0));
  const i64 t3 = (i64)(((i64)t2 & (i64)(1)) == (i64)(1));
  const f64 t4 = t2 - (f64)(6755399441055744.0);
  const f64 t5 = multiply_add_f64(-t4, (f64)(1.5707963267948966), t1);
  const f64 t6 = t4 * (f64)(6.123233995736766e-17);
  const f64 t7 = t5 - t6;
  const f64 t8 = t7 * t7;
  const f64 t9 = t8 * (f64)(-0.5);
  const f64 t10 = (f64)(1.0) + t9;
  const f64 t11 = choose(t3, -t10, t7);
  const f64 t12 = t8 * t8;
  const f64 t13 = multiply_add_f64((f64)(-1.1358442539095045e-11), t12, (f64)(-2.7557314191661674e-07));
  const f64 t14 = multiply_add_f64((f64)(2.0875700686603646e-09), t12, (f64)(2.4801587288946677e-05));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t13, t12, (f64)(-0.0013888888888873303)), t8, multiply_add_f64(t14, t12, (f64)(0.041666666666666595)));
  const f64 t16 = multiply_add_f64(-t4, (f64)(-1.4973849048591698e-33), ((t5 - t7) - t6) - multiply_add_f64(t4, (f64)(6.123233995736766e-17), -t6));
  const f64 t17 = multiply_add_f64(t8 * t8, t15, multiply_add_f64(-t7, t16, ((f64)(1.0) - t10) + t9));
  const f64 t18 = t8 * t8;
  const f64 t19 = multiply_add_f64((f64)(1.5896449090243668e-10), t18, (f64)(2.755731366751006e-06));
  const f64 t20 = multiply_add_f64((f64)(-2.5050753088957026e-08), t18, (f64)(-0.00019841269829767334));
  const f64 t21 = multiply_add_f64(multiply_add_f64(t19, t18, (f64)(0.008333333333322418)), t8, multiply_add_f64(t20, t18, (f64)(-0.16666666666666632)));
  const f64 t22 = multiply_add_f64(t8 * t7, t21, t16);
  const f64 t23 = choose(t3, -t17, t22);
  const f64 t24 = t11 + t23;
  const f64 t25 = choose(t3, t7, t10);
  const f64 t26 = choose(t3, t22, t17);
  const f64 t27 = t25 + t26;
  const f64 t28 = (f64)(1.0) / t27;
  const f64 t29 = t24 * t28;
  const f64 t30 = multiply_add_f64(-t29, (t25 - t27) + t26, multiply_add_f64(-t29, t27, t24) + ((t11 - t24) + t23));
  f64 t31 = t29 + (t30 * t28);
  if (any((i64)((f64)(1073741824.0) < t1))) {
    const i64 t32 = ((i64)t1 & (i64)(4503599627370495)) | (i64)(4503599627370496);
    const i64 t33 = t32 & (i64)(4294967295);
    const i64 t34 = ((i64)((u64)(i64)t1 >> (u64)(52)) - (i64)(1075)) + (i64)(30);
    const i64 t35 = t34 & (i64)(31);
    const i64 t36 = (i64)((u64)t34 >> (u64)(5));
    const i64 t37 = (i64)((t36 & (i64)(1)) != (i64)(0));
    const i64 t38 = (i64)((t36 & (i64)(2)) != (i64)(0));
    const i64 t39 = (i64)((t36 & (i64)(4)) != (i64)(0));
    const i64 t40 = (i64)((t36 & (i64)(8)) != (i64)(0));
    const i64 t41 = (i64)((t36 & (i64)(16)) != (i64)(0));
    const i64 t42 = choose(t40, choose(t41, (i64)(1965537991), (i64)(3900847605)), choose(t41, (i64)(536385535), (i64)(4266746795)));
    const i64 t43 = choose(t41, (i64)(1832287951), (i64)(105459434));
    const i64 t44 = choose(t39, t42, choose(t40, t43, choose(t41, (i64)(965858873), (i64)(4230436817))));
    const i64 t45 = choose(t41, (i64)(1330003814), (i64)(4263373596));
    const i64 t46 = choose(t40, t45, choose(t41, (i64)(2625920907), (i64)(3680671129)));
    const i64 t47 = choose(t41, (i64)(4012839307), (i64)(3072618042));
    const i64 t48 = choose(t39, t46, choose(t40, t47, choose(t41, (i64)(3919343654), (i64)(2734261102))));
    const i64 t49 = choose(t38, t44, t48);
    const i64 t50 = choose(t40, choose(t41, (i64)(2657085997), (i64)(2972297022)), choose(t41, (i64)(3187222587), (i64)(1011060801)));
    const i64 t51 = choose(t41, (i64)(1510632735), (i64)(1112396512));
    const i64 t52 = choose(t39, t50, choose(t40, t51, choose(t41, (i64)(3026157121), (i64)(1313084713))));
    const i64 t53 = choose(t41, (i64)(667617719), (i64)(164729372));
    const i64 t54 = choose(t40, t53, choose(t41, (i64)(2203269620), (i64)(4113882560)));
    const i64 t55 = choose(t41, (i64)(3724908559), (i64)(3736847713));
    const i64 t56 = choose(t38, t52, choose(t39, t54, choose(t40, t55, choose(t41, (i64)(784024708), (i64)(0)))));
    const i64 t57 = choose((i64)((t35 & (i64)(63)) == t35), choose(t37, t49, t56) << (t35 & (i64)(63)), (i64)(0));
    const i64 t58 = choose(t40, choose(t41, (i64)(3957715323), (i64)(784024708)), t55);
    const i64 t59 = choose(t39, t58, t54);
    const i64 t60 = choose(t38, t59, t52);
    const i64 t61 = choose(t37, t60, t49);
    const i64 t62 = (i64)(32) - t35;
    const i64 t63 = (t57 | (t61 >> choose((i64)((t62 & (i64)(63)) == t62), t62, (i64)(63)))) & (i64)(4294967295);
    const i64 t64 = (i64)((u64)t32 >> (u64)(32));
    const i64 t65 = choose(t40, choose(t41, (i64)(1023883767), (i64)(3919343654)), t47);
    const i64 t66 = choose(t39, t65, t46);
    const i64 t67 = choose(t38, t66, t44);
    const i64 t68 = choose(t37, t67, t60);
    const i64 t69 = choose((i64)((t35 & (i64)(63)) == t35), t61 << (t35 & (i64)(63)), (i64)(0)) | (t68 >> choose((i64)((t62 & (i64)(63)) == t62), t62, (i64)(63)));
    const i64 t70 = t69 & (i64)(4294967295);
    const i64 t71 = t33 * t70;
    const i64 t72 = choose(t39, choose(t40, choose(t41, (i64)(2320667370), (i64)(3026157121)), t51), t50);
    const i64 t73 = choose(t38, t72, t59);
    const i64 t74 = choose(t37, t73, t67);
    const i64 t75 = choose((i64)((t35 & (i64)(63)) == t35), t68 << (t35 & (i64)(63)), (i64)(0)) | (t74 >> choose((i64)((t62 & (i64)(63)) == t62), t62, (i64)(63)));
    const i64 t76 = t75 & (i64)(4294967295);
    const i64 t77 = t64 * t76;
    const i64 t78 = (((t33 * t63) & (i64)(4294967295)) + ((t64 * t70) & (i64)(4294967295))) + ((i64)((u64)t71 >> (u64)(32)) + (i64)((u64)t77 >> (u64)(32)));
    const i64 t79 = t33 * t76;
    const i64 t80 = choose(t39, choose(t40, choose(t41, (i64)(1811636145), (i64)(965858873)), t43), t42);
    const i64 t81 = choose(t38, t80, t66);
    const i64 t82 = choose(t37, t81, t73);
    const i64 t83 = choose((i64)((t35 & (i64)(63)) == t35), t74 << (t35 & (i64)(63)), (i64)(0)) | (t82 >> choose((i64)((t62 & (i64)(63)) == t62), t62, (i64)(63)));
    const i64 t84 = t83 & (i64)(4294967295);
    const i64 t85 = t64 * t84;
    const i64 t86 = ((t71 & (i64)(4294967295)) + (t77 & (i64)(4294967295))) + ((i64)((u64)t79 >> (u64)(32)) + (i64)((u64)t85 >> (u64)(32)));
    const i64 t87 = t33 * t84;
    const i64 t88 = choose(t39, choose(t40, choose(t41, (i64)(529358088), (i64)(2203269620)), t53), t58);
    const i64 t89 = choose(t38, t88, t72);
    const i64 t90 = choose(t37, t89, t81);
    const i64 t91 = choose((i64)((t35 & (i64)(63)) == t35), t82 << (t35 & (i64)(63)), (i64)(0)) | (t90 >> choose((i64)((t62 & (i64)(63)) == t62), t62, (i64)(63)));
    const i64 t92 = t91 & (i64)(4294967295);
    const i64 t93 = t64 * t92;
    const i64 t94 = ((t79 & (i64)(4294967295)) + (t85 & (i64)(4294967295))) + ((i64)((u64)t87 >> (u64)(32)) + (i64)((u64)t93 >> (u64)(32)));
    const i64 t95 = t33 * t92;
    const i64 t96 = choose(t39, choose(t40, choose(t41, (i64)(1443049542), (i64)(2625920907)), t45), t65);
    const i64 t97 = choose(t37, choose(t38, t96, t80), t89) >> choose((i64)((t62 & (i64)(63)) == t62), t62, (i64)(63));
    const i64 t98 = choose((i64)((t35 & (i64)(63)) == t35), t90 << (t35 & (i64)(63)), (i64)(0)) | t97;
    const i64 t99 = t98 & (i64)(4294967295);
    const i64 t100 = t64 * t99;
    const i64 t101 = ((t87 & (i64)(4294967295)) + (t93 & (i64)(4294967295))) + ((i64)((u64)t95 >> (u64)(32)) + (i64)((u64)t100 >> (u64)(32)));
    const i64 t102 = t33 * t99;
    const i64 t103 = t64 * (i64)(0);
    const i64 t104 = ((t95 & (i64)(4294967295)) + (t100 & (i64)(4294967295))) + ((i64)((u64)t102 >> (u64)(32)) + (i64)((u64)t103 >> (u64)(32)));
    const i64 t105 = (((t102 & (i64)(4294967295)) + (t103 & (i64)(4294967295))) + (i64)(0)) + (i64)(0);
    const i64 t106 = t104 + (i64)((u64)t105 >> (u64)(32));
    const i64 t107 = t101 + (i64)((u64)t106 >> (u64)(32));
    const i64 t108 = t94 + (i64)((u64)t107 >> (u64)(32));
    const i64 t109 = t86 + (i64)((u64)t108 >> (u64)(32));
    const i64 t110 = ((t78 + (i64)((u64)t109 >> (u64)(32))) & (i64)(4294967295)) + (i64)(536870912);
    const i64 t111 = (i64)((((i64)((u64)t110 >> (u64)(30)) & (i64)(3)) & (i64)(1)) == (i64)(1));
    const f64 t112 = convert_f64((t110 & (i64)(1073741823)) - (i64)(536870912)) * (f64)(9.313225746154785e-10);
    const f64 t113 = (f64)(9.313225746154785e-10) * (f64)(2.3283064365386963e-10);
    const f64 t114 = convert_f64(t109 & (i64)(4294967295)) * t113;
    const f64 t115 = t112 + t114;
    const f64 t116 = t113 * (f64)(2.3283064365386963e-10);
    const f64 t117 = convert_f64(t108 & (i64)(4294967295)) * t116;
    const f64 t118 = t115 + t117;
    const f64 t119 = t116 * (f64)(2.3283064365386963e-10);
    const f64 t120 = convert_f64(t107 & (i64)(4294967295)) * t119;
    const f64 t121 = t118 + t120;
    const f64 t122 = t119 * (f64)(2.3283064365386963e-10);
    const f64 t123 = convert_f64(t106 & (i64)(4294967295)) * t122;
    const f64 t124 = t121 + t123;
    const f64 t125 = convert_f64(t105 & (i64)(4294967295)) * (t122 * (f64)(2.3283064365386963e-10));
    const f64 t126 = t124 + t125;
    const f64 t127 = t115 - t112;
    const f64 t128 = t118 - t115;
    const f64 t129 = ((f64)(0.0) + ((t112 - (t115 - t127)) + (t114 - t127))) + ((t115 - (t118 - t128)) + (t117 - t128));
    const f64 t130 = t121 - t118;
    const f64 t131 = t124 - t121;
    const f64 t132 = (t129 + ((t118 - (t121 - t130)) + (t120 - t130))) + ((t121 - (t124 - t131)) + (t123 - t131));
    const f64 t133 = t126 - t124;
    const f64 t134 = t132 + ((t124 - (t126 - t133)) + (t125 - t133));
    const f64 t135 = t126 + t134;
    const f64 t136 = t135 * (f64)(1.5707963267948966);
    const f64 t137 = multiply_add_f64((t126 - t135) + t134, (f64)(1.5707963267948966), multiply_add_f64(t135, (f64)(1.5707963267948966), -t136));
    const f64 t138 = multiply_add_f64(t135, (f64)(6.123233995736766e-17), t137);
    const f64 t139 = t136 + t138;
    const f64 t140 = choose((i64)(t1 < (f64)(INFINITY)), t139, (f64)(NAN));
    const f64 t141 = t140 * t140;
    const f64 t142 = t141 * (f64)(-0.5);
    const f64 t143 = (f64)(1.0) + t142;
    const f64 t144 = choose(t111, -t143, t140);
    const f64 t145 = t141 * t141;
    const f64 t146 = multiply_add_f64((f64)(-1.1358442539095045e-11), t145, (f64)(-2.7557314191661674e-07));
    const f64 t147 = multiply_add_f64((f64)(2.0875700686603646e-09), t145, (f64)(2.4801587288946677e-05));
    const f64 t148 = multiply_add_f64(multiply_add_f64(t146, t145, (f64)(-0.0013888888888873303)), t141, multiply_add_f64(t147, t145, (f64)(0.041666666666666595)));
    const f64 t149 = (t136 - t139) + t138;
    const f64 t150 = multiply_add_f64(t141 * t141, t148, multiply_add_f64(-t140, t149, ((f64)(1.0) - t143) + t142));
    const f64 t151 = t141 * t141;
    const f64 t152 = multiply_add_f64((f64)(1.5896449090243668e-10), t151, (f64)(2.755731366751006e-06));
    const f64 t153 = multiply_add_f64((f64)(-2.5050753088957026e-08), t151, (f64)(-0.00019841269829767334));
    const f64 t154 = multiply_add_f64(multiply_add_f64(t152, t151, (f64)(0.008333333333322418)), t141, multiply_add_f64(t153, t151, (f64)(-0.16666666666666632)));
    const f64 t155 = multiply_add_f64(t141 * t140, t154, t149);
    const f64 t156 = choose(t111, -t150, t155);
    const f64 t157 = t144 + t156;
    const f64 t158 = choose(t111, t140, t143);
    const f64 t159 = choose(t111, t155, t150);
    const f64 t160 = t158 + t159;
    const f64 t161 = (f64)(1.0) / t160;
    const f64 t162 = t157 * t161;
    const f64 t163 = multiply_add_f64(-t162, (t158 - t160) + t159, multiply_add_f64(-t162, t160, t157) + ((t144 - t157) + t156));
    t31 = choose((i64)((f64)(1073741824.0) < t1), t162 + (t163 * t161), t31);
  }
  return (f64)((i64)t31 ^ ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
}

LANES_INLINE f64 f64_logaddexp(f64 a, f64 b) {
  const f64 t1 = choose((i64)(b < a), b, a);
  const f64 t2 = choose((i64)(a < b), b, a);
  const f64 t3 = -t2;
  const f64 t4 = t1 + t3;
  const i64 t5 = (i64)(t4 < (f64)(-1000.0));
  const f64 t6 = choose((i64)(t4 < (f64)(-746.0)), (f64)(-746.0), t4);
  const f64 t7 = choose((i64)((f64)(710.0) < t6), (f64)(710.0), t6);
  const f64 t8 = multiply_add_f64(t7, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t9 = t8 - (f64)(6755399441055744.0);
  const f64 t10 = multiply_add_f64(-t9, (f64)(0.6931471805599453), t7);
  const f64 t11 = multiply_add_f64(-t9, (f64)(2.3190468138462996e-17), t10);
  const f64 t12 = t4 - t1;
  const f64 t13 = multiply_add_f64(-t9, (f64)(2.3190468138462996e-17), t10 - t11) + choose(t5, (f64)(0.0), (t1 - (t4 - t12)) + (t3 - t12));
  const f64 t14 = t11 + t13;
  const f64 t15 = (f64)(1.0) + t14;
  const f64 t16 = t14 * t14;
  const f64 t17 = multiply_add_f64((f64)(2.501097814826262e-08), t16, (f64)(2.755755762594189e-06));
  const f64 t18 = multiply_add_f64(multiply_add_f64(t17, t16, (f64)(0.00019841269532249042)), t16, (f64)(0.00833333333348565));
  const f64 t19 = multiply_add_f64((f64)(2.763082468686509e-07), t16, (f64)(2.4801491587912184e-05));
  const f64 t20 = multiply_add_f64(multiply_add_f64(t19, t16, (f64)(0.0013888888944974301)), t16, (f64)(0.04166666666652555));
  const f64 t21 = multiply_add_f64(multiply_add_f64(t18, t16, (f64)(0.16666666666666421)), t14, multiply_add_f64(t20, t16, (f64)(0.5000000000000011)));
  const f64 t22 = (((f64)(1.0) - t15) + t14) + multiply_add_f64(t14 * t14, t21, (t11 - t14) + t13);
  const f64 t23 = t15 + t22;
  const f64 t24 = multiply_add_f64(t9, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t25 = (t23 * (f64)(((i64)t24 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t8 - (i64)t24) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t26 = (f64)(1.0) + t25;
  const i64 t27 = (i64)t26 + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const i64 t28 = (i64)((u64)t27 >> (u64)(52));
  const f64 t29 = (f64)(t28 | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t30 = t29 * (f64)(0.6931471805598903);
  const i64 t31 = (i64)(t29 == (f64)(0.0));
  const f64 t32 = (f64)((t27 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t33 = choose(t31, t25, t32);
  const f64 t34 = t30 + t33;
  const f64 t35 = t33 / (t33 + (f64)(2.0));
  const f64 t36 = t35 * t35;
  const f64 t37 = t36 * t36;
  const f64 t38 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t37, (f64)(0.22222198207099736)), t37, (f64)(0.39999999999401137));
  const f64 t39 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t37, (f64)(0.1818358468904641)), t37, (f64)(0.28571428745687694));
  const f64 t40 = multiply_add_f64(t38, t36, multiply_add_f64(t39, t37, (f64)(0.6666666666666736)));
  const f64 t41 = (t33 * t33) * (f64)(0.5);
  const f64 t42 = multiply_add_f64(t9, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t43 = (((t15 - t23) + t22) * (f64)(((i64)t42 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t8 - (i64)t42) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t44 = t26 - (f64)(1.0);
  const f64 t45 = ((((f64)(1.0) - (t26 - t44)) + (t25 - t44)) + t43) * (f64)(((i64)(2046) - t28) << (i64)(52));
  const f64 t46 = choose(t31, t43, choose((i64)((f64)(1.152921504606847e+18) < t25), (f64)(0.0), t45));
  const f64 t47 = multiply_add_f64(t35, multiply_add_f64(t36, t40, t41), -t41) + multiply_add_f64(-t33, t46, t46);
  const f64 t48 = t34 + (((t30 - t34) + t33) + multiply_add_f64(t29, (f64)(5.497923018708371e-14), t47));
  const f64 t49 = choose((i64)(a != a) | (i64)(b != b), (f64)(NAN), choose((i64)(a == b), a + (f64)(0.6931471805599453), choose(t5, t2, t2 + t48)));
  return t49;
}

LANES_INLINE f64 f64_asin(f64 a) {
  const f64 t1 = magnitude(a);
  const i64 t2 = (i64)((f64)(0.5) < t1);
  const f64 t3 = choose(t2, multiply_add_f64(t1, (f64)(-0.5), (f64)(0.5)), t1 * t1);
  const f64 t4 = square_root(t3);
  const f64 t5 = choose(t2, t4, t1);
  const f64 t6 = t5 * (f64)(-2.0);
  const f64 t7 = (f64)(1.5707963267948966) + t6;
  const f64 t8 = t3 * t3;
  const f64 t9 = multiply_add_f64(multiply_add_f64((f64)(-0.02111553085581391), t8, (f64)(0.0036725579194363746)), t8, (f64)(0.011397312559496178));
  const f64 t10 = multiply_add_f64(multiply_add_f64(t9, t8, (f64)(0.017351595730902083)), t8, (f64)(0.030381942675860005));
  const f64 t11 = multiply_add_f64(multiply_add_f64((f64)(0.03270144223535368), t8, (f64)(0.02178977647437821)), t8, (f64)(0.010789217674424752));
  const f64 t12 = multiply_add_f64(multiply_add_f64(t11, t8, (f64)(0.01398101598718838)), t8, (f64)(0.02237221589163565));
  const f64 t13 = multiply_add_f64(multiply_add_f64(t12, t8, (f64)(0.04464285717527157)), t8, (f64)(0.16666666666666763));
  const f64 t14 = multiply_add_f64(-t4, t4, t3) * ((f64)(0.5) / choose((i64)(t4 == (f64)(0.0)), (f64)(1.0), t4));
  const f64 t15 = multiply_add_f64(t5 * t3, multiply_add_f64(multiply_add_f64(t10, t8, (f64)(0.07499999999970118)), t3, t13), choose(t2, t14, (f64)(0.0)));
  const f64 t16 = (((f64)(1.5707963267948966) - t7) + t6) + multiply_add_f64(t15, (f64)(-2.0), (f64)(6.123233995736766e-17));
  const i64 t17 = ((i64)choose(t2, t7 + t16, t5 + t15) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t17;
}

LANES_INLINE f64 f64_acos(f64 a) {
  const f64 t1 = magnitude(a);
  const i64 t2 = (i64)((f64)(0.5) < t1);
  const i64 t3 = (i64)(a < (f64)(0.0));
  const f64 t4 = choose(t2, choose(t3, (f64)(2.0), (f64)(0.0)), (f64)(1.0));
  const f64 t5 = t4 * (f64)(1.5707963267948966);
  const f64 t6 = choose(t2, multiply_add_f64(t1, (f64)(-0.5), (f64)(0.5)), t1 * t1);
  const f64 t7 = square_root(t6);
  const f64 t8 = choose(t2, t7, t1);
  const f64 t9 = choose(t2, (f64)(2.0), (f64)(1.0));
  const f64 t10 = choose(t3 ^ t2, t9, -t9);
  const f64 t11 = t8 * t10;
  const f64 t12 = t5 + t11;
  const f64 t13 = t6 * t6;
  const f64 t14 = multiply_add_f64(multiply_add_f64((f64)(-0.02111553085581391), t13, (f64)(0.0036725579194363746)), t13, (f64)(0.011397312559496178));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t14, t13, (f64)(0.017351595730902083)), t13, (f64)(0.030381942675860005));
  const f64 t16 = multiply_add_f64(multiply_add_f64((f64)(0.03270144223535368), t13, (f64)(0.02178977647437821)), t13, (f64)(0.010789217674424752));
  const f64 t17 = multiply_add_f64(multiply_add_f64(t16, t13, (f64)(0.01398101598718838)), t13, (f64)(0.02237221589163565));
  const f64 t18 = multiply_add_f64(multiply_add_f64(t17, t13, (f64)(0.04464285717527157)), t13, (f64)(0.16666666666666763));
  const f64 t19 = multiply_add_f64(multiply_add_f64(t15, t13, (f64)(0.07499999999970118)), t6, t18);
  const f64 t20 = multiply_add_f64(-t7, t7, t6) * ((f64)(0.5) / choose((i64)(t7 == (f64)(0.0)), (f64)(1.0), t7));
  const f64 t21 = multiply_add_f64(multiply_add_f64(t8 * t6, t19, choose(t2, t20, (f64)(0.0))), t10, t4 * (f64)(6.123233995736766e-17));
  return t12 + (((t5 - t12) + t11) + t21);
}

LANES_INLINE f64 f64_atan(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(1.152921504606847e+18) < t1), (f64)(1.152921504606847e+18), t1);
  const i64 t3 = (i64)((f64)(1.0) < t2);
  const f64 t4 = choose(t3, t2, (f64)(1.0));
  const f64 t5 = choose(t3, (f64)(1.0), t2);
  const i64 t6 = (i64)((t4 * (f64)(0.41421356237309503)) < t5);
  const f64 t7 = choose(t6, (f64)(1.0), (f64)(0.0));
  const f64 t8 = choose(t3, (f64)(2.0) - t7, t7);
  const f64 t9 = t8 * (f64)(0.7853981633974483);
  const f64 t10 = -t4;
  const f64 t11 = t10 + t5;
  const f64 t12 = choose(t6, t11, t5);
  const f64 t13 = t4 + t5;
  const f64 t14 = choose(t6, t13, t4);
  const f64 t15 = (f64)(1.0) / t14;
  const f64 t16 = t12 * t15;
  const f64 t17 = choose(t3, -t16, t16);
  const f64 t18 = t9 + t17;
  const f64 t19 = t16 * t16;
  const f64 t20 = t19 * t19;
  const f64 t21 = multiply_add_f64(multiply_add_f64((f64)(0.03805482720632138), t20, (f64)(0.05847818890281065)), t20, (f64)(0.07692059574557503));
  const f64 t22 = multiply_add_f64(multiply_add_f64(t21, t20, (f64)(0.11111110782750634)), t20, (f64)(0.19999999999953627));
  const f64 t23 = multiply_add_f64(multiply_add_f64((f64)(-0.017895731033067356), t20, (f64)(-0.0503895322652731)), t20, (f64)(-0.06663095509706837));
  const f64 t24 = multiply_add_f64(multiply_add_f64(t23, t20, (f64)(-0.09090897728840162)), t20, (f64)(-0.14285714280189918));
  const f64 t25 = multiply_add_f64(t22, t19, multiply_add_f64(t24, t20, (f64)(-0.333333333333332)));
  const f64 t26 = multiply_add_f64(-t16, choose(t6, (t4 - t13) + t5, (f64)(0.0)), multiply_add_f64(-t16, t14, t12) + choose(t6, (t10 - t11) + t5, (f64)(0.0)));
  const f64 t27 = t26 * t15;
  const f64 t28 = multiply_add_f64(t19 * t16, t25, multiply_add_f64(-t19, t27, t27));
  const f64 t29 = multiply_add_f64(t8, (f64)(3.061616997868383e-17), choose(t3, -t28, t28) + multiply_add_f64(t8, (f64)(0.7853981633974483), -t9));
  const i64 t30 = ((i64)(t18 + (((t9 - t18) + t17) + t29)) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t30;
}

LANES_INLINE f64 f64_atan2(f64 a, f64 b) {
  const i64 t1 = (i64)((i64)b < (i64)(0));
  const f64 t2 = magnitude(a);
  const f64 t3 = magnitude(b);
  const f64 t4 = choose((i64)(t2 < t3), t3, t2);
  const i64 t5 = (i64)(t4 == (f64)(INFINITY));
  const f64 t6 = choose((i64)(t4 < (f64)(1.1830521861667747e-271)), (f64)(3.273390607896142e+150), (f64)(1.0));
  const f64 t7 = choose((i64)((f64)(1.0715086071862673e+301) < t4), (f64)(6.223015277861142e-61), t6);
  const f64 t8 = choose(t5, choose((i64)(t3 == (f64)(INFINITY)), (f64)(1.0), (f64)(0.0)), t3 * t7);
  const f64 t9 = choose((i64)(t4 == (f64)(0.0)), (f64)(1.0), t8);
  const f64 t10 = choose(t5, choose((i64)(t2 == (f64)(INFINITY)), (f64)(1.0), (f64)(0.0)), t2 * t7);
  const i64 t11 = (i64)(t9 < t10);
  const f64 t12 = choose(t11, t10, t9);
  const f64 t13 = choose(t11, t9, t10);
  const i64 t14 = (i64)((t12 * (f64)(0.41421356237309503)) < t13);
  const f64 t15 = choose(t14, (f64)(1.0), (f64)(0.0));
  const f64 t16 = choose(t11, (f64)(2.0) - t15, t15);
  const f64 t17 = choose(t1, (f64)(4.0) - t16, t16);
  const f64 t18 = t17 * (f64)(0.7853981633974483);
  const i64 t19 = t11 ^ t1;
  const f64 t20 = -t12;
  const f64 t21 = t20 + t13;
  const f64 t22 = choose(t14, t21, t13);
  const f64 t23 = t12 + t13;
  const f64 t24 = choose(t14, t23, t12);
  const f64 t25 = (f64)(1.0) / t24;
  const f64 t26 = t22 * t25;
  const f64 t27 = choose(t19, -t26, t26);
  const f64 t28 = t18 + t27;
  const f64 t29 = t26 * t26;
  const f64 t30 = t29 * t29;
  const f64 t31 = multiply_add_f64(multiply_add_f64((f64)(0.03805482720632138), t30, (f64)(0.05847818890281065)), t30, (f64)(0.07692059574557503));
  const f64 t32 = multiply_add_f64(multiply_add_f64(t31, t30, (f64)(0.11111110782750634)), t30, (f64)(0.19999999999953627));
  const f64 t33 = multiply_add_f64(multiply_add_f64((f64)(-0.017895731033067356), t30, (f64)(-0.0503895322652731)), t30, (f64)(-0.06663095509706837));
  const f64 t34 = multiply_add_f64(multiply_add_f64(t33, t30, (f64)(-0.09090897728840162)), t30, (f64)(-0.14285714280189918));
  const f64 t35 = multiply_add_f64(t32, t29, multiply_add_f64(t34, t30, (f64)(-0.333333333333332)));
  const f64 t36 = multiply_add_f64(-t26, choose(t14, (t12 - t23) + t13, (f64)(0.0)), multiply_add_f64(-t26, t24, t22) + choose(t14, (t20 - t21) + t13, (f64)(0.0)));
  const f64 t37 = t36 * t25;
  const f64 t38 = multiply_add_f64(t29 * t26, t35, multiply_add_f64(-t29, t37, t37));
  const f64 t39 = multiply_add_f64(t17, (f64)(3.061616997868383e-17), choose(t19, -t38, t38) + multiply_add_f64(t17, (f64)(0.7853981633974483), -t18));
  const i64 t40 = ((i64)(t28 + (((t18 - t28) + t27) + t39)) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return choose((i64)(b != b) | (i64)(a != a), (f64)(NAN), (f64)t40);
}

LANES_INLINE f64 f64_sinh(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(710.6) < t1), (f64)(710.6), t1);
  const f64 t3 = multiply_add_f64(t2, (f64)(1.4426950408889634), (f64)(6755399441055744.0)) - (f64)(6755399441055744.0);
  const f64 t4 = choose((i64)((f64)(1024.0) < t3), (f64)(1024.0), t3);
  const i64 t5 = ((i64)((t4 - (f64)(1.0)) + (f64)(6755399441055744.0)) << (i64)(52)) + (i64)(f64)(1.0);
  const f64 t6 = (f64)t5;
  const i64 t7 = ((i64)((f64)(6755399441055744.0) - (t4 + (f64)(1.0))) << (i64)(52)) + (i64)(f64)(1.0);
  const f64 t8 = choose((i64)((f64)(60.0) < t4), (f64)(0.0), (f64)t7);
  const f64 t9 = t6 - t8;
  const f64 t10 = t6 + t8;
  const f64 t11 = multiply_add_f64(-t3, (f64)(0.6931471805599453), t2);
  const f64 t12 = multiply_add_f64(-t3, (f64)(2.3190468138462996e-17), t11);
  const f64 t13 = t10 * t12;
  const f64 t14 = t9 + t13;
  const f64 t15 = t12 * t12;
  const f64 t16 = t15 * t15;
  const f64 t17 = multiply_add_f64((f64)(2.5109322461520066e-08), t16, (f64)(0.0001984126988681817));
  const f64 t18 = multiply_add_f64(multiply_add_f64((f64)(2.755724344858104e-06), t16, (f64)(0.008333333333321386)), t15, multiply_add_f64(t17, t16, (f64)(0.16666666666666677)));
  const f64 t19 = multiply_add_f64(t15 * t12, t18, multiply_add_f64(-t3, (f64)(2.3190468138462996e-17), t11 - t12));
  const f64 t20 = t15 * t15;
  const f64 t21 = multiply_add_f64(multiply_add_f64((f64)(2.0921791835553e-09), t20, (f64)(2.4801587349249104e-05)), t20, (f64)(0.041666666666666685));
  const f64 t22 = multiply_add_f64((f64)(2.7557251763093726e-07), t20, (f64)(0.001388888888887327));
  const f64 t23 = multiply_add_f64(t9, t15 * multiply_add_f64(t21, t15, multiply_add_f64(t22, t20, (f64)(0.5))), (multiply_add_f64(t10, t12, -t13) + ((t6 - t9) - t8)) + ((t9 - t14) + t13));
  const f64 t24 = (t14 + multiply_add_f64(t10, t19, t23)) * choose((i64)((f64)(1024.0) < t3), (f64)(2.0), (f64)(1.0));
  const i64 t25 = ((i64)t24 & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t25;
}

LANES_INLINE f64 f64_cosh(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(710.6) < t1), (f64)(710.6), t1);
  const f64 t3 = multiply_add_f64(t2, (f64)(1.4426950408889634), (f64)(6755399441055744.0)) - (f64)(6755399441055744.0);
  const f64 t4 = choose((i64)((f64)(1024.0) < t3), (f64)(1024.0), t3);
  const i64 t5 = ((i64)((t4 - (f64)(1.0)) + (f64)(6755399441055744.0)) << (i64)(52)) + (i64)(f64)(1.0);
  const f64 t6 = (f64)t5;
  const i64 t7 = ((i64)((f64)(6755399441055744.0) - (t4 + (f64)(1.0))) << (i64)(52)) + (i64)(f64)(1.0);
  const f64 t8 = choose((i64)((f64)(60.0) < t4), (f64)(0.0), (f64)t7);
  const f64 t9 = t6 + t8;
  const f64 t10 = t6 - t8;
  const f64 t11 = multiply_add_f64(-t3, (f64)(0.6931471805599453), t2);
  const f64 t12 = multiply_add_f64(-t3, (f64)(2.3190468138462996e-17), t11);
  const f64 t13 = t10 * t12;
  const f64 t14 = t9 + t13;
  const f64 t15 = t12 * t12;
  const f64 t16 = t15 * t15;
  const f64 t17 = multiply_add_f64((f64)(2.5109322461520066e-08), t16, (f64)(0.0001984126988681817));
  const f64 t18 = multiply_add_f64(multiply_add_f64((f64)(2.755724344858104e-06), t16, (f64)(0.008333333333321386)), t15, multiply_add_f64(t17, t16, (f64)(0.16666666666666677)));
  const f64 t19 = multiply_add_f64(t15 * t12, t18, multiply_add_f64(-t3, (f64)(2.3190468138462996e-17), t11 - t12));
  const f64 t20 = t15 * t15;
  const f64 t21 = multiply_add_f64(multiply_add_f64((f64)(2.0921791835553e-09), t20, (f64)(2.4801587349249104e-05)), t20, (f64)(0.041666666666666685));
  const f64 t22 = multiply_add_f64((f64)(2.7557251763093726e-07), t20, (f64)(0.001388888888887327));
  const f64 t23 = multiply_add_f64(t9, t15 * multiply_add_f64(t21, t15, multiply_add_f64(t22, t20, (f64)(0.5))), (multiply_add_f64(t10, t12, -t13) + ((t6 - t9) + t8)) + ((t9 - t14) + t13));
  const f64 t24 = (t14 + multiply_add_f64(t10, t19, t23)) * choose((i64)((f64)(1024.0) < t3), (f64)(2.0), (f64)(1.0));
  return t24;
}

LANES_INLINE f64 f64_tanh(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(20.0) < t1), (f64)(20.0), t1);
  const f64 t3 = t2 + t2;
  const f64 t4 = multiply_add_f64(t3, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t5 = (f64)(((i64)t4 << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t6 = t5 - (f64)(1.0);
  const f64 t7 = t4 - (f64)(6755399441055744.0);
  const f64 t8 = multiply_add_f64(-t7, (f64)(0.6931471805599453), t3);
  const f64 t9 = multiply_add_f64(-t7, (f64)(2.3190468138462996e-17), t8);
  const f64 t10 = t9 * t9;
  const f64 t11 = multiply_add_f64((f64)(2.501097814826262e-08), t10, (f64)(2.755755762594189e-06));
  const f64 t12 = multiply_add_f64(multiply_add_f64(t11, t10, (f64)(0.00019841269532249042)), t10, (f64)(0.00833333333348565));
  const f64 t13 = multiply_add_f64((f64)(2.763082468686509e-07), t10, (f64)(2.4801491587912184e-05));
  const f64 t14 = multiply_add_f64(multiply_add_f64(t13, t10, (f64)(0.0013888888944974301)), t10, (f64)(0.04166666666652555));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t12, t10, (f64)(0.16666666666666421)), t9, multiply_add_f64(t14, t10, (f64)(0.5000000000000011)));
  const f64 t16 = multiply_add_f64(-t7, (f64)(2.3190468138462996e-17), t8 - t9) + (f64)(0.0);
  const f64 t17 = multiply_add_f64(t9 * t9, t15, multiply_add_f64(t16, t9, t16));
  const f64 t18 = t9 + t17;
  const f64 t19 = t5 * t18;
  const f64 t20 = t6 + t19;
  const f64 t21 = t20 + (f64)(2.0);
  const f64 t22 = (f64)(1.0) / t21;
  const f64 t23 = t20 * t22;
  const f64 t24 = t21 - t20;
  const f64 t25 = multiply_add_f64(t5, (t9 - t18) + t17, (t6 - t20) + t19);
  const f64 t26 = multiply_add_f64(-t23, ((t20 - (t21 - t24)) + ((f64)(2.0) - t24)) + t25, multiply_add_f64(-t23, t21, t20) + t25);
  const i64 t27 = ((i64)(t23 + (t26 * t22)) & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t27;
}

LANES_INLINE f64 f64_asinh(f64 a) {
  const f64 t1 = magnitude(a);
  const i64 t2 = (i64)((f64)(1.152921504606847e+18) < t1);
  const f64 t3 = choose(t2, (f64)(1.0), t1);
  const f64 t4 = (t3 * t3) / (square_root(multiply_add_f64(t3, t3, (f64)(1.0))) + (f64)(1.0));
  const f64 t5 = t3 + t4;
  const f64 t6 = choose(t2, t1, t5);
  const f64 t7 = (f64)(1.0) + t6;
  const i64 t8 = (i64)t7 + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const i64 t9 = (i64)((u64)t8 >> (u64)(52));
  const f64 t10 = (f64)(t9 | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t11 = t10 + choose(t2, (f64)(1.0), (f64)(0.0));
  const f64 t12 = t11 * (f64)(0.6931471805598903);
  const i64 t13 = (i64)(t10 == (f64)(0.0));
  const f64 t14 = (f64)((t8 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t15 = choose(t13, t6, t14);
  const f64 t16 = t12 + t15;
  const f64 t17 = t15 / (t15 + (f64)(2.0));
  const f64 t18 = t17 * t17;
  const f64 t19 = t18 * t18;
  const f64 t20 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t19, (f64)(0.22222198207099736)), t19, (f64)(0.39999999999401137));
  const f64 t21 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t19, (f64)(0.1818358468904641)), t19, (f64)(0.28571428745687694));
  const f64 t22 = multiply_add_f64(t20, t18, multiply_add_f64(t21, t19, (f64)(0.6666666666666736)));
  const f64 t23 = (t15 * t15) * (f64)(0.5);
  const f64 t24 = choose(t2, (f64)(0.0), (t3 - t5) + t4);
  const f64 t25 = t7 - (f64)(1.0);
  const f64 t26 = ((((f64)(1.0) - (t7 - t25)) + (t6 - t25)) + t24) * (f64)(((i64)(2046) - t9) << (i64)(52));
  const f64 t27 = choose(t13, t24, choose((i64)((f64)(1.152921504606847e+18) < t6), (f64)(0.0), t26));
  const f64 t28 = multiply_add_f64(t17, multiply_add_f64(t18, t22, t23), -t23) + multiply_add_f64(-t15, t27, t27);
  const f64 t29 = t16 + (((t12 - t16) + t15) + multiply_add_f64(t11, (f64)(5.497923018708371e-14), t28));
  const i64 t30 = (i64)choose((i64)(t1 < (f64)(INFINITY)), t29, t1) & (i64)((u64)(~(i64)(0)) >> (u64)(1));
  return (f64)(t30 | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1)))));
}

LANES_INLINE f64 f64_acosh(f64 a) {
  const i64 t1 = (i64)((f64)(1.152921504606847e+18) < a);
  const f64 t2 = choose(t1, (f64)(2.0), a);
  const f64 t3 = t2 + (f64)(-1.0);
  const f64 t4 = square_root(multiply_add_f64(t3, t3, t3 + t3));
  const f64 t5 = t4 + t3;
  const f64 t6 = choose(t1, a, t5);
  const f64 t7 = (f64)(1.0) + t6;
  const i64 t8 = (i64)t7 + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const i64 t9 = (i64)((u64)t8 >> (u64)(52));
  const f64 t10 = (f64)(t9 | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t11 = t10 + choose(t1, (f64)(1.0), (f64)(0.0));
  const f64 t12 = t11 * (f64)(0.6931471805598903);
  const i64 t13 = (i64)(t10 == (f64)(0.0));
  const f64 t14 = (f64)((t8 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t15 = choose(t13, t6, t14);
  const f64 t16 = t12 + t15;
  const f64 t17 = t15 / (t15 + (f64)(2.0));
  const f64 t18 = t17 * t17;
  const f64 t19 = t18 * t18;
  const f64 t20 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t19, (f64)(0.22222198207099736)), t19, (f64)(0.39999999999401137));
  const f64 t21 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t19, (f64)(0.1818358468904641)), t19, (f64)(0.28571428745687694));
  const f64 t22 = multiply_add_f64(t20, t18, multiply_add_f64(t21, t19, (f64)(0.6666666666666736)));
  const f64 t23 = (t15 * t15) * (f64)(0.5);
  const f64 t24 = t5 - t4;
  const f64 t25 = t3 - t2;
  const f64 t26 = choose(t1, (f64)(0.0), ((t4 - (t5 - t24)) + (t3 - t24)) + ((t2 - (t3 - t25)) + ((f64)(-1.0) - t25)));
  const f64 t27 = t7 - (f64)(1.0);
  const f64 t28 = ((((f64)(1.0) - (t7 - t27)) + (t6 - t27)) + t26) * (f64)(((i64)(2046) - t9) << (i64)(52));
  const f64 t29 = choose(t13, t26, choose((i64)((f64)(1.152921504606847e+18) < t6), (f64)(0.0), t28));
  const f64 t30 = multiply_add_f64(t17, multiply_add_f64(t18, t22, t23), -t23) + multiply_add_f64(-t15, t29, t29);
  const f64 t31 = t16 + (((t12 - t16) + t15) + multiply_add_f64(t11, (f64)(5.497923018708371e-14), t30));
  const f64 t32 = choose((i64)(a < (f64)(1.0)), (f64)(NAN), choose((i64)(a < (f64)(INFINITY)), t31, a));
  return t32;
}

LANES_INLINE f64 f64_atanh(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)(t1 < (f64)(1.0)), t1, (f64)(0.0));
  const f64 t3 = t2 + t2;
  const f64 t4 = -t2;
  const f64 t5 = (f64)(1.0) + t4;
  const f64 t6 = (f64)(1.0) / t5;
  const f64 t7 = t3 * t6;
  const f64 t8 = multiply_add_f64(-t7, ((f64)(1.0) - t5) + t4, multiply_add_f64(-t7, t5, t3) + (f64)(0.0));
  const f64 t9 = t8 * t6;
  const f64 t10 = t7 + t9;
  const f64 t11 = (f64)(1.0) + t10;
  const i64 t12 = (i64)t11 + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const i64 t13 = (i64)((u64)t12 >> (u64)(52));
  const f64 t14 = (f64)(t13 | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t15 = t14 * (f64)(0.6931471805598903);
  const i64 t16 = (i64)(t14 == (f64)(0.0));
  const f64 t17 = (f64)((t12 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t18 = choose(t16, t10, t17);
  const f64 t19 = t15 + t18;
  const f64 t20 = t18 / (t18 + (f64)(2.0));
  const f64 t21 = t20 * t20;
  const f64 t22 = t21 * t21;
  const f64 t23 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t22, (f64)(0.22222198207099736)), t22, (f64)(0.39999999999401137));
  const f64 t24 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t22, (f64)(0.1818358468904641)), t22, (f64)(0.28571428745687694));
  const f64 t25 = multiply_add_f64(t23, t21, multiply_add_f64(t24, t22, (f64)(0.6666666666666736)));
  const f64 t26 = (t18 * t18) * (f64)(0.5);
  const f64 t27 = (t7 - t10) + t9;
  const f64 t28 = t11 - (f64)(1.0);
  const f64 t29 = ((((f64)(1.0) - (t11 - t28)) + (t10 - t28)) + t27) * (f64)(((i64)(2046) - t13) << (i64)(52));
  const f64 t30 = choose(t16, t27, choose((i64)((f64)(1.152921504606847e+18) < t10), (f64)(0.0), t29));
  const f64 t31 = multiply_add_f64(t20, multiply_add_f64(t21, t25, t26), -t26) + multiply_add_f64(-t18, t30, t30);
  const f64 t32 = t19 + (((t15 - t19) + t18) + multiply_add_f64(t14, (f64)(5.497923018708371e-14), t31));
  const f64 t33 = choose((i64)(t1 < (f64)(9.313225746154785e-10)), multiply_add_f64(t1 * t1, t1 * (f64)(0.3333333333333333), t1), t32 * (f64)(0.5));
  const f64 t34 = choose((i64)(t1 == (f64)(1.0)), (f64)(INFINITY), choose((i64)(t1 < (f64)(1.0)), t33, (f64)(NAN)));
  const i64 t35 = ((i64)t34 & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t35;
}

LANES_INLINE f64 f64_erf(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(5.95) < t1), (f64)(5.95), t1);
  const f64 t3 = t2 * (f64)(1.1283791670955126);
  const f64 t4 = -t3;
  const f64 t5 = t2 * t2;
  const f64 t6 = multiply_add_f64((f64)(-6.742976965703993e-15), t5, (f64)(-2.6992984637553406e-12));
  const f64 t7 = multiply_add_f64(multiply_add_f64(t6, t5, (f64)(-2.467649453226041e-10)), t5, (f64)(-7.774482981164154e-09));
  const f64 t8 = multiply_add_f64(multiply_add_f64(t7, t5, (f64)(-9.096207108303707e-08)), t5, (f64)(-2.3473706664041844e-07));
  const f64 t9 = multiply_add_f64(multiply_add_f64(t8, t5, (f64)(1.5795305730566141e-06)), t5, (f64)(-3.5187867727453665e-06));
  const f64 t10 = multiply_add_f64(multiply_add_f64(t9, t5, (f64)(-6.4521079888971e-05)), t5, (f64)(0.000590123062762637));
  const f64 t11 = multiply_add_f64(multiply_add_f64(t10, t5, (f64)(0.00020919464321411457)), t5, (f64)(-0.1027726033019289));
  const f64 t12 = multiply_add_f64((f64)(1.253248182513782e-16), t5, (f64)(1.7062231379806585e-13));
  const f64 t13 = multiply_add_f64(multiply_add_f64(t12, t5, (f64)(2.992539593576257e-11)), t5, (f64)(1.5654853235514017e-09));
  const f64 t14 = multiply_add_f64(multiply_add_f64(t13, t5, (f64)(3.029877040944546e-08)), t5, (f64)(1.9687148166496103e-07));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t14, t5, (f64)(-1.9646960597819177e-07)), t5, (f64)(-2.6844750736386065e-06));
  const f64 t16 = multiply_add_f64(multiply_add_f64(t15, t5, (f64)(2.9788953276280454e-05)), t5, (f64)(-2.5868651932521473e-05));
  const f64 t17 = multiply_add_f64(multiply_add_f64(t16, t5, (f64)(-0.0016962059462905144)), t5, (f64)(0.019128447008771154));
  const f64 t18 = (t2 * t2) * multiply_add_f64(t11, t2, multiply_add_f64(t17, t5, (f64)(-0.6366197723675815)));
  const f64 t19 = t4 + t18;
  const f64 t20 = multiply_add_f64(t19, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t21 = (f64)(((i64)t20 << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t22 = t21 - (f64)(1.0);
  const f64 t23 = t20 - (f64)(6755399441055744.0);
  const f64 t24 = multiply_add_f64(-t23, (f64)(0.6931471805599453), t19);
  const f64 t25 = multiply_add_f64(-t23, (f64)(2.3190468138462996e-17), t24);
  const f64 t26 = t25 * t25;
  const f64 t27 = multiply_add_f64((f64)(2.501097814826262e-08), t26, (f64)(2.755755762594189e-06));
  const f64 t28 = multiply_add_f64(multiply_add_f64(t27, t26, (f64)(0.00019841269532249042)), t26, (f64)(0.00833333333348565));
  const f64 t29 = multiply_add_f64((f64)(2.763082468686509e-07), t26, (f64)(2.4801491587912184e-05));
  const f64 t30 = multiply_add_f64(multiply_add_f64(t29, t26, (f64)(0.0013888888944974301)), t26, (f64)(0.04166666666652555));
  const f64 t31 = multiply_add_f64(multiply_add_f64(t28, t26, (f64)(0.16666666666666421)), t25, multiply_add_f64(t30, t26, (f64)(0.5000000000000011)));
  const f64 t32 = multiply_add_f64(-t2, (f64)(1.533545961316588e-17), ((t4 - t19) + t18) - multiply_add_f64(t2, (f64)(1.1283791670955126), -t3));
  const f64 t33 = multiply_add_f64(-t23, (f64)(2.3190468138462996e-17), t24 - t25) + t32;
  const f64 t34 = multiply_add_f64(t25 * t25, t31, multiply_add_f64(t33, t25, t33));
  const f64 t35 = t25 + t34;
  const f64 t36 = t21 * t35;
  const f64 t37 = t22 + t36;
  const f64 t38 = choose((i64)(a != a), a, magnitude(t37 + multiply_add_f64(t21, (t25 - t35) + t34, (t22 - t37) + t36)));
  const i64 t39 = ((i64)t38 & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  return (f64)t39;
}

LANES_INLINE f64 f64_erfc(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(27.5) < t1), (f64)(27.5), t1);
  const f64 t3 = t2 * t2;
  const f64 t4 = -t3;
  const f64 t5 = multiply_add_f64(t4, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t6 = t5 - (f64)(6755399441055744.0);
  const f64 t7 = multiply_add_f64(-t6, (f64)(0.6931471805599453), t4);
  const f64 t8 = multiply_add_f64(-t6, (f64)(2.3190468138462996e-17), t7);
  const f64 t9 = multiply_add_f64(-t6, (f64)(2.3190468138462996e-17), t7 - t8) + (-multiply_add_f64(t2, t2, -t3));
  const f64 t10 = t8 + t9;
  const f64 t11 = (f64)(1.0) + t10;
  const f64 t12 = t10 * t10;
  const f64 t13 = multiply_add_f64((f64)(2.501097814826262e-08), t12, (f64)(2.755755762594189e-06));
  const f64 t14 = multiply_add_f64(multiply_add_f64(t13, t12, (f64)(0.00019841269532249042)), t12, (f64)(0.00833333333348565));
  const f64 t15 = multiply_add_f64((f64)(2.763082468686509e-07), t12, (f64)(2.4801491587912184e-05));
  const f64 t16 = multiply_add_f64(multiply_add_f64(t15, t12, (f64)(0.0013888888944974301)), t12, (f64)(0.04166666666652555));
  const f64 t17 = multiply_add_f64(multiply_add_f64(t14, t12, (f64)(0.16666666666666421)), t10, multiply_add_f64(t16, t12, (f64)(0.5000000000000011)));
  const f64 t18 = (((f64)(1.0) - t11) + t10) + multiply_add_f64(t10 * t10, t17, (t8 - t10) + t9);
  const f64 t19 = t11 + t18;
  const f64 t20 = t2 + t2;
  const f64 t21 = t20 + (f64)(1.0);
  const f64 t22 = t2 + (f64)(4.0);
  const f64 t23 = (f64)(1.0) / (t22 * t21);
  const f64 t24 = t2 * (t21 * t23);
  const f64 t25 = t22 - t2;
  const f64 t26 = multiply_add_f64(-t24, ((t2 - (t22 - t25)) + ((f64)(4.0) - t25)) + (f64)(0.0), multiply_add_f64(-t24, t22, t2));
  const f64 t27 = multiply_add_f64(t26 + (f64)(0.0), t21 * t23, t24);
  const f64 t28 = multiply_add_f64(t27, (f64)(2.0), (f64)(-1.0));
  const f64 t29 = t28 * t28;
  const f64 t30 = multiply_add_f64((f64)(1.6518707176591774e-09), t29, (f64)(-1.7430435287506118e-08));
  const f64 t31 = multiply_add_f64(multiply_add_f64(t30, t29, (f64)(7.410838501787402e-08)), t29, (f64)(2.941144676312003e-07));
  const f64 t32 = multiply_add_f64(multiply_add_f64(t31, t29, (f64)(-1.1222137457822472e-05)), t29, (f64)(0.00015062170165869112));
  const f64 t33 = multiply_add_f64(multiply_add_f64(t32, t29, (f64)(-0.0007577732931196159)), t29, (f64)(-0.016197734057247677));
  const f64 t34 = multiply_add_f64(multiply_add_f64(t33, t29, (f64)(-0.06633036581225586)), t29, (f64)(-0.10103906603630343));
  const f64 t35 = multiply_add_f64((f64)(1.1924862295978207e-09), t29, (f64)(-1.4097495158249115e-08));
  const f64 t36 = multiply_add_f64(multiply_add_f64(t35, t29, (f64)(1.104243859401904e-07)), t29, (f64)(-8.26072179378746e-07));
  const f64 t37 = multiply_add_f64(multiply_add_f64(t36, t29, (f64)(5.710258988720017e-06)), t29, (f64)(-2.4399462197660907e-05));
  const f64 t38 = multiply_add_f64(multiply_add_f64(t37, t29, (f64)(-0.00019925662242100634)), t29, (f64)(0.005031969964856969));
  const f64 t39 = multiply_add_f64(multiply_add_f64(t38, t29, (f64)(0.037167515538912226)), t29, (f64)(0.09373283499826544));
  const f64 t40 = multiply_add_f64(multiply_add_f64(t39, t29, (f64)(0.06809705425469485)), t29, (f64)(-0.13962111684056253));
  const f64 t41 = multiply_add_f64(multiply_add_f64(t34, t29, (f64)(0.015379652102619766)), t28, t40);
  const f64 t42 = t28 * t41;
  const f64 t43 = (f64)(1.2329951186255526) + t42;
  const f64 t44 = t19 * t43;
  const f64 t45 = t44 * (t22 * t23);
  const f64 t46 = t21 - t20;
  const f64 t47 = multiply_add_f64((f64)(0.0), (f64)(2.0), (t20 - (t21 - t46)) + ((f64)(1.0) - t46));
  const f64 t48 = t28 * t28;
  const f64 t49 = (multiply_add_f64(t27, (f64)(2.0), (f64)(-1.0) - t28) * (f64)(1.7421875)) * (t48 * t48);
  const f64 t50 = (((f64)(1.2329951186255526) - t43) + t42) + ((f64)(-4.625318921008717e-17) + t49);
  const f64 t51 = multiply_add_f64(t19, t50, multiply_add_f64((t11 - t19) + t18, t43, multiply_add_f64(t19, t43, -t44)));
  const f64 t52 = multiply_add_f64(multiply_add_f64(-t45, t47, multiply_add_f64(-t45, t21, t44)) + t51, t22 * t23, t45);
  const f64 t53 = multiply_add_f64(t6, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t54 = (t52 * (f64)(((i64)t53 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t5 - (i64)t53) << (i64)(52)) + (i64)(f64)(1.0));
  return choose((i64)(a != a), a, choose((i64)(a < (f64)(0.0)), (f64)(2.0) - t54, t54));
}

LANES_INLINE f64 f64_cbrt(f64 a) {
  const f64 t1 = magnitude(a);
  const i64 t2 = (i64)(t1 < (f64)(2.2250738585072014e-308));
  const i64 t3 = (i64)choose(t2, t1 * (f64)(1.8014398509481984e+16), t1) + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const f64 t4 = (f64)((t3 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t5 = t4 + (f64)(1.0);
  const f64 t6 = (f64)((i64)((u64)t3 >> (u64)(52)) | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t7 = t6 - choose(t2, (f64)(54.0), (f64)(0.0));
  const f64 t8 = multiply_add_f64(t7, (f64)(0.3333333333333333), (f64)(6755399441055744.0));
  const f64 t9 = multiply_add_f64(t8 - (f64)(6755399441055744.0), (f64)(-3.0), t7);
  const f64 t10 = t5 * (f64)(((i64)(t9 + (f64)(6755399441055744.0)) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t11 = t5 * t5;
  const f64 t12 = multiply_add_f64(multiply_add_f64((f64)(-0.10807475782238544), t11, (f64)(-1.8982891897767422)), t11, (f64)(-2.4860245209015344));
  const f64 t13 = multiply_add_f64(multiply_add_f64((f64)(0.700804200769342), t11, (f64)(2.7923940909741907)), t11, (f64)(1.9991940324568218));
  const f64 t14 = choose((i64)((f64)(0.0) < t9), (f64)(0.7937005259840998), choose((i64)(t9 < (f64)(0.0)), (f64)(1.2599210498948732), (f64)(1.0)));
  const f64 t15 = multiply_add_f64(t12, t5, t13) * t14;
  const f64 t16 = multiply_add_f64(-(t10 * t15), t15 * t15, (f64)(1.0));
  const f64 t17 = multiply_add_f64(t15 * t16, multiply_add_f64(t16, (f64)(0.2222222222222222), (f64)(0.3333333333333333)), t15);
  const f64 t18 = t17 * t17;
  const f64 t19 = t10 * t18;
  const f64 t20 = t19 * t19;
  const f64 t21 = multiply_add_f64(multiply_add_f64(t19, t19, -t20), t19, multiply_add_f64(t20, t19, -t10));
  const f64 t22 = multiply_add_f64(-t21, t18 * (f64)(0.3333333333333333), t19) * (f64)(((i64)t8 << (i64)(52)) + (i64)(f64)(1.0));
  const i64 t23 = ((i64)t22 & (i64)((u64)(~(i64)(0)) >> (u64)(1))) | ((i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const f64 t24 = choose((i64)(a == (f64)(0.0)), a, choose((i64)(magnitude(a) < (f64)(INFINITY)), (f64)t23, a));
  return t24;
}

LANES_INLINE f64 f64_rsqrt(f64 a) {
  const f64 t1 = square_root(a);
  const f64 t2 = (f64)(1.0) / t1;
  const f64 t3 = multiply_add_f64((multiply_add_f64(-t1, t1, a) * t2) * t2, (f64)(-0.5), multiply_add_f64(-t2, t1, (f64)(1.0)));
  const f64 t4 = multiply_add_f64(t2, t3, t2);
  return choose((i64)(t4 != t4), t2, t4);
}

LANES_INLINE f64 f64_hypot(f64 a, f64 b) {
  const f64 t1 = magnitude(a);
  const f64 t2 = magnitude(b);
  const f64 t3 = choose((i64)(t1 < t2), t2, t1);
  const i64 t4 = (i64)((f64)(3.3519519824856493e+153) < t3);
  const i64 t5 = (i64)(t3 < (f64)(3.4395525670743494e-136));
  const f64 t6 = choose(t4, (f64)(2.409919865102884e-181), choose(t5, (f64)(5.260135901548374e+210), (f64)(1.0)));
  const f64 t7 = t3 * t6;
  const f64 t8 = t3 * t6;
  const f64 t9 = t7 * t8;
  const f64 t10 = choose((i64)(t2 < t1), t2, t1) * t6;
  const f64 t11 = t10 * t10;
  const f64 t12 = t9 + t11;
  const f64 t13 = ((t9 - t12) + t11) + (multiply_add_f64(t10, t10, -t11) + multiply_add_f64(t7, t8, -t9));
  const f64 t14 = choose(t4, (f64)(4.149515568880993e+180), choose(t5, (f64)(1.90109156629516e-211), (f64)(1.0)));
  const f64 t15 = choose((i64)(t1 == (f64)(INFINITY)) | (i64)(t2 == (f64)(INFINITY)), (f64)(INFINITY), choose((i64)(a != a) | (i64)(b != b), (f64)(NAN), square_root(t12 + t13) * t14));
  return t15;
}

LANES_INLINE f64 f64_sigmoid(f64 a) {
  const f64 t1 = -magnitude(a);
  const f64 t2 = choose((i64)(t1 < (f64)(-746.0)), (f64)(-746.0), t1);
  const f64 t3 = choose((i64)((f64)(710.0) < t2), (f64)(710.0), t2);
  const f64 t4 = multiply_add_f64(t3, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t5 = t4 - (f64)(6755399441055744.0);
  const f64 t6 = multiply_add_f64(-t5, (f64)(2.3190468138462996e-17), multiply_add_f64(-t5, (f64)(0.6931471805599453), t3));
  const f64 t7 = (f64)(1.0) + t6;
  const f64 t8 = t6 * t6;
  const f64 t9 = multiply_add_f64(multiply_add_f64((f64)(2.501097814826262e-08), t8, (f64)(2.755755762594189e-06)), t8, (f64)(0.00019841269532249042));
  const f64 t10 = multiply_add_f64(multiply_add_f64(t9, t8, (f64)(0.00833333333348565)), t8, (f64)(0.16666666666666421));
  const f64 t11 = multiply_add_f64((f64)(2.763082468686509e-07), t8, (f64)(2.4801491587912184e-05));
  const f64 t12 = multiply_add_f64(multiply_add_f64(t11, t8, (f64)(0.0013888888944974301)), t8, (f64)(0.04166666666652555));
  const f64 t13 = multiply_add_f64(t6 * t6, multiply_add_f64(t10, t6, multiply_add_f64(t12, t8, (f64)(0.5000000000000011))), ((f64)(1.0) - t7) + t6);
  const f64 t14 = multiply_add_f64(t5, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t15 = ((t7 + t13) * (f64)(((i64)t14 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t4 - (i64)t14) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t16 = choose((i64)(a < (f64)(0.0)), t15, (f64)(1.0));
  const f64 t17 = (f64)(1.0) + t15;
  const f64 t18 = (f64)(1.0) / t17;
  const f64 t19 = t16 * t18;
  const f64 t20 = multiply_add_f64(-t19, ((f64)(1.0) - t17) + t15, multiply_add_f64(-t19, t17, t16) + (f64)(0.0));
  return t19 + (t20 * t18);
}

LANES_INLINE f64 f64_silu(f64 a) {
  const i64 t1 = (i64)(a < (f64)(0.0));
  const f64 t2 = magnitude(a);
  const f64 t3 = choose((i64)((f64)(760.0) < t2), (f64)(760.0), t2);
  const f64 t4 = -t3;
  const f64 t5 = -t3;
  const f64 t6 = multiply_add_f64(t5, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t7 = t6 - (f64)(6755399441055744.0);
  const f64 t8 = multiply_add_f64(-t7, (f64)(0.6931471805599453), t5);
  const f64 t9 = multiply_add_f64(-t7, (f64)(2.3190468138462996e-17), t8);
  const f64 t10 = multiply_add_f64(-t7, (f64)(2.3190468138462996e-17), t8 - t9) + (f64)(0.0);
  const f64 t11 = t9 + t10;
  const f64 t12 = (f64)(1.0) + t11;
  const f64 t13 = t11 * t11;
  const f64 t14 = multiply_add_f64((f64)(2.501097814826262e-08), t13, (f64)(2.755755762594189e-06));
  const f64 t15 = multiply_add_f64(multiply_add_f64(t14, t13, (f64)(0.00019841269532249042)), t13, (f64)(0.00833333333348565));
  const f64 t16 = multiply_add_f64((f64)(2.763082468686509e-07), t13, (f64)(2.4801491587912184e-05));
  const f64 t17 = multiply_add_f64(multiply_add_f64(t16, t13, (f64)(0.0013888888944974301)), t13, (f64)(0.04166666666652555));
  const f64 t18 = multiply_add_f64(multiply_add_f64(t15, t13, (f64)(0.16666666666666421)), t11, multiply_add_f64(t17, t13, (f64)(0.5000000000000011)));
  const f64 t19 = t12 + ((((f64)(1.0) - t12) + t11) + multiply_add_f64(t11 * t11, t18, (t9 - t11) + t10));
  const f64 t20 = t4 * t19;
  const f64 t21 = choose(t1, t20, a);
  const f64 t22 = multiply_add_f64(t7, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t23 = (t19 * (f64)(((i64)t22 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t6 - (i64)t22) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t24 = (f64)(1.0) + t23;
  const f64 t25 = (f64)(1.0) / t24;
  const f64 t26 = t21 * t25;
  const f64 t27 = multiply_add_f64(-t26, t24, t21) + choose(t1, multiply_add_f64(t4, t19, -t20), (f64)(0.0));
  const f64 t28 = choose((i64)(a == (f64)(INFINITY)) | (i64)(a == (f64)(0.0)), a, t26 + (multiply_add_f64(-t26, ((f64)(1.0) - t24) + t23, t27) * t25));
  const f64 t29 = choose(t1, t7, (f64)(0.0));
  const f64 t30 = multiply_add_f64(t29, (f64)(0.5), (f64)(6755399441055744.0));
  const i64 t31 = (((i64)(t29 + (f64)(6755399441055744.0)) - (i64)t30) << (i64)(52)) + (i64)(f64)(1.0);
  return (t28 * (f64)(((i64)t30 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)t31;
}

LANES_INLINE f64 f64_gelu(f64 a) {
  const f64 t1 = magnitude(a);
  const f64 t2 = choose((i64)((f64)(38.8) < t1), (f64)(38.8), t1);
  const i64 t3 = (i64)(a < (f64)(0.0));
  const f64 t4 = t2 * (f64)(0.5);
  const f64 t5 = t2 * t4;
  const f64 t6 = -t5;
  const f64 t7 = multiply_add_f64(t6, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t8 = t7 - (f64)(6755399441055744.0);
  const f64 t9 = multiply_add_f64(-t8, (f64)(0.6931471805599453), t6);
  const f64 t10 = multiply_add_f64(-t8, (f64)(2.3190468138462996e-17), t9);
  const f64 t11 = multiply_add_f64(-t8, (f64)(2.3190468138462996e-17), t9 - t10) + (-multiply_add_f64(t2, t4, -t5));
  const f64 t12 = t10 + t11;
  const f64 t13 = (f64)(1.0) + t12;
  const f64 t14 = t12 * t12;
  const f64 t15 = multiply_add_f64((f64)(2.501097814826262e-08), t14, (f64)(2.755755762594189e-06));
  const f64 t16 = multiply_add_f64(multiply_add_f64(t15, t14, (f64)(0.00019841269532249042)), t14, (f64)(0.00833333333348565));
  const f64 t17 = multiply_add_f64((f64)(2.763082468686509e-07), t14, (f64)(2.4801491587912184e-05));
  const f64 t18 = multiply_add_f64(multiply_add_f64(t17, t14, (f64)(0.0013888888944974301)), t14, (f64)(0.04166666666652555));
  const f64 t19 = multiply_add_f64(multiply_add_f64(t16, t14, (f64)(0.16666666666666421)), t12, multiply_add_f64(t18, t14, (f64)(0.5000000000000011)));
  const f64 t20 = (((f64)(1.0) - t13) + t12) + multiply_add_f64(t12 * t12, t19, (t10 - t12) + t11);
  const f64 t21 = t13 + t20;
  const f64 t22 = t2 * (f64)(0.7071067811865476);
  const f64 t23 = t22 + t22;
  const f64 t24 = t23 + (f64)(1.0);
  const f64 t25 = t22 + (f64)(4.0);
  const f64 t26 = (f64)(1.0) / (t25 * t24);
  const f64 t27 = t22 * (t24 * t26);
  const f64 t28 = t25 - t22;
  const f64 t29 = multiply_add_f64(t2, (f64)(-4.833646656726457e-17), multiply_add_f64(t2, (f64)(0.7071067811865476), -t22));
  const f64 t30 = multiply_add_f64(-t27, ((t22 - (t25 - t28)) + ((f64)(4.0) - t28)) + t29, multiply_add_f64(-t27, t25, t22));
  const f64 t31 = multiply_add_f64(t30 + t29, t24 * t26, t27);
  const f64 t32 = multiply_add_f64(t31, (f64)(2.0), (f64)(-1.0));
  const f64 t33 = t32 * t32;
  const f64 t34 = multiply_add_f64((f64)(1.6518707176591774e-09), t33, (f64)(-1.7430435287506118e-08));
  const f64 t35 = multiply_add_f64(multiply_add_f64(t34, t33, (f64)(7.410838501787402e-08)), t33, (f64)(2.941144676312003e-07));
  const f64 t36 = multiply_add_f64(multiply_add_f64(t35, t33, (f64)(-1.1222137457822472e-05)), t33, (f64)(0.00015062170165869112));
  const f64 t37 = multiply_add_f64(multiply_add_f64(t36, t33, (f64)(-0.0007577732931196159)), t33, (f64)(-0.016197734057247677));
  const f64 t38 = multiply_add_f64(multiply_add_f64(t37, t33, (f64)(-0.06633036581225586)), t33, (f64)(-0.10103906603630343));
  const f64 t39 = multiply_add_f64((f64)(1.1924862295978207e-09), t33, (f64)(-1.4097495158249115e-08));
  const f64 t40 = multiply_add_f64(multiply_add_f64(t39, t33, (f64)(1.104243859401904e-07)), t33, (f64)(-8.26072179378746e-07));
  const f64 t41 = multiply_add_f64(multiply_add_f64(t40, t33, (f64)(5.710258988720017e-06)), t33, (f64)(-2.4399462197660907e-05));
  const f64 t42 = multiply_add_f64(multiply_add_f64(t41, t33, (f64)(-0.00019925662242100634)), t33, (f64)(0.005031969964856969));
  const f64 t43 = multiply_add_f64(multiply_add_f64(t42, t33, (f64)(0.037167515538912226)), t33, (f64)(0.09373283499826544));
  const f64 t44 = multiply_add_f64(multiply_add_f64(t43, t33, (f64)(0.06809705425469485)), t33, (f64)(-0.13962111684056253));
  const f64 t45 = multiply_add_f64(multiply_add_f64(t38, t33, (f64)(0.015379652102619766)), t32, t44);
  const f64 t46 = t32 * t45;
  const f64 t47 = (f64)(1.2329951186255526) + t46;
  const f64 t48 = t21 * t47;
  const f64 t49 = t48 * (t25 * t26);
  const f64 t50 = t24 - t23;
  const f64 t51 = multiply_add_f64(-t49, multiply_add_f64(t29, (f64)(2.0), (t23 - (t24 - t50)) + ((f64)(1.0) - t50)), multiply_add_f64(-t49, t24, t48));
  const f64 t52 = t32 * t32;
  const f64 t53 = (multiply_add_f64(t31, (f64)(2.0), (f64)(-1.0) - t32) * (f64)(1.7421875)) * (t52 * t52);
  const f64 t54 = (((f64)(1.2329951186255526) - t47) + t46) + ((f64)(-4.625318921008717e-17) + t53);
  const f64 t55 = multiply_add_f64(t21, t54, multiply_add_f64((t13 - t21) + t20, t47, multiply_add_f64(t21, t47, -t48)));
  const f64 t56 = multiply_add_f64(t51 + t55, t25 * t26, t49) * (f64)(0.5);
  const f64 t57 = multiply_add_f64(t8, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t58 = (t56 * (f64)(((i64)t57 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t7 - (i64)t57) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t59 = -t58;
  const f64 t60 = (f64)(1.0) + t59;
  const f64 t61 = choose(t3, -(t2 * t56), multiply_add_f64(t2, t60, t2 * (((f64)(1.0) - t60) + t59)));
  const f64 t62 = choose(t3, t8, (f64)(0.0));
  const f64 t63 = multiply_add_f64(t62, (f64)(0.5), (f64)(6755399441055744.0));
  const i64 t64 = (((i64)(t62 + (f64)(6755399441055744.0)) - (i64)t63) << (i64)(52)) + (i64)(f64)(1.0);
  const f64 t65 = choose(((i64)(a != a) | (i64)(a == (f64)(0.0))) | (i64)(t2 < a), a, (t61 * (f64)(((i64)t63 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)t64);
  return t65;
}

LANES_INLINE f64 f64_softplus(f64 a) {
  const f64 t1 = -magnitude(a);
  const f64 t2 = choose((i64)(t1 < (f64)(-746.0)), (f64)(-746.0), t1);
  const f64 t3 = choose((i64)((f64)(710.0) < t2), (f64)(710.0), t2);
  const f64 t4 = multiply_add_f64(t3, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t5 = t4 - (f64)(6755399441055744.0);
  const f64 t6 = multiply_add_f64(-t5, (f64)(2.3190468138462996e-17), multiply_add_f64(-t5, (f64)(0.6931471805599453), t3));
  const f64 t7 = (f64)(1.0) + t6;
  const f64 t8 = t6 * t6;
  const f64 t9 = multiply_add_f64(multiply_add_f64((f64)(2.501097814826262e-08), t8, (f64)(2.755755762594189e-06)), t8, (f64)(0.00019841269532249042));
  const f64 t10 = multiply_add_f64(multiply_add_f64(t9, t8, (f64)(0.00833333333348565)), t8, (f64)(0.16666666666666421));
  const f64 t11 = multiply_add_f64((f64)(2.763082468686509e-07), t8, (f64)(2.4801491587912184e-05));
  const f64 t12 = multiply_add_f64(multiply_add_f64(t11, t8, (f64)(0.0013888888944974301)), t8, (f64)(0.04166666666652555));
  const f64 t13 = multiply_add_f64(t6 * t6, multiply_add_f64(t10, t6, multiply_add_f64(t12, t8, (f64)(0.5000000000000011))), ((f64)(1.0) - t7) + t6);
  const f64 t14 = multiply_add_f64(t5, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t15 = ((t7 + t13) * (f64)(((i64)t14 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t4 - (i64)t14) << (i64)(52)) + (i64)(f64)(1.0));
  const f64 t16 = (f64)(1.0) + t15;
  const i64 t17 = (i64)t16 + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const i64 t18 = (i64)((u64)t17 >> (u64)(52));
  const f64 t19 = (f64)(t18 | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t20 = t19 * (f64)(0.6931471805598903);
  const i64 t21 = (i64)(t19 == (f64)(0.0));
  const f64 t22 = (f64)((t17 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t23 = choose(t21, t15, t22);
  const f64 t24 = t20 + t23;
  const f64 t25 = t23 / (t23 + (f64)(2.0));
  const f64 t26 = t25 * t25;
  const f64 t27 = t26 * t26;
  const f64 t28 = multiply_add_f64(multiply_add_f64((f64)(0.15313497231407847), t27, (f64)(0.22222198207099736)), t27, (f64)(0.39999999999401137));
  const f64 t29 = multiply_add_f64(multiply_add_f64((f64)(0.14801793971062072), t27, (f64)(0.1818358468904641)), t27, (f64)(0.28571428745687694));
  const f64 t30 = multiply_add_f64(t28, t26, multiply_add_f64(t29, t27, (f64)(0.6666666666666736)));
  const f64 t31 = (t23 * t23) * (f64)(0.5);
  const f64 t32 = t16 - (f64)(1.0);
  const f64 t33 = ((((f64)(1.0) - (t16 - t32)) + (t15 - t32)) + (f64)(0.0)) * (f64)(((i64)(2046) - t18) << (i64)(52));
  const f64 t34 = choose(t21, (f64)(0.0), choose((i64)((f64)(1.152921504606847e+18) < t15), (f64)(0.0), t33));
  const f64 t35 = multiply_add_f64(t25, multiply_add_f64(t26, t30, t31), -t31) + multiply_add_f64(-t23, t34, t34);
  const f64 t36 = t24 + (((t20 - t24) + t23) + multiply_add_f64(t19, (f64)(5.497923018708371e-14), t35));
  return choose((i64)(a < (f64)(0.0)), (f64)(0.0), a) + t36;
}

LANES_INLINE f64 f64_pow(f64 a, f64 b) {
  const f64 t1 = magnitude(a);
  const f64 t2 = magnitude(b);
  const i64 t3 = (i64)((f64)(4503599627370496.0) <= t2);
  const f64 t4 = t2 + (f64)(4503599627370496.0);
  const i64 t5 = t3 | (i64)((t4 - (f64)(4503599627370496.0)) == t2);
  const i64 t6 = (i64)(t1 < (f64)(2.2250738585072014e-308));
  const i64 t7 = (i64)choose(t6, t1 * (f64)(1.8014398509481984e+16), t1) + ((i64)(f64)(1.0) - (i64)(f64)(0.7071067811865476));
  const f64 t8 = (f64)((i64)((u64)t7 >> (u64)(52)) | (i64)(f64)(4503599627370496.0)) - (f64)(4503599627371519.0);
  const f64 t9 = t8 - choose(t6, (f64)(54.0), (f64)(0.0));
  const f64 t10 = t9 * (f64)(0.6931471805598903);
  const f64 t11 = (f64)((t7 & (i64)(4503599627370495)) + (i64)(f64)(0.7071067811865476)) - (f64)(1.0);
  const f64 t12 = (f64)(2.0) + t11;
  const f64 t13 = (f64)(1.0) / t12;
  const f64 t14 = t11 * t13;
  const f64 t15 = t14 * t14;
  const f64 t16 = t15 * t14;
  const f64 t17 = t15 * t15;
  const f64 t18 = multiply_add_f64(multiply_add_f64((f64)(0.06006744452939993), t17, (f64)(0.0666823217548181)), t17, (f64)(0.09090909463560226));
  const f64 t19 = multiply_add_f64(multiply_add_f64((f64)(0.058359288784230245), t17, (f64)(0.07692276511900285)), t17, (f64)(0.11111111108535045));
  const f64 t20 = multiply_add_f64(multiply_add_f64(t18, t17, (f64)(0.14285714285723522)), t15, multiply_add_f64(t19, t17, (f64)(0.19999999999999987)));
  const f64 t21 = multiply_add_f64(t15, t20, (f64)(1.850371707708594e-17));
  const f64 t22 = (f64)(0.3333333333333333) + t21;
  const f64 t23 = t16 * t22;
  const f64 t24 = t14 + t23;
  const f64 t25 = t24 + t24;
  const f64 t26 = t10 + t25;
  const f64 t27 = t9 * (f64)(5.497923018708371e-14);
  const f64 t28 = t26 + t27;
  const f64 t29 = t28 - t26;
  const f64 t30 = multiply_add_f64(-t14, ((f64)(2.0) - t12) + t11, multiply_add_f64(-t14, t12, t11) + (f64)(0.0));
  const f64 t31 = t30 * t13;
  const f64 t32 = multiply_add_f64(t14, t31, multiply_add_f64(t31, t14, multiply_add_f64(t14, t14, -t15)));
  const f64 t33 = multiply_add_f64(t15, t31, multiply_add_f64(t32, t14, multiply_add_f64(t15, t14, -t16)));
  const f64 t34 = multiply_add_f64(t16, ((f64)(0.3333333333333333) - t22) + t21, multiply_add_f64(t33, t22, multiply_add_f64(t16, t22, -t23)));
  const f64 t35 = multiply_add_f64(t9, (f64)(0.0), multiply_add_f64(t9, (f64)(5.497923018708371e-14), -t27));
  const f64 t36 = (((t10 - t26) + t25) + ((t26 - (t28 - t29)) + (t27 - t29))) + multiply_add_f64((f64)(2.0), ((t14 - t24) + t23) + (t31 + t34), t35);
  const f64 t37 = t28 + t36;
  const f64 t38 = choose((i64)(t1 == (f64)(0.0)), (f64)(-INFINITY), choose((i64)(t1 < (f64)(INFINITY)), t37, t1));
  const f64 t39 = b * t38;
  const f64 t40 = choose((i64)(t39 < (f64)(-746.0)), (f64)(-746.0), t39);
  const f64 t41 = choose((i64)((f64)(710.0) < t40), (f64)(710.0), t40);
  const f64 t42 = multiply_add_f64(t41, (f64)(1.4426950408889634), (f64)(6755399441055744.0));
  const f64 t43 = t42 - (f64)(6755399441055744.0);
  const f64 t44 = multiply_add_f64(-t43, (f64)(0.6931471805599453), t41);
  const f64 t45 = multiply_add_f64(-t43, (f64)(2.3190468138462996e-17), t44);
  const f64 t46 = choose((i64)(t41 == t39), multiply_add_f64(b, t38, -t39) + (b * ((t28 - t37) + t36)), (f64)(0.0));
  const f64 t47 = multiply_add_f64(-t43, (f64)(2.3190468138462996e-17), t44 - t45) + t46;
  const f64 t48 = t45 + t47;
  const f64 t49 = (f64)(1.0) + t48;
  const f64 t50 = t48 * t48;
  const f64 t51 = multiply_add_f64((f64)(2.501097814826262e-08), t50, (f64)(2.755755762594189e-06));
  const f64 t52 = multiply_add_f64(multiply_add_f64(t51, t50, (f64)(0.00019841269532249042)), t50, (f64)(0.00833333333348565));
  const f64 t53 = multiply_add_f64((f64)(2.763082468686509e-07), t50, (f64)(2.4801491587912184e-05));
  const f64 t54 = multiply_add_f64(multiply_add_f64(t53, t50, (f64)(0.0013888888944974301)), t50, (f64)(0.04166666666652555));
  const f64 t55 = multiply_add_f64(multiply_add_f64(t52, t50, (f64)(0.16666666666666421)), t48, multiply_add_f64(t54, t50, (f64)(0.5000000000000011)));
  const f64 t56 = t49 + ((((f64)(1.0) - t49) + t48) + multiply_add_f64(t48 * t48, t55, (t45 - t48) + t47));
  const f64 t57 = multiply_add_f64(t43, (f64)(0.5), (f64)(6755399441055744.0));
  const f64 t58 = (t56 * (f64)(((i64)t57 << (i64)(52)) + (i64)(f64)(1.0))) * (f64)((((i64)t42 - (i64)t57) << (i64)(52)) + (i64)(f64)(1.0));
  const i64 t59 = (i64)((choose(t3, (i64)t2, (i64)t4) & (i64)(1)) == (i64)(0)) | (i64)(((f64)(4503599627370496.0) + (f64)(4503599627370496.0)) <= t2);
  const i64 t60 = (i64)choose((i64)(t1 == (f64)(1.0)) & (i64)(b == b), (f64)(1.0), t58) ^ choose(t59 | (~t5), (i64)(0), (i64)a & (~(i64)((u64)(~(i64)(0)) >> (u64)(1))));
  const f64 t61 = choose(((i64)(a < (f64)(0.0)) & (i64)(t1 < (f64)(INFINITY))) & (~t5), (f64)(NAN), (f64)t60);
  return choose((i64)(a == (f64)(1.0)) | (i64)(b == (f64)(0.0)), (f64)(1.0), t61);
}

// Dtype, element type and name of each, by what it takes and gives.
#define LANES_ROWS(UNARY, BINARY, TERNARY, PREDICATE, RELATION, SELECT) \
  BINARY(bool, u8, logical_and) \
  BINARY(bool, u8, logical_or) \
  BINARY(bool, u8, logical_xor) \
  UNARY(bool, u8, logical_not) \
  BINARY(bool, u8, bitwise_and) \
  BINARY(bool, u8, bitwise_or) \
  BINARY(bool, u8, bitwise_xor) \
  UNARY(bool, u8, invert) \
  BINARY(bool, u8, add) \
  BINARY(bool, u8, multiply) \
  UNARY(bool, u8, square) \
  UNARY(bool, u8, abs) \
  BINARY(bool, u8, equal) \
  BINARY(bool, u8, not_equal) \
  BINARY(bool, u8, less) \
  BINARY(bool, u8, less_equal) \
  BINARY(bool, u8, greater) \
  BINARY(bool, u8, greater_equal) \
  BINARY(bool, u8, maximum) \
  BINARY(bool, u8, minimum) \
  BINARY(bool, u8, fmax) \
  BINARY(bool, u8, fmin) \
  TERNARY(bool, u8, clip) \
  TERNARY(bool, u8, where) \
  BINARY(i8, i8, add) \
  BINARY(i8, i8, subtract) \
  BINARY(i8, i8, multiply) \
  UNARY(i8, i8, square) \
  UNARY(i8, i8, positive) \
  RELATION(i8, i8, equal) \
  RELATION(i8, i8, not_equal) \
  RELATION(i8, i8, less) \
  RELATION(i8, i8, less_equal) \
  RELATION(i8, i8, greater) \
  RELATION(i8, i8, greater_equal) \
  BINARY(i8, i8, maximum) \
  BINARY(i8, i8, minimum) \
  BINARY(i8, i8, fmax) \
  BINARY(i8, i8, fmin) \
  TERNARY(i8, i8, clip) \
  SELECT(i8, i8, where) \
  UNARY(i8, i8, relu) \
  BINARY(i8, i8, floor_divide) \
  BINARY(i8, i8, remainder) \
  BINARY(i8, i8, fmod) \
  UNARY(i8, i8, negative) \
  UNARY(i8, i8, abs) \
  UNARY(i8, i8, sign) \
  BINARY(i8, i8, bitwise_and) \
  BINARY(i8, i8, bitwise_or) \
  BINARY(i8, i8, bitwise_xor) \
  UNARY(i8, i8, invert) \
  BINARY(i8, i8, left_shift) \
  BINARY(i8, i8, right_shift) \
  BINARY(i8, i8, pow) \
  BINARY(i16, i16, add) \
  BINARY(i16, i16, subtract) \
  BINARY(i16, i16, multiply) \
  UNARY(i16, i16, square) \
  UNARY(i16, i16, positive) \
  RELATION(i16, i16, equal) \
  RELATION(i16, i16, not_equal) \
  RELATION(i16, i16, less) \
  RELATION(i16, i16, less_equal) \
  RELATION(i16, i16, greater) \
  RELATION(i16, i16, greater_equal) \
  BINARY(i16, i16, maximum) \
  BINARY(i16, i16, minimum) \
  BINARY(i16, i16, fmax) \
  BINARY(i16, i16, fmin) \
  TERNARY(i16, i16, clip) \
  SELECT(i16, i16, where) \
  UNARY(i16, i16, relu) \
  BINARY(i16, i16, floor_divide) \
  BINARY(i16, i16, remainder) \
  BINARY(i16, i16, fmod) \
  UNARY(i16, i16, negative) \
  UNARY(i16, i16, abs) \
  UNARY(i16, i16, sign) \
  BINARY(i16, i16, bitwise_and) \
  BINARY(i16, i16, bitwise_or) \
  BINARY(i16, i16, bitwise_xor) \
  UNARY(i16, i16, invert) \
  BINARY(i16, i16, left_shift) \
  BINARY(i16, i16, right_shift) \
  BINARY(i16, i16, pow) \
  BINARY(i32, i32, add) \
  BINARY(i32, i32, subtract) \
  BINARY(i32, i32, multiply) \
  UNARY(i32, i32, square) \
  UNARY(i32, i32, positive) \
  RELATION(i32, i32, equal) \
  RELATION(i32, i32, not_equal) \
  RELATION(i32, i32, less) \
  RELATION(i32, i32, less_equal) \
  RELATION(i32, i32, greater) \
  RELATION(i32, i32, greater_equal) \
  BINARY(i32, i32, maximum) \
  BINARY(i32, i32, minimum) \
  BINARY(i32, i32, fmax) \
  BINARY(i32, i32, fmin) \
  TERNARY(i32, i32, clip) \
  SELECT(i32, i32, where) \
  UNARY(i32, i32, relu) \
  BINARY(i32, i32, floor_divide) \
  BINARY(i32, i32, remainder) \
  BINARY(i32, i32, fmod) \
  UNARY(i32, i32, negative) \
  UNARY(i32, i32, abs) \
  UNARY(i32, i32, sign) \
  BINARY(i32, i32, bitwise_and) \
  BINARY(i32, i32, bitwise_or) \
  BINARY(i32, i32, bitwise_xor) \
  UNARY(i32, i32, invert) \
  BINARY(i32, i32, left_shift) \
  BINARY(i32, i32, right_shift) \
  BINARY(i32, i32, pow) \
  BINARY(i64, i64, add) \
  BINARY(i64, i64, subtract) \
  BINARY(i64, i64, multiply) \
  UNARY(i64, i64, square) \
  UNARY(i64, i64, positive) \
  RELATION(i64, i64, equal) \
  RELATION(i64, i64, not_equal) \
  RELATION(i64, i64, less) \
  RELATION(i64, i64, less_equal) \
  RELATION(i64, i64, greater) \
  RELATION(i64, i64, greater_equal) \
  BINARY(i64, i64, maximum) \
  BINARY(i64, i64, minimum) \
  BINARY(i64, i64, fmax) \
  BINARY(i64, i64, fmin) \
  TERNARY(i64, i64, clip) \
  SELECT(i64, i64, where) \
  UNARY(i64, i64, relu) \
  BINARY(i64, i64, floor_divide) \
  BINARY(i64, i64, remainder) \
  BINARY(i64, i64, fmod) \
  UNARY(i64, i64, negative) \
  UNARY(i64, i64, abs) \
  UNARY(i64, i64, sign) \
  BINARY(i64, i64, bitwise_and) \
  BINARY(i64, i64, bitwise_or) \
  BINARY(i64, i64, bitwise_xor) \
  UNARY(i64, i64, invert) \
  BINARY(i64, i64, left_shift) \
  BINARY(i64, i64, right_shift) \
  BINARY(i64, i64, pow) \
  BINARY(u8, u8, add) \
  BINARY(u8, u8, subtract) \
  BINARY(u8, u8, multiply) \
  UNARY(u8, u8, square) \
  UNARY(u8, u8, positive) \
  RELATION(u8, u8, equal) \
  RELATION(u8, u8, not_equal) \
  RELATION(u8, u8, less) \
  RELATION(u8, u8, less_equal) \
  RELATION(u8, u8, greater) \
  RELATION(u8, u8, greater_equal) \
  BINARY(u8, u8, maximum) \
  BINARY(u8, u8, minimum) \
  BINARY(u8, u8, fmax) \
  BINARY(u8, u8, fmin) \
  TERNARY(u8, u8, clip) \
  SELECT(u8, u8, where) \
  UNARY(u8, u8, relu) \
  BINARY(u8, u8, floor_divide) \
  BINARY(u8, u8, remainder) \
  BINARY(u8, u8, fmod) \
  UNARY(u8, u8, negative) \
  UNARY(u8, u8, abs) \
  UNARY(u8, u8, sign) \
  BINARY(u8, u8, bitwise_and) \
  BINARY(u8, u8, bitwise_or) \
  BINARY(u8, u8, bitwise_xor) \
  UNARY(u8, u8, invert) \
  BINARY(u8, u8, left_shift) \
  BINARY(u8, u8, right_shift) \
  BINARY(u8, u8, pow) \
  BINARY(u16, u16, add) \
  BINARY(u16, u16, subtract) \
  BINARY(u16, u16, multiply) \
  UNARY(u16, u16, square) \
  UNARY(u16, u16, positive) \
  RELATION(u16, u16, equal) \
  RELATION(u16, u16, not_equal) \
  RELATION(u16, u16, less) \
  RELATION(u16, u16, less_equal) \
  RELATION(u16, u16, greater) \
  RELATION(u16, u16, greater_equal) \
  BINARY(u16, u16, maximum) \
  BINARY(u16, u16, minimum) \
  BINARY(u16, u16, fmax) \
  BINARY(u16, u16, fmin) \
  TERNARY(u16, u16, clip) \
  SELECT(u16, u16, where) \
  UNARY(u16, u16, relu) \
  BINARY(u16, u16, floor_divide) \
  BINARY(u16, u16, remainder) \
  BINARY(u16, u16, fmod) \
  UNARY(u16, u16, negative) \
  UNARY(u16, u16, abs) \
  UNARY(u16, u16, sign) \
  BINARY(u16, u16, bitwise_and) \
  BINARY(u16, u16, bitwise_or) \
  BINARY(u16, u16, bitwise_xor) \
  UNARY(u16, u16, invert) \
  BINARY(u16, u16, left_shift) \
  BINARY(u16, u16, right_shift) \
  BINARY(u16, u16, pow) \
  BINARY(u32, u32, add) \
  BINARY(u32, u32, subtract) \
  BINARY(u32, u32, multiply) \
  UNARY(u32, u32, square) \
  UNARY(u32, u32, positive) \
  RELATION(u32, u32, equal) \
  RELATION(u32, u32, not_equal) \
  RELATION(u32, u32, less) \
  RELATION(u32, u32, less_equal) \
  RELATION(u32, u32, greater) \
  RELATION(u32, u32, greater_equal) \
  BINARY(u32, u32, maximum) \
  BINARY(u32, u32, minimum) \
  BINARY(u32, u32, fmax) \
  BINARY(u32, u32, fmin) \
  TERNARY(u32, u32, clip) \
  SELECT(u32, u32, where) \
  UNARY(u32, u32, relu) \
  BINARY(u32, u32, floor_divide) \
  BINARY(u32, u32, remainder) \
  BINARY(u32, u32, fmod) \
  UNARY(u32, u32, negative) \
  UNARY(u32, u32, abs) \
  UNARY(u32, u32, sign) \
  BINARY(u32, u32, bitwise_and) \
  BINARY(u32, u32, bitwise_or) \
  BINARY(u32, u32, bitwise_xor) \
  UNARY(u32, u32, invert) \
  BINARY(u32, u32, left_shift) \
  BINARY(u32, u32, right_shift) \
  BINARY(u32, u32, pow) \
  BINARY(u64, u64, add) \
  BINARY(u64, u64, subtract) \
  BINARY(u64, u64, multiply) \
  UNARY(u64, u64, square) \
  UNARY(u64, u64, positive) \
  RELATION(u64, u64, equal) \
  RELATION(u64, u64, not_equal) \
  RELATION(u64, u64, less) \
  RELATION(u64, u64, less_equal) \
  RELATION(u64, u64, greater) \
  RELATION(u64, u64, greater_equal) \
  BINARY(u64, u64, maximum) \
  BINARY(u64, u64, minimum) \
  BINARY(u64, u64, fmax) \
  BINARY(u64, u64, fmin) \
  TERNARY(u64, u64, clip) \
  SELECT(u64, u64, where) \
  UNARY(u64, u64, relu) \
  BINARY(u64, u64, floor_divide) \
  BINARY(u64, u64, remainder) \
  BINARY(u64, u64, fmod) \
  UNARY(u64, u64, negative) \
  UNARY(u64, u64, abs) \
  UNARY(u64, u64, sign) \
  BINARY(u64, u64, bitwise_and) \
  BINARY(u64, u64, bitwise_or) \
  BINARY(u64, u64, bitwise_xor) \
  UNARY(u64, u64, invert) \
  BINARY(u64, u64, left_shift) \
  BINARY(u64, u64, right_shift) \
  BINARY(u64, u64, pow) \
  BINARY(f32, f32, add) \
  BINARY(f32, f32, subtract) \
  BINARY(f32, f32, multiply) \
  UNARY(f32, f32, square) \
  UNARY(f32, f32, positive) \
  RELATION(f32, f32, equal) \
  RELATION(f32, f32, not_equal) \
  RELATION(f32, f32, less) \
  RELATION(f32, f32, less_equal) \
  RELATION(f32, f32, greater) \
  RELATION(f32, f32, greater_equal) \
  BINARY(f32, f32, maximum) \
  BINARY(f32, f32, minimum) \
  BINARY(f32, f32, fmax) \
  BINARY(f32, f32, fmin) \
  TERNARY(f32, f32, clip) \
  SELECT(f32, f32, where) \
  UNARY(f32, f32, relu) \
  BINARY(f32, f32, divide) \
  BINARY(f32, f32, floor_divide) \
  BINARY(f32, f32, remainder) \
  BINARY(f32, f32, fmod) \
  TERNARY(f32, f32, fma) \
  UNARY(f32, f32, reciprocal) \
  UNARY(f32, f32, sqrt) \
  UNARY(f32, f32, negative) \
  UNARY(f32, f32, abs) \
  UNARY(f32, f32, sign) \
  UNARY(f32, f32, floor) \
  UNARY(f32, f32, ceil) \
  UNARY(f32, f32, trunc) \
  UNARY(f32, f32, round) \
  BINARY(f32, f32, copysign) \
  BINARY(f32, f32, nextafter) \
  PREDICATE(f32, f32, signbit) \
  PREDICATE(f32, f32, isnan) \
  PREDICATE(f32, f32, isinf) \
  PREDICATE(f32, f32, isfinite) \
  UNARY(f32, f32, deg2rad) \
  UNARY(f32, f32, rad2deg) \
  UNARY(f32, f32, exp) \
  UNARY(f32, f32, expm1) \
  UNARY(f32, f32, exp2) \
  UNARY(f32, f32, log) \
  UNARY(f32, f32, log1p) \
  UNARY(f32, f32, log2) \
  UNARY(f32, f32, log10) \
  UNARY(f32, f32, sin) \
  UNARY(f32, f32, cos) \
  UNARY(f32, f32, tan) \
  BINARY(f32, f32, logaddexp) \
  UNARY(f32, f32, asin) \
  UNARY(f32, f32, acos) \
  UNARY(f32, f32, atan) \
  BINARY(f32, f32, atan2) \
  UNARY(f32, f32, sinh) \
  UNARY(f32, f32, cosh) \
  UNARY(f32, f32, tanh) \
  UNARY(f32, f32, asinh) \
  UNARY(f32, f32, acosh) \
  UNARY(f32, f32, atanh) \
  UNARY(f32, f32, erf) \
  UNARY(f32, f32, erfc) \
  UNARY(f32, f32, cbrt) \
  UNARY(f32, f32, rsqrt) \
  BINARY(f32, f32, hypot) \
  UNARY(f32, f32, sigmoid) \
  UNARY(f32, f32, silu) \
  UNARY(f32, f32, gelu) \
  UNARY(f32, f32, softplus) \
  BINARY(f32, f32, pow) \
  BINARY(f64, f64, add) \
  BINARY(f64, f64, subtract) \
  BINARY(f64, f64, multiply) \
  UNARY(f64, f64, square) \
  UNARY(f64, f64, positive) \
  RELATION(f64, f64, equal) \
  RELATION(f64, f64, not_equal) \
  RELATION(f64, f64, less) \
  RELATION(f64, f64, less_equal) \
  RELATION(f64, f64, greater) \
  RELATION(f64, f64, greater_equal) \
  BINARY(f64, f64, maximum) \
  BINARY(f64, f64, minimum) \
  BINARY(f64, f64, fmax) \
  BINARY(f64, f64, fmin) \
  TERNARY(f64, f64, clip) \
  SELECT(f64, f64, where) \
  UNARY(f64, f64, relu) \
  BINARY(f64, f64, divide) \
  BINARY(f64, f64, floor_divide) \
  BINARY(f64, f64, remainder) \
  BINARY(f64, f64, fmod) \
  TERNARY(f64, f64, fma) \
  UNARY(f64, f64, reciprocal) \
  UNARY(f64, f64, sqrt) \
  UNARY(f64, f64, negative) \
  UNARY(f64, f64, abs) \
  UNARY(f64, f64, sign) \
  UNARY(f64, f64, floor) \
  UNARY(f64, f64, ceil) \
  UNARY(f64, f64, trunc) \
  UNARY(f64, f64, round) \
  BINARY(f64, f64, copysign) \
  BINARY(f64, f64, nextafter) \
  PREDICATE(f64, f64, signbit) \
  PREDICATE(f64, f64, isnan) \
  PREDICATE(f64, f64, isinf) \
  PREDICATE(f64, f64, isfinite) \
  UNARY(f64, f64, deg2rad) \
  UNARY(f64, f64, rad2deg) \
  UNARY(f64, f64, exp) \
  UNARY(f64, f64, expm1) \
  UNARY(f64, f64, exp2) \
  UNARY(f64, f64, log) \
  UNARY(f64, f64, log1p) \
  UNARY(f64, f64, log2) \
  UNARY(f64, f64, log10) \
  UNARY(f64, f64, sin) \
  UNARY(f64, f64, cos) \
  UNARY(f64, f64, tan) \
  BINARY(f64, f64, logaddexp) \
  UNARY(f64, f64, asin) \
  UNARY(f64, f64, acos) \
  UNARY(f64, f64, atan) \
  BINARY(f64, f64, atan2) \
  UNARY(f64, f64, sinh) \
  UNARY(f64, f64, cosh) \
  UNARY(f64, f64, tanh) \
  UNARY(f64, f64, asinh) \
  UNARY(f64, f64, acosh) \
  UNARY(f64, f64, atanh) \
  UNARY(f64, f64, erf) \
  UNARY(f64, f64, erfc) \
  UNARY(f64, f64, cbrt) \
  UNARY(f64, f64, rsqrt) \
  BINARY(f64, f64, hypot) \
  UNARY(f64, f64, sigmoid) \
  UNARY(f64, f64, silu) \
  UNARY(f64, f64, gelu) \
  UNARY(f64, f64, softplus) \
  BINARY(f64, f64, pow)

LANES_INLINE u8x8 bool_sum(u8x8 a, u8x8 b) {
  return a + b;
}

LANES_INLINE u8x8 bool_sum_identity(void) {
  return (u8x8)(0);
}

LANES_INLINE i8x8 i8_sum(i8x8 a, i8x8 b) {
  return a + b;
}

LANES_INLINE i8x8 i8_sum_identity(void) {
  return (i8x8)(0);
}

LANES_INLINE i16x8 i16_sum(i16x8 a, i16x8 b) {
  return a + b;
}

LANES_INLINE i16x8 i16_sum_identity(void) {
  return (i16x8)(0);
}

LANES_INLINE i32x8 i32_sum(i32x8 a, i32x8 b) {
  return a + b;
}

LANES_INLINE i32x8 i32_sum_identity(void) {
  return (i32x8)(0);
}

LANES_INLINE i64x8 i64_sum(i64x8 a, i64x8 b) {
  return a + b;
}

LANES_INLINE i64x8 i64_sum_identity(void) {
  return (i64x8)(0);
}

LANES_INLINE u8x8 u8_sum(u8x8 a, u8x8 b) {
  return a + b;
}

LANES_INLINE u8x8 u8_sum_identity(void) {
  return (u8x8)(0);
}

LANES_INLINE u16x8 u16_sum(u16x8 a, u16x8 b) {
  return a + b;
}

LANES_INLINE u16x8 u16_sum_identity(void) {
  return (u16x8)(0);
}

LANES_INLINE u32x8 u32_sum(u32x8 a, u32x8 b) {
  return a + b;
}

LANES_INLINE u32x8 u32_sum_identity(void) {
  return (u32x8)(0);
}

LANES_INLINE u64x8 u64_sum(u64x8 a, u64x8 b) {
  return a + b;
}

LANES_INLINE u64x8 u64_sum_identity(void) {
  return (u64x8)(0);
}

LANES_INLINE f32x8 f32_sum(f32x8 a, f32x8 b) {
  return a + b;
}

LANES_INLINE f32x8 f32_sum_identity(void) {
  return (f32x8)(-0.0f);
}

LANES_INLINE f64x8 f64_sum(f64x8 a, f64x8 b) {
  return a + b;
}

LANES_INLINE f64x8 f64_sum_identity(void) {
  return (f64x8)(-0.0);
}

LANES_INLINE u8x8 bool_prod(u8x8 a, u8x8 b) {
  return a * b;
}

LANES_INLINE u8x8 bool_prod_identity(void) {
  return (u8x8)(1);
}

LANES_INLINE i8x8 i8_prod(i8x8 a, i8x8 b) {
  return a * b;
}

LANES_INLINE i8x8 i8_prod_identity(void) {
  return (i8x8)(1);
}

LANES_INLINE i16x8 i16_prod(i16x8 a, i16x8 b) {
  return a * b;
}

LANES_INLINE i16x8 i16_prod_identity(void) {
  return (i16x8)(1);
}

LANES_INLINE i32x8 i32_prod(i32x8 a, i32x8 b) {
  return a * b;
}

LANES_INLINE i32x8 i32_prod_identity(void) {
  return (i32x8)(1);
}

LANES_INLINE i64x8 i64_prod(i64x8 a, i64x8 b) {
  return a * b;
}

LANES_INLINE i64x8 i64_prod_identity(void) {
  return (i64x8)(1);
}

LANES_INLINE u8x8 u8_prod(u8x8 a, u8x8 b) {
  return a * b;
}

LANES_INLINE u8x8 u8_prod_identity(void) {
  return (u8x8)(1);
}

LANES_INLINE u16x8 u16_prod(u16x8 a, u16x8 b) {
  return a * b;
}

LANES_INLINE u16x8 u16_prod_identity(void) {
  return (u16x8)(1);
}

LANES_INLINE u32x8 u32_prod(u32x8 a, u32x8 b) {
  return a * b;
}

LANES_INLINE u32x8 u32_prod_identity(void) {
  return (u32x8)(1);
}

LANES_INLINE u64x8 u64_prod(u64x8 a, u64x8 b) {
  return a * b;
}

LANES_INLINE u64x8 u64_prod_identity(void) {
  return (u64x8)(1);
}

LANES_INLINE f32x8 f32_prod(f32x8 a, f32x8 b) {
  return a * b;
}

LANES_INLINE f32x8 f32_prod_identity(void) {
  return (f32x8)(1.0f);
}

LANES_INLINE f64x8 f64_prod(f64x8 a, f64x8 b) {
  return a * b;
}

LANES_INLINE f64x8 f64_prod_identity(void) {
  return (f64x8)(1.0);
}

LANES_INLINE u8x8 bool_max(u8x8 a, u8x8 b) {
  return choose((i8x8)(b < a), a, b);
}

LANES_INLINE u8x8 bool_max_identity(void) {
  return (u8x8)(0);
}

LANES_INLINE i8x8 i8_max(i8x8 a, i8x8 b) {
  return choose((i8x8)(b < a), a, b);
}

LANES_INLINE i8x8 i8_max_identity(void) {
  return (i8x8)(1) << (i8x8)(7);
}

LANES_INLINE i16x8 i16_max(i16x8 a, i16x8 b) {
  return choose((i16x8)(b < a), a, b);
}

LANES_INLINE i16x8 i16_max_identity(void) {
  return (i16x8)(1) << (i16x8)(15);
}

LANES_INLINE i32x8 i32_max(i32x8 a, i32x8 b) {
  return choose((i32x8)(b < a), a, b);
}

LANES_INLINE i32x8 i32_max_identity(void) {
  return (i32x8)(1) << (i32x8)(31);
}

LANES_INLINE i64x8 i64_max(i64x8 a, i64x8 b) {
  return choose((i64x8)(b < a), a, b);
}

LANES_INLINE i64x8 i64_max_identity(void) {
  return (i64x8)(1) << (i64x8)(63);
}

LANES_INLINE u8x8 u8_max(u8x8 a, u8x8 b) {
  return choose((i8x8)(b < a), a, b);
}

LANES_INLINE u8x8 u8_max_identity(void) {
  return (u8x8)(0);
}

LANES_INLINE u16x8 u16_max(u16x8 a, u16x8 b) {
  return choose((i16x8)(b < a), a, b);
}

LANES_INLINE u16x8 u16_max_identity(void) {
  return (u16x8)(0);
}

LANES_INLINE u32x8 u32_max(u32x8 a, u32x8 b) {
  return choose((i32x8)(b < a), a, b);
}

LANES_INLINE u32x8 u32_max_identity(void) {
  return (u32x8)(0);
}

LANES_INLINE u64x8 u64_max(u64x8 a, u64x8 b) {
  return choose((i64x8)(b < a), a, b);
}

LANES_INLINE u64x8 u64_max_identity(void) {
  return (u64x8)(0);
}

LANES_INLINE f32x8 f32_max(f32x8 a, f32x8 b) {
  return choose((i32x8)(b < a) | (i32x8)(a != a), a, b);
}

LANES_INLINE f32x8 f32_max_identity(void) {
  return -(f32x8)(INFINITY);
}

LANES_INLINE f64x8 f64_max(f64x8 a, f64x8 b) {
  return choose((i64x8)(b < a) | (i64x8)(a != a), a, b);
}

LANES_INLINE f64x8 f64_max_identity(void) {
  return -(f64x8)(INFINITY);
}

LANES_INLINE u8x8 bool_min(u8x8 a, u8x8 b) {
  return choose((i8x8)(a < b), a, b);
}

LANES_INLINE u8x8 bool_min_identity(void) {
  return ~(u8x8)(0);
}

LANES_INLINE i8x8 i8_min(i8x8 a, i8x8 b) {
  return choose((i8x8)(a < b), a, b);
}

LANES_INLINE i8x8 i8_min_identity(void) {
  return ~((i8x8)(1) << (i8x8)(7));
}

LANES_INLINE i16x8 i16_min(i16x8 a, i16x8 b) {
  return choose((i16x8)(a < b), a, b);
}

LANES_INLINE i16x8 i16_min_identity(void) {
  return ~((i16x8)(1) << (i16x8)(15));
}

LANES_INLINE i32x8 i32_min(i32x8 a, i32x8 b) {
  return choose((i32x8)(a < b), a, b);
}

LANES_INLINE i32x8 i32_min_identity(void) {
  return ~((i32x8)(1) << (i32x8)(31));
}

LANES_INLINE i64x8 i64_min(i64x8 a, i64x8 b) {
  return choose((i64x8)(a < b), a, b);
}

LANES_INLINE i64x8 i64_min_identity(void) {
  return ~((i64x8)(1) << (i64x8)(63));
}

LANES_INLINE u8x8 u8_min(u8x8 a, u8x8 b) {
  return choose((i8x8)(a < b), a, b);
}

LANES_INLINE u8x8 u8_min_identity(void) {
  return ~(u8x8)(0);
}

LANES_INLINE u16x8 u16_min(u16x8 a, u16x8 b) {
  return choose((i16x8)(a < b), a, b);
}

LANES_INLINE u16x8 u16_min_identity(void) {
  return ~(u16x8)(0);
}

LANES_INLINE u32x8 u32_min(u32x8 a, u32x8 b) {
  return choose((i32x8)(a < b), a, b);
}

LANES_INLINE u32x8 u32_min_identity(void) {
  return ~(u32x8)(0);
}

LANES_INLINE u64x8 u64_min(u64x8 a, u64x8 b) {
  return choose((i64x8)(a < b), a, b);
}

LANES_INLINE u64x8 u64_min_identity(void) {
  return ~(u64x8)(0);
}

LANES_INLINE f32x8 f32_min(f32x8 a, f32x8 b) {
  return choose((i32x8)(a < b) | (i32x8)(a != a), a, b);
}

LANES_INLINE f32x8 f32_min_identity(void) {
  return (f32x8)(INFINITY);
}

LANES_INLINE f64x8 f64_min(f64x8 a, f64x8 b) {
  return choose((i64x8)(a < b) | (i64x8)(a != a), a, b);
}

LANES_INLINE f64x8 f64_min_identity(void) {
  return (f64x8)(INFINITY);
}

// Name, dtype and element type of each.
#define LANES_REDUCTIONS(REDUCTION) \
  REDUCTION(sum, bool, u8) \
  REDUCTION(sum, i8, i8) \
  REDUCTION(sum, i16, i16) \
  REDUCTION(sum, i32, i32) \
  REDUCTION(sum, i64, i64) \
  REDUCTION(sum, u8, u8) \
  REDUCTION(sum, u16, u16) \
  REDUCTION(sum, u32, u32) \
  REDUCTION(sum, u64, u64) \
  REDUCTION(sum, f32, f32) \
  REDUCTION(sum, f64, f64) \
  REDUCTION(prod, bool, u8) \
  REDUCTION(prod, i8, i8) \
  REDUCTION(prod, i16, i16) \
  REDUCTION(prod, i32, i32) \
  REDUCTION(prod, i64, i64) \
  REDUCTION(prod, u8, u8) \
  REDUCTION(prod, u16, u16) \
  REDUCTION(prod, u32, u32) \
  REDUCTION(prod, u64, u64) \
  REDUCTION(prod, f32, f32) \
  REDUCTION(prod, f64, f64) \
  REDUCTION(max, bool, u8) \
  REDUCTION(max, i8, i8) \
  REDUCTION(max, i16, i16) \
  REDUCTION(max, i32, i32) \
  REDUCTION(max, i64, i64) \
  REDUCTION(max, u8, u8) \
  REDUCTION(max, u16, u16) \
  REDUCTION(max, u32, u32) \
  REDUCTION(max, u64, u64) \
  REDUCTION(max, f32, f32) \
  REDUCTION(max, f64, f64) \
  REDUCTION(min, bool, u8) \
  REDUCTION(min, i8, i8) \
  REDUCTION(min, i16, i16) \
  REDUCTION(min, i32, i32) \
  REDUCTION(min, i64, i64) \
  REDUCTION(min, u8, u8) \
  REDUCTION(min, u16, u16) \
  REDUCTION(min, u32, u32) \
  REDUCTION(min, u64, u64) \
  REDUCTION(min, f32, f32) \
  REDUCTION(min, f64, f64)
