import ArrayGraph
import ArrayKernels
import Glibc

/// A schedule made ready to run.
final class Plan: Sendable {
  let schedule: Schedule
  let steps: [Step]
  /// Steps that are run together, by the first of them.
  let together: [Int: any StepsTogether]
  let vertexCount: Int
  /// Nil where the storages and literals are those of the schedule.
  let binding: Binding?

  /// A step with all that stays the same from one run to the next.
  ///
  /// A class, as is `Binding`, since a structure of arrays would be copied, array by array, at each use.
  final class Step: Sendable {
    enum Work: Sendable {
      case kernel(Launch)
      case library(LibraryLaunch)
    }
    let work: Work
    /// Of a plan that is bound: the literals, and the number of the library call.
    let literals: [Launch.LiteralWord]
    let call: Int?
    /// The vertex in whose memory the result can stand; nil where it gets memory of its own.
    let overwritten: Int?
    /// The vertices that nothing reads any more, afterwards.
    let releases: [Int]

    init(
      _ work: Work, literals: [Launch.LiteralWord] = [], call: Int? = nil, overwritten: Int?, releases: [Int]
    ) {
      (self.work, self.literals, self.call) = (work, literals, call)
      (self.overwritten, self.releases) = (overwritten, releases)
    }
  }

  /// How an expression of the same structure gives its own storages, literals and library calls, which are numbered by
  /// their first occurrence in it.
  final class Binding: Sendable {
    /// The words of the signature.
    let words: [Int]
    /// The vertices that are memory, with the number of their storage.
    let data: [(vertex: Int, slot: Int)]
    /// The root vertex of each wanted node.
    let roots: [Int]

    init(_ words: [Int], data: [(vertex: Int, slot: Int)], roots: [Int]) {
      (self.words, self.data, self.roots) = (words, data, roots)
    }
  }

  private init(_ schedule: Schedule, _ steps: [Step], _ together: [Int: any StepsTogether], _ binding: Binding?) {
    (self.schedule, self.steps, self.together, self.binding) = (schedule, steps, together, binding)
    vertexCount = schedule.graph.vertices.count
  }

  convenience init(_ engine: Engine, _ schedule: Schedule) {
    let works = schedule.steps.map { step -> Step.Work in
      switch step {
      case .kernel(let kernel): .kernel(Launch(engine, kernel, schedule.graph))
      case .library(let call): .library(LibraryLaunch(call, schedule.graph))
      }
    }
    var together: [Int: any StepsTogether] = [:]
    func launch(_ k: Int) -> Launch? { if case .kernel(let launch) = works[k] { launch } else { nil } }
    for pipeline in schedule.pipelines {
      for part in PipelineLaunch.parts(engine, pipeline, pipeline.steps.compactMap(launch)[...], schedule.graph) {
        together[part.steps.lowerBound] = part
      }
    }
    for pair in schedule.rowsAndColumns {
      guard let rows = launch(pair.first), let columns = launch(pair.first + 1) else { continue }
      together[pair.first] = RowsAndColumnsLaunch(engine, pair, rows, columns)
    }
    for pair in schedule.mappedTotals {
      guard let map = launch(pair.first), let total = launch(pair.first + 1) else { continue }
      together[pair.first] = MappedTotalLaunch(engine, pair, map, total, schedule.graph)
    }
    for pair in schedule.mappedScans {
      guard let map = launch(pair.first), case .library(let scan) = works[pair.first + 1] else { continue }
      together[pair.first] = MappedScanLaunch(pair, map, scan, schedule.graph)
    }
    let usage = StorageUsage(schedule, together: together.values.map(\.steps))
    let steps = works.enumerated().map { k, work in
      Step(work, overwritten: usage.overwritten[k], releases: usage.releases[k])
    }
    self.init(schedule, steps, together, nil)
  }

  /// Whether it is bound to the signature with these words.
  func isFor(_ words: UnsafeBufferPointer<Int>) -> Bool {
    guard let binding, binding.words.count == words.count else { return false }
    return binding.words.withUnsafeBytes { own in
      guard let own = own.baseAddress, let words = words.baseAddress else { return true }
      return memcmp(own, words, binding.words.count * MemoryLayout<Int>.stride) == 0
    }
  }

  /// The plan for every expression with this signature, which was that of `wanted`. Nil where the plan depends on more
  /// than the structure: constants that were folded.
  func reusable(_ signature: inout Signature, _ wanted: [Node]) -> Plan? {
    var schedule = schedule
    var data: [(vertex: Int, slot: Int)] = []
    let empty = Storage.allocate(0)
    var literalSlot: [Int: Int] = [:]
    var rootOf: [ObjectIdentifier: Int] = [:]
    for i in schedule.graph.vertices.indices {
      for node in schedule.graph.vertices[i].nodes { rootOf[ObjectIdentifier(node)] = i }
      switch schedule.graph.vertices[i].kind {
      case .library(let call, let result):
        guard signature.slot(of: call) != nil else { return nil }
        schedule.graph.vertices[i].kind = .library(call.detached(), result: result)
      case .data(let storage):
        guard let slot = signature.slot(of: storage) else { return nil }
        data.append((i, slot))
        schedule.graph.vertices[i].kind = .data(empty)
      case .literal(let literal):
        if !schedule.graph.vertices[i].isRecorded {
          // One that a pass made stays for good; one that a computation became was folded.
          if schedule.graph.vertices[i].nodes.isEmpty { continue }
          return nil
        }
        guard let slot = signature.slot(of: literal) else { return nil }
        literalSlot[i] = slot
      default: break
      }
      schedule.graph.vertices[i].nodes = []
    }
    var roots: [Int] = []
    for node in wanted {
      guard let root = rootOf[ObjectIdentifier(node)] else { return nil }
      roots.append(root)
    }
    let bound = steps.map { step -> Step in
      var literals: [Launch.LiteralWord] = []
      var call: Int?
      var work = step.work
      switch work {
      case .kernel(let launch): literals = launch.literalWords(literalSlot)
      case .library(let launch):
        call = signature.slot(of: launch.call)
        work = .library(launch.detached())
      }
      return Step(
        work, literals: literals, call: call, overwritten: step.overwritten, releases: step.releases)
    }
    let binding = Binding(Array(signature.words), data: data, roots: roots)
    return Plan(schedule, bound, together, binding)
  }
}
