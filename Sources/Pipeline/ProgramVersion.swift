/// The version of Almanac, part of every manifest.
package enum ProgramVersion {
  package static let current = "0.1.0"
}
