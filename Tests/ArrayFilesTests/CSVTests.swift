import ArrayGraph
import Testing

@testable import ArrayFiles

@Suite struct CSVTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String) throws -> HostArray {
    try readCSV(path: folder.file("x.csv", Array(text.utf8)))
  }

  private func read(_ text: String, _ column: String) throws -> HostArray {
    try readCSV(path: folder.file("x.csv", Array(text.utf8)), column: column)
  }

  /// The message without the folder.
  private func message(_ body: () throws -> HostArray) -> String? {
    caught(body)?.description.replacing(folder.path + "/", with: "")
  }

  @Test func numbersBecomeATwoDimensionalArray() throws {
    let plain = try read("1,2.5,-3e2\n4,5,6\n")
    #expect(plain.shape == [2, 3])
    #expect(plain.dtype == .f64)
    #expect(plain.doubles == [1, 2.5, -300, 4, 5, 6])
    let titled = try read("\u{feff}a,\"b, \"\"c\"\"\"\r\n 1 ,\"2\" \r\n\r\n3,\t4")
    #expect(titled.shape == [2, 2])
    #expect(titled.doubles == [1, 2, 3, 4])
    let special = try read("inf,-Infinity,+1.\nnan,.5,1E+400\n")
    #expect(special.shape == [2, 3])
    #expect(special.doubles[0] == .infinity && special.doubles[3].isNaN && special.doubles[5] == .infinity)
    #expect(try read("a,b\n").shape == [0, 2])
    #expect(try read("7").shape == [1, 1])
  }

  @Test func oneColumnByName() throws {
    let text = "name,\"height, \"\"m\"\"\",age\n\"A, \n\"\"x\"\"\",1.8,30\nB,1.7,\"40\"\n"
    let heights = try read(text, "height, \"m\"")
    #expect(heights.shape == [2])
    #expect(heights.doubles == [1.8, 1.7])
    #expect(try read(text, "age").doubles == [30, 40])
    #expect(
      message { try read(text, "name") } == """
        x.csv: line 2, column 1 ('name'): a number expected, 'A, \n"x"' found
        """)
    #expect(
      message { try read(text, "weight") } == """
        x.csv: has no column 'weight'
        note: its header has 'name', 'height, "m"', 'age'
        """)
  }

  @Test func mistakesHaveLineAndColumn() throws {
    #expect(message { try read("") } == "x.csv: has no rows")
    #expect(message { try read("\n\r\n") } == "x.csv: has no rows")
    #expect(
      message { try read("a,b\n1,2\n3,x\n") } == "x.csv: line 3, column 2 ('b'): a number expected, 'x' found"
    )
    #expect(
      message { try read("a,b\n1,\n") } == "x.csv: line 2, column 2 ('b'): a number expected, nothing found")
    #expect(
      message { try read("1,2\n1,0x10\n") } == "x.csv: line 2, column 2: a number expected, '0x10' found")
    #expect(message { try read("1,2\n1,2,3\n") } == "x.csv: line 2: 2 columns expected, 3 found")
    #expect(message { try read("1,2\n\n1\n") } == "x.csv: line 3: 2 columns expected, 1 found")
    #expect(
      message { try read("a\n\"1\n2") } == "x.csv: line 2, column 1: a quoted field without a closing quote")
    #expect(
      message { try read("a,b\n\"1\"x,2") }
        == "x.csv: line 2, column 1: a comma is expected behind the closing quote")
    #expect(
      message { try read("1,2\n", "a") } == "x.csv: has no header row, so that no column is called 'a'")
    #expect(message { try read("a,a\n1,2\n", "a") }?.hasPrefix("x.csv: has 2 columns 'a'") == true)
    #expect(message { try read("a;b\n1;2\n") }?.hasSuffix("note: columns are separated by commas") == true)
  }

  @Test func mutatedTextNeverTraps() throws {
    var random = SplitMix(state: 5)
    let text = Array("a,\"b\"\"c\",d\r\n1,2,3\n\"4\",5e3,nan\n-inf,7,\"8\"\n".utf8)
    let pieces = Array("\",\n\r ex0\u{fe}-".utf8)
    for _ in 0..<2000 {
      var text = text
      for _ in 0...random.below(4) {
        let place = random.below(text.count)
        switch random.below(3) {
        case 0: text[place] = pieces[random.below(pieces.count)]
        case 1: text.insert(pieces[random.below(pieces.count)], at: place)
        default: text.remove(at: place)
        }
      }
      let path = try folder.file("x.csv", text)
      do {
        let array = try readCSV(path: path)
        #expect(array.shape.reduce(8, *) == array.bytes.count)
        _ = try readCSV(path: path, column: "d")
      } catch {
        #expect(error.kind == .file)
      }
    }
  }
}
