// Written by Scripts/coefficients.py; edit that, not this.

enum ArcTable {
  /// The leading bits of `scale * x + 1/2`, from 1/2 to 8, tell the piece.
  static let scale = 1.9
  /// The tangents of the angles are `rise / run`.
  static let rise = LaneTable(
    "arc_rise",
    single: [
      0x1.b4ca820000000p-1, 0x1.f824c00000000p-1, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
      0x1.2f139a0000000p-3, 0x1.7267de0000000p-3, 0x1.b5c7d60000000p-3, 0x1.f91c8c0000000p-3,
      0x1.2edda40000000p-2, 0x1.7227180000000p-2, 0x1.b57fe20000000p-2, 0x1.f8d94c0000000p-2,
      0x1.1e11080000000p-1, 0x1.3fbf7a0000000p-1, 0x1.6172a80000000p-1, 0x1.83137c0000000p-1,
    ],
    double: [
      0x1.d32f78ad986e1p-1, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x0.0p+0, 0x0.0p+0, 0x1.507ffddab17bbp-3, 0x1.d71bc03de2eacp-3,
      0x1.4f87b2a46e06ap-2, 0x1.d5edb1fa23463p-2, 0x1.2e2fa5bd2c6f6p-1, 0x1.71737081455c2p-1,
    ])
  /// One of the two is 1.
  static let run = LaneTable(
    "arc_run",
    single: [
      0x1p+0, 0x1p+0, 0x1.caa7280000000p-1, 0x1.9a47b40000000p-1,
      0x1.7329e80000000p-1, 0x1.52d0ec0000000p-1, 0x1.37a2ca0000000p-1, 0x1.2085e80000000p-1,
      0x1.0452c80000000p-1, 0x1.cb14340000000p-2, 0x1.9a8e400000000p-2, 0x1.735c980000000p-2,
      0x1.52ee800000000p-2, 0x1.37c6240000000p-2, 0x1.2097020000000p-2, 0x1.10ffb00000000p-3,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
    ],
    double: [
      0x1p+0, 0x1.b37968a87f533p-1, 0x1.63b99abbf82d3p-1, 0x1.2ca2d0ddc9348p-1,
      0x1.ecb41dcf9a73cp-2, 0x1.8890ced87ae81p-2, 0x1.46565d22c4096p-2, 0x1.2532b95fd34d4p-3,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
      0x1p+0, 0x1p+0, 0x1p+0, 0x1p+0,
    ])
  /// The angles, as accurate as two numbers of the format together.
  static let angle = LaneTable(
    "arc_angle",
    single: [
      0x1.699f8c0000000p-1, 0x1.8e2a540000000p-1, 0x1.ae3c2e0000000p-1, 0x1.ca5dae0000000p-1,
      0x1.e316f80000000p-1, 0x1.f8efe20000000p-1, 0x1.0626e00000000p+0, 0x1.0ec0ea0000000p+0,
      0x1.19b4e20000000p+0, 0x1.263b360000000p+0, 0x1.3082220000000p+0, 0x1.390f4e0000000p+0,
      0x1.404be60000000p+0, 0x1.4676900000000p+0, 0x1.4bcce40000000p+0, 0x1.7032f20000000p+0,
      0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
      0x1.2ce48a0000000p-3, 0x1.6e71c40000000p-3, 0x1.af4a2e0000000p-3, 0x1.ef3a580000000p-3,
      0x1.2678860000000p-2, 0x1.632ffc0000000p-2, 0x1.9d76320000000p-2, 0x1.d509ca0000000p-2,
      0x1.04df4e0000000p-1, 0x1.1dd2520000000p-1, 0x1.355a5e0000000p-1, 0x1.4b6f840000000p-1,
    ],
    double: [
      0x1.7ab518211b479p-1, 0x1.bb63389976084p-1, 0x1.ed5b10da8e393p-1, 0x1.0a340f394390dp+0,
      0x1.1f51808b2d7c5p+0, 0x1.3468064eb4d14p+0, 0x1.4324fe2773025p+0, 0x1.6db8b099604dfp+0,
      0x0.0p+0, 0x0.0p+0, 0x1.4d851c6640782p-3, 0x1.cf0d92f43e118p-3,
      0x1.443da3d04fd08p-2, 0x1.b8917ca2db12dp-2, 0x1.10fdff5806779p-1, 0x1.400891c845af9p-1,
    ])
}
