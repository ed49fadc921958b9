import ArrayFunctions
import ArrayGraph
import Testing

/// What users read when shapes, dtypes, axes or indices are wrong.
@Suite struct MessageTests {
  @Test func broadcasting() {
    let text = message { try call("subtract", .array(array(.f32, 1024, 16)), .array(array(.f32, 1000))) }
    #expect(
      text == """
        cannot broadcast f32[1024, 16] with f32[1000]
        note: axis 1 has 16 and 1000; only equal lengths, or 1, go together
        """)
  }

  @Test func pythonIntegersOutOfRange() {
    #expect(
      message { try call("add", .array(array(.u8, 1)), .int(300)) } == "Python integer 300 out of bounds for uint8")
    #expect(
      message { try call("multiply", .array(array(.u8, 1)), .int(-1)) } == "Python integer -1 out of bounds for uint8")
  }

  @Test func halfPrecision() {
    #expect(
      message { try call("sqrt", .array(array(.u8, 3))) } == """
        sqrt of u8 would be half precision (float16), which is not part of this version
        note: cast first, for example with astype(f32)
        """)
  }

  @Test func truthValues() {
    #expect(message { try call("subtract", .array(array(.bool, 1)), .bool(true)) }.hasPrefix("numpy boolean subtract"))
    #expect(message { try call("negative", .array(array(.bool, 1))) }.hasPrefix("The numpy boolean negative"))
  }

  @Test func unsuitableDtypes() {
    #expect(
      message { try call("bitwise_and", .array(array(.f64, 2)), .int(1)) }
        == "bitwise_and needs integers or bool, not f64[2] and 1")
    #expect(
      message { try call("add", .array(array(.f64, 2)), .string("x")) } == "add: a string is not an array or a number")
  }

  @Test func negativePowers() {
    let sentence = "Integers to negative integer powers are not allowed."
    #expect(message { try call("pow", .array(array(.i64, 2)), .int(-1)) } == sentence)
    #expect(
      message { try call("pow", .array(array(.u8, 2)), .int(-1)) } == "Python integer -1 out of bounds for uint8")
  }

  @Test func indices() {
    let x = array(.i64, 3, 4)
    #expect(message { try x.indexed([.integer(5)]) }.hasPrefix("index 5 is out of bounds for axis 0 with size 3"))
    #expect(
      message { try x.indexed([.integer(0), .integer(7)]) }.hasPrefix(
        "index 7 is out of bounds for axis 1 with size 4"))
    #expect(
      message { try x.indexed([.integer(0), .integer(0), .integer(0)]) }.hasPrefix(
        "too many indices for array: array is 2-dimensional, but 3 were indexed"))
    #expect(
      message { try x.indexed([.ellipsis, .ellipsis]) } == "an index can only have a single ellipsis ('...')")
    #expect(message { try x.indexed([.slice(start: nil, stop: nil, step: 0)]) } == "slice step cannot be zero")
    #expect(message { try IndexItem.items(.float(1.5)) }.hasPrefix("only integers, slices (`:`), ellipsis"))
  }

  @Test func shapes() {
    let x = Value.array(array(.i64, 3, 4))
    #expect(
      message { try call("reshape", x, .shape(5, -1)) } == """
        cannot reshape i64[3, 4] into shape (5, -1)
        note: the array has 12 elements
        """)
    #expect(message { try call("reshape", x, .shape(-1, -1)) } == "can only specify one unknown dimension")
    #expect(message { try call("transpose", x, .shape(0, 0)) } == "repeated axis in transpose")
    #expect(message { try call("zeros", .shape(2, -1)) } == "negative dimensions are not allowed")
    #expect(
      message { try call("ones", .shape(10_000_000_000, 10_000_000_000)) }.hasPrefix("array is too big"))
    #expect(
      message { try Node.array(.list([.list([.int(1), .int(2)]), .list([.int(3)])])) }.hasPrefix(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dim"))
  }

  @Test func reductions() {
    let x = Value.array(array(.f64, 3, 4))
    #expect(message { try call("sum", x, .int(3)) }.hasPrefix("axis 3 is out of bounds"))
    #expect(message { try call("sum", x, .shape(0, 0)) } == "duplicate value in 'axis'")
    #expect(
      message { try call("min", .array(array(.f64, 0))) }.hasPrefix(
        "zero-size array to reduction operation minimum which has no identity"))
    #expect(message { try call("argmax", .array(array(.f64, 0))) }.hasPrefix("attempt to get argmax of an empty"))
  }
}
