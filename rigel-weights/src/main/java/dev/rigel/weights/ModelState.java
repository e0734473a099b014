package dev.rigel.weights;

/** How a catalogue entry stands in the cache folder. */
public enum ModelState {
  /** All files are there with the right bytes. */
  READY,
  /** At least one file is not there. */
  MISSING,
  /** All files are there, at least one with other bytes than the catalogue says. */
  DAMAGED,
  /** The catalogue has no files for this machine. */
  UNSUPPORTED
}
