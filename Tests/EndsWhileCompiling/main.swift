// A program that ends, or forks, at some moment while its kernels are being compiled, for the tests.
//
//     EndsWhileCompiling MICROSECONDS main|other|fork

import Foundation
import LazyArrays

/// Asks for native code and prints a number.
@Sendable func evaluate() {
  let x = NDArray<Float>((0..<200_000).map { Float($0 % 100) })
  print((exp(x * 0.01) + x).max().scalar)
}

/// Swift does not offer `fork`, since most of its libraries cannot be used in the child; this one promises that it can.
func fork() -> pid_t {
  typealias Fork = @convention(c) () -> pid_t
  return unsafeBitCast(dlsym(nil, "fork"), to: Fork.self)()
}

let delay = UInt32(CommandLine.arguments[1]) ?? 0
switch CommandLine.arguments[2] {
case "main": evaluate()
case "other":
  let thread = Thread { evaluate() }
  thread.start()
  while !thread.isFinished { usleep(100) }
default:
  evaluate()
  fflush(nil)
  usleep(delay)
  let child = fork()
  if child == 0 {
    // Whoever waits for a thread that stayed with the parent is ended.
    alarm(20)
    evaluate()
    exit(0)
  }
  var status: Int32 = 0
  waitpid(child, &status, 0)
  if status != 0 { print("the child ended with \(status)") }
}
usleep(delay)
exit(0)
