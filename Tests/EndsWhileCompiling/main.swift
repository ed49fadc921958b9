// A program that ends at some moment while its kernels are being compiled, for the tests.
//
//     EndsWhileCompiling MICROSECONDS main|other

import Foundation
import LazyArrays

/// Asks for native code and prints a number.
@Sendable func evaluate() {
  let x = NDArray<Float>((0..<200_000).map { Float($0 % 100) })
  print((exp(x * 0.01) + x).max().scalar)
}

let delay = UInt32(CommandLine.arguments[1]) ?? 0
if CommandLine.arguments[2] == "main" {
  evaluate()
} else {
  let thread = Thread { evaluate() }
  thread.start()
  while !thread.isFinished { usleep(100) }
}
usleep(delay)
exit(0)
